"""Every cell of a table → a typed value, or a finding at the cell. Nothing is guessed, nothing dropped in silence.

A column is read whole where it can be (columns.py), else cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

from runxl.check import cells, measures
from runxl.check.cells import Cell, Reader
from runxl.check.columns import WHOLE, each_once, is_empty, kinds_of
from runxl.check.moment import Moment
from runxl.check.numbers import decimals_of, stored
from runxl.check.sheet import Sheet
from runxl.contract.load import contract
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.contract.vocabulary import Column, ColumnType
from runxl.contract.wording import codelist as listed
from runxl.measure.typ import Typ
from runxl.svenska import ToldNumber
from runxl.typer import typer
from runxl.workbook.tables import FoundTable, Raw, SpeltNumber

READERS: Mapping[str, Reader] = {
    "text": cells.text,
    "nr": cells.nr,
    "ref": cells.nr,
    "unit": cells.unit,
    "integer": cells.integer,
    "date": cells.date,
    "share": cells.share,
}
"""By the column's type in the contract, for those that are read without a list."""


_BLOCK = 2_000
"""So many cells of a column are read at a time: reading goes through them again and again, and the processor's cache
holds no more."""


class Typed(NamedTuple):
    """Cells of a column, read: a value for each, and those that have something to tell with their positions."""

    values: list[Any]
    told: Sequence[tuple[int, Cell]] = ()


def parse(
    file: str, table: FoundTable, moment: Moment | None = None, lent: Mapping[str, list[Any]] | None = None
) -> Sheet:
    """The table's input columns, typed. Columns that decide how others are read come first, or are lent."""
    sheet = Sheet(file, contract().tables[table.name], table, moment)
    sheet.columns |= lent or {}
    for column in _inputs(table.name):
        typed = _typed(sheet, column, table.values(column.name))
        sheet.columns[column.name] = typed.values
        for position, cell in typed.told:
            if cell.code:
                sheet.report(cell.code, column.name, position, **cell.words)
    return sheet


@cache
def _inputs(table: str) -> tuple[Column, ...]:
    """In the order in which they are read."""
    return tuple(sorted((column for column in contract().tables[table].columns if column.is_input), key=_depends))


def _depends(column: Column) -> bool:
    """Read in the light of the row's unit or Typ."""
    return column.type in _MEASURE_READERS


def _typed(sheet: Sheet, column: Column, raws: Sequence[Raw]) -> Typed:
    """A whole column, block by block; but most columns hold nothing."""
    if is_empty(raws):
        return Typed([None] * len(raws))
    values: list[Any] = []
    told: list[tuple[int, Cell]] = []
    for start in range(0, len(raws), _BLOCK):
        block = slice(start, start + _BLOCK)
        read = _measured(sheet, column, raws[block], block) if _depends(column) else _read(sheet, column, raws[block])
        values += read.values
        told += [(start + position, cell) for position, cell in read.told]
    return Typed(values, told)


def _read(sheet: Sheet, column: Column, raws: Sequence[Raw]) -> Typed:
    whole = WHOLE.get(column.type)
    values = whole(raws, kinds_of(raws)) if whole else None
    if values is not None:
        return Typed(values)
    reader = cells.part if column.of_whole else _reader(column.type, column.codelist, sheet.styrmodell)
    return _one_by_one(reader, raws)


@lru_cache(maxsize=1_000)
def _reader(kind: ColumnType, codelist: str, styrmodell: Styrmodell) -> Reader:
    if kind == "code":
        return cells.code_reader(listed(contract(), codelist, styrmodell))
    if kind == "months":
        return cells.months_reader(contract().codelists[codelist])
    return READERS[kind]


def _one_by_one(reader: Reader, raws: Sequence[Raw]) -> Typed:
    read = each_once(partial(_cell, reader), raws)
    told = [(position, cell) for position, cell in enumerate(read) if cell.code]
    return Typed([cell.value for cell in read], told)


def _measured(sheet: Sheet, column: Column, raws: Sequence[Raw], rows: slice) -> Typed:
    """Stored numbers as they are. Of the rest, what comes again under the same Typ and unit is read once."""
    units = sheet.columns[column.unit or "enhet"][rows]
    names = [None] * len(raws) if column.type == "number" else sheet.columns["typ"][rows]
    numeric = measures.numeric_typer(column.type) if column.type in ("target", "outcome") else set(names)
    values: list[Any] = decimals_of(raws, stored)
    left = [
        position
        for position, (raw, value, typ) in enumerate(zip(raws, values, names, strict=True))
        if raw is not None and (value is None or typ not in numeric)
    ]
    if not left:
        return Typed(values)
    read = lru_cache(maxsize=None, typed=True)(partial(measure, column))
    told = []
    for position in left:
        cell = read(raws[position], names[position], units[position])
        values[position] = _spelt(cell.value, raws[position], amounts=column.type == "number")
        if cell.code:
            told.append((position, cell))
    return Typed(values, told)


def _spelt(value: object, raw: Raw, *, amounts: bool) -> object:
    """With the decimals and the plus that its cell shows; of what is measured no decimal is taken away."""
    if not isinstance(raw, SpeltNumber) or not isinstance(value, Decimal):
        return value
    own = max(0, -int(value.as_tuple().exponent))
    decimals = max(own, raw.least)
    return ToldNumber(value, min(decimals, raw.most) if amounts and raw.most else decimals, plus=raw.plus)


def measure(column: Column, raw: Raw, typ: str | None, unit: str | None) -> Cell:
    """A cell whose reading hangs on its row's unit or Typ."""
    read = _MEASURE_READERS[column.type]
    return _kept(cells.raw_fault(raw) or read(raw, typer().get(typ), unit or ""))


def _amount(raw: Raw, _: Typ | None, unit: str) -> Cell:
    """With its plus, where it is written with one."""
    read = cells.number(raw, unit)
    if isinstance(raw, str) and raw.lstrip().startswith("+") and isinstance(read.value, Decimal):
        return read._replace(value=ToldNumber(read.value, plus=True))
    return read


_MEASURE_READERS: dict[str, Callable[[Raw, Typ | None, str], Cell]] = {
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
