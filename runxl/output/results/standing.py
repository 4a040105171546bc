"""What stands in a sheet now, and the edits that make it say something else: only cells whose value changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from runxl.contract.load import contract
from runxl.contract.vocabulary import Table
from runxl.excel import area, fold
from runxl.template.formats import wraps
from runxl.workbook.cell_text import as_typed
from runxl.workbook.edits import Edit, Edits, Extent, Height, RowEdit, Written
from runxl.workbook.headers import header_of
from runxl.workbook.heights import row_height
from runxl.workbook.setting_rows import setting_row
from runxl.workbook.tables import CellError, Raw, RawSheet, Uncalculated, Workbook

RowValues = Sequence[Written]
"""What a row is to hold, column by column."""

_LONGEST = 16_000
_SECOND = dt.timedelta(seconds=1)


def text(value: str) -> str:
    """A text that we have put together, as long as a cell can hold (half its limit: some characters count twice)."""
    return value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"


def standing_in(sheet: RawSheet, row: int, columns: Sequence[int]) -> list[Raw]:
    """What stands in several cells of a row."""
    place, first = row - sheet.first_row, sheet.first_column
    if not 0 <= place < len(sheet.values):
        return [None] * len(columns)
    values = sheet.values[place]
    after = first + len(values)
    return [values[column - first] if first <= column < after else None for column in columns]


def last_row(sheet: RawSheet) -> int:
    return sheet.first_row + len(sheet.values) - 1


def last_column(sheet: RawSheet) -> int:
    """The last column in use: rows are equally long."""
    return sheet.first_column + len(sheet.values[0] if sheet.values else ()) - 1


def same(stands: Raw, wanted: Written) -> bool:
    """Whether a cell already says what it is to say."""
    if wanted is None or wanted == "" or stands is None:
        return stands is None and (wanted is None or wanted == "")
    if isinstance(stands, str) or isinstance(wanted, str):
        both = isinstance(stands, str) and isinstance(wanted, str)
        return both and (stands == wanted or _lines(str(stands)) == _lines(str(wanted)))
    if isinstance(stands, dt.datetime) and isinstance(wanted, dt.datetime):
        return abs(stands - wanted) < _SECOND
    return isinstance(stands, bool) == isinstance(wanted, bool) and stands == wanted


def _lines(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")


def same_row(stands: Sequence[Raw], wanted: Sequence[Written]) -> bool:
    """Whether every cell of a row already says what it is to say."""
    # What is equal is the same, but for truth values, which Python takes for numbers.
    equal = list(stands) == list(wanted) and bool not in map(type, (*stands, *wanted))
    return equal or all(map(same, stands, wanted))


def rewritten(raw: Raw) -> Written:
    """What stands in a cell, to be written in another."""
    if isinstance(raw, CellError):
        return raw.text
    if isinstance(raw, Uncalculated):
        return None
    return str(raw) if isinstance(raw, dt.time | dt.timedelta) else raw


def whole_table(workbook: Workbook, table: Table, rows: Sequence[RowValues]) -> Edits:
    """A table of ours with these rows, in the order of the contract's columns; nothing where its sheet is not there."""
    sheet, found = workbook.sheets.get(table.sheet), workbook.tables.get(table.name)
    names = [column.name for column in table.columns]
    return table_edits(sheet, table, names, rows, read=found.rows if found else ()) if sheet else Edits()


def table_edits(
    sheet: RawSheet, table: Table, names: Sequence[str], rows: Sequence[RowValues], *, read: Sequence[int] = ()
) -> Edits:
    """A table of ours filled with these rows from its header down, and what stood below them blanked.

    `names` are the columns of the rows' values, by the contract; those that the sheet lacks are left out. `read` are
    the sheet's rows that `rows` come from, if they do: such a one stands where it is put now and nowhere else, also
    when somebody wrote it below the table.
    """
    header = header_of(table, sheet)
    if header is None:
        return Edits()
    stood = sorted((index, name) for name, index in header.columns.items())
    columns = tuple(index for index, _ in stood)
    widths = {column.name: column.width for column in table.columns if wraps(column)}
    wrapped = [(place, widths[name]) for place, (_, name) in enumerate(stood) if name in widths]
    wanted = [*_picked(names, [name for _, name in stood], rows)]
    wanted += [(None,) * len(columns)] * (max([_end(sheet), *read[-1:]]) - header.row - len(rows))
    changed: list[RowEdit] = []
    heights: list[Height] = []
    for number, values in enumerate(wanted, header.row + 1):
        edit = row_edit(sheet, table.sheet, number, columns, values)
        if edit:
            changed.append(edit)
            height = row_height([(str(values[place] or ""), width) for place, width in wrapped])
            heights.append(Height(table.sheet, number, height))
    extents = tuple(_extents(sheet, table, header.row, len(rows)))
    return Edits(rows=tuple(changed), extents=extents, heights=tuple(heights))


def setting_edits(workbook: Workbook, wanted: Mapping[str, str]) -> Edits:
    """Settings that do not say so already, each on its row; one that has none is passed over."""
    sheet = contract().tables["installningar"].sheet
    changed: list[Edit] = []
    for name, value in wanted.items():
        at = setting_row(workbook.tables, name)
        if at and "varde" in at.found.columns and fold(as_typed(at.value)) != fold(value):
            changed.append(Edit(sheet, at.cell, value))
    return Edits(tuple(changed))


def row_edit(
    sheet: RawSheet, title: str, row: int, columns: tuple[int, ...], values: Sequence[Written]
) -> RowEdit | None:
    """The cells of a row that do not say already what they are to say; None if all of them do."""
    changed = _changed(standing_in(sheet, row, columns), values)
    if not changed:
        return None
    if len(changed) == len(columns):
        return RowEdit(title, row, columns, values)
    return RowEdit(title, row, tuple(columns[place] for place in changed), [values[place] for place in changed])


def _changed(stands: Sequence[Raw], values: Sequence[Written]) -> list[int]:
    """The places where something else is to stand."""
    if stands.count(None) == len(stands):
        return [place for place, value in enumerate(values) if value is not None and value != ""]
    if same_row(stands, values):
        return []
    return [place for place, (there, value) in enumerate(zip(stands, values, strict=True)) if not same(there, value)]


def _picked(names: Sequence[str], wanted: Sequence[str], rows: Sequence[RowValues]) -> Iterator[RowValues]:
    """The rows' values in the order of the wanted columns; nothing in those that the rows lack."""
    if not rows:
        return iter(())
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    return zip(*(columns.get(name) or (None,) * len(rows) for name in wanted), strict=True)


def _end(sheet: RawSheet) -> int:
    """The last row that may hold what an earlier run wrote: the table's, or the sheet's where there is no table."""
    covered = area(sheet.table_ref)
    return min(covered.bottom, last_row(sheet)) if covered else last_row(sheet)


def _extents(sheet: RawSheet, table: Table, header: int, count: int) -> Iterator[Extent]:
    """The table as far as its rows reach. One whose header is not where it says is left to the person who moved it."""
    covered = area(sheet.table_ref)
    if covered and covered.top == header:
        yield Extent(table.sheet, table.table, str(covered._replace(bottom=header + max(count, 1))))
