"""Periodvärden: what holds for an indikator in one period. Read by its Typ and unit, and lent to its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from runxl.check import cells, lost_zeros, parse
from runxl.check.moment import Moment
from runxl.check.sheet import Sheet
from runxl.workbook.tables import Workbook

TABLE = "periodvarden"
_LENT = {"periodmal": "periodmal", "period_bas": "utgangsvarde", "period_foregaende": "foregaende_ar"}
"""What the indikator's row calls each column."""


def lend(workbook: Workbook, moment: Moment, sheets: dict[str, Sheet]) -> None:
    """Reads the sheet, if there is one, and gives each indikator what holds for it in the moment's period."""
    indikatorer, found = sheets.get("indikatorer"), workbook.tables.get(TABLE)
    if found is not None:
        known = indikatorer.places("nr") if indikatorer else {}
        of = [known.get(cells.nr(nr).value) for nr in found.values("nr")]
        lent = {name: _of_rows(indikatorer, name, of) for name in ("typ", "enhet")}
        sheets[TABLE] = parse.parse(workbook.file, found, moment, lent)
        lost_zeros.in_references(sheets[TABLE], sheets)
    if indikatorer is not None:
        _borrow(indikatorer, sheets.get(TABLE), moment)


def _borrow(indikatorer: Sheet, told: Sheet | None, moment: Moment) -> None:
    here = dict(_of_period(told, moment)) if told else {}
    positions = [here.get(nr) for nr in indikatorer.columns["nr"]]
    for column, name in _LENT.items():
        if told:
            indikatorer.borrow(column, told, name, positions)
        else:
            indikatorer.columns[column] = [None] * len(indikatorer)


def _of_period(told: Sheet, moment: Moment) -> Iterator[tuple[object, int]]:
    """The row of each Nr; of two the first counts, as in every table."""
    period = moment.period.name if moment.period else ""
    places = zip(told.columns["nr"], told.columns["period"], range(len(told)), strict=True)
    yield from ((nr, position) for nr, of, position in reversed([*places]) if of == period and nr)


def _of_rows(indikatorer: Sheet | None, name: str, places: Sequence[int | None]) -> list[Any]:
    values: Sequence[Any] = indikatorer.columns[name] if indikatorer else ()
    return [None if at is None else values[at] for at in places]
