"""A status as symbol, word and colour, in a table's cell."""

from __future__ import annotations

from runxl.assessment.counts import prognosis
from runxl.contract import look
from runxl.contract.vocabulary import Styrmodell
from runxl.output.document.blocks import GridCell


def status(found: str | None, note: str = "") -> GridCell:
    """Of an indikator, a delmål or a mål."""
    return GridCell(found or "", look.STATUS.get(found or ""), note)


def forecast(found: str | None, model: Styrmodell) -> GridCell:
    """`Mål kommer delvis uppfyllas`; what is hard to say looks like what is not assessed."""
    return GridCell(prognosis(found, model), look.PROGNOS.get(found or ""))


def uppdrag(found: str) -> GridCell:
    return GridCell(found, look.UPPDRAG.get(found))


def aktivitet(found: str, bidrag: str) -> GridCell:
    """By what it contributes."""
    return GridCell(found, look.CONTRIBUTION.get(bidrag))
