"""What would help, as the command is written: of what stopped a run, and of what is found in a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from runxl.errors import Hint

if TYPE_CHECKING:
    from runxl.findings import Finding

HINTS: Mapping[Hint, str] = {
    Hint.REPLACE: "Ange ett annat namn, eller --ersatt för att ersätta filen.",
    Hint.REPLACE_IN_FOLDER: "Ange en annan mapp, eller --ersatt för att ersätta det som finns.",
    Hint.REPLACE_PERIOD: "Ange --ersatt för att ändå skriva om perioden, eller --bara-visa för att bara se resultatet.",
    Hint.NEXT_PERIOD: "På kommandoraden tas steget med runxl period.",
    Hint.NEXT_YEAR: "Nästa år börjar i en ny arbetsbok: runxl ny NY.xlsx --fran FIL.",
}


def with_hint(text: str, hint: Hint | None) -> str:
    """What is said, and what would help."""
    return f"{text} {HINTS[hint]}" if hint else text


def remedy(finding: Finding) -> str:
    """What to do about a finding."""
    from runxl.contract.message import hint_of

    return with_hint(finding.remedy, hint_of(finding))
