"""How much a unit has answered of what is due: an utfall, or a status, for each row that is followed this period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import repeat
from typing import TYPE_CHECKING

from runxl.check.moment import Moment
from runxl.check.rows import Checked
from runxl.contract.load import contract
from runxl.verbs.units import shown
from runxl.workbook.tables import Raw, Workbook

if TYPE_CHECKING:  # workbooks by themselves are summarised without what it takes to send plans out and take them in
    from runxl.verbs.plan import Master
    from runxl.verbs.samla.answer import Answer

_DORMANT = "Följs ej upp"
_UNCHANGED = ("Ingen ny mätning", _DORMANT)
_ANSWERED_BY = {"indikatorer": "utfall", "aktiviteter": "status", "uppdrag": "status"}
_EXCUSED = "indikatorer"
"""A row of theirs is answered by its Läge too, where that says that there is nothing to measure."""

Cell = tuple[str, int]
"""A row by its table and its position in the plan; which column answers it follows from the table."""


def due_cells(plan: Master, unit: str) -> tuple[Cell, ...]:
    """What a unit, by its folded name, has to answer in the period."""
    due = _due_rows(plan.checked)
    return tuple(
        (row.table, row.position)
        for row in plan.owners.of(unit)
        if row.table in due and plan.workbook.tables[row.table].rows[row.position] in due[row.table]
    )


def _due_rows(checked: Checked) -> dict[str, set[int]]:
    """The rows in Excel that are followed this period, by table."""
    moment = checked.moment
    return {
        "indikatorer": {
            row.row
            for row in checked.indikatorer
            if moment.awaits(row.periodicitet) and row.lage != _DORMANT and not row.is_kontrollmatt
        },
        "aktiviteter": {
            row.row for row in checked.aktiviteter if row.lage != _DORMANT and _has_begun(row.startdatum, moment)
        },
        "uppdrag": {row.row for row in checked.uppdrag if moment.awaits(row.periodicitet)},
    }


def _has_begun(start: dt.date | None, moment: Moment) -> bool:
    """Nothing is asked of a plan that is being made, nor of what begins after the period."""
    return moment.awaits(None) and not (start and moment.today and start > moment.today)


def filled_in(workbook: Workbook, checked: Checked) -> tuple[int, int]:
    """How many cells of a workbook by itself are due, and how many of them are filled in."""
    told: list[bool] = []
    for name, rows in _due_rows(checked).items():
        if table := workbook.tables.get(name):
            lagen = table.values("lage") if name == _EXCUSED else repeat(None, len(table))
            columns = zip(table.rows, lagen, table.values(_ANSWERED_BY[name]), strict=True)
            told += [_says(lage, answer) for row, lage, answer in columns if row in rows]
    return len(told), sum(told)


def missing(plan: Master, unit: str, answer: Answer) -> Iterator[tuple[str, str, str]]:
    """The cells that a unit has left empty, by sheet, row and header: what is due, and the words about its delmål."""
    for name, position in due_cells(plan, unit):
        if not _is_answered(answer, (name, position)):
            yield _cell(plan, name, position, _ANSWERED_BY[name])
    period = plan.checked.moment.period
    for row in plan.owners.of(unit) if period and not period.plan else ():
        found = answer.rows.get((row.table, row.position)) if row.table == "delmal" else None
        for column in ("analys", *(("prognos",) if period.is_delar else ())) if found and period else ():
            if found and found[0].values(column)[found[1]] is None:
                yield _cell(plan, "delmal", row.position, column)


def _cell(plan: Master, name: str, position: int, column: str) -> tuple[str, str, str]:
    table = contract().tables[name]
    return table.sheet, shown(table, plan.workbook.tables[name], position), table.column(column).title


def filled(plan: Master, unit: str, answer: Answer) -> float:
    """The share of the due cells that are filled in; all of nothing is all."""
    due = due_cells(plan, unit)
    return sum(_is_answered(answer, cell) for cell in due) / len(due) if due else 1.0


def _is_answered(answer: Answer, cell: Cell) -> bool:
    if cell not in answer.rows:
        return False
    name, (table, place) = cell[0], answer.rows[cell]
    lage = table.values("lage")[place] if name == _EXCUSED else None
    return _says(lage, table.values(_ANSWERED_BY[name])[place])


def _says(lage: Raw, answer: Raw) -> bool:
    return answer is not None or lage in _UNCHANGED
