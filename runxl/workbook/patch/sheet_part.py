"""Where rows, cells and styles stand in the bytes of a sheet part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from runxl.excel import Area, area, column_index, column_letters
from runxl.opc.refused import damaged
from runxl.opc.tags import attributes, prefix_of, tag, with_first
from runxl.workbook.edits import Height

_SPREADING = ("array", "dataTable")

_COLUMN_OF_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Z]+)(\d+)["']""")
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_HEIGHT = re.compile(rb"""\sht\s*=\s*("[^"]*"|'[^']*')""")
_OWN_HEIGHT = re.compile(rb"""\scustomHeight\s*=\s*["'](?:1|true)["']""")
_OWN_STYLE = re.compile(rb"""\scustomFormat\s*=\s*["'](?:1|true)["']""")


class RowPlace(NamedTuple):
    """A row in the bytes: `<row …>` from `start`, its cells from `inner` to `close`, its end."""

    start: int
    inner: int
    close: int
    end: int


@cache
def _row_pattern(prefix: bytes) -> re.Pattern[bytes]:
    """The beginning of a row's start tag; its number if it has one, which mostly stands first."""
    return re.compile(rb"<" + re.escape(prefix) + rb"""row(?=[\s/>])(?:[^>]*?\sr\s*=\s*["'](\d+)["'])?""")


@cache
def _cell_pattern(prefix: bytes) -> re.Pattern[bytes]:
    """A cell: column and row if its address stands first, where it mostly does; its attributes; its inside."""
    p = re.escape(prefix)
    inner = rb"([^<]*(?:<(?!/" + p + rb"c[\s>])[^<]*)*)"
    start = rb"<" + p + rb"c(?=[\s/>])"
    return re.compile(start + rb"""((?:\s+r="([A-Z]+)(\d+)")?[^/>]*)(?:/>|>""" + inner + rb"</" + p + rb"c\s*>)")


@cache
def _named_cell_pattern(prefix: bytes) -> re.Pattern[bytes]:
    """The beginning of a cell whose address stands first."""
    return re.compile(rb"<" + re.escape(prefix) + rb'c r="([A-Z]+)(\d+)"')


@lru_cache(maxsize=1024)
def _cell_start(prefix: bytes, column: int) -> bytes:
    """How a cell begins whose address stands first, up to its row."""
    return b'<%sc r="%s' % (prefix, column_letters(column).encode())


def style_of(start: bytes) -> bytes:
    """The style index in the start tag of a cell or row; empty if it names none."""
    found = _STYLE.search(start)
    return found[1] if found else b""


def with_height(start: bytes, height: Height | None) -> bytes:
    """A row's start tag with a height that the row may still adjust itself from. One set by a person stays."""
    if height is None:
        return start
    found = _HEIGHT.search(start)
    stands, wanted = _points(found[1]) if found else 0.0, height.points
    if stands == wanted or (height.grow_only and stands > wanted) or _OWN_HEIGHT.search(start):
        return start
    points = b'"%s"' % f"{wanted:g}".encode()
    return start[: found.start(1)] + points + start[found.end(1) :] if found else with_first(start, b"ht", points)


def _points(quoted: bytes) -> float:
    try:
        return float(quoted[1:-1])
    except ValueError:
        return 0.0


def own_style(start: bytes) -> bytes | None:
    """The style that a row with this start tag gives its new cells; None if it leaves that to the columns."""
    return style_of(start) if _OWN_STYLE.search(start) else None


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet part and where its rows begin. `begin` and `tail` bound the inside of sheetData."""

    title: str
    data: bytes
    prefix: bytes
    begin: int
    tail: int
    rows: Mapping[int, int]
    column_styles: tuple[tuple[int, int, bytes], ...]

    def row(self, number: int) -> RowPlace:
        """Where a row that is there stands."""
        start = self.rows[number]
        inner = self.data.find(b">", start) + 1
        if self.data[inner - 2 : inner] == b"/>":
            return RowPlace(start, inner, inner, inner)
        close = self.data.find(b"</" + self.prefix + b"row", inner, self.tail)
        end = self.data.find(b">", close, self.tail) + 1
        if close < 0 or not end:
            raise damaged(f"rad {number} i bladet {self.title} saknar slut")
        return RowPlace(start, inner, close, end)

    def style_at(self, row: int, column: int) -> bytes:
        """The style a cell has, or would have if it were there: its own, else its row's, else its column's."""
        if row not in self.rows:
            return self.column_style(column)
        place = self.row(row)
        cell = self.cells(row, place).get(column)
        if cell:
            return style_of(cell[1])
        style = own_style(self.data[place.start : place.inner])
        return self.column_style(column) if style is None else style

    def column_style(self, column: int) -> bytes:
        """The style that a column gives its new cells."""
        return next((style for first, last, style in self.column_styles if first <= column <= last), b"")

    def cells_in(self, row: int, place: RowPlace, columns: Iterable[int]) -> dict[int, re.Match[bytes]] | None:
        """The row's cells in the given columns, if all are there as they mostly are."""
        found, at, read, own = {}, place.inner, _cell_pattern(self.prefix).match, b'%d"' % row
        for column in columns:
            at = self.data.find(_cell_start(self.prefix, column) + own, at, place.close)
            cell = read(self.data, at, place.close) if at >= 0 else None
            if cell is None:
                return None
            found[column], at = cell, cell.end()
        return found

    def end_of_cells(self, row: int, place: RowPlace, before: int) -> int | None:
        """Where a row's cells end, if all of them say where they stand and stand before a column."""
        start, own = b"<%sc" % self.prefix, b"%d" % row
        names = _named_cell_pattern(self.prefix).findall(self.data, place.inner, place.close)
        columns = [_column(letters) for letters, number in names if number == own]
        if len(columns) < self.data.count(start, place.inner, place.close) or columns != sorted(set(columns)):
            return None
        if not columns:
            return place.inner
        last = _cell_pattern(self.prefix).match(self.data, self.data.rfind(start, place.inner, place.close))
        return last.end() if last and columns[-1] < before else None

    def cells(self, row: int, place: RowPlace) -> dict[int, re.Match[bytes]]:
        """A row's cells by column, from left to right: group 1 is a cell's attributes, group 4 its inside."""
        column, number, cells = 0, b"%d" % row, {}
        for found in _cell_pattern(self.prefix).finditer(self.data, place.inner, place.close):
            its_column, its_row = found.group(2, 3)
            if its_column is None:
                named = _COLUMN_OF_CELL.search(found[1])
                its_column, its_row = named.groups() if named else (None, number)
            after = _column(its_column) if its_column else column + 1
            if after <= column or its_row != number:
                raise damaged(f"cellerna på rad {row} i bladet {self.title} står inte i ordning")
            column = after
            cells[column] = found
        return cells


@cache
def _column(letters: bytes) -> int:
    return column_index(letters.decode())


def parse(title: str, data: bytes) -> SheetPart:
    """Where things stand in a sheet part (in `cleaned` XML)."""
    prefix = prefix_of(data, "worksheet")
    start = tag(prefix, "sheetData").search(data)
    if start is None:
        raise damaged(f"bladet {title} saknar celldelen sheetData")
    if start[0].endswith(b"/>"):
        opening = start[0][:-2].rstrip() + b">"
        data = data[: start.start()] + opening + b"</" + prefix + b"sheetData>" + data[start.end() :]
        begin = tail = start.start() + len(opening)
    else:
        begin, tail = start.end(), data.rfind(b"</" + prefix + b"sheetData")
    if tail < begin:
        raise damaged(f"celldelen i bladet {title} saknar slut")
    columns = tag(prefix, "col").findall(data, 0, begin)
    styles = tuple(_column_style(title, column) for column in columns if b"style" in column)
    return SheetPart(title, data, prefix, begin, tail, _rows(title, data, prefix, begin, tail), styles)


def _column_style(title: str, start: bytes) -> tuple[int, int, bytes]:
    """The first and last column of a `<col>`, and the style that it gives their new cells."""
    said = attributes(start)
    try:
        first, last, style = (int(said[name]) for name in ("min", "max", "style"))
    except (KeyError, ValueError) as error:
        raise damaged(f"kolumnerna i bladet {title} har ogiltiga gränser eller format") from error
    return first, last, b"%d" % style


def without_rows(prefix: bytes, data: bytes) -> bytes:
    """A sheet part that `parse` has seen, but for its rows."""
    start, tail = tag(prefix, "sheetData").search(data), data.rfind(b"</" + prefix + b"sheetData")
    return data[: start.end()] + data[tail:] if start else data


def _rows(title: str, data: bytes, prefix: bytes, begin: int, tail: int) -> dict[int, int]:
    """Where each row begins. Where one ends is looked up for the few that are edited."""
    found = [(row[1], row.start()) for row in _row_pattern(prefix).finditer(data, begin, tail)]
    rows: dict[int, int] = {}
    number = 0
    for named, start in found:
        after = int(named) if named else number + 1
        if after <= number:
            raise damaged(f"raderna i bladet {title} står inte i ordning")
        number = after
        rows[number] = start
    return rows


def spreads(sheet: SheetPart) -> list[Area]:
    """The ranges of array formulas and data tables."""
    # A quick look first: most sheets have none, and some have a million other formulas.
    if not any(kind.encode() in sheet.data for kind in _SPREADING):
        return []
    formulas = map(attributes, tag(sheet.prefix, "f").findall(sheet.data, sheet.begin, sheet.tail))
    return _areas(found for found in formulas if found.get("t") in _SPREADING)


def merges(sheet: SheetPart) -> list[Area]:
    """The merged ranges."""
    return _areas(map(attributes, tag(sheet.prefix, "mergeCell").findall(sheet.data, sheet.tail)))


def _areas(found: Iterable[dict[str, str]]) -> list[Area]:
    return [each for each in (area(attributes.get("ref", "")) for attributes in found) if each]
