"""From an open workbook to a Workbook: the same raw sheets as the file reader makes, asked of the program in few calls.

Each question over a border between processes costs about a millisecond, so questions about formats, hidden rows and
merged cells are asked of whole ranges, and halved only where the answer is "some".
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from runxl.excel import Area, column_letters, fold
from runxl.workbook.bounds import FAR_COLUMN, FAR_GAP
from runxl.workbook.layout import filled, sheets_read
from runxl.workbook.package import is_percent
from runxl.workbook.tables import CellError, Percent, Raw, RawSheet, Workbook

_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
_BLOCK = FAR_GAP
_LOOKED_BEYOND = 10
"""So many blocks of empty rows are looked through for a value far away; then a format has made the sheet tall."""

_Grid = list[list[Raw]]
_MIDNIGHT = dt.time()


def read_open(book: Any) -> Workbook:
    """An open workbook (xlwings' Book), with its sheets as they stand. Nothing in it is changed."""
    ours = sheets_read(to_write=True)
    sheets = [
        raw_sheet(sheet, ours[fold(sheet.name)])
        if fold(sheet.name) in ours
        else RawSheet(sheet.name, [], hidden=not sheet.visible)
        for sheet in book.sheets
    ]
    return filled(Workbook(Path(book.fullname), name=book.name), sheets, to_write=True)


def raw_sheet(sheet: Any, table: str) -> RawSheet:
    """A sheet's values and what else the reader must know of it."""
    used = _area_of(sheet.used_range)
    used = used._replace(right=min(used.right, max(FAR_COLUMN, used.left)))
    values, far = _values(sheet, used)
    _trim(values)
    area = used._replace(
        bottom=used.top + max(len(values), 1) - 1, right=used.left + max(map(len, values), default=1) - 1
    )
    _mark_percents(sheet, values, area)
    return RawSheet(
        title=sheet.name,
        values=values,
        first_row=used.top,
        first_column=used.left,
        hidden=not sheet.visible,
        hidden_rows=frozenset(_hidden_rows(sheet, area)) if values else frozenset(),
        merged=tuple(_merged(sheet, area)) if values else (),
        table_ref=_table_ref(sheet, table),
        far=far,
    )


def range_of(sheet: Any, area: Area) -> Any:
    """The area as xlwings' Range."""
    return sheet.range((area.top, area.left), (area.bottom, area.right))


def _area_of(found: Any) -> Area:
    height, width = found.shape
    return Area(found.row, found.column, found.row + height - 1, found.column + width - 1)


def _values(sheet: Any, used: Area) -> tuple[_Grid, str]:
    """The rows down to the first gap of thousands of empty ones, and the first value found beyond it."""
    values: _Grid = []
    empty = 0
    for top in range(used.top, used.bottom + 1, _BLOCK):
        area = used._replace(top=top, bottom=min(top + _BLOCK - 1, used.bottom))
        read = range_of(sheet, area).options(ndim=2, err_to_str=True, dates=dt.datetime).value
        rows = [[_cleaned(value) for value in row] for row in read]
        first = next((place for place, row in enumerate(rows) if any(value is not None for value in row)), None)
        if first is None:
            empty += 1
            if empty > _LOOKED_BEYOND:
                break
            values += rows
        elif empty and empty * _BLOCK + first > FAR_GAP:
            column = next(place for place, value in enumerate(rows[first]) if value is not None)
            return values, f"{column_letters(used.left + column)}{top + first}"
        else:
            empty = 0
            values += rows
    return values, ""


def _cleaned(value: Any) -> Raw:
    """A value as the file reader gives it."""
    if isinstance(value, str):
        return CellError(value) if value in _ERRORS else value if value and not value.isspace() else None
    if isinstance(value, dt.datetime):
        moment = value.replace(tzinfo=None)
        return moment.date() if moment.time() == _MIDNIGHT else moment
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return CellError("#NUM!")
    left: Raw = value  # None, bool, float or time
    return left


def _trim(values: _Grid) -> None:
    """Takes away the rows and columns at the end that hold formats alone."""
    while values and all(value is None for value in values[-1]):
        values.pop()
    width = max((place for row in values for place, value in enumerate(row, 1) if value is not None), default=0)
    for row in values:
        del row[width:]


def _mark_percents(sheet: Any, values: _Grid, area: Area) -> None:
    """Numbers that their cells show as percentages become Percent."""
    for offset in range(area.right - area.left + 1):
        rows = [place for place, row in enumerate(values) if isinstance(row[offset], float)]
        if not rows:
            continue
        column = Area(area.top + rows[0], area.left + offset, area.top + rows[-1], area.left + offset)
        for part in _parts(column, lambda part: _percent(range_of(sheet, part).number_format)):
            for place in range(part.top - area.top, part.bottom - area.top + 1):
                value = values[place][offset]
                if isinstance(value, float):
                    values[place][offset] = Percent(value)


def _percent(code: str | None) -> bool | None:
    return None if code is None else is_percent(code)


def _hidden_rows(sheet: Any, area: Area) -> Iterator[int]:
    column = area._replace(right=area.left)
    for part in _parts(column, lambda part: range_of(sheet, part).rows.hidden):
        yield from range(part.top, part.bottom + 1)


def _merged(sheet: Any, area: Area) -> Iterator[str]:
    """Every merged range once."""
    seen = set()
    for part in _parts(area, lambda part: range_of(sheet, part).merge_cells):
        for row in range(part.top, part.bottom + 1):
            for column in range(part.left, part.right + 1):
                ref = range_of(sheet, Area(row, column, row, column)).merge_area.get_address(False, False)
                if ref not in seen:
                    seen.add(ref)
                    yield ref


def _parts(area: Area, asked: Callable[[Area], bool | None]) -> Iterator[Area]:
    """The parts of an area for which the answer is yes. None means that they differ: then each half is asked."""
    answer = asked(area)
    if answer is not None:
        if answer:
            yield area
        return
    if area.bottom > area.top:
        middle = (area.top + area.bottom) // 2
        halves = (area._replace(bottom=middle), area._replace(top=middle + 1))
    elif area.right > area.left:
        middle = (area.left + area.right) // 2
        halves = (area._replace(right=middle), area._replace(left=middle + 1))
    else:
        return
    for half in halves:
        yield from _parts(half, asked)


def _table_ref(sheet: Any, name: str) -> str:
    """Where our table stands, or the sheet's first where ours has another name."""
    areas = {table.name: table.range.get_address(False, False) for table in sheet.tables}
    return str(areas.get(name) or next(iter(areas.values()), ""))
