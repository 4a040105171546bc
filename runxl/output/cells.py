"""What stands in a sheet now, and the edits that make it say something else: only cells whose value changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import is_

from runxl.contract.model import Table
from runxl.workbook.build.formats import wraps
from runxl.workbook.build.heights import row_height
from runxl.workbook.edits import Edit, Edits, Extent, Height, Written
from runxl.workbook.headers import header_of
from runxl.workbook.patch.grid import area
from runxl.workbook.tables import CellError, Raw, RawSheet, Uncalculated, column_letters

Row = Mapping[str, Written]
"""A row to write, by the contract's column names."""

_LONGEST = 16_000
_SECOND = dt.timedelta(seconds=1)


def text(value: str) -> str:
    """A text that we have put together, as long as a cell can hold (half its limit: some characters count twice)."""
    return value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"


def standing(sheet: RawSheet, row: int, column: int) -> Raw:
    """What stands in a cell; None outside what is used."""
    row, column = row - sheet.first_row, column - sheet.first_column
    if not 0 <= row < len(sheet.values) or not 0 <= column < len(sheet.values[row]):
        return None
    return sheet.values[row][column]


def standing_in(sheet: RawSheet, row: int, columns: Iterable[int]) -> list[Raw]:
    """What stands in several cells of a row."""
    place, first = row - sheet.first_row, sheet.first_column
    values = sheet.values[place] if 0 <= place < len(sheet.values) else []
    return [values[column - first] if 0 <= column - first < len(values) else None for column in columns]


def last_row(sheet: RawSheet) -> int:
    """The last row in use."""
    return sheet.first_row + len(sheet.values) - 1


def same(stands: Raw, wanted: Written) -> bool:
    """Whether a cell already says what it is to say."""
    if wanted is None or wanted == "" or stands is None:
        return stands is None and wanted in (None, "")
    if isinstance(stands, str) or isinstance(wanted, str):
        return isinstance(stands, str) and isinstance(wanted, str) and _lines(stands) == _lines(wanted)
    if isinstance(stands, dt.datetime) and isinstance(wanted, dt.datetime):
        return abs(stands - wanted) < _SECOND
    return not isinstance(stands, bool) and stands == wanted


def _lines(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")


def rewritten(raw: Raw) -> Written:
    """What stands in a cell, to be written in another."""
    if isinstance(raw, CellError):
        return raw.text
    if isinstance(raw, Uncalculated):
        return None
    return str(raw) if isinstance(raw, dt.time | dt.timedelta) else raw


def table_edits(sheet: RawSheet, table: Table, rows: Sequence[Row]) -> Edits:
    """A table of ours filled with these rows from its header down, and what stood below them blanked."""
    header = header_of(table, sheet)
    if header is None:
        return Edits()
    cells: list[Edit] = []
    heights: list[Height] = []
    widths = {column.name: column.width for column in table.columns if wraps(column)}
    columns = {name: column_letters(index) for name, index in header.columns.items()}
    for number in range(header.row + 1, max(header.row + len(rows), _end(sheet)) + 1):
        place = number - header.row - 1
        row = rows[place] if place < len(rows) else {}
        stands = standing_in(sheet, number, header.columns.values())
        # Most rows are left as they were read. (`same` takes no truth value for what it was.)
        if all(map(is_, stands, map(row.get, columns))) and bool not in map(type, stands):
            continue
        changed = [
            Edit(table.sheet, f"{letters}{number}", row.get(name))
            for (name, letters), there in zip(columns.items(), stands, strict=True)
            if not same(there, row.get(name))
        ]
        if changed:
            cells += changed
            height = row_height((str(row.get(name) or ""), width) for name, width in widths.items())
            heights.append(Height(table.sheet, number, height))
    return Edits(tuple(cells), tuple(_extents(sheet, table, header.row, len(rows))), heights=tuple(heights))


def _end(sheet: RawSheet) -> int:
    """The last row that may hold what an earlier run wrote: the table's, or the sheet's where there is no table."""
    covered = area(sheet.table_ref)
    return min(covered.bottom, last_row(sheet)) if covered else last_row(sheet)


def _extents(sheet: RawSheet, table: Table, header: int, count: int) -> Iterator[Extent]:
    """The table as far as its rows reach. One whose header is not where it says is left to the person who moved it."""
    covered = area(sheet.table_ref)
    if covered and covered.top == header:
        yield Extent(table.sheet, table.table, str(covered._replace(bottom=header + max(count, 1))))
