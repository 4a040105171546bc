"""Addresses: `D7` and `A1:M501` as numbers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from runxl.workbook.tables import column_index, column_letters

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


class Area(NamedTuple):
    """A range of cells, corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"

    def around(self, other: Area) -> Area:
        """The smallest area that holds both."""
        top, left = min(self.top, other.top), min(self.left, other.left)
        return Area(top, left, max(self.bottom, other.bottom), max(self.right, other.right))

    def meets(self, other: Area) -> bool:
        """Some cell stands in both."""
        rows = self.top <= other.bottom and other.top <= self.bottom
        return rows and self.left <= other.right and other.left <= self.right


def position(cell: str) -> tuple[int, int] | None:
    """Row and column of an address; None if no sheet has such a cell."""
    found = _CELL.fullmatch(cell)
    if found is None:
        return None
    row, column = int(found[2]), _index(found[1])
    return (row, column) if row <= MAX_ROW and column <= MAX_COLUMN else None


def area(ref: str) -> Area | None:
    """The cells of a ref such as `A1:M501` or `D7`."""
    first, _, last = ref.partition(":")
    start, end = position(first), position(last or first)
    return Area(*start, *end) if start and end else None


def address(row: int, column: int) -> str:
    """(7, 4) → D7."""
    return f"{letters(column)}{row}"


@cache
def letters(column: int) -> str:
    """4 → D."""
    return column_letters(column)


@cache
def _index(column: str) -> int:
    return column_index(column.upper())


def inside(areas: Iterable[Area], cells: Mapping[int, Iterable[int]]) -> Iterator[tuple[Area, int, int]]:
    """Every cell, given as columns by row, that stands in one of the areas. Costs only for rows that areas meet."""
    rows = sorted(cells)
    for each in areas:
        for row in rows[bisect_left(rows, each.top) : bisect_right(rows, each.bottom)]:
            for column in cells[row]:
                if each.left <= column <= each.right:
                    yield each, row, column
