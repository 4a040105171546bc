"""A table in Word: repeated header, whole rows, status in colour. Built row by row, so that long ones take no time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from runxl.contract import look
from runxl.output.document.blocks import Grid, GridCell, GridColumn
from runxl.output.document.word.elements import element, run
from runxl.output.document.word.word_styles import CELL, CELL_HEADER, CELL_NOTE
from runxl.output.said.clean import clean

_LETTERS_PER_TWIP = 1 / 92
"""How many letters of the table's text go into a twentieth of a point, roughly."""

_TALLEST = 22
"""A row of more lines than this may go on on the next page: whole it would leave half a page empty, or be cut."""

_TOGETHER = 14
"""A table of so few lines stands on one page."""

_MARGIN = 90


@dataclass(frozen=True, slots=True)
class _Place:
    """A row among the others: `with_next` on the same page as the next, `opened` the cells that go on below."""

    header: bool = False
    with_next: bool = False
    opened: tuple[int, ...] = ()


class TableWriter:
    """`width` in twentieths of a point. `paragraph` makes one of runs, in a style."""

    def __init__(self, width: int, paragraph: Callable[..., Any]) -> None:
        self.width, self.paragraph = width, paragraph

    def write(self, table: Grid) -> Any:
        widths = _widths(table.columns, self.width)
        grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
        head = self._row(
            [GridCell(column.title) for column in table.columns], table.columns, widths, _Place(header=True)
        )
        together = sum(_lines(row.cells, widths) for row in table.rows) <= _TOGETHER
        rows: list[Any] = []
        every = [row.cells for row in table.rows]
        for cells, below in zip_longest(every, every[1:], fillvalue=()):
            opened = tuple(index for index, cell in enumerate(below) if cell.joined)
            opens_group = bool(opened) and not any(cell.joined for cell in cells)
            with_next = bool(below) and (together or not rows or opens_group)
            rows.append(self._row(cells, table.columns, widths, _Place(with_next=with_next, opened=opened)))
        return element("tbl", _properties(table, self.width), grid, head, *rows)

    def _row(
        self, cells: Sequence[GridCell], columns: Sequence[GridColumn], widths: Sequence[int], place: _Place
    ) -> Any:
        properties = element("trPr")
        if place.header or _lines(cells, widths) <= _TALLEST:
            properties.append(element("cantSplit"))
        if place.header:
            properties.append(element("tblHeader"))
        made = element("tr", properties)
        for index, (cell, column, width) in enumerate(zip(cells, columns, widths, strict=True)):
            kind = "continue" if cell.joined else "restart" if index in place.opened else ""
            shape = element("tcPr", element("tcW", w=width, type="dxa"))
            if kind:
                shape.append(element("vMerge", val=kind))
            made.append(self._cell(cell, shape, place, right=column.right))
        return made

    def _cell(self, cell: GridCell, shape: Any, place: _Place, *, right: bool) -> Any:
        ground = look.HEADER_GROUND if place.header else cell.mark.ground if cell.mark and cell.filled else ""
        if ground:
            shape.append(element("shd", val="clear", color="auto", fill=ground[1:]))
        style, how = CELL_HEADER if place.header else CELL, {"with_next": place.with_next, "right": right}
        made = element("tc", shape, self.paragraph(style, _runs(cell, header=place.header), **how))
        for line in clean(cell.note).split("\n") if cell.note else ():
            made.append(self.paragraph(CELL_NOTE, [run(line)], **how))
        return made


def _runs(cell: GridCell, *, header: bool) -> list[Any]:
    text = clean(cell.shown)
    if header:
        return [run(text, element("color", val=look.HEADER_TEXT[1:]))]
    if cell.mark:
        return [run(text, element("b"), element("color", val=cell.mark.text[1:]))]
    return [run(text, element("b"))] if cell.strong else [run(text)]


def _widths(columns: tuple[GridColumn, ...], width: int) -> list[int]:
    whole = sum(column.share for column in columns)
    widths = [int(width * column.share / whole) for column in columns]
    widths[-1] += width - sum(widths)
    return widths


def _lines(cells: Sequence[GridCell], widths: Sequence[int]) -> int:
    """How many lines the tallest cell takes, roughly."""
    return max(_cell_lines(cell, width) for cell, width in zip(cells, widths, strict=True))


def _cell_lines(cell: GridCell, width: int) -> int:
    letters = max(1, int((width - 2 * _MARGIN) * _LETTERS_PER_TWIP))
    lines = (*cell.text.split("\n"), *cell.note.split("\n"))
    return sum(1 + len(line) // letters for line in lines)


def _properties(table: Grid, width: int) -> Any:
    """Calm rules between rows, fixed widths, and what is read aloud."""
    line = {"val": "single", "sz": 4, "space": 0, "color": look.RULE_LINE[1:]}
    borders = element("tblBorders", *(element(side, **line) for side in ("top", "bottom", "insideH")))
    margins = element(
        "tblCellMar",
        element("top", w=40, type="dxa"),
        element("left", w=_MARGIN, type="dxa"),
        element("bottom", w=40, type="dxa"),
        element("right", w=_MARGIN, type="dxa"),
    )
    return element(
        "tblPr",
        element("tblW", w=width, type="dxa"),
        borders,
        element("tblLayout", type="fixed"),
        margins,
        element("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        element("tblCaption", val=clean(table.caption)),
        element("tblDescription", val=clean(table.about)),
    )
