"""What a formula reads: the references in its text, as far as the text alone tells.

Only references are looked for. Texts, numbers, functions and operators are passed over; what builds its reference as it
is calculated (INDIRECT, OFFSET, a range that a function ends) makes the whole formula one of which nothing can be told.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from runxl.excel import MAX_COLUMN, MAX_ROW, Area, column_index, fold

_UNTOLD = ("INDIRECT", "OFFSET")
_GROWING = ("SUMIF", "AVERAGEIF")
_NO_NAMES = ("TRUE", "FALSE")
_PARAMETER = "_XLPM."  # of LET and LAMBDA: stands for something else in the same formula

_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_BRACKETS = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"
_TOKEN = re.compile(
    rf"""
    "(?:[^"]|"")*"
  | (?P<sheet>(?:'(?:[^']|'')*'|(?:\[[0-9]+\])?[\w.]*(?::[\w.]+)?)!)?
    (?: \#[A-Z/0]+[!?A]?
      | (?P<ref>{_CELL}(?::{_CELL})?|\$?[A-Z]{{1,3}}:\$?[A-Z]{{1,3}}|\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}})(?![\w.(\[!:\\])
      | (?P<name>[^\W\d][\w.\\?]*)(?:(?P<call>\()|(?P<columns>{_BRACKETS}))?
      | (?P<own>{_BRACKETS})
    )
  | [0-9.]+(?:E[+-]?[0-9]+)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CORNER = re.compile(r"(\$?)([A-Z]*)(\$?)([0-9]*)", re.IGNORECASE)


class Ref(NamedTuple):
    """Cells by their address; without a sheet they are of the formula's own. `loose` edges move with the formula."""

    sheet: str
    area: Area
    loose: tuple[bool, bool, bool, bool]

    @property
    def fixed(self) -> bool:
        return not any(self.loose)

    def moved(self, down: int, right: int) -> Area:
        """Where it points in a cell so far from that in which the text stands. An edge may move past the other."""
        (top, left, bottom, right_edge), (above, before, below, after) = self.area, self.loose
        first, last = sorted((top + down * above, bottom + down * below))
        one, other = sorted((left + right * before, right_edge + right * after))
        return Area(first, one, last, other)


class InTable(NamedTuple):
    """Cells of a table, `said` as in its brackets. Without a name it is the table that the formula stands in."""

    table: str
    said: str


class NameRef(NamedTuple):
    """A name, looked for in `sheet` first."""

    sheet: str
    name: str


class Reads(NamedTuple):
    """`grows`: a function among the formula's reads as many cells of one range as another has."""

    refs: tuple[Ref | InTable | NameRef, ...]
    grows: bool = False


def reads_of(formula: str) -> Reads | None:
    """What a formula reads; None where its text does not tell."""
    refs: list[Ref | InTable | NameRef] = []
    grows, done = False, 0
    for token in _TOKEN.finditer(formula):
        if ":" in formula[done : token.start()] or "!" in formula[done : token.start()]:
            return None
        done = token.end()
        if token["call"] and not token["sheet"]:
            function = token["name"].upper().rpartition(".")[2]
            if function in _UNTOLD:
                return None
            grows = grows or function in _GROWING
            continue
        found = _found(token)
        if found is None:
            return None
        refs += found
    rest = formula[done:]
    return None if ":" in rest or "!" in rest else Reads(tuple(refs), grows)


def _found(token: re.Match[str]) -> list[Ref | InTable | NameRef] | None:
    """The reference that a token is, if it is one; None where it cannot be told what it means."""
    sheet = _title(token["sheet"] or "")
    if "[" in sheet:
        return []  # another workbook, in which nothing is written
    if ":" in sheet:
        return None
    if token["ref"]:
        ref = _ref(sheet, token["ref"])
        return [ref] if ref else [NameRef(sheet, token["ref"])]
    if token["own"]:
        return [InTable("", token["own"][1:-1])]
    if token["columns"]:
        return [InTable(token["name"], token["columns"][1:-1])]
    name = token["name"]
    if not name or name.upper() in _NO_NAMES or name.upper().startswith(_PARAMETER):
        return []
    return [NameRef(sheet, name)]


def _title(prefix: str) -> str:
    """The sheet before a `!`, compared as Excel does."""
    title = prefix.removesuffix("!")
    return fold(title[1:-1].replace("''", "'") if title.startswith("'") else title)


def _ref(sheet: str, said: str) -> Ref | None:
    """An address, a range, whole columns or whole rows; None if no sheet has such cells."""
    first, _, last = said.partition(":")
    one = _corner(first, 0)
    other = _corner(last, 1) if last else one
    (top, above), (bottom, below) = sorted((one[:2], other[:2]))
    (left, before), (right, after) = sorted((one[2:], other[2:]))
    inside = top >= 1 and bottom <= MAX_ROW and left >= 1 and right <= MAX_COLUMN
    return Ref(sheet, Area(top, left, bottom, right), (above, before, below, after)) if inside else None


def _corner(said: str, end: int) -> tuple[int, bool, int, bool]:
    """Row and column, each with whether it moves. What is not said reaches from one end of the sheet to the other."""
    found = _CORNER.match(said)
    fixed_column, letters, fixed_row, number = found.groups() if found else ("", "", "", "")
    if not letters:  # in `$1:$5` the sign stands where that of a column would
        fixed_row = fixed_row or fixed_column
    row = int(number) if number else (1, MAX_ROW)[end]
    column = column_index(letters) if letters else (1, MAX_COLUMN)[end]
    return row, bool(number) and not fixed_row, column, bool(letters) and not fixed_column
