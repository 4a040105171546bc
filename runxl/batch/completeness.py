"""How much a unit has answered of what is due: an utfall, or a status, for each row that is followed this period."""

from __future__ import annotations

from runxl.batch.answer import Answer
from runxl.batch.master import Master
from runxl.check import row_rules
from runxl.check.rows import Checked
from runxl.workbook.tables import Table, Workbook

_DORMANT = "Följs ej upp"
_UNCHANGED = ("Ingen ny mätning", _DORMANT)
_ANSWERED_BY = {"indikatorer": "utfall", "aktiviteter": "status", "uppdrag": "status"}

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
    moment = row_rules.now(checked.settings)
    return {
        "indikatorer": {
            row.row
            for row in checked.indikatorer
            if moment.due(row.periodicitet) and row.lage != _DORMANT and "Kontrollmått" not in (row.typ, row.slag)
        },
        "aktiviteter": {row.row for row in checked.aktiviteter if row.lage != _DORMANT},
        "uppdrag": {row.row for row in checked.uppdrag},
    }


def filled_in(workbook: Workbook, checked: Checked) -> tuple[int, int]:
    """How many cells of a workbook by itself are due, and how many of them are filled in."""
    due = answered = 0
    for name, rows in _due_rows(checked).items():
        table = workbook.tables.get(name)
        for place, row in enumerate(table.rows if table else ()):
            if table and row in rows:
                due += 1
                answered += _says(name, table, place)
    return due, answered


def filled(plan: Master, unit: str, answer: Answer) -> float:
    """The share of the due cells that are filled in; all of nothing is all."""
    due = due_cells(plan, unit)
    return sum(_is_answered(answer, cell) for cell in due) / len(due) if due else 1.0


def _is_answered(answer: Answer, cell: Cell) -> bool:
    if cell not in answer.rows:
        return False
    return _says(cell[0], *answer.rows[cell])


def _says(name: str, table: Table, place: int) -> bool:
    """An indikator is answered by its Läge too, where that says that there is nothing to measure."""
    lage = table.values("lage")[place] if name == "indikatorer" else None
    return lage in _UNCHANGED or table.values(_ANSWERED_BY[name])[place] is not None
