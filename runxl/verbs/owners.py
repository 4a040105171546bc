"""Whose each row of a plan is: its own Ansvarig's, else its delmål's. And how rows are known again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from runxl.check import cells
from runxl.contract import vocabulary as model
from runxl.contract.load import contract
from runxl.excel import fold
from runxl.workbook.cell_text import as_shown
from runxl.workbook.tables import FoundTable, Raw, Workbook

Identity = tuple[str, ...]
"""What tells a row from the others of its table: its Nr, or what it is about where rows have no Nr."""


@dataclass(frozen=True, slots=True)
class OwnedRow:
    """A row that somebody answers for; `unit` is the folded name, empty if it is nobody's."""

    table: str
    position: int
    unit: str


@dataclass(frozen=True, slots=True)
class Owners:
    """A plan's rows with their units. `names` holds each unit's name as it is first written, by its folded name."""

    rows: tuple[OwnedRow, ...]
    names: Mapping[str, str]

    def of(self, unit: str) -> tuple[OwnedRow, ...]:
        """The rows of a unit, by its folded name."""
        return tuple(row for row in self.rows if row.unit == unit)


def answered_tables() -> tuple[model.Table, ...]:
    """The tables in which units fill something in."""
    return tuple(table for table in contract().tables.values() if table.is_answered)


def owners_of(workbook: Workbook) -> Owners:
    """Every row of the tables that units fill in, with the unit that it belongs to."""
    above = [workbook.tables[name] for name in ("uppdrag", "delmal") if name in workbook.tables]
    inherited = {nr: unit for one in above for nr, unit in zip(nrs(one, "nr"), _units(one), strict=True)}
    names: dict[str, str] = {}
    rows: list[OwnedRow] = []
    for table in answered_tables():
        found = workbook.tables.get(table.name)
        for row, name in _owned(table, found, inherited) if found else ():
            rows.append(row)
            if row.unit:
                names.setdefault(row.unit, name)
    return Owners(tuple(rows), names)


def _owned(table: model.Table, found: FoundTable, inherited: Mapping[str, str]) -> Iterator[tuple[OwnedRow, str]]:
    parents = nrs(found, "delmal") if table.parent == "delmal" else [""] * len(found)
    for position, (own, parent) in enumerate(zip(_units(found), parents, strict=True)):
        name = own or inherited.get(parent, "")
        yield OwnedRow(table.name, position, fold(name)), name


def _units(found: FoundTable) -> list[str]:
    return [" ".join(as_shown(raw).split()) for raw in found.values("ansvarig")]


def identity_columns(table: model.Table) -> tuple[str, ...]:
    """The table's key; without one Nr, and without that what the row is about."""
    if table.key:
        return table.key
    asked = [column for column in table.columns if column.role == "in" and column.name != "ansvarig"]
    names = [column.name for column in asked]
    # neither an amount nor what is answered anew each period is what the row is about
    stands = [column.name for column in asked if not column.belongs_to_period and column.holds == "text"]
    return ("nr",) if "nr" in names else tuple(stands or names)


def title_column(table: model.Table) -> str:
    """The column that says what a row is called: the first long one; where none is, as in the economy, the first."""
    inputs = [column for column in table.columns if column.is_input]
    return next((column for column in inputs if column.long), inputs[0]).name


def identities(table: model.Table, found: FoundTable) -> list[Identity]:
    """Each row's identity; one that is all empty tells nothing."""
    words = [nrs(found, name) if name == "nr" else _words(found, name) for name in identity_columns(table)]
    return list(zip(*words, strict=True))


def nrs(found: FoundTable, column: str) -> list[str]:
    """The numbers in a column of Nr, as text."""
    return [_nr(raw) for raw in found.values(column)]


def _nr(raw: Raw) -> str:
    read = cells.nr(raw).value if raw is not None else None
    return str(read) if read else as_shown(raw).strip()


def _words(found: FoundTable, column: str) -> list[str]:
    return [fold(as_shown(raw)) for raw in found.values(column)]


def shown(table: model.Table, found: FoundTable, position: int) -> str:
    """How people name a row: its Nr, or what it is about."""
    return named(table, found.row(position))


def named(table: model.Table, row: Mapping[str, Raw]) -> str:
    """The same of a row by column name."""
    words = [as_shown(row.get(name)).strip() for name in identity_columns(table)]
    if not any(words):
        words = [as_shown(row.get(column.name)) for column in table.columns if column.long]
    return ", ".join(word for word in words if word)
