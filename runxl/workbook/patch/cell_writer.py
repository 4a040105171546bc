"""New cells in a sheet part: every byte outside the cells named in the edits stays as it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from runxl.excel import Area, address, area, column_letters, position
from runxl.opc.tags import attributes, tag, with_attribute
from runxl.workbook.edits import Height, RowEdit
from runxl.workbook.patch import refusals as why
from runxl.workbook.patch.cell_content import BLANK, CellContents, Content, UnwritableError
from runxl.workbook.patch.refusals import Refusals
from runxl.workbook.patch.sheet_part import RowPlace, SheetPart, own_style, style_of, with_height

_SPANS = re.compile(rb"""\sspans\s*=\s*(?:"[^"]*"|'[^']*')""")


class _Place(NamedTuple):
    """A column that edits name: how a new cell begins there, up to its row, and with which style.

    `like`: the style is a sample's, and holds for cells that are there as well.
    """

    column: int
    start: str
    style: str
    like: bool


@dataclass(slots=True)
class CellWriter:
    """Writes edits, by row, into one sheet, and remembers what it wrote: whole `rows`, and the `contents` of cells."""

    sheet: SheetPart
    wanted: Mapping[int, RowEdit]
    refused: Refusals
    date1904: bool
    heights: Mapping[int, Height] = field(default_factory=dict)
    rows: list[bytes] = field(default_factory=list)
    _rows: list[int] = field(default_factory=list)
    _prefix: str = ""
    _contents: CellContents = field(init=False)
    _likes: dict[str, bytes] = field(default_factory=dict)
    _places: dict[tuple[tuple[int, ...], tuple[str, ...]], list[_Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._prefix = self.sheet.prefix.decode()
        self._contents = CellContents(self._prefix, date1904=self.date1904)

    @property
    def contents(self) -> list[Content]:
        return self._contents.made

    def write(self) -> bytes:
        """The sheet with its edits. Refused cells stay as they were."""
        data, pieces, done = self.sheet.data, [], self.sheet.begin
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
        return b"".join((self._head(), *pieces, data[done:]))

    def _row(self, number: int, place: RowPlace) -> bytes | None:
        """A row that is there, with its edits; None if nothing of it changes."""
        edit, data = self.wanted.get(number), self.sheet.data
        given = data[place.start : place.inner]
        pieces, done, grown = self._edited(edit, place, own_style(given)) if edit else ([], place.inner, False)
        start_tag, rest = with_height(given, self.heights.get(number)), data[done : place.end]
        if not pieces and start_tag == given:
            return None
        if grown:
            start_tag = _SPANS.sub(b"", start_tag)  # a hint that no longer holds
            if start_tag.endswith(b"/>"):
                start_tag, rest = start_tag[:-2] + b">", b"</" + self.sheet.prefix + b"row>"
        return b"".join((start_tag, *pieces, rest))

    def _edited(self, edit: RowEdit, place: RowPlace, own: bytes | None) -> tuple[list[bytes], int, bool]:
        """The inside of a row that is there as far as it changes, where that ends, and whether it has new cells.

        `own` is the style that the row gives its new cells.
        """
        data, existing = self.sheet.data, self.sheet.cells_in(edit.row, place, edit.columns)
        if existing is None:
            end = self.sheet.end_of_cells(edit.row, place, edit.columns[0])
            if end is not None:
                added = self._new_cells(edit, own).encode()
                return ([data[place.inner : end], added], end, True) if added else ([], place.inner, False)
            existing = self.sheet.cells(edit.row, place)
        columns, pieces, done, grown = list(existing), [], place.inner, False
        for column, new in self._cells(edit, place, existing, own):
            old = existing.get(column)
            if old:
                start, end = old.span()
            else:
                following = bisect_left(columns, column)
                at_end = following == len(columns)
                start = end = existing[columns[-1]].end() if at_end else existing[columns[following]].start()
                grown = True
            if start > done:
                pieces.append(data[done:start])
            pieces.append(new.encode())
            done = end
        return pieces, done, grown

    def _cells(
        self, edit: RowEdit, place: RowPlace, existing: Mapping[int, re.Match[bytes]], own: bytes | None
    ) -> Iterator[tuple[int, str]]:
        """The cells of a row some of which are there."""
        formula = tag(self.sheet.prefix, "f").search
        guarded = formula(self.sheet.data, place.inner, place.close)  # one look tells of most rows that they have none
        for (column, start, usual, like), rest in zip(self._placed(edit), self._rests(edit), strict=True):
            old, style = existing.get(column), usual
            if old is None and rest == BLANK and not like:
                continue
            if guarded and old and formula(old[4] or b""):
                self.refused.add(why.FORMULA, self.sheet.title, address(edit.row, column))
                continue
            if not like:
                style = _style(style_of(old[1])) if old else usual if own is None else _style(own)
            yield column, f'{start}{edit.row}"{style}{rest}'

    def _new_cells(self, edit: RowEdit, own: bytes | None) -> str:
        """The cells of a row none of which is there: those that are to hold something or to look like a sample."""
        row, places = str(edit.row), self._placed(edit)
        if own is not None:
            places = [place if place.like else place._replace(style=_style(own)) for place in places]
        cells = [
            f'{start}{row}"{style}{rest}'
            for (_, start, style, like), rest in zip(places, self._rests(edit), strict=True)
            if rest != BLANK or like
        ]
        return "".join(cells)

    def _new_row(self, number: int) -> bytes | None:
        edit, height, p = self.wanted.get(number), self.heights.get(number), self._prefix
        inner = self._new_cells(edit, None) if edit else ""
        points = f' ht="{height.points:g}"' if height else ""
        return f'<{p}row{points} r="{number}">{inner}</{p}row>'.encode() if inner else None

    def _rests(self, edit: RowEdit) -> list[str]:
        """What follows on the style of each of a row's new cells. What no cell can hold is refused."""
        try:
            return self._contents.of(edit.values)
        except UnwritableError:
            return [self._rest(edit, place) for place in range(len(edit.columns))]

    def _rest(self, edit: RowEdit, place: int) -> str:
        try:
            (rest,) = self._contents.of((edit.values[place],))
        except UnwritableError as reason:
            self.refused.add(str(reason), self.sheet.title, address(edit.row, edit.columns[place]))
            return BLANK
        return rest

    def _placed(self, edit: RowEdit) -> list[_Place]:
        """The columns of a row's cells. Most rows of a sheet name the same."""
        key = (edit.columns, edit.likes)
        found = self._places.get(key)
        if found is None:
            if list(edit.columns) != sorted(set(edit.columns)):
                raise ValueError(f"the cells of row {edit.row} are not named from left to right")
            likes = edit.likes or ("",) * len(edit.columns)
            found = self._places[key] = list(map(self._place, edit.columns, likes))
        return found

    def _place(self, column: int, like: str) -> _Place:
        style = self._likes.get(like) if like else self.sheet.column_style(column)
        if style is None:
            style = self._likes[like] = self._sample(like)
        return _Place(column, f'<{self._prefix}c r="{column_letters(column)}', _style(style), bool(like))

    def _sample(self, cell: str) -> bytes:
        place = position(cell)
        if place is None:
            self.refused.add(why.OUTSIDE, self.sheet.title, cell)
        return self.sheet.style_at(*place) if place else b""

    def _head(self) -> bytes:
        """What stands before the rows, with a `dimension` that reaches around the written cells."""
        head = self.sheet.data[: self.sheet.begin]
        found = tag(self.sheet.prefix, "dimension").search(head)
        old = area(attributes(found[0]).get("ref", "")) if found else None
        if found is None or old is None or not self._rows:
            return head
        columns = {self.wanted[row].columns for row in self._rows}
        left, right = min(one[0] for one in columns), max(one[-1] for one in columns)
        new = old.around(Area(min(self._rows), left, max(self._rows), right))
        if new == old:
            return head
        return head[: found.start()] + with_attribute(found[0], "ref", str(new)) + head[found.end() :]


@lru_cache(maxsize=1024)
def _style(style: bytes) -> str:
    """The style as a cell's attribute."""
    return f' s="{style.decode()}"' if style else ""
