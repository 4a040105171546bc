"""Rows of cells → rows of a sheet's XML, column by column, in the process where the workbook is read.

What the cells of a column have in common is settled once for them all: that nothing in them has to be escaped, that
none is longer than its line, that the same word comes again. The rows' numbers are not known until the workbooks come
together in one sheet.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import repeat, zip_longest
from math import isfinite
from types import MappingProxyType, NoneType
from typing import NamedTuple, cast

from runxl.excel import EPOCH, LONGEST_TEXT, column_letters, shortened
from runxl.output.many.facts import FactCell, FactRow
from runxl.workbook.heights import text_heights

_NUMBER, _PLACE = "\0", b"\0"
"""Stands where the row's number goes. No text can hold it: what XML has no room for is taken away."""

_ODD = re.compile(r"[&<>\x00-\x1f\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_|^\s|\s$")
_SUSPECT = bytes(range(0x20)) + b"&<>_\xed\xef"
"""Bytes that all odd texts have, but for spaces at their ends; with the last two begins what XML has no room for."""

_REFUSED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML has no room for."""

_SURELY_SHORT = LONGEST_TEXT // 2
"""Fewer signs are never too many, whatever they are: none counts as more than two."""

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a program would take for an escaped character."""

_WORDS = {str, NoneType}
_NUMBERS = {int, float, NoneType}
_TEXT, _TEXT_END = ' t="str"><v>', "</v></c>"
"""The shortest way to say a text. It leaves no way to say that spaces at its ends are to be kept."""

_FIRST_DAY = EPOCH.toordinal()
_EDGE = 1.1
"""Characters per width that surely fit on a line; a text that is longer is measured."""

Heights = Mapping[str, float]


class MadeColumn(NamedTuple):
    """A column's cells: what they begin with, what differs between the rows if anything does, what they end with."""

    begin: str
    differing: Sequence[str] | None = None
    end: str = ""
    heights: Heights = MappingProxyType({})
    """Of its tall texts."""


class LineColumn(NamedTuple):
    """A column of a sheet. A text longer than `room` is measured; where it is not `drawn`, nothing is no cell."""

    letters: str
    width: float
    room: int
    drawn: bool


def columns(widths: Sequence[float], wrapped: Sequence[bool], bare: Collection[int] = ()) -> tuple[LineColumn, ...]:
    """`wrapped`: the columns whose text goes on below in the cell; in those that are `bare` nothing is no cell."""
    return tuple(
        LineColumn(column_letters(place + 1), width, int(width * _EDGE) if wrap else LONGEST_TEXT, place not in bare)
        for place, (width, wrap) in enumerate(zip(widths, wrapped, strict=True))
    )


def lines(
    shown: Sequence[LineColumn], styles: Sequence[str], rows: Sequence[FactRow], least: float = 0.0
) -> list[bytes]:
    """A `<row>` for each, high enough to be read in every program; `numbered` says which row of the sheet it is.

    `styles`: the attribute of each column's cells. A row that ends before the longest has nothing in the rest.
    """
    said: list[Iterable[str]] = []
    heights: list[Sequence[float]] = [[least] * len(rows)]
    alike = ">"
    for column, style, values in zip(shown, styles, zip_longest(*rows), strict=False):
        begin, differing, end, tall = _column(column, f'<c r="{column.letters}{_NUMBER}"{style}', values)
        alike += begin
        if differing is not None:
            said += (repeat(alike), differing)
            alike = end
        if tall:
            heights.append([tall.get(cast("str", value), 0.0) for value in values])
    high = list(map(max, zip(*heights, strict=True)))
    attributes = {height: _height(height) for height in set(high)}
    parts = (repeat(f'<row r="{_NUMBER}"'), map(attributes.__getitem__, high), *said, repeat(f"{alike}</row>"))
    return [row.encode() for row in map("".join, zip(*parts, strict=False))]


def numbered(several: Sequence[bytes], first: int) -> bytes:
    """The lines together, as the rows of the sheet from that number on; the topmost row has number 1."""
    return b"".join([line.replace(_PLACE, b"%d" % number) for number, line in enumerate(several, first)])


def _column(column: LineColumn, head: str, values: Sequence[FactCell]) -> MadeColumn:
    """The column's cells, which all begin alike."""
    kinds = set(map(type, values))
    nothing = f"{head}/>" if column.drawn else ""
    if kinds <= _NUMBERS and kinds != {NoneType}:
        return _numbers(head, nothing, cast("Sequence[float | None]", values))
    only_words = kinds <= _WORDS
    words = cast("Sequence[str | None]", values) if only_words else [v for v in values if isinstance(v, str)]
    texts = set(filter(None, words))
    if only_words and not texts:
        return MadeColumn(nothing)
    if any(_cut(text) is not text for text in texts):
        return _column(column, head, tuple(map(_cut, values)))
    plain = _is_plain(texts)
    tall = [text for text in texts if len(text) > column.room or (not plain and "\n" in text)]
    heights = text_heights(tall, column.width)
    if plain and only_words and all(values):
        return MadeColumn(f"{head}{_TEXT}", cast("Sequence[str]", values), _TEXT_END, heights)
    cells: dict[FactCell, str] = dict.fromkeys((None, ""), nothing)
    for text in texts:
        cells[text] = _plain_text(head, text) if plain else _text(head, text)
    if only_words:
        return MadeColumn("", list(map(cells.__getitem__, values)), heights=heights)
    made = [cells[v] if v is None or isinstance(v, str) else _number(head, v) for v in values]
    return MadeColumn("", made, heights=heights)


def _numbers(head: str, nothing: str, values: Sequence[float | None]) -> MadeColumn:
    """Cells of which none is more than a number."""
    some = [value for value in values if value is not None]
    if not all(map(isfinite, some)):
        return MadeColumn("", [nothing if v is None else _number(head, v) for v in values])
    begin, end = f"{head}><v>", "</v></c>"
    if len(some) == len(values):
        return MadeColumn(begin, list(map(repr, values)), end)
    return MadeColumn("", [nothing if v is None else f"{begin}{v!r}{end}" for v in values])


def _number(head: str, value: float | dt.date) -> str:
    if isinstance(value, dt.date):
        return f"{head}><v>{value.toordinal() - _FIRST_DAY}</v></c>"
    return f"{head}><v>{value!r}</v></c>" if isfinite(value) else ""


def _height(points: float) -> str:
    return f' ht="{points:g}" customHeight="1"' if points else ""


def _cut(value: FactCell) -> FactCell:
    """No longer than a cell of Excel's can be."""
    return shortened(value, LONGEST_TEXT) if isinstance(value, str) and len(value) > _SURELY_SHORT else value


def _is_plain(texts: Collection[str]) -> bool:
    """Whether surely none of the texts is odd. By their bytes, which can be looked through all at once."""
    together = "".join(texts).encode(errors="surrogatepass")
    return len(together.translate(None, _SUSPECT)) == len(together) and [*map(str.strip, texts)] == [*texts]


def _text(head: str, text: str) -> str:
    """Text as text, whatever it looks like."""
    if _is_plain((text,)) or not _ODD.search(text):
        return _plain_text(head, text)
    safe = _ESCAPED.sub("_x005F_", _REFUSED.sub("", text))
    escaped = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'{head} t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>'


def _plain_text(head: str, text: str) -> str:
    return f"{head}{_TEXT}{text}{_TEXT_END}"
