"""From an open workbook to a Workbook: the same raw sheets as the file reader makes, asked of the program in few calls.

Each question over a border between processes costs about a millisecond, so questions about formats, hidden rows and
merged cells are asked of whole ranges, and halved only where the answer is "some".
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from runxl.addin.open_document import Document, parts
from runxl.addin.rectangles import rectangles
from runxl.excel import Area, column_letters, fold
from runxl.opc.limits import FAR_COLUMN, FAR_GAP
from runxl.opc.styles import NumberFormat, number_format
from runxl.workbook import own_sheets
from runxl.workbook.layout import filled, sheets_read
from runxl.workbook.tables import CellError, Raw, RawSheet, Workbook, dressed

_BLOCK = FAR_GAP
_LOOKED_BEYOND = 10
"""So many blocks of empty rows are looked through for a value far away; then a format has made the sheet tall."""

_Grid = list[list[Raw]]
_Form = Callable[[str], NumberFormat | str]
_MIDNIGHT = dt.time()
_GENERAL = "General"


def read_open(document: Document) -> Workbook:
    """An open workbook, with its sheets as they stand. Nothing in it is changed."""
    ours = sheets_read(to_write=True)
    sheets = [
        raw_sheet(document, title, ours[fold(title)])
        if fold(title) in ours
        else RawSheet(title, [], hidden=not document.visible(title))
        for title in document.titles()
    ]
    book = filled(Workbook(Path(document.place), name=document.name), sheets, to_write=True)
    wanted = own_sheets.asked(book)
    own = [_own_sheet(document, title) for title in document.titles() if fold(title) in wanted]
    return own_sheets.joined(book, own) if own else book


def _own_sheet(document: Document, title: str) -> RawSheet:
    """A sheet of the nämnd's own, with each number's format."""
    found = raw_sheet(document, title, "", _code)
    hidden = [
        column
        for column in range(found.first_column, found.first_column + max(map(len, found.values), default=0))
        if document.column_hidden(title, column)
    ]
    return replace(found, hidden_columns=frozenset(hidden))


def _code(code: str) -> str:
    return "" if code == _GENERAL else code


def raw_sheet(document: Document, title: str, table: str, form: _Form = number_format) -> RawSheet:
    """A sheet's values and what else the reader must know of it."""
    used = document.used(title)
    used = used._replace(right=min(used.right, max(FAR_COLUMN, used.left)))
    values, far = _values(document, title, used)
    _trim(values)
    area = used._replace(
        bottom=used.top + max(len(values), 1) - 1, right=used.left + max(map(len, values), default=1) - 1
    )
    _dress(document, title, values, area, form)
    tables = document.tables(title)
    listed = tables.get(table) or next(iter(tables.values()), None)  # ours may have another name
    return RawSheet(
        title=title,
        values=values,
        first_row=used.top,
        first_column=used.left,
        hidden=not document.visible(title),
        hidden_rows=frozenset(_hidden_rows(document, title, area)) if values else frozenset(),
        merged=tuple(_merged(document, title, area)) if values else (),
        table_ref=str(listed.area) if listed else "",
        totals=listed.totals if listed else 0,
        far=far,
    )


def _values(document: Document, title: str, used: Area) -> tuple[_Grid, str]:
    """The rows down to the first gap of thousands of empty ones, and the first value found beyond it."""
    values: _Grid = []
    empty = 0
    for top in range(used.top, used.bottom + 1, _BLOCK):
        area = used._replace(top=top, bottom=min(top + _BLOCK - 1, used.bottom))
        rows = [[_cleaned(value) for value in row] for row in document.values(title, area)]
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
        return value if value and not value.isspace() else None
    if isinstance(value, dt.datetime):
        moment = value.replace(tzinfo=None)
        return moment.date() if moment.time() == _MIDNIGHT else moment
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return CellError("#NUM!")
    left: Raw = value  # None, bool, float, time or CellError
    return left


def _trim(values: _Grid) -> None:
    """Takes away the rows and columns at the end that hold formats alone."""
    while values and all(value is None for value in values[-1]):
        values.pop()
    width = max((place for row in values for place, value in enumerate(row, 1) if value is not None), default=0)
    for row in values:
        del row[width:]


def _dress(document: Document, title: str, values: _Grid, area: Area, form: _Form) -> None:
    """Numbers become what their cells show: Percent, or Shown with a unit."""
    known: dict[Area, NumberFormat | str] = {}

    def is_dressed(part: Area) -> bool | None:
        code = document.number_format(title, part)
        if code is None:
            return None
        known[part] = form(code)
        return bool(known[part])

    for offset in range(area.right - area.left + 1):
        rows = [place for place, row in enumerate(values) if isinstance(row[offset], float)]
        if not rows:
            continue
        left = area.left + offset
        for part in _alike([(area.top + row, left) for row in rows], is_dressed):
            for place in range(part.top - area.top, part.bottom - area.top + 1):
                value = values[place][offset]
                if isinstance(value, float):
                    values[place][offset] = dressed(value, known[part])


def _alike(cells: list[tuple[int, int]], asked: Callable[[Area], bool | None]) -> Iterator[Area]:
    """The parts of a column for which the answer is yes: of all of it, or else of the cells that matter alone."""
    whole = Area(*cells[0], *cells[-1])
    answer = asked(whole)
    if answer is None:
        for one in rectangles(cells):
            yield from parts(one, asked)
    elif answer:
        yield whole


def _hidden_rows(document: Document, title: str, area: Area) -> Iterator[int]:
    for part in parts(area, partial(document.hidden, title)):
        yield from range(part.top, part.bottom + 1)


def _merged(document: Document, title: str, area: Area) -> Iterator[str]:
    """Every merged range once."""
    cells = (cell for part in parts(area, partial(document.merged, title)) for cell in part.cells())
    return map(str, dict.fromkeys(document.merge_area(title, Area(*cell, *cell)) for cell in cells))
