"""The answers in a workbook, of whichever period they are: what the step to the next one would empty."""

from __future__ import annotations

from dataclasses import replace

from runxl.contract.load import contract
from runxl.workbook.tables import FoundTable, Workbook


def has_answers(workbook: Workbook) -> bool:
    """Results are none: runxl writes them."""
    return any(_answered(found) for found in workbook.tables.values())


def _answered(found: FoundTable) -> bool:
    table = contract().tables[found.name]
    if table.kind != "data":
        return False
    if table.each_period and found.rows:
        return True
    asked = [one.name for one in table.columns if one.belongs_to_period]
    return any(value not in (None, "") for name in asked for value in found.values(name))


def without_answers(workbook: Workbook) -> Workbook:
    """As if nobody had answered yet: answers of one period are none to another."""
    return replace(workbook, tables={name: _unanswered(found) for name, found in workbook.tables.items()})


def _unanswered(found: FoundTable) -> FoundTable:
    table = contract().tables[found.name]
    rows = [] if table.each_period else found.rows
    going = {one.name for one in table.columns if one.belongs_to_period}
    columns = {
        name: replace(column, values=[None] * len(rows)) if name in going or table.each_period else column
        for name, column in found.columns.items()
    }
    return replace(found, rows=rows, columns=columns)
