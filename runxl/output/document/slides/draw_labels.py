"""The line below a mål's title: its status as a label, then what else is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Pt

from runxl.output.document.blocks import GridCell
from runxl.output.document.slides.draw_chart import rgb
from runxl.output.document.slides.paginate import STRIP
from runxl.output.document.slides.ruler import Ruler
from runxl.output.document.slides.runs import say

_SIZES = (16.0, 14.0, 12.0, 10.0)
_PAD, _BETWEEN = 10.0, 8.0
_SPARE = 1.04


def add_verdicts(slide: Any, cells: Sequence[GridCell], box: tuple[float, float, float], ruler: Ruler) -> None:
    """In a row, in the largest size that has room for them; `box` is left, top and width."""
    left, top, room = box
    fits = (size for size in _SIZES if sum(_width(cell, size, ruler) + _BETWEEN for cell in cells) <= room)
    size = next(fits, _SIZES[-1])
    for cell in cells:
        said = _shortened(cell, box[0] + room - left, size, ruler)
        width = _width(said, size, ruler)
        _add(slide, said, (left, top, width), size)
        left += width + _BETWEEN


def _width(cell: GridCell, size: float, ruler: Ruler) -> float:
    return ruler.width(cell.shown, size, bold=True) * _SPARE + 2 * _PAD


def _shortened(cell: GridCell, room: float, size: float, ruler: Ruler) -> GridCell:
    """The cell as far as there is room: a perspektiv may have any name, and stands in the overview too."""
    if _width(cell, size, ruler) <= room:
        return cell
    return replace(cell, text=ruler.shortened(cell.text, (room - 4 * _PAD) / _SPARE, size, 1, bold=True))


def _add(slide: Any, cell: GridCell, box: tuple[float, float, float], size: float) -> None:
    place = [Pt(one) for one in (*box, STRIP - 12)]
    filled = cell.mark if cell.filled else None
    shapes = slide.shapes
    shape = shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *place) if filled else shapes.add_textbox(*place)
    shape.name = "Bedömning" if cell.mark else "Tillhörighet"
    if filled:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(filled.ground)
        shape.line.fill.background()
        shape._element.remove(shape._element.find(qn("p:style")))  # noqa: SLF001 - it brings a shadow
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = Pt(_PAD)
    frame.margin_top = frame.margin_bottom = Pt(2)
    frame.vertical_anchor, frame.word_wrap, frame.auto_size = MSO_ANCHOR.MIDDLE, False, MSO_AUTO_SIZE.NONE
    say(frame, cell.shown, size)
    letters = frame.paragraphs[0].runs[0].font
    letters.bold = filled is not None
    if cell.mark:
        letters.color.rgb = rgb(cell.mark.text)
