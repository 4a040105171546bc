"""What is said of what has been written: a document's gaps, mail drafts, formulas that wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.cli.terminal import Line, line
from runxl.svenska import counted

if TYPE_CHECKING:
    from runxl.verbs.drafts import Draft


def document_lines(backup: Path | None, missing: Sequence[str], left_out: Sequence[str], whose: str) -> Iterator[Line]:
    """`whose`: where what is left out stands, `arbetsboken`."""
    if backup:
        yield line(f"Säkerhetskopia av den tidigare: {backup.name}.")
    if missing:
        places = "En plats är" if len(missing) == 1 else f"{len(missing)} platser är"
        yield line(f"{places} kvar att fylla i:")
        yield from (line(f"– {one}", indent=2, hang=2) for one in missing)
    if left_out:
        yield line(f"Det här i {whose} är inte med i dokumentet:")
        yield from (line(f"– {one}", indent=2, hang=2) for one in left_out)


def draft_lines(drafts: Sequence[Draft]) -> Iterator[Line]:
    """How many, and those that lack an address."""
    if drafts:
        yield line(
            f"{counted(len(drafts), 'mejlutkast', 'mejlutkast')} i {drafts[0].file.parent}. Öppna, läs och skicka."
        )
    without = [draft.unit for draft in drafts if not draft.to and not draft.unusable]
    if without:
        yield line((f"Utan mottagare, för adressen saknas på bladet Enheter: {', '.join(without)}.", "doubt"), indent=2)
    for draft in drafts:
        if draft.unusable:
            text = f"Utan mottagare: {draft.unit}. «{draft.unusable}» på bladet Enheter är ingen e-postadress."
            yield line((text, "doubt"), indent=2)


def waiting(formulas: int) -> str:
    """A sentence of formulas that are calculated when the workbook is opened; nothing if there are none."""
    if not formulas:
        return ""
    hang = counted(formulas, "formel hänger", "formler hänger")
    return f" {hang} på det som skrevs och räknas om när arbetsboken öppnas: öppna och spara den i Excel först."
