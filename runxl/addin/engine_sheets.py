"""Sheets, ranges and tables of a workbook in our engine (see `engine`), as xlwings asks for them."""

# Its base classes have read-only properties: what is set on an instance is declared in the class first.
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlwings import base_classes

from runxl.addin.document import Document
from runxl.excel import MAX_COLUMN, MAX_ROW, Area, area, column_letters


class Sheets(base_classes.Sheets):
    book: Any = None

    def __init__(self, book: Any) -> None:
        self.book = book

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.document.active())

    def __call__(self, which: int | str) -> Sheet:
        titles = self.book.document.titles()
        if isinstance(which, int):
            return Sheet(self.book, titles[which - 1])
        found = next((title for title in titles if title.casefold() == which.casefold()), None)
        if found is None:
            raise KeyError(which)
        return Sheet(self.book, found)

    def __len__(self) -> int:
        return len(self.book.document.titles())

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, title) for title in self.book.document.titles())


class Sheet(base_classes.Sheet):
    book: Any = None
    name: Any = None

    def __init__(self, book: Any, name: str) -> None:
        self.book = book
        self.name = name
        self.document: Document = book.document

    @property
    def api(self) -> Document:
        return self.document

    @property
    def index(self) -> int:
        return self.document.titles().index(self.name) + 1

    @property  # type: ignore[misc]  # xlwings' has a setter that only raises
    def visible(self) -> bool:
        return self.document.visible(self.name)

    @property
    def cells(self) -> Range:
        return Range(self, Area(1, 1, MAX_ROW, MAX_COLUMN))

    @property
    def used_range(self) -> Range:
        return Range(self, self.document.used(self.name))

    @property
    def tables(self) -> Tables:
        return Tables(self)

    def range(self, first: Any, last: Any = None) -> Range:
        if isinstance(first, str):
            found = area(first)
            if found is None:
                raise KeyError(first)
            return Range(self, found)
        start = _corners(first)
        return Range(self, start.around(_corners(last)) if last is not None else start)

    def activate(self) -> None:
        self.document.activate(self.name)


def _corners(given: Any) -> Area:
    return given.area if isinstance(given, Range) else Area(given[0], given[1], given[0], given[1])


class Range(base_classes.Range):
    sheet: Any = None
    row = column = 0
    shape = (0, 0)
    options: dict[str, Any]

    def __init__(self, sheet: Sheet, where: Area) -> None:
        self.sheet = sheet
        self.area = where
        self.row, self.column = where.top, where.left
        self.shape = (where.bottom - where.top + 1, where.right - where.left + 1)
        self._at = (sheet.name, where)

    @property
    def api(self) -> Document:
        own: Document = self.sheet.document
        return own

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            row, column = (row - 1) // self.shape[1] + 1, (row - 1) % self.shape[1] + 1
        top, left = self.area.top + row - 1, self.area.left + column - 1
        return Range(self.sheet, Area(top, left, top, left))

    @property
    def raw_value(self) -> Any:
        return self.api.values(*self._at)

    @raw_value.setter
    def raw_value(self, given: Any) -> None:
        rows = given if isinstance(given, list | tuple) else [[given] * self.shape[1]] * self.shape[0]
        self.api.write(*self._at, rows)

    @property  # type: ignore[misc]  # xlwings' has a setter that only raises
    def formula(self) -> Any:
        rows = self.api.formulas(*self._at)
        return rows[0][0] if len(self) == 1 else tuple(map(tuple, rows))

    @property  # type: ignore[misc]  # xlwings' has a setter that only raises
    def number_format(self) -> str | None:
        return self.api.number_format(*self._at)

    @property  # type: ignore[misc]  # xlwings' has a setter that only raises
    def row_hidden(self) -> bool | None:
        return self.api.hidden(*self._at)

    @property
    def merge_cells(self) -> bool | None:
        return self.api.merged(*self._at)

    @property
    def merge_area(self) -> Range:
        return Range(self.sheet, self.api.merge_area(*self._at))

    @property
    def row_height(self) -> float | None:
        return self.api.row_height(*self._at)

    @row_height.setter
    def row_height(self, points: float) -> None:
        self.api.set_row_height(*self._at, points)

    def get_address(self, row_absolute: bool, column_absolute: bool, external: bool) -> str:  # noqa: ARG002, FBT001  # as xlwings calls it
        def said(row: int, column: int) -> str:
            return f"{'$' * column_absolute}{column_letters(column)}{'$' * row_absolute}{row}"

        first, last = said(*self.area[:2]), said(*self.area[2:])
        return first if first == last else f"{first}:{last}"

    @property
    def address(self) -> str:
        return self.get_address(row_absolute=True, column_absolute=True, external=False)

    def select(self) -> None:
        self.api.select(*self._at)


class Tables(base_classes.Tables):
    sheet: Any = None

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._areas = sheet.document.tables(sheet.name)

    def __call__(self, which: int | str) -> Table:
        return Table(self.sheet, list(self._areas)[which - 1] if isinstance(which, int) else which)

    def __len__(self) -> int:
        return len(self._areas)

    def __iter__(self) -> Iterator[Table]:
        return (Table(self.sheet, name) for name in self._areas)

    def __contains__(self, name: object) -> bool:
        return name in self._areas


class Table(base_classes.Table):
    parent: Any = None
    name: Any = None
    display_name: Any = None

    def __init__(self, sheet: Sheet, name: str) -> None:
        self.parent = sheet
        self.name = self.display_name = name

    @property
    def range(self) -> Range:
        return Range(self.parent, self.parent.document.tables(self.parent.name)[self.name])

    def resize(self, new: Any) -> None:
        self.parent.document.resize_table(self.parent.name, self.name, new.impl.area)
