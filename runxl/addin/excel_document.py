"""The workbook that is open in Excel, through xlwings: what it says alike on Windows and macOS.

`excel_windows` and `excel_mac` have the rest, asked of Excel's own objects. What Excel hands over that no file holds
(currency, newer errors, very hidden sheets, addresses on the web) is made into what a file holds there and here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import cached_property
from typing import Any

from runxl.excel import Area, area
from runxl.workbook.edits import Written

_VISIBLE = (True, -1)
"""Excel for Windows numbers what it shows: 0 is hidden, 2 hidden so well that no menu brings it back."""

_FONT = ("name", "size", "bold", "italic", "color")
_CELL = ("color", "wrap_text", "number_format", "horizontal_alignment", "vertical_alignment")


class ExcelDocument:
    """Most of a `Document`. xlwings' own `fullname` is never asked: for a workbook on SharePoint it raises."""

    def __init__(self, book: Any) -> None:
        self._book = book

    @cached_property
    def _app(self) -> Any:
        return self._book.app

    @cached_property
    def _sheets(self) -> dict[str, Any]:
        return {str(sheet.name): sheet for sheet in self._book.sheets}

    def _range(self, sheet: str, where: Area) -> Any:
        """By its address, which is one question."""
        return self._sheets[sheet].range(str(where))

    @cached_property
    def name(self) -> str:
        return str(self._book.name)

    def titles(self) -> list[str]:
        return list(self._sheets)

    def visible(self, sheet: str) -> bool:
        return self._sheets[sheet].visible in _VISIBLE

    def activate(self, sheet: str) -> None:
        """In the window that the person is in; xlwings' own first looks through every window there is."""
        self._sheets[sheet].impl.activate()

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
        return area_of(self._sheets[sheet].used_range)

    def values(self, sheet: str, where: Area) -> list[list[Any]]:
        return [[self._value(value) for value in row] for row in rows(self._range(sheet, where).raw_value, where)]

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
        self._range(sheet, where).value = [list(row) for row in rows]

    def number_format(self, sheet: str, where: Area) -> str | None:
        code: str | None = self._range(sheet, where).number_format
        return code

    def merged(self, sheet: str, where: Area) -> bool | None:
        answer: bool | None = self._range(sheet, where).merge_cells
        return answer

    def merge_area(self, sheet: str, where: Area) -> Area:
        return area_of(self._range(sheet, where).merge_area)

    def row_height(self, sheet: str, where: Area) -> float | None:
        points: float | None = self._range(sheet, where).row_height
        return points

    def set_row_height(self, sheet: str, where: Area, points: float) -> None:
        self._range(sheet, where).row_height = points

    def copy_look(self, sheet: str, sample: Area, targets: Sequence[Area]) -> None:
        """Formats are set one by one: pasting them would take away the conditional formats that stand in the target."""
        given = self._range(sheet, sample)
        font = [(name, getattr(given.font, name)) for name in _FONT]
        cell = [(name, getattr(given, name)) for name in _CELL]
        edge = given.borders["edge_bottom"]
        line = {"line_style": edge.line_style, "weight": edge.weight, "color": edge.color}
        if line["line_style"] in (None, "none"):
            line = {"line_style": "none"}
        for target in targets:
            taker = self._range(sheet, target)
            for name, value in font:
                setattr(taker.font, name, value)
            for name, value in cell:
                setattr(taker, name, value)
            for side in ["edge_bottom"] + ["inside_horizontal"] * (target.bottom > target.top):
                taker.borders.set(side, **line)

    def tables(self, sheet: str) -> dict[str, Area]:
        return {str(table.name): area_of(table.range) for table in self._sheets[sheet].tables}

    def resize_table(self, sheet: str, table: str, where: Area) -> None:
        self._sheets[sheet].tables[table].resize(self._range(sheet, where))

    @contextmanager
    def quiet(self) -> Iterator[None]:
        with self._app.properties(screen_updating=False, calculation="manual", enable_events=False):
            yield

    def show(self, text: str) -> None:
        self._app.status_bar = text or False

    def alert(self, text: str, title: str) -> None:
        self._app.alert(text, title=title)


def area_of(found: Any) -> Area:
    """Where a range of xlwings' stands, asked once."""
    where = area(found.get_address(row_absolute=False, column_absolute=False))
    assert where is not None  # noqa: S101  # whole columns are never used ranges, tables or merged
    return where


def rows(given: Any, where: Area) -> list[list[Any]]:
    """What Excel hands out for an area: one value, a row, or rows; on macOS a column may come as one list."""
    width = where.right - where.left + 1
    flat = [value for row in listed(given) for value in listed(row)]
    return [flat[start : start + width] for start in range(0, len(flat), width)]


def listed(given: Any) -> Sequence[Any]:
    return given if isinstance(given, list | tuple) else [given]
