"""Rows of cells → rows of a sheet's XML, column by column, in the process where the workbook is read.

What the cells of a column have in common is settled once for them all: that nothing in them has to be escaped, that
none is longer than its line, that the same word comes again. The rows' numbers are not known until the workbooks come
together in one sheet.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from itertools import zip_longest
from math import isfinite
from types import NoneType
from typing import NamedTuple, cast

from runxl.output.files import LONGEST_TEXT
from runxl.output.summary.facts import Cell, Row
from runxl.workbook.build.heights import text_height
from runxl.workbook.tables import column_letters

_NUMBER, _PLACE = "\0", b"\0"
"""Stands where the row's number goes. No text can hold it: what XML has no room for is taken away."""

_ODD = re.compile(r"[&<>\x00-\x1f\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_|^\s|\s$")
_PERHAPS_ODD = ("&", "<", ">", "_x", "| ", " |")
"""Among texts with a bar before and after each. All else that is odd is not printable."""

_REFUSED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML has no room for."""

_ESCAPED = re.compile(r"_(x[0-9A-Fa-f]{4}_)")
"""What a program would take for an escaped character."""

_WORDS = {str, NoneType}
_FIRST_DAY = dt.date(1899, 12, 30).toordinal()
_EDGE = 1.1
"""Characters per width that surely fit on a line; a text that is longer is measured."""


class Column(NamedTuple):
    """A column of a sheet. A text longer than `room` is measured; where it is not `drawn`, nothing is no cell."""

    letters: str
    width: float
    room: int
    drawn: bool


def columns(widths: Sequence[float], wrapped: Sequence[bool], bare: Iterable[int] = ()) -> tuple[Column, ...]:
    """`wrapped`: the columns whose text goes on below in the cell; in those that are `bare` nothing is no cell."""
    without = set(bare)
    room = [int(width * _EDGE) if wrap else LONGEST_TEXT for width, wrap in zip(widths, wrapped, strict=True)]
    return tuple(
        Column(column_letters(place + 1), width, room[place], place not in without)
        for place, width in enumerate(widths)
    )


def lines(shown: Sequence[Column], styles: Sequence[str], rows: Sequence[Row], least: float = 0.0) -> list[bytes]:
    """A `<row>` for each, high enough to be read in every program; `numbered` says which row of the sheet it is.

    `styles`: the attribute of each column's cells. A row that ends before the longest has nothing in the rest.
    """
    cells: list[Sequence[str]] = [[""] * len(rows)]
    heights: list[Sequence[float]] = [[least] * len(rows)]
    for column, style, values in zip(shown, styles, zip_longest(*rows), strict=False):
        made, tall = _column(column, f'<c r="{column.letters}{_NUMBER}"{style}', values)
        cells.append(made)
        if tall:
            heights.append([tall.get(value, 0.0) for value in values])
    high = map(max, zip(*heights, strict=True))
    inner = map("".join, zip(*cells, strict=True))
    return [
        f'<row r="{_NUMBER}"{_height(height)}>{each}</row>'.encode() for height, each in zip(high, inner, strict=True)
    ]


def numbered(several: Sequence[bytes], first: int) -> bytes:
    """The lines together, as the rows of the sheet from that number on; the topmost row has number 1."""
    return b"".join([line.replace(_PLACE, b"%d" % number) for number, line in enumerate(several, first)])


def _column(column: Column, head: str, values: Sequence[Cell]) -> tuple[Sequence[str], dict[Cell, float]]:
    """The column's cells, which all begin alike, and the heights that its tall texts need."""
    kinds = set(map(type, values))
    only_words = kinds <= _WORDS
    words = cast("Sequence[str | None]", values) if only_words else [v for v in values if isinstance(v, str)]
    texts = set(filter(None, words))
    nothing = f"{head}/>" if column.drawn else ""
    if only_words and not texts:
        return [nothing] * len(values), {}
    if max(map(len, texts), default=0) > LONGEST_TEXT:
        return _column(column, head, tuple(map(_cut, values)))
    plain = _is_plain(texts)
    cells: dict[Cell, str] = dict.fromkeys((None, ""), nothing)
    for text in texts:
        cells[text] = f'{head} t="inlineStr"><is>{f"<t>{text}</t>" if plain else _said(text)}</is></c>'
    tall = [text for text in texts if len(text) > column.room or (not plain and "\n" in text)]
    heights: dict[Cell, float] = {text: text_height(text, column.width) for text in tall}
    if only_words:
        return list(map(cells.__getitem__, values)), heights
    return [cells[v] if v is None or isinstance(v, str) else _number(head, v) for v in values], heights


def _number(head: str, value: float | dt.date) -> str:
    if isinstance(value, dt.date):
        return f"{head}><v>{value.toordinal() - _FIRST_DAY}</v></c>"
    return f"{head}><v>{value!r}</v></c>" if isfinite(value) else ""


def _height(points: float) -> str:
    return f' ht="{points:g}" customHeight="1"' if points else ""


def _cut(value: Cell) -> Cell:
    """No longer than a cell of Excel's can be."""
    return value[:LONGEST_TEXT] if isinstance(value, str) else value


def _is_plain(texts: Collection[str]) -> bool:
    """Whether surely none of the texts is odd."""
    together = f"|{'|'.join(texts)}|"
    return together.isprintable() and not any(map(together.__contains__, _PERHAPS_ODD))


def _said(text: str) -> str:
    """Text as text, whatever it looks like."""
    if not _ODD.search(text):
        return f"<t>{text}</t>"
    safe = _ESCAPED.sub(r"_x005F_\1", _REFUSED.sub("", text))
    escaped = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<t xml:space="preserve">{escaped}</t>'
