"""Native charts over blocks of counts: a bar for each row, a colour for each status, the numbers in the bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from runxl.contract import look
from runxl.contract.look import Mark
from runxl.output.many.page import Page

WIDTH = 1180
_FRAME, _TALLEST = 110, 640
_WIDE_BAR, _THIN_BAR = 26, 14
_PIXELS_PER_ROW = 20
MOST_BARS = 40


@dataclass(frozen=True, slots=True)
class CountedRows:
    """Counts in a sheet: labels in column A and what is counted, as it looks, in those after it; rows from 0."""

    sheet: str
    header: int
    first: int
    last: int
    marks: tuple[Mark, ...]

    @property
    def bars(self) -> int:
        return self.last - self.first + 1


def _height(bars: int) -> int:
    """In pixels; many bars are thin, so that the chart stays on a page."""
    return _FRAME + bars * max(_THIN_BAR, min(_WIDE_BAR, (_TALLEST - _FRAME) // bars))


def add(book: Any, page: Page, block: CountedRows, *, title: str, about: str, shares: bool = False) -> None:
    """Below what stands on the page, its left edge in column A; `shares` makes all bars as long."""
    chart = book.add_chart({"type": "bar", "subtype": "percent_stacked" if shares else "stacked"})
    for place, mark in enumerate(block.marks, 1):
        labels = {"value": True, "num_format": "0;;", "font": _label(block, color=mark.on_solid)}
        chart.add_series({**_series(block, place), "fill": {"color": mark.solid}, "data_labels": labels})
    _place(page, chart, block, title=title, about=about)


def add_deviations(book: Any, page: Page, block: CountedRows, *, title: str, about: str) -> None:
    """Surplus to the right and deficit to the left: columns B and C of the block."""
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for place, mark in enumerate(block.marks, 1):
        labels = {"value": True, "num_format": "+#,##0.##;-#,##0.##;", "font": _label(block), "position": "inside_base"}
        fill = {"color": mark.solid, "transparency": 35}
        chart.add_series({**_series(block, place), "fill": fill, "data_labels": labels})
    _place(page, chart, block, title=title, about=about)


def _series(block: CountedRows, place: int) -> dict[str, Any]:
    name = block.sheet
    return {
        "name": [name, block.header, place],
        "categories": [name, block.first, 0, block.last, 0],
        "values": [name, block.first, place, block.last, place],
        "gap": 45,
    }


def _label(block: CountedRows, *, color: str = look.RESULT_TEXT) -> dict[str, Any]:
    return {"name": look.FONT, "size": 8 if _is_thin(block) else 9, "bold": True, "color": color}


def _is_thin(block: CountedRows) -> bool:
    return _height(block.bars) < _FRAME + _WIDE_BAR * block.bars


def _place(page: Page, chart: Any, block: CountedRows, *, title: str, about: str) -> None:
    many, height = _is_thin(block), _height(block.bars)
    text = {"name": look.FONT, "size": 10, "color": look.RESULT_TEXT}
    chart.set_title({"name": title, "name_font": {**text, "size": 13, "bold": True}, "overlay": False})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_y_axis(
        {
            "reverse": True,
            "num_font": {**text, "size": 8 if many else 10},
            "interval_unit": 1,
            "line": {"none": True},
            "label_position": "low",
        }
    )
    chart.set_legend({"position": "bottom", "font": text})
    chart.set_chartarea({"border": {"color": look.RULE_LINE}})
    chart.set_size({"width": WIDTH, "height": height})
    page.space()
    options = {"description": about, "object_position": 2, "x_offset": 2, "y_offset": 4}
    page.sheet.insert_chart(page.row, 0, chart, options)
    page.space(height // _PIXELS_PER_ROW + 2)
