"""The workbook that is open in Excel, through xlwings' engines: what Windows and macOS answer alike.

`excel_windows` and `excel_mac` have the rest. What Excel hands over that no file holds (currency, newer errors, very
hidden sheets, addresses on the web) is made into what a file holds there and here. The engines are asked, and not the
objects that xlwings puts before them: those ask Excel for its window each time a range is named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from runxl.addin.open_document import OpenTable, adding
from runxl.addin.patience import patiently
from runxl.excel import Area, area
from runxl.workbook.edits import Written

_QUIET = {"screen_updating": False, "calculation": "manual", "enable_events": False}

_STYLE = "TableStyleLight1"
"""As good as none: the cells have a look of their own."""

_VISIBLE = (True, -1)
"""Excel for Windows numbers what it shows: 0 is hidden, 2 hidden so well that no menu brings it back."""


class ExcelDocument:
    """Most of a `Document`. xlwings' own `fullname` is never asked: for a workbook on SharePoint it raises."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._named: tuple[str, str, Any] = ("", "", None)
        self._protection: dict[str, dict[str, bool]] = {}
        """How the sheets were protected that have been unlocked."""

    @cached_property
    def _app(self) -> Any:
        return self._book.app

    @cached_property
    def _engine(self) -> Any:
        """The book as its engine has it; `api` is Excel's own object."""
        return self._book.impl

    @cached_property
    def _sheets(self) -> dict[str, Any]:
        return {str(sheet.name): sheet for sheet in self._engine.sheets}

    def _range(self, sheet: str, where: Area) -> Any:
        """By its address, which is one question; none if the range was the last one that was named."""
        address = str(where)
        if self._named[:2] != (sheet, address):
            self._named = (sheet, address, self._sheets[sheet].range(address))
        return self._named[2]

    @cached_property
    def name(self) -> str:
        return str(self._engine.name)

    def titles(self) -> list[str]:
        return list(self._sheets)

    def visible(self, sheet: str) -> bool:
        return self._sheets[sheet].visible in _VISIBLE

    def activate(self, sheet: str) -> None:
        """In the window that the person is in; xlwings' own first looks through every window there is."""
        self._sheets[sheet].activate()

    def selection(self) -> tuple[str, Area] | None:
        chosen = self._app.selection
        if chosen is None:
            return None
        height, width = chosen.shape
        top, left = chosen.row, chosen.column
        return str(chosen.sheet.name), Area(top, left, top + height - 1, left + width - 1)

    def select(self, sheet: str, where: Area) -> None:
        self.activate(sheet)
        self._range(sheet, where).select()

    def used(self, sheet: str) -> Area:
        found = self._sheets[sheet].used_range
        where = area_of(found)
        self._named = (sheet, str(where), found)
        return where

    def values(self, sheet: str, where: Area) -> list[list[Any]]:
        return [[self._value(value) for value in row] for row in rows(self._raw(self._range(sheet, where)), where)]

    def _raw(self, found: Any) -> Any:
        return found.raw_value

    def _value(self, value: Any) -> Any:
        """One value as a file would have it: currency comes as Decimal, and moments are said to be in a time zone."""
        if isinstance(value, Decimal):
            return float(value)
        if isinstance(value, dt.datetime):
            return dt.datetime(*value.timetuple()[:6], value.microsecond)  # noqa: DTZ001  # a cell knows no time zone
        return value

    def formulas(self, sheet: str, where: Area) -> list[list[Any]]:
        return rows(self._range(sheet, where).formula, where)

    def write(self, sheet: str, where: Area, rows: Sequence[Sequence[Written]]) -> None:
        engine = self._app.engine.impl
        given = [[engine.prepare_xl_data_element(value, {}) for value in row] for row in rows]
        self._range(sheet, where).raw_value = given

    def number_format(self, sheet: str, where: Area) -> str | None:
        code: str | None = self._range(sheet, where).number_format
        return code

    def column_hidden(self, sheet: str, column: int) -> bool:
        """Excel says that such a one has no width."""
        return bool(self._range(sheet, Area(1, column, 1, column)).column_width == 0)

    def merged(self, sheet: str, where: Area) -> bool | None:
        answer: bool | None = self._range(sheet, where).merge_cells
        return answer

    def merge_area(self, sheet: str, where: Area) -> Area:
        return area_of(self._range(sheet, where).merge_area)

    def row_height(self, sheet: str, where: Area) -> float | None:
        points: float | None = self._range(sheet, where).row_height
        return points

    def add_sheet(self, sheet: str) -> None:
        if sheet not in self._sheets:
            *_, last = self._sheets.values()
            with adding(sheet):
                self._sheets[sheet] = self._engine.sheets.add(after=last, name=sheet)

    def set_widths(self, sheet: str, widths: Sequence[float]) -> None:
        for column, width in enumerate(widths, 1):
            self._range(sheet, Area(1, column, 1, column)).column_width = width

    def add_table(self, sheet: str, table: str, where: Area) -> None:
        if table not in self.tables(sheet):
            source = self._range(sheet, where)
            self._sheets[sheet].tables.add(source=source, has_headers=True, table_style_name=_STYLE, name=table)

    def tables(self, sheet: str) -> dict[str, OpenTable]:
        return {
            str(table.name): OpenTable(area_of(table.range), int(bool(table.show_totals)))
            for table in self._sheets[sheet].tables
        }

    def resize_table(self, sheet: str, table: str, where: Area) -> None:
        self._sheets[sheet].tables(table).resize(self._range(sheet, where))

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """What is put back is put back however busy Excel is: a person's own settings are at stake."""
        app = self._app
        before = {name: getattr(app, name) for name in _QUIET}
        try:
            for name, value in _QUIET.items():
                setattr(app, name, value)
            yield
        finally:
            for name, value in before.items():
                patiently(partial(setattr, app, name, value))

    def show(self, text: str) -> None:
        self._app.status_bar = text or False

    def alert(self, text: str, title: str) -> None:
        self._app.alert(text, title=title)


def area_of(found: Any) -> Area:
    """Where a range of an engine's stands, asked once."""
    where = area(found.get_address(row_absolute=False, col_absolute=False, external=False))
    assert where is not None  # noqa: S101  # whole columns are never used ranges, tables or merged
    return where


def rows(given: Any, where: Area) -> list[list[Any]]:
    """What Excel hands out for an area: one value, a row, or rows; on macOS a column may come as one list."""
    width = where.right - where.left + 1
    flat = [value for row in listed(given) for value in listed(row)]
    return [flat[start : start + width] for start in range(0, len(flat), width)]


def listed(given: Any) -> Sequence[Any]:
    return given if isinstance(given, list | tuple) else [given]
