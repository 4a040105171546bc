"""How much a unit has answered of what is due: what is followed this period, and the words about its delmål."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import TYPE_CHECKING

from runxl.check.rows import Checked
from runxl.contract.load import contract
from runxl.verbs.due import DORMANT, due_rows
from runxl.verbs.owners import nrs, shown
from runxl.workbook.tables import FoundTable, Raw, Workbook

if TYPE_CHECKING:  # workbooks by themselves are summarised without what it takes to send plans out and take them in
    from runxl.verbs.plan import Master
    from runxl.verbs.samla.answer import Answer

_UNCHANGED = ("Ingen ny mätning", DORMANT)
EXCUSED = "indikatorer"
"""A row of theirs is answered by its Läge too, where that says that there is nothing to measure."""

AnswerCell = tuple[str, int, str]
"""A cell that answers: its table, its position in the plan, and its column."""


def due_cells(plan: Master, unit: str) -> tuple[AnswerCell, ...]:
    """What a unit, by its folded name, has to answer in the period."""
    tables, rows = plan.workbook.tables, plan.owners.of(unit)
    return tuple(
        (name, row.position, column)
        for (name, column), due in plan.due.items()
        for row in rows
        if row.table == name and tables[name].rows[row.position] in due
    )


def not_due(plan: Master, unit: str) -> dict[str, tuple[str, ...]]:
    """The Nr of a unit's rows with a status that nobody asks about now, by table; empty ones are not there."""
    tables = plan.workbook.tables
    found: dict[str, list[int]] = {}
    for row in plan.owners.of(unit):
        due = plan.due.get((row.table, "status"))
        if due is not None and tables[row.table].rows[row.position] not in due:
            found.setdefault(row.table, []).append(row.position)
    numbers = {name: nrs(tables[name], "nr") for name in found}
    return {name: tuple(numbers[name][position] for position in positions) for name, positions in found.items()}


def filled_in(workbook: Workbook, checked: Checked) -> tuple[int, int]:
    """How many cells of a workbook by itself are due, and how many of them are filled in."""
    told: list[bool] = []
    for (name, column), rows in due_rows(checked).items():
        if table := workbook.tables.get(name):
            lagen = table.values("lage") if name == EXCUSED else repeat(None, len(table))
            columns = zip(table.rows, lagen, table.values(column), strict=True)
            told += [_says(lage, answer) for row, lage, answer in columns if row in rows]
    return len(told), sum(told)


def missing(plan: Master, unit: str, answer: Answer) -> Iterator[tuple[str, str, str]]:
    """The due cells that a unit has left empty, by sheet, row and header."""
    for cell in due_cells(plan, unit):
        if not _is_answered(answer, cell):
            name, position, column = cell
            table = contract().tables[name]
            yield table.sheet, shown(table, plan.workbook.tables[name], position), table.column(column).title


def filled(plan: Master, unit: str, answer: Answer) -> float:
    """The share of the due cells that are filled in; all of nothing is all."""
    due = due_cells(plan, unit)
    return sum(_is_answered(answer, cell) for cell in due) / len(due) if due else 1.0


def left(plan: Master, cells: tuple[AnswerCell, ...]) -> tuple[AnswerCell, ...]:
    """Those of the cells that are empty in the plan itself: what is left to write when it is sent."""
    tables = plan.workbook.tables
    return tuple(
        (name, position, column) for name, position, column in cells if not _says_in(tables[name], position, column)
    )


def _is_answered(answer: Answer, cell: AnswerCell) -> bool:
    name, position, column = cell
    if (name, position) not in answer.rows:
        return False
    return _says_in(*answer.rows[name, position], column)


def _says_in(table: FoundTable, place: int, column: str) -> bool:
    return _says(table.values("lage")[place] if table.name == EXCUSED else None, table.values(column)[place])


def _says(lage: Raw, answer: Raw) -> bool:
    return answer is not None or lage in _UNCHANGED
