"""Excel: how large its sheets are, how it writes addresses and days, what it calls its lock files. Each fact once."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import NamedTuple

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384

LONGEST_TEXT = 32_767
"""So many signs are held by a cell, each as UTF-16 counts it."""

LONGEST_HEADER = 255
"""So many are held by a table's header; a workbook with longer ones is repaired as it is opened."""

WIDEST_COLUMN = 255

MOST_LINKS = 65_530
"""Excel repairs a sheet with more; the cells beyond keep their text without a link."""

EPOCH, EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001 – a cell knows no time zone
"""Days are counted from here, in the workbooks of one calendar and of the other."""

FIRST_DAY = 61
"""1 March 1900: before it Excel counts a day that never was."""

DAY = dt.timedelta(days=1)

LOCK_FILES = (("~$", "", "Excel"), (".~lock.", "#", "LibreOffice"))
"""What stands before and after a workbook's name in that of the file beside it while a program has it open."""

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_SHORT = 100


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

    def cells(self) -> Iterator[tuple[int, int]]:
        """The row and the column of each, row by row."""
        return product(range(self.top, self.bottom + 1), range(self.left, self.right + 1))

    def meets(self, other: Area) -> bool:
        """Some cell stands in both."""
        rows = self.top <= other.bottom and other.top <= self.bottom
        return rows and self.left <= other.right and other.left <= self.right


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_index(letters: str) -> int:
    """A → 1, AA → 27."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index


def address(row: int, column: int) -> str:
    """(7, 4) → D7."""
    return f"{column_letters(column)}{row}"


def reference(sheet: str, cell: str) -> str:
    """A cell of a sheet as a link or a formula names it."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"


def position(cell: str) -> tuple[int, int] | None:
    """Row and column of an address; None if no sheet has such a cell."""
    found = _CELL.fullmatch(cell)
    if found is None:
        return None
    row, column = int(found[2]), column_index(found[1])
    return (row, column) if row <= MAX_ROW and column <= MAX_COLUMN else None


def area(ref: str) -> Area | None:
    """The cells of a ref such as `A1:M501` or `D7`."""
    first, _, last = ref.partition(":")
    start, end = position(first), position(last or first)
    return Area(*start, *end) if start and end else None


def inside(areas: Iterable[Area], cells: Mapping[int, Iterable[int]]) -> Iterator[tuple[Area, int, int]]:
    """Every cell, given as columns by row, that stands in one of the areas. Costs only for rows that areas meet."""
    rows = sorted(cells)
    for each in areas:
        for row in rows[bisect_left(rows, each.top) : bisect_right(rows, each.bottom)]:
            for column in cells[row]:
                if each.left <= column <= each.right:
                    yield each, row, column


def fold(text: str) -> str:
    """How names of sheets and headers are compared: NFC, single spaces, any case."""
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


_fold_short = lru_cache(maxsize=4096)(_fold)
"""The same names come in every workbook. Long texts are no names, and not worth the memory."""


def shortened(text: str, most: int) -> str:
    """The text if it has no more signs than that, as Excel counts them (in UTF-16), else its beginning and `…`."""
    said = text.encode("utf-16-le", "surrogatepass")
    if len(said) <= 2 * most:
        return text
    return f"{said[: 2 * (most - 1)].decode('utf-16-le', 'ignore').rstrip()}…"


def harmless(word: str) -> str:
    """Text in a csv file: what a spreadsheet program would take for a formula is marked as text."""
    return f"'{word}" if word.startswith(("=", "+", "-", "@", "\t", "\r")) else word
