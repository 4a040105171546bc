"""A sheet laid out line by line, for what is not a list: Översikt and the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from runxl.output.many import looks
from runxl.output.many.facts import FactCell, FactRow
from runxl.output.many.lines import columns, lines
from runxl.output.many.listing import ListLook
from runxl.output.many.looks import TextLook
from runxl.output.many.row_sheet import RowSheet
from runxl.template.formats import Formats

_HEIGHTS: Mapping[TextLook, float] = {"title": 32.0, "section": 28.0, "strong": 20.0}
_AT_ONCE = 1000


class Page:
    """Lines from the top; `row` is the next one, from 0."""

    def __init__(self, sheet: RowSheet, formats: Formats, widths: Sequence[float], wrapped: Sequence[bool]) -> None:
        self.sheet, self.formats = sheet, formats
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.begin(columns(widths, wrapped))

    @property
    def row(self) -> int:
        return self.sheet.used

    def line(self, cells: Sequence[FactCell], formats: Sequence[Any], height: float = 0.0) -> int:
        """Writes a line; its row."""
        self.sheet.append(cells, self.sheet.styles(formats), height)
        return self.row - 1

    def lines(self, rows: Iterable[FactRow], formats: Sequence[Any]) -> None:
        """Many that look alike, some at a time."""
        styles, left = self.sheet.styles(formats), iter(rows)
        while some := [*islice(left, _AT_ONCE)]:
            self.sheet.extend(lines(self.sheet.columns, styles, some))

    def table(
        self, titles: Sequence[FactCell], kinds: tuple[ListLook, ...], rows: Iterable[FactRow], height: float = 19.0
    ) -> int:
        """A header and rows; the header's row. `kinds`: how the columns look, from the left; the rest as the last."""
        every = [*kinds, *kinds[-1:] * (len(titles) - len(kinds))]
        header = self.line(titles, [looks.header(self.formats, kind) for kind in every], 22.0)
        cells = [looks.counted(self.formats, kind) for kind in every]
        for row in rows:
            self.line(row, cells, height)
        return header

    def text(self, text: str, look: TextLook = "sentence", height: float = 16.0) -> None:
        """A text that runs on over the empty cells to its right."""
        self.line((text,), (looks.text(self.formats, look),), _HEIGHTS.get(look, height))

    def space(self, lines: int = 1) -> None:
        for _ in range(lines):
            self.sheet.append((), ())
