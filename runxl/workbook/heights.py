"""Row heights for wrapped text, stored as Excel itself does: not custom, so that the row still adjusts itself.

LibreOffice does not fit rows when it opens an .xlsx, and prints what does not fit as cut text; so a row with
wrapped text needs a stored height. The estimate is on the generous side.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from runxl.opc.pack import contents, packed

LINE = 13.0
"""Points for a line of text in size 10."""

SINGLE = 15.0
TALLEST = 409.0
"""Excel's highest row. What needs more is cut there, also on paper; `fitted` shortens it instead."""

_PADDING = 3.0
_CHARACTERS_PER_WIDTH = 1.2
"""Text in size 10 holds about this many characters for each unit of column width, broken between words."""

_NARROW = 20.0

_CUSTOM = re.compile(rb'(<row [^>]*?) customHeight="1"')


def row_height(texts: Iterable[tuple[str, float]], *, lines: int = 1) -> float:
    """The height that lets every text, wrapped in its column's width, be read; at least that of `lines` lines."""
    return _height(max([lines, *(_lines(text, width) for text, width in texts)]))


def text_height(text: str, width: float) -> float:
    """The same for one text."""
    return _height(_lines(text, width))


def text_heights(texts: Collection[str], width: float) -> dict[str, float]:
    """The same for many. In a wide column a text's length alone tells, unless some text begins a new line."""
    if width <= _NARROW or len(f"{''.join(texts)}|".splitlines()) > 1:
        return {text: text_height(text, width) for text in texts}
    return {text: _even_height(len(text), width) for text in texts}


@lru_cache(maxsize=1024)
def _even_height(length: int, width: float) -> float:
    return _height(max(1, math.ceil(length / _room(width))))


def _height(lines: int) -> float:
    return SINGLE if lines == 1 else min(TALLEST, lines * LINE + _PADDING)


def fitted(text: str, width: float, mark: str = "…") -> str:
    """The text as far as the highest row lets it be read; `mark` says that there is more."""
    most = int((TALLEST - _PADDING) // LINE)
    if _lines(text, width) <= most:
        return text
    low, high = 0, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _lines(f"{text[:middle]}{mark}", width) <= most else (low, middle)
    return f"{text[:low].rstrip()}{mark}"


def _lines(text: str, width: float) -> int:
    room = _room(width)
    # Of signs that can be printed, none begins a new line: the text is one paragraph, and mostly a short one.
    plain = text.isprintable()
    if plain and len(text) <= room:
        return 1
    count = _word_lines if width <= _NARROW else _even_lines
    if plain:
        return count(text, room)
    return sum([max(1, count(paragraph, room)) for paragraph in text.splitlines() or [""]])


def _room(width: float) -> float:
    return max(1.0, width * _CHARACTERS_PER_WIDTH)


def _even_lines(paragraph: str, room: float) -> int:
    return math.ceil(len(paragraph) / room)


def _word_lines(paragraph: str, room: float) -> int:
    """In a narrow column much of each line is left empty by the word that did not fit."""
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0.0
        used += len(word) + (1 if used else 0)
        while used > room:
            lines, used = lines + 1, used - room
    return lines


def leave_free(workbook: bytes) -> bytes:
    """The same workbook with its row heights kept but not custom: Excel fits a row again when its text changes."""
    parts = contents(workbook)
    sheets = {name: part for name, part in parts.items() if name.startswith("xl/worksheets/sheet")}
    return packed(parts | {name: _CUSTOM.sub(rb"\1", sheet) for name, sheet in sheets.items()})
