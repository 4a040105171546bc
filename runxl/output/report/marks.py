"""A status as symbol, word and colour, in a table's cell."""

from __future__ import annotations

from runxl.assessment.sammanrakning import prognosis
from runxl.contract import look
from runxl.contract.look import Mark
from runxl.contract.model import Styrmodell
from runxl.output.report.blocks import Cell

_UNDER_WAY = Mark(look.HEADER_GROUND, look.RESULT_HEADER_GROUND, look.HEADER_GROUND, "▸")
_UPPDRAG = {"Klar": look.STATUS["Helt"], "Pågående": _UNDER_WAY, "Ej påbörjad": look.STATUS["Ej bedömd"]}
_BY_CONTRIBUTION = {"fullt": look.STATUS["Helt"], "delvis": look.STATUS["Delvis"], "inget": look.STATUS["Inte"]}


def status(found: str | None, note: str = "") -> Cell:
    """Of an indikator, a delmål or a mål."""
    return Cell(found or "", note, look.STATUS.get(found or ""))


def forecast(found: str | None, model: Styrmodell) -> Cell:
    """`Mål kommer delvis uppfyllas`; what is hard to say looks like what is not assessed."""
    mark = look.STATUS.get(found or "", look.STATUS["Ej bedömd"]) if found else None
    return Cell(prognosis(found, model), mark=mark)


def uppdrag(found: str) -> Cell:
    return Cell(found, mark=_UPPDRAG.get(found))


def aktivitet(found: str, bidrag: str) -> Cell:
    """By what it contributes."""
    return Cell(found, mark=_BY_CONTRIBUTION.get(bidrag))
