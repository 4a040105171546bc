"""An openpyxl workbook as an open document. It takes values as Excel takes them from a program, traps included."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.hyperlink import Hyperlink

from runxl.excel import Area, area
from runxl.workbook.edits import Link


class OpenpyxlDocument:
    """See `runxl.addin.document.Document`. `said` holds the message boxes, `password` locks sheets for good."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = str(path), path.name
        self.read_only = False
        self.book: Any = openpyxl.load_workbook(path)
        self._calculated = openpyxl.load_workbook(path, data_only=True)
        self._selection = (self.book.sheetnames[0], Area(1, 1, 1, 1))
        self.settings: dict[str, Any] = {
            "screen_updating": True,
            "calculation": "automatic",
            "enable_events": True,
            "status_bar": False,
        }
        self.said: list[str] = []
        self.statuses: list[Any] = []
        self.writes = 0
        self.password = False

    def titles(self) -> list[str]:
        return [sheet.title for sheet in self.book.worksheets]

    def visible(self, sheet: str) -> bool:
        return bool(self.book[sheet].sheet_state == "visible")

    def active(self) -> str:
        return self._selection[0]

    def activate(self, sheet: str) -> None:
        if sheet != self._selection[0]:
            self._selection = (sheet, Area(1, 1, 1, 1))

    def selection(self) -> tuple[str, Area] | None:
        return self._selection

    def select(self, sheet: str, where: Area) -> None:
        self._selection = (sheet, where)

    def used(self, sheet: str) -> Area:
        found = self.book[sheet]
        return Area(found.min_row, found.min_column, found.max_row, found.max_column)

    def _cells(self, sheet: str, where: Area) -> Iterable[Sequence[Any]]:
        return self.book[sheet].iter_rows(where.top, where.bottom, where.left, where.right)  # type: ignore[no-any-return]  # cells, for they are not asked for as values

    def values(self, sheet: str, where: Area) -> list[list[Any]]:
        calculated = self._calculated[sheet]
        return [
            [calculated.cell(cell.row, cell.column).value if cell.data_type == "f" else cell.value for cell in row]
            for row in self._cells(sheet, where)
        ]

    def formulas(self, sheet: str, where: Area) -> list[list[Any]]:
        return [[cell.value for cell in row] for row in self._cells(sheet, where)]

    def write(self, sheet: str, where: Area, rows: Sequence[Sequence[Any]]) -> None:
        self.writes += 1
        if self.locked(sheet):
            raise PermissionError(sheet)
        for cells, values in zip(self._cells(sheet, where), rows, strict=True):
            for cell, value in zip(cells, values, strict=True):
                cell.value = _taken(value, cell.number_format)
                if isinstance(value, str) and isinstance(cell.value, str) and cell.value == value.removeprefix("'"):
                    cell.data_type = "s"
                if isinstance(value, str) and value[:1] == "=" and cell.number_format != "@":
                    cell.data_type = "f"

    def number_format(self, sheet: str, where: Area) -> str | None:
        codes = {str(cell.number_format) for row in self._cells(sheet, where) for cell in row}
        return codes.pop() if len(codes) == 1 else None

    def hidden(self, sheet: str, where: Area) -> bool | None:
        rows = self.book[sheet].row_dimensions
        answers = {bool(rows[row].hidden) if row in rows else False for row in range(where.top, where.bottom + 1)}
        return answers.pop() if len(answers) == 1 else None

    def _merges(self, sheet: str) -> list[Area]:
        found = (area(str(one)) for one in self.book[sheet].merged_cells.ranges)
        return [one for one in found if one]

    def merged(self, sheet: str, where: Area) -> bool | None:
        if where in self._merges(sheet) or where[:2] == where[2:]:
            return any(one.meets(where) for one in self._merges(sheet))
        return None if any(one.meets(where) for one in self._merges(sheet)) else False

    def merge_area(self, sheet: str, where: Area) -> Area:
        return next((one for one in self._merges(sheet) if one.meets(where)), where)

    def row_height(self, sheet: str, where: Area) -> float | None:
        rows = self.book[sheet].row_dimensions
        heights = {(rows[row].height if row in rows else None) or 15.0 for row in range(where.top, where.bottom + 1)}
        return heights.pop() if len(heights) == 1 else None

    def set_row_height(self, sheet: str, where: Area, points: float) -> None:
        for row in range(where.top, where.bottom + 1):
            self.book[sheet].row_dimensions[row].height = points

    def copy_look(self, sheet: str, sample: Area, target: Area) -> None:
        (given,) = next(iter(self._cells(sheet, sample)))
        for row in self._cells(sheet, target):
            for cell in row:
                cell._style = copy(given._style)

    def tables(self, sheet: str) -> Mapping[str, Area]:
        found = {name: area(ref) for name, ref in self.book[sheet].tables.items()}
        return {name: one for name, one in found.items() if one}

    def resize_table(self, sheet: str, table: str, where: Area) -> None:
        found = self.book[sheet].tables[table]
        found.ref = str(where)
        if found.autoFilter:
            found.autoFilter.ref = str(where)

    def replace_links(self, sheet: str, links: Iterable[Link]) -> None:
        for row in self.book[sheet].iter_rows():
            for cell in row:
                if cell.hyperlink and not cell.hyperlink.target:
                    cell._hyperlink = None
        self.book[sheet]._hyperlinks = []
        for link in links:
            self.book[sheet][link.cell]._hyperlink = Hyperlink(ref=link.cell, location=link.target)

    def locked(self, sheet: str) -> bool:
        return bool(self.book[sheet].protection.sheet)

    def unlock(self, sheet: str) -> bool:
        if not self.password:
            self.book[sheet].protection.sheet = False
        return not self.locked(sheet)

    def lock(self, sheet: str) -> None:
        self.book[sheet].protection.sheet = True

    def setting(self, name: str) -> Any:
        return self.settings[name]

    def set(self, name: str, value: Any) -> None:
        self.settings[name] = value
        if name == "status_bar":
            self.statuses.append(value)

    def alert(self, text: str, _title: str) -> None:
        self.said.append(text)

    def save(self, path: str) -> None:
        self.book.save(path)

    def close(self) -> None:
        self.book.close()


def _taken(value: Any, number_format: str) -> Any:
    """What Excel makes of a value: in a cell that is not text, text that looks like something else becomes that."""
    if not isinstance(value, str) or number_format == "@":
        return value
    if value.startswith("'"):
        return value[1:]
    if re.fullmatch(r"[-+]?\d+([.,]\d+)?", value):
        return float(value.replace(",", "."))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return dt.datetime.fromisoformat(value)
    return value or None
