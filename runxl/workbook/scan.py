"""A sheet's rows seen as bytes, before a reader gets them: what the reader cannot tell, and what would make it fall.

Nearly every sheet holds nothing but rows with cells in order, each with an address, a value and an end. One search
through such a sheet settles that nothing in it is unsafe; `closely` sees to the others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from runxl.excel import MAX_COLUMN, MAX_ROW, column_index, column_letters
from runxl.opc import limits
from runxl.opc.markup import plain, rewritten
from runxl.opc.styles import NumberFormat
from runxl.workbook.bounds import FILLED, FRAME, Position, bounded, cells_in, few, position, rows_of
from runxl.workbook.tables import CellError, Uncalculated

_NEAR_ROW = 9_999  # rows that end before this one cover no large area
_FEW_STYLES = 50

Unread = Mapping[Position, CellError | Uncalculated]

_CELL = (
    rb'(?:<c r="%b\1"(?: s="\d{1,6}")?+'
    rb'(?: t="s"><v>\d++</v></c>|/>|(?: t="[nb]")?+><v>(?!\s)[^<]++(?<!\s)</v></c>'
    rb'| t="str"><v>[^<]++</v></c>| t="inlineStr"><is><t(?: xml:space="preserve")?+>[^<]*+</t></is></c>))?+'
)
_NARROW, _WIDEST = 26, 39
_CELLS = [_CELL % column_letters(column).encode() for column in range(1, _WIDEST + 1)]
_NEAR, _FURTHER, _FAR = (b"".join(_CELLS[start : start + 13]) for start in (0, 13, 26))
_ROW_START = rb'<row(?: (?!r=)[\w:]{1,20}="[^"<>/]*+")*+ r="([1-9]\d{0,6})"[^<>/]*+'
_ROW = re.compile(_ROW_START + rb"(?:/>|>%b(?:</row>|%b(?:</row>|%b</row>)))" % (_NEAR, _FURTHER, _FAR))
"""A row whose cells stand in columns A to AM, in order, with the row's own number. No cell in it is tried twice.

The widest sheet of ours ends in AC. Most rows end before N, and what stands further is then not tried at all.
"""

_WIDE_COLUMNS = re.compile(FILLED % rb"(A[A-Z])\d+")
_FILLED_ROW = re.compile(_ROW_START + rb">(?:<c [^<>/]*+/>)*+<c ")
_STYLE = re.compile(rb' s="(\d{1,6})"')
_STYLED = re.compile(rb'<c r="([A-Z]+)(\d+)"[^</>]*? s="(\d{1,6})"[^</>]*>')
_ROW_TAG = re.compile(rb"<row\b[^<>]*>")
_ROW_NUMBER = re.compile(rb"""\sr=["'](\d{1,7})""")
_HIDDEN = re.compile(rb"""\s(?:hidden=["'](?:1|true)|ht=["']0+(?:\.0*)?["'])""")
"""A row of no height is as hidden as one that says so."""

_COLUMN = re.compile(rb"<col\s[^<>]{0,400}>")
_HIDDEN_COLUMN = re.compile(rb"""\s(?:hidden=["'](?:1|true)|width=["']0+(?:\.0*)?["'])""")
_REFERENCE = re.compile(rb"<v>[^<]*&#")
"""The reader takes a figure written as a reference for the end of its number."""

_MERGE = re.compile(rb"""<mergeCell\s[^<>]{0,400}?\bref=["']([A-Za-z0-9:]+)["']""")
_BLANKS = re.compile(rb"<v>\s*+([-+0-9.eE]++)\s*+</v>")
"""Blanks around a number are no part of it; the reader takes it for a text, other programs for a number."""


class Looked(NamedTuple):
    """The rows that the reader may have, the cells that it may not, how far the rows reach, and what they hold."""

    rows: bytes
    unreadable: Unread
    far: str
    area: int
    cells: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What the reader cannot tell of a sheet: it is laid over what the reader gives."""

    unreadable: Unread = field(default_factory=dict)
    dressed: tuple[tuple[Position, NumberFormat | str], ...] = ()
    """The cells that show a number as a percentage or with a unit, and how."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()
    far: str = ""
    cells: int = 0
    area: int = 0
    in_order: bool = False
    """Nothing but rows with cells in order, so also well-formed."""


def scan(data: bytes, styles: Mapping[int, NumberFormat] | Mapping[int, str]) -> tuple[bytes, Scan]:
    """The rows that the reader may have, and what it cannot tell of them.

    RefusedError (RX024) if the sheet cannot be read safely.
    """
    data = plain(data)
    if b"&#" in data and _REFERENCE.search(data):
        data = rewritten(data)
    looked = in_order = _in_order(rows_of(data))
    if looked is None and (bare := _BLANKS.sub(rb"<v>\1</v>", data)) != data:
        data = bare
        looked = in_order = _in_order(rows_of(data))
    if looked is None:
        from runxl.workbook import closely  # which few sheets need

        data = closely.regular(data)
        looked = _counted(*closely.look(rows_of(data)))
    rows = looked.rows
    return rows, Scan(
        unreadable=looked.unreadable,
        dressed=tuple(few(_dressed(rows, styles))),
        hidden_rows=_hidden_rows(rows),
        hidden_columns=frozenset(_hidden_columns(data)),
        merged=tuple(match[1].decode().upper() for match in islice(_merges(data), limits.MAX_MERGED)),
        far=looked.far,
        cells=looked.cells,
        area=looked.area,
        in_order=in_order is not None,
    )


def _in_order(rows: bytes) -> Looked | None:
    """The rows as they stand, if there is nothing in them but rows with cells in order, none of them twice."""
    pieces = _ROW.split(rows, MAX_ROW)
    numbers = list(map(int, pieces[1::2]))
    if not numbers or len(set(numbers)) < len(numbers) or b"".join(pieces[::2]) != FRAME:
        return None
    if max(numbers) <= _NEAR_ROW:
        return _counted(rows, {}, "", 0)
    del pieces, numbers  # of a large sheet they are large too
    cells = cells_in(rows)
    wide = {column_index(letters.decode()) for letters in set(_WIDE_COLUMNS.findall(rows))}
    rows, far, area = bounded(rows, map(int, _FILLED_ROW.findall(rows)), wide | {_NARROW})
    return _counted(rows, {}, far, area) if far else Looked(rows, {}, far, area, cells)


def _counted(rows: bytes, unreadable: Unread, far: str, area: int) -> Looked:
    return Looked(rows, unreadable, far, area, cells_in(rows))


def _dressed(
    rows: bytes, styles: Mapping[int, NumberFormat] | Mapping[int, str]
) -> Iterator[tuple[Position, NumberFormat | str]]:
    """One look for all styles: a workbook may have 64,000 of them. Most sheets use none of these."""
    if not styles or not _are_used(rows, styles):
        return iter(())
    return ((position(cell), how) for cell in _STYLED.finditer(rows) if (how := styles.get(int(cell[3]))))


def _are_used(rows: bytes, styles: Collection[int]) -> bool:
    if len(styles) > _FEW_STYLES:
        return any(int(style) in styles for style in set(_STYLE.findall(rows)))
    said = "|".join(str(style) for style in sorted(styles))
    return re.search(rf' s="0*(?:{said})"'.encode(), rows) is not None


def _hidden_rows(rows: bytes) -> frozenset[int]:
    hidden, number = set(), 0
    may_be = any(said in rows for said in (b"hidden=", b'ht="0', b"ht='0"))
    for tag in (row[0] for row in _ROW_TAG.finditer(rows)) if may_be else ():
        said = _ROW_NUMBER.search(tag)
        number = int(said[1]) if said else number + 1
        if _HIDDEN.search(tag):
            hidden.add(number)
    return frozenset(hidden)


def _hidden_columns(data: bytes) -> Iterator[int]:
    """They stand before the rows."""
    for tag in _COLUMN.findall(data, 0, max(0, data.find(b"<sheetData"))):
        if _HIDDEN_COLUMN.search(tag):
            first, last = (re.search(rb"""\s%b=["'](\d{1,5})["']""" % name, tag) for name in (b"min", b"max"))
            if first and last:
                yield from range(int(first[1]), min(int(last[1]), MAX_COLUMN) + 1)


def _merges(data: bytes) -> Iterator[re.Match[bytes]]:
    """They stand after the rows."""
    return _MERGE.finditer(data, max(0, data.rfind(b"</sheetData>")))
