"""The formulas of a sheet part: where they stand, what they say, and their values taken away."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from runxl.excel import Area, area
from runxl.opc.tags import attributes, tag, unescaped
from runxl.workbook.patch.sheet_part import SheetPart

_TYPE = re.compile(rb"""\st\s*=\s*(?:"[^"]*"|'[^']*')""")
_TABLE = "dataTable"
_SPREADING = ("array", _TABLE)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in a sheet. `text` is as it reads in the cell `origin`, from which a shared one is counted.

    `area` are the cells that it fills: its own alone, unless it is an array's. `text` is None where it is not told.
    """

    sheet: str
    area: Area
    text: str | None
    origin: tuple[int, int]


class _Written(NamedTuple):
    """A formula as it stands in its cell."""

    row: int
    column: int
    attributes: dict[str, str]
    text: str

    @property
    def is_shared(self) -> bool:
        return self.attributes.get("t") == "shared"


def may_have_formulas(data: bytes) -> bool:
    """Whether there may be a formula among the rows of a part as it stands: nearly free, and never wrongly no."""
    start, end = data.find(b"sheetData"), data.rfind(b"sheetData")
    found = data.find(b"<f", start, end) >= 0 or data.find(b":f>", start, end) >= 0
    return found or data.find(b":f ", start, end) >= 0 or b"\0" in data[:64]  # in UTF-16


def formulas_in(sheet: SheetPart, name: str) -> list[Formula]:
    """Every formula of a sheet, from the top down."""
    written = list(_written(sheet))
    shared = {one.attributes.get("si"): one for one in written if one.is_shared and one.text}
    return [_formula(name, one, shared.get(one.attributes.get("si")) if one.is_shared else one) for one in written]


def _formula(name: str, written: _Written, source: _Written | None) -> Formula:
    """A formula as it is written, with the text of its `source`."""
    own = Area(written.row, written.column, written.row, written.column)
    kind = written.attributes.get("t")
    its = (area(written.attributes.get("ref", "")) if kind in _SPREADING else None) or own
    if source is None or not source.text or kind == _TABLE:
        return Formula(name, its, None, (written.row, written.column))
    return Formula(name, its, source.text, (source.row, source.column))


def _written(sheet: SheetPart) -> Iterator[_Written]:
    search = _formula_pattern(sheet.prefix).search
    for number in _rows_with(sheet):
        for column, cell in sheet.cells(number, sheet.row(number)).items():
            found = search(cell[4]) if cell[4] else None
            if found:
                text = unescaped((found[2] or b"").decode("utf-8", "replace"))
                yield _Written(number, column, attributes(found[1]), text)


def _rows_with(sheet: SheetPart) -> Iterator[int]:
    """The rows that have formulas."""
    numbers, starts, last = list(sheet.rows), list(sheet.rows.values()), 0
    for found in tag(sheet.prefix, "f").finditer(sheet.data, sheet.begin, sheet.tail):
        place = bisect_right(starts, found.start())
        if place > last:
            last = place
            yield numbers[place - 1]


def cleared(sheet: SheetPart, areas: Collection[Area]) -> tuple[bytes, list[bytes]]:
    """The part without the values of these cells, and the new cells. Every other byte is as it was."""
    pieces, new, done = [], [], 0
    for number, columns in sorted(_by_row(sheet, areas).items()):
        for column, cell in sheet.cells(number, sheet.row(number)).items():
            if not cell[4] or not any(left <= column <= right for left, right in columns):
                continue
            start = sheet.data[cell.start() : cell.start(1)] + _TYPE.sub(b"", cell[1])
            bare = _value_pattern(sheet.prefix).sub(b"", cell[4])
            if bare == cell[4]:
                continue
            new.append(start + sheet.data[cell.end(1) : cell.start(4)] + bare + sheet.data[cell.end(4) : cell.end()])
            pieces += [sheet.data[done : cell.start()], new[-1]]
            done = cell.end()
    return b"".join((*pieces, sheet.data[done:])), new


def _by_row(sheet: SheetPart, areas: Collection[Area]) -> dict[int, list[tuple[int, int]]]:
    """First and last column of each area, by the rows that are there."""
    numbers, rows = list(sheet.rows), dict[int, list[tuple[int, int]]]()
    for top, left, bottom, right in areas:
        for row in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]:
            rows.setdefault(row, []).append((left, right))
    return rows


@cache
def _formula_pattern(prefix: bytes) -> re.Pattern[bytes]:
    """A formula's start tag, and its text if it has one."""
    p = re.escape(prefix)
    return re.compile(rb"(" + tag(prefix, "f").pattern + rb")(?:(?<!/>)([^<]*)</" + p + rb"f\s*>)?")


@cache
def _value_pattern(prefix: bytes) -> re.Pattern[bytes]:
    p = re.escape(prefix)
    return re.compile(tag(prefix, "v").pattern + rb"(?:(?<=/>)|[^<]*</" + p + rb"v\s*>)")
