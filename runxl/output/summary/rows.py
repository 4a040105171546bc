"""A sheet that long lists are written to, a row at a time and straight to its file.

XlsxWriter's own way, a call and an object for each cell, costs five times as much, and with hundreds of workbooks the
cells of these lists are most of what the summary costs. Only rows are written here; all else is XlsxWriter's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import isfinite
from typing import Any, cast

from xlsxwriter.worksheet import Worksheet

from runxl.output.files import LONGEST_TEXT
from runxl.output.summary.facts import Cell
from runxl.workbook.build.heights import row_height
from runxl.workbook.tables import column_letters

_ODD = re.compile(r"[&<>\x00-\x1f\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_|^\s|\s$")
_REFUSED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML has no room for."""

_ESCAPED = re.compile(r"_(x[0-9A-Fa-f]{4}_)")
"""What a program would take for an escaped character."""

_FIRST_DAY = dt.date(1899, 12, 30).toordinal()
_SHORT = 80
_EDGE = 1.1
"""Characters per width that surely fit on a line; a text that is longer is measured."""


class RowSheet(Worksheet):  # type: ignore[misc] # XlsxWriter has no types
    """Rows are appended from the top; links, widths, conditional formats and print settings are given as usual."""

    def begin(self, widths: Sequence[float], wrapped: Sequence[bool], bare: Iterable[int] = ()) -> None:
        """`wrapped`: the columns whose text goes on below in the cell; in those that are `bare` nothing is no cell."""
        self.used = 0
        self.letters = tuple(column_letters(place) for place in range(1, len(widths) + 1))
        room = [int(width * _EDGE) if wrap else LONGEST_TEXT for width, wrap in zip(widths, wrapped, strict=True)]
        without = set(bare)
        drawn = [place not in without for place in range(len(widths))]
        self.columns = tuple(zip(self.letters, widths, room, drawn, strict=True))
        self.ignore_write_string = True  # a link is added to a cell that has been written

    def styles(self, formats: Iterable[Any]) -> tuple[str, ...]:
        """The cells' formats for `append`, from the left."""
        return tuple(f' s="{one._get_xf_index()}"' for one in formats)  # noqa: SLF001 - our base class does the same

    def append(self, cells: Sequence[Cell], styles: Sequence[str], least: float = 0.0) -> None:
        """A row of cells from the left, high enough to be read in every program."""
        self.used += 1
        number = self.used
        parts: list[str] = []
        tall: list[tuple[str, float]] = []
        for (letters, width, room, drawn), style, value in zip(self.columns, styles, cells, strict=False):
            if value is None or value == "":
                if drawn:
                    parts.append(f'<c r="{letters}{number}"{style}/>')
            elif isinstance(value, str):
                if len(value) <= _SHORT:
                    said = _short(value)
                else:
                    value = value[:LONGEST_TEXT]  # noqa: PLW2901 - what is left of it is what is written
                    said = _text(value)
                if len(value) > room or "\n" in value:
                    tall.append((value, width))
                parts.append(f'<c r="{letters}{number}"{style} t="inlineStr"><is>{said}</is></c>')
            elif isinstance(value, dt.date):
                parts.append(f'<c r="{letters}{number}"{style}><v>{value.toordinal() - _FIRST_DAY}</v></c>')
            elif isfinite(value):
                parts.append(f'<c r="{letters}{number}"{style}><v>{value!r}</v></c>')
        height = max(least, row_height(tall)) if tall or least else 0
        shown = f' ht="{height:g}" customHeight="1"' if height else ""
        self.row_data_fh.write(f'<row r="{number}"{shown}>{"".join(parts)}</row>')

    def finish(self) -> None:
        """Once all rows are there."""
        self._check_dimensions(0, 0)
        self._check_dimensions(max(0, self.used - 1), len(self.letters) - 1)


def row_sheet(book: Any, title: str) -> RowSheet:
    return cast("RowSheet", book.add_worksheet(title, worksheet_class=RowSheet))


@lru_cache(maxsize=8192)
def _short(text: str) -> str:
    """Names, numbers and words that come again row after row."""
    return _text(text)


def _text(text: str) -> str:
    """Text as text, whatever it looks like."""
    if not _ODD.search(text):
        return f"<t>{text}</t>"
    plain = _ESCAPED.sub(r"_x005F_\1", _REFUSED.sub("", text))
    escaped = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<t xml:space="preserve">{escaped}</t>'
