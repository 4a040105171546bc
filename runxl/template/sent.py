"""What is different in a workbook that is sent to a unit: only the unit's own cells take typing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from runxl.contract.vocabulary import Column, Role, Table
from runxl.excel import MAX_ROW, column_letters
from runxl.workbook.places import list_name

Validation = dict[str, object]
"""A data validation as XlsxWriter wants it."""


def stop(title: str, message: str) -> Validation:
    """What is said of what cannot be typed in a cell."""
    return {"error_type": "stop", "error_title": title, "error_message": message}


def refusal(title: str, why: str) -> Validation:
    """Nothing can be typed in the cell."""
    return {"validate": "custom", "value": "=FALSE", **stop(title, f"{why} Tryck på Esc för att ångra.")}


REFUSED = refusal(
    "Cellen hör till planen",
    "Här står planens uppgifter. Fyll i kolumnerna med ljusare blå rubrik. Ska något här ändras: skriv till den som "
    "har skickat arbetsboken.",
)

PROTECTION = {
    "sort": True,
    "autofilter": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
}
"""What stays allowed in a protected sheet. It has no password: it keeps off slips, not people."""


LAST_ROW = MAX_ROW - 1
"""Excel's last row, counted from 0."""


def idle_name(table: str) -> str:
    """What the rows of a table that are not due are called in formulas."""
    return list_name(f"ej_nu_{table}")


@dataclass(frozen=True, slots=True)
class Task:
    """The cells of a column that are due, by the Nr of their rows, how many are empty, and the rows of their sheet."""

    table: str
    column: str
    nrs: tuple[str, ...]
    left: int
    rows: int

    @property
    def name(self) -> str:
        """What its rows are called in formulas."""
        return list_name(f"lamnas_{self.table}_{self.column}")


@dataclass(frozen=True, slots=True)
class Sent:
    """A workbook for one unit; `context` names the rows, counted from 0, that are there only to be read."""

    unit: str
    locked: bool = False
    context: Mapping[str, frozenset[int]] = field(default_factory=dict)
    sheets: frozenset[str] = frozenset()
    """The sheets that the unit sees; the others are empty and hidden."""

    columns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The columns that the unit sees, by table; the others are empty and hidden."""

    proposals: bool = False
    """The plan is being made: its own cells take proposals on the unit's rows, and rows may be added."""

    tasks: tuple[Task, ...] = ()
    """What is to be answered now."""

    not_now: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The rows, by table and their Nr, that are the unit's and of which nothing is asked now."""

    facts: tuple[tuple[str, str], ...] = ()
    """What the unit must know first of all: which period, until when, to whom."""

    def idle(self, table: Table) -> str:
        """A formula that holds for the rows of a table that are not due, from its first; empty where none can be."""
        letters = {column.name: column_letters(place) for place, column in enumerate(table.columns, 1)}
        if "lamnas_nu" in letters:
            cell = f"${letters['lamnas_nu']}2"
            return f'=AND({cell}<>"",{cell}<>"Ja")'
        if self.not_now.get(table.name):
            return f"=ISNUMBER(MATCH(${letters['nr']}2,{idle_name(table.name)},0))"
        return ""

    def takes(self, table: Table, column: Column) -> bool:
        """Whether the column is one that the unit writes in."""
        return column.role == "unit" or (self.proposals and table.is_answered and column.role == "in")

    def header(self, table: Table, column: Column) -> Role:
        """Whose the column looks."""
        return "unit" if self.takes(table, column) else column.role

    def hides(self, table: Table, column: Column) -> bool:
        return table.name in self.columns and column.name not in self.columns[table.name]

    def fills_in(self, table: Table, column: Column, position: int) -> bool:
        """Whether the unit answers in the cell."""
        return self.takes(table, column) and position not in self.context.get(table.name, ())

    def may_add(self, table: Table, column: Column) -> bool:
        """Whether the cells below the rows take typing: in the unit's columns, and where rows need no key.

        Where rows are proposed, their number too.
        """
        if self.proposals and table.is_answered and column.role == "key":
            return True
        return self.takes(table, column) or (column.role == "in" and not table.key)

    def stretches(self, table: Table, column: Column, rows: int) -> Iterator[tuple[int, int, bool]]:
        """The column from its first data row down: first row, last row (counted from 0), and whether it is open."""
        for is_open, alike in groupby(range(rows), partial(self.fills_in, table, column)):
            positions = [*alike]
            yield positions[0] + 1, positions[-1] + 1, is_open
        yield rows + 1, LAST_ROW, self.may_add(table, column)
