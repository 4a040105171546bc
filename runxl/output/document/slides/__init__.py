"""The slide deck of a report: what it says (deck.py), how it is divided (paginate.py), how it is drawn (draw.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from runxl.assessment.assessed import Assessment
    from runxl.check.rows import Checked


def write_slides(checked: Checked, assessment: Assessment, out: Path, *, mall: Path | None = None) -> tuple[str, ...]:
    """Writes a deck, on the user's own .pptx or .potx if `mall` is given. Returns what is missing, in Swedish.

    Raises RunxlError if the workbook has nothing to report, or if `mall` cannot be used.
    """
    from runxl.output.document.slides.deck import deck_of
    from runxl.output.document.slides.draw import draw

    deck = deck_of(checked, assessment)
    draw(deck, out, mall)
    return deck.missing
