"""Rows added to a table of people's own: below everything that stands in its sheet, and the table reaches that far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runxl.contract.vocabulary import Table
from runxl.excel import area
from runxl.template.formats import wraps
from runxl.workbook.edits import Edits, Extent, Height, RowEdit, WrittenRow
from runxl.workbook.headers import Header, header_of
from runxl.workbook.heights import row_height
from runxl.workbook.tables import RawSheet


def appended(sheet: RawSheet, table: Table, rows: Sequence[WrittenRow]) -> Edits:
    """The rows by the contract's column names; a column that the sheet lacks is left out."""
    header = header_of(table, sheet)
    if header is None or not rows:
        return Edits()
    first = _first_free(sheet, header)
    added = [_row(table, header, number, row) for number, row in enumerate(rows, first)]
    heights = [Height(table.sheet, number, _height(table, row)) for number, row in enumerate(rows, first)]
    extents = tuple(_extents(sheet, table, header.row, first + len(rows) - 1))
    return Edits(rows=tuple(added), extents=extents, heights=tuple(heights))


def _first_free(sheet: RawSheet, header: Header) -> int:
    """The row after the last one where anything stands, in any column."""
    used = [sheet.first_row + place for place, row in enumerate(sheet.values) if any(cell is not None for cell in row)]
    return max(header.row, *used) + 1


def _row(table: Table, header: Header, number: int, row: WrittenRow) -> RowEdit:
    cells = sorted((index, row[name]) for name, index in header.columns.items() if row.get(name) not in (None, ""))
    return RowEdit(table.sheet, number, tuple(index for index, _ in cells), [value for _, value in cells])


def _height(table: Table, row: WrittenRow) -> float:
    return row_height([(str(row.get(column.name) or ""), column.width) for column in table.columns if wraps(column)])


def _extents(sheet: RawSheet, table: Table, header: int, last: int) -> Iterator[Extent]:
    covered = area(sheet.table_ref)
    if covered and covered.top == header and covered.bottom < last:
        yield Extent(table.sheet, table.table, str(covered._replace(bottom=last)))
