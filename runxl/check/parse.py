"""Every cell of a table → a typed value, or a finding at the cell. Nothing is guessed, nothing dropped in silence.

A column is read whole where it can be (columns.py), else cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache, partial
from math import isfinite
from typing import Any, NamedTuple

from runxl.check import cells, measures
from runxl.check.cells import Cell, Reader
from runxl.check.columns import NOTHING, WHOLE, kinds_of
from runxl.check.numbers import decimal_of
from runxl.check.sheet import Sheet
from runxl.contract.load import contract
from runxl.contract.model import Code, Column, ColumnType
from runxl.workbook.tables import Raw, Table

READERS: Mapping[str, Reader] = {
    "text": cells.text,
    "nr": cells.nr,
    "ref": cells.nr,
    "unit": cells.unit,
    "integer": cells.integer,
    "date": cells.date,
}
"""By the column's type in the contract, for those that are read without a list."""


class Typed(NamedTuple):
    """A column, read: a value for each row, and the cells that have something to tell with their positions."""

    values: list[Any]
    told: Sequence[tuple[int, Cell]] = ()


def parse(file: str, table: Table) -> Sheet:
    """The table's input columns, typed. Columns that decide how others are read come first."""
    sheet = Sheet(file, contract().tables[table.name], table)
    inputs = [column for column in sheet.contract.columns if column.is_input]
    for column in sorted(inputs, key=_depends):
        typed = _read(sheet, column, table.values(column.name))
        sheet.columns[column.name] = typed.values
        for position, cell in typed.told:
            sheet.report(cell.code, column.name, position, **cell.words)
    return sheet


def _depends(column: Column) -> bool:
    """Read in the light of the row's unit or Typ."""
    return column.type in _MEASURE_READERS


def _read(sheet: Sheet, column: Column, raws: Sequence[Raw]) -> Typed:
    kinds = kinds_of(raws)
    if kinds <= NOTHING:
        return Typed([None] * len(raws))
    if _depends(column):
        return _measured(sheet, column, raws)
    whole = WHOLE.get(column.type)
    values = whole(raws, kinds) if whole else None
    return _one_by_one(_reader(column.type, column.codelist), raws) if values is None else Typed(values)


@cache
def _reader(kind: ColumnType, codelist: str) -> Reader:
    if kind == "code":
        return cells.code_reader(contract().codelists[codelist])
    if kind == "months":
        return cells.months_reader(contract().codelists[codelist])
    return READERS[kind]


def _one_by_one(reader: Reader, raws: Sequence[Raw]) -> Typed:
    """What comes again is read once: columns repeat a few words, row after row."""
    read = lru_cache(maxsize=None, typed=True)(partial(_cell, reader))
    typed = [read(raw) for raw in raws]
    told = [(position, cell) for position, cell in enumerate(typed) if cell.code]
    return Typed([cell.value for cell in typed], told)


def _measured(sheet: Sheet, column: Column, raws: Sequence[Raw]) -> Typed:
    """Stored numbers as they are. Of the rest, what comes again under the same Typ and unit is read once."""
    unsaid = [None] * len(raws)
    units = sheet.columns.get(column.unit or "enhet", unsaid)
    typer = unsaid if column.type == "number" else sheet.columns["typ"]
    numeric = measures.numeric_typer(column.type) if column.type in ("target", "outcome") else set(typer)
    values: list[Any] = [
        decimal_of(raw) if raw.__class__ is float and typ in numeric and isfinite(raw) else None
        for raw, typ in zip(raws, typer, strict=True)
    ]
    left = [position for position, raw in enumerate(raws) if raw is not None and values[position] is None]
    read = lru_cache(maxsize=None, typed=True)(partial(_measure, column))
    told = []
    for position in left:
        cell = read(raws[position], typer[position], units[position])
        values[position] = cell.value
        if cell.code:
            told.append((position, cell))
    return Typed(values, told)


def _measure(column: Column, raw: Raw, typ: str | None, unit: str | None) -> Cell:
    read = _MEASURE_READERS[column.type]
    return _kept(cells.raw_fault(raw) or read(raw, measures.typer().get(typ), unit or ""))


def _amount(raw: Raw, _: Code | None, unit: str) -> Cell:
    return cells.number(raw, unit)


_MEASURE_READERS: dict[str, Callable[[Raw, Code | None, str], Cell]] = {
    "number": _amount,
    "measure": measures.number,
    "target": measures.target,
    "outcome": measures.outcome,
}


def _cell(reader: Reader, raw: Raw) -> Cell:
    return cells.EMPTY if raw is None else _kept(cells.raw_fault(raw) or reader(raw))


def _kept(cell: Cell) -> Cell:
    """Empty text is no value."""
    return cell._replace(value=None) if cell.value == "" else cell
