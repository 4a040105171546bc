"""New cells in a sheet part: every byte outside the cells named in the edits stays as it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache

from runxl.workbook.edits import Edit, Height, Written
from runxl.workbook.patch import refusals as why
from runxl.workbook.patch.grid import Area, address, area, inside, letters, position
from runxl.workbook.patch.markup import attributes, tag, with_attribute
from runxl.workbook.patch.refusals import Refusals
from runxl.workbook.patch.sheet import Row, Sheet, merges, own_style, spreads, style_of, with_height
from runxl.workbook.patch.values import Content, UnwritableError, content

Wanted = Mapping[int, Mapping[int, Edit]]
"""Edits by row and column."""

_SPANS = re.compile(rb"""\sspans\s*=\s*(?:"[^"]*"|'[^']*')""")


def refuse_covered(sheet: Sheet, wanted: Wanted, refused: Refusals) -> None:
    """Refuse cells inside array formulas and data tables, and all but the first cell of merged ranges."""
    for _, row, column in inside(spreads(sheet), wanted):
        refused.add(why.SPREAD, sheet.title, address(row, column))
    for whole, row, column in inside(merges(sheet), wanted):
        if (row, column) != (whole.top, whole.left):
            refused.add(why.MERGED, sheet.title, address(row, column))


@dataclass(slots=True)
class CellWriter:
    """Writes edits into one sheet, and remembers what it wrote: whole `rows`, and the `contents` of cells."""

    sheet: Sheet
    wanted: Wanted
    refused: Refusals
    date1904: bool
    heights: Mapping[int, Height] = field(default_factory=dict)
    rows: list[bytes] = field(default_factory=list)
    _rows: list[int] = field(default_factory=list)
    _prefix: str = ""
    _known: dict[tuple[type, Written], Content] = field(default_factory=dict)
    _likes: dict[str, str] = field(default_factory=dict)
    _columns: dict[int, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._prefix = self.sheet.prefix.decode()

    @property
    def contents(self) -> Collection[Content]:
        return self._known.values()

    def write(self) -> bytes:
        """The sheet with its edits. Refused cells stay as they were."""
        data, pieces, done = self.sheet.data, [], 0
        numbers = list(self.sheet.rows)
        for number in sorted(self.wanted.keys() | self.heights.keys()):
            if number in self.sheet.rows:
                place = self.sheet.row(number)
                start, end, new = place.start, place.end, self._row(number, place)
            else:
                following = bisect_left(numbers, number)
                start = end = self.sheet.rows[numbers[following]] if following < len(numbers) else self.sheet.tail
                new = self._new_row(number)
            if new is not None:
                pieces += [data[done:start], new]
                done = end
                self.rows.append(new)
                if number in self.wanted:
                    self._rows.append(number)
        pieces.append(data[done:])
        new = b"".join(pieces)
        return self._with_dimension(new) if self._rows else new

    def _row(self, number: int, place: Row) -> bytes | None:
        """A row that is there, with its edits; None if nothing of it changes."""
        edits = sorted(self.wanted.get(number, {}).items())
        data, existing = self.sheet.data, self.sheet.cells_in(number, place, [column for column, _ in edits])
        columns, given = list(existing), data[place.start : place.inner]
        last, own = existing[columns[-1]].end() if columns else place.inner, own_style(given)
        pieces, done, grown = [], place.inner, False
        for column, edit in edits:
            old = existing.get(column)
            new = self._cell(number, column, edit, old, own)
            if new is None:
                continue
            if old:
                start, end = old.span()
            else:
                following = bisect_left(columns, column)
                start = end = existing[columns[following]].start() if following < len(columns) else last
                grown = True
            pieces += [data[done:start], new.encode()]
            done = end
        start_tag, rest = with_height(given, self.heights.get(number)), data[done : place.end]
        if not pieces and start_tag == given:
            return None
        if grown:
            start_tag = _SPANS.sub(b"", start_tag)  # a hint that no longer holds
            if start_tag.endswith(b"/>"):
                start_tag, rest = start_tag[:-2] + b">", b"</" + self.sheet.prefix + b"row>"
        return b"".join((start_tag, *pieces, rest))

    def _new_row(self, number: int) -> bytes | None:
        edits = sorted(self.wanted.get(number, {}).items())
        cells = [self._cell(number, column, edit, None, None) for column, edit in edits]
        inner, p = "".join(filter(None, cells)), self._prefix
        if not inner:
            return None
        start_tag = with_height(f'<{p}row r="{number}">'.encode(), self.heights.get(number))
        return start_tag + f"{inner}</{p}row>".encode()

    def _cell(self, row: int, column: int, edit: Edit, old: re.Match[bytes] | None, own: bytes | None) -> str | None:
        """A cell anew; None where nothing is to change. `own` is the style that the row gives its new cells."""
        _, _, value, like = edit
        if old and tag(self.sheet.prefix, "f").search(old[4] or b""):
            self.refused.add(why.FORMULA, self.sheet.title, address(row, column))
            return None
        try:
            new = self._known.get((value.__class__, value)) or self._content(value)
        except UnwritableError as reason:
            self.refused.add(str(reason), self.sheet.title, address(row, column))
            return None
        start, style = self._columns.get(column) or self._column(column)
        if like:
            style = self._likes[like] if like in self._likes else self._like(like)
        elif old:
            style = _style(style_of(old[1]))
        elif new.text == "":
            return None
        elif own is not None:
            style = _style(own)
        return f'{start}{row}"{style}{new.rest}'

    def _content(self, value: Written) -> Content:
        """A value's content, made once for all cells of the sheet that hold the same. True is not 1 here."""
        new = self._known[value.__class__, value] = content(value, self._prefix, date1904=self.date1904)
        return new

    def _column(self, column: int) -> tuple[str, str]:
        """How a new cell of the column begins, up to its row, and the style that the column gives it."""
        start = f'<{self._prefix}c r="{letters(column)}'
        known = self._columns[column] = (start, _style(self.sheet.column_style(column)))
        return known

    def _like(self, sample: str) -> str:
        place = position(sample)
        if place is None:
            self.refused.add(why.OUTSIDE, self.sheet.title, sample)
        style = self._likes[sample] = _style(self.sheet.style_at(*place) if place else b"")
        return style

    def _with_dimension(self, data: bytes) -> bytes:
        """The sheet with a `dimension` that reaches around the written cells."""
        found = tag(self.sheet.prefix, "dimension").search(data, 0, self.sheet.begin)
        old = area(attributes(found[0]).get("ref", "")) if found else None
        if found is None or old is None:
            return data
        columns = set().union(*map(self.wanted.__getitem__, self._rows))
        new = old.around(Area(min(self._rows), min(columns), max(self._rows), max(columns)))
        if new == old:
            return data
        return data[: found.start()] + with_attribute(found[0], "ref", str(new)) + data[found.end() :]


@cache
def _style(style: bytes) -> str:
    """The style as a cell's attribute."""
    return f' s="{style.decode()}"' if style else ""
