"""A status as symbol, word and colour, in a table's cell."""

from __future__ import annotations

from runxl.assessment.basis import Basis
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.contract import look
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.output.document.blocks import GridCell
from runxl.output.said.forecast import forecast as said


def status(found: str | None, model: Styrmodell, note: str = "") -> GridCell:
    """Of an indikator, a delmål or a mål."""
    return GridCell(found or "", model.scale.marks.get(found or ""), note)


def forecast(one: MalVerdict | DelmalVerdict, basis: Basis) -> GridCell:
    """`Mål kommer delvis uppfyllas`; what is hard to say looks like what is not assessed."""
    return GridCell(said(one, basis), basis.styrmodell.scale.forecast_marks.get(one.prognos or ""))


def word(found: str, model: Styrmodell) -> GridCell:
    """A status of any kind. How an aktivitet stands is told more calmly, by what it contributes."""
    given = model.contribution.get(found)
    if given:
        return GridCell(found, model.scale.contribution_marks.get(given), filled=False)
    return GridCell(found, {**model.scale.forecast_marks, **look.UPPDRAG}.get(found))


def uppdrag(found: str) -> GridCell:
    """As uppdrag are marked: that one has not begun says nothing of how it will end, as it does of an aktivitet."""
    return GridCell(found, look.UPPDRAG.get(found))


def aktivitet(found: str, bidrag: str, model: Styrmodell) -> GridCell:
    """By what it contributes."""
    return GridCell(found, model.scale.contribution_marks.get(bidrag))
