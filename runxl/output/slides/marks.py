"""What the words of a status look like: the statuses themselves, and those of uppdrag and contributions."""

from __future__ import annotations

from runxl.contract import look
from runxl.contract.look import STATUS, Mark

_UNDER_WAY = Mark(look.HEADER_GROUND, look.RESULT_GROUND, look.UNIT_HEADER_GROUND, "▸")
MARKS = {
    **STATUS,
    "Svårt att bedöma": STATUS["Ej bedömd"],
    "Klar": STATUS["Helt"],
    "Pågående": _UNDER_WAY,
    "Ej påbörjad": STATUS["Ej bedömd"],
}


def mark_of(word: str | None) -> str:
    """The word itself if it has a look, else nothing."""
    return word if word in MARKS else ""


def symbol(word: str) -> str:
    return MARKS[word].symbol
