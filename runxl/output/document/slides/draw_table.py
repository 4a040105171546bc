"""Native tables: a header, rows of measured heights, and the statuses' looks."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from runxl.contract import look
from runxl.output.document.blocks import GridCell, GridColumn, GridRow
from runxl.output.document.slides.draw_chart import rgb
from runxl.output.document.slides.flow import PAD_X, PAD_Y, Placed, table_width
from runxl.output.document.slides.runs import write

_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's style without lines and colours; those that are wanted stand in the cells."""

_LINE_BELOW = (
    f'<a:lnB {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{look.RULE_LINE[1:]}"/></a:solidFill></a:lnB>'
)


def add_table(slide: Any, placed: Placed, box: tuple[float, float, float], name: str) -> None:
    """`box`: left, top and width of the slide's room, in points."""
    grid, (left, top, room) = placed.grid, box
    width = table_width(grid, room)
    size = len(grid.rows) + 1, len(grid.columns)
    frame = slide.shapes.add_table(*size, Pt(left), Pt(top + placed.top), Pt(width), Pt(sum(placed.heights)))
    frame.name = name
    describe(frame, grid.about or grid.caption)
    table = frame.table
    table.horz_banding = False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN_STYLE  # noqa: SLF001 - no other face
    shares = sum(column.share for column in grid.columns)
    for drawn, column in zip(table.columns, grid.columns, strict=True):
        drawn.width = Pt(width * column.share / shares)
    for drawn, height in zip(table.rows, placed.heights, strict=True):
        drawn.height = Pt(height)
    for place, column in enumerate(grid.columns):
        _header(table.cell(0, place), column, placed.size)
    for number, row in enumerate(grid.rows, 1):
        _row(table, number, row, placed)


def describe(frame: Any, about: str) -> None:
    """The alternative text of a table or a chart."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", about)  # noqa: SLF001 - python-pptx has no face for it


def _row(table: Any, number: int, row: GridRow, placed: Placed) -> None:
    if row.span > 1:
        table.cell(number, 0).merge(table.cell(number, row.span - 1))
    for place, cell in enumerate(row.cells):
        at = row.column(place)
        drawn = table.cell(number, at)
        _cell(drawn, cell, placed.grid.columns[at], placed.size)
        if row.group and not (cell.mark and cell.filled):
            drawn.fill.solid()
            drawn.fill.fore_color.rgb = rgb(look.RESULT_GROUND)


def _header(drawn: Any, column: GridColumn, size: float) -> None:
    _text(drawn, column.title, column, size, look.HEADER_TEXT, bold=True)
    drawn.fill.solid()
    drawn.fill.fore_color.rgb = rgb(look.HEADER_GROUND)


def _cell(drawn: Any, cell: GridCell, column: GridColumn, size: float) -> None:
    mark = cell.mark
    colour = mark.text if mark else look.HEADER_GROUND if cell.strong else look.RESULT_TEXT
    _text(drawn, cell.shown, column, size, colour, bold=cell.strong or bool(mark and cell.filled))
    drawn._tc.get_or_add_tcPr().insert(0, parse_xml(_LINE_BELOW))  # noqa: SLF001 - python-pptx knows no borders
    if mark and cell.filled:
        drawn.fill.solid()
        drawn.fill.fore_color.rgb = rgb(mark.ground)


def _text(drawn: Any, text: str, column: GridColumn, size: float, colour: str, *, bold: bool) -> None:
    drawn.margin_left = drawn.margin_right = Pt(PAD_X)
    drawn.margin_top = drawn.margin_bottom = Pt(PAD_Y)
    drawn.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame = drawn.text_frame
    for place, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if column.right else PP_ALIGN.LEFT
        if line:
            letters = write(paragraph, line, size).font
            letters.bold, letters.color.rgb = bold, rgb(colour)
        else:  # an empty cell would else be as high as the standard size, and its row with it
            paragraph._p.get_or_add_endParaRPr().set("sz", str(round(size * 100)))  # noqa: SLF001 - no other face
