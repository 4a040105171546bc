"""Every cell of a table → a typed value, or a finding at the cell. Nothing is guessed, nothing dropped in silence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from runxl.check import cells, measures
from runxl.check.cells import Cell, Reader
from runxl.check.sheet import Sheet
from runxl.contract.load import contract
from runxl.contract.model import Code, Column
from runxl.workbook.tables import Raw, Table

_PLAIN_READERS: dict[str, Reader] = {
    "text": cells.text,
    "nr": cells.nr,
    "ref": cells.nr,
    "unit": cells.unit,
    "integer": cells.integer,
    "date": cells.date,
}


def parse(file: str, table: Table) -> Sheet:
    """The table's input columns, typed. Columns that decide how others are read come first."""
    sheet = Sheet(file, contract().tables[table.name], table)
    inputs = [column for column in sheet.contract.columns if column.is_input]
    for column in (one for one in inputs if not _depends(one)):
        _fill(sheet, column, _read_plain(_reader(column), table.values(column.name)))
    for column in (one for one in inputs if _depends(one)):
        _fill(sheet, column, _read_measures(sheet, column))
    return sheet


def _depends(column: Column) -> bool:
    """Read in the light of the row's unit or Typ."""
    return column.type in ("number", "measure", "target", "outcome")


@cache
def _reader(column: Column) -> Reader:
    if column.type == "code":
        return cells.code_reader(contract().codelists[column.codelist])
    if column.type == "months":
        return cells.months_reader(contract().codelists[column.codelist])
    return _PLAIN_READERS[column.type]


def _read_plain(reader: Reader, raws: Sequence[Raw]) -> Sequence[Cell]:
    """A text that comes again is read once: columns repeat a few words, row after row."""
    known: dict[Raw, Cell] = {}
    read: list[Cell] = []
    for raw in raws:
        if raw is None:
            read.append(cells.EMPTY)
            continue
        cell = known.get(raw) if raw.__class__ is str else None
        if cell is None:
            cell = cells.raw_fault(raw) or reader(raw)
            if raw.__class__ is str:
                known[raw] = cell
        read.append(cell)
    return read


def _read_measures(sheet: Sheet, column: Column) -> Sequence[Cell]:
    raws = sheet.table.values(column.name)
    units = [str(unit or "") for unit in sheet.columns.get(column.unit or "enhet", [""] * len(raws))]
    if column.type == "number":
        return [_measure(raw, column, None, unit) for raw, unit in zip(raws, units, strict=True)]
    typer = contract().codelists["typ"]
    codes = {code.value: code for code in typer.codes}
    types = sheet.columns["typ"]
    return [_measure(raw, column, codes.get(str(typ)), unit) for raw, typ, unit in zip(raws, types, units, strict=True)]


def _measure(raw: Raw, column: Column, typ: Code | None, unit: str) -> Cell:
    if raw is None:
        return cells.EMPTY
    if fault := cells.raw_fault(raw):
        return fault
    if column.type == "number":
        return cells.number(raw, unit)
    if column.type == "measure":
        return measures.number(raw, typ, unit)
    return measures.target(raw, typ, unit) if column.type == "target" else measures.outcome(raw, typ, unit)


def _fill(sheet: Sheet, column: Column, read: Sequence[Cell]) -> None:
    """Keeps the values and reports what was found; empty text is no value."""
    sheet.columns[column.name] = [None if cell.value == "" else cell.value for cell in read]
    for position, cell in enumerate(read):
        if cell.code:
            sheet.report(cell.code, column.name, position, **cell.words)
