"""A status as symbol, word and colour, in a table's cell."""

from __future__ import annotations

from runxl.assessment.counts import prognosis
from runxl.contract import look
from runxl.contract.vocabulary import Styrmodell
from runxl.output.document.word.blocks import Cell


def status(found: str | None, note: str = "") -> Cell:
    """Of an indikator, a delmål or a mål."""
    return Cell(found or "", note, look.STATUS.get(found or ""))


def forecast(found: str | None, model: Styrmodell) -> Cell:
    """`Mål kommer delvis uppfyllas`; what is hard to say looks like what is not assessed."""
    return Cell(prognosis(found, model), mark=look.PROGNOS.get(found or ""))


def uppdrag(found: str) -> Cell:
    return Cell(found, mark=look.UPPDRAG.get(found))


def aktivitet(found: str, bidrag: str) -> Cell:
    """By what it contributes."""
    return Cell(found, mark=look.CONTRIBUTION.get(bidrag))
