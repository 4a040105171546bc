"""Native charts, each with its own small workbook: they can be edited in PowerPoint."""

from __future__ import annotations

import io
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from runxl.excel import LONGEST_TEXT, shortened
from runxl.output.document.slides.pages import Chart, Series
from runxl.template.worksheet import new_book

LANGUAGE = "sv-SE"
_ChartData: Any = CategoryChartData
_Colour: Any = RGBColor
"""python-pptx tells no types of these."""


def add_chart(slide: Any, chart: Chart, box: tuple[float, float, float, float]) -> Any:
    """A chart in a box given in points."""
    data: Any = _ChartData(number_format="General")
    # Texts from a workbook never reach python-pptx's own writer, which would take some of them for formulas and links.
    data.categories = [f"Rad {place}" for place, _ in enumerate(chart.categories, 1)]
    for one in chart.series:
        data.add_series(one.name, one.values)
    kind = XL_CHART_TYPE.BAR_STACKED_100 if chart.stacked else XL_CHART_TYPE.BAR_CLUSTERED
    frame = slide.shapes.add_chart(kind, *(Pt(one) for one in box), data)
    native = frame.chart
    for labels in native._chartSpace.iter(qn("c:cat")):  # noqa: SLF001 - python-pptx writes these once and for all
        for point, category in zip(labels.iter(qn("c:pt")), chart.categories, strict=True):
            point.find(qn("c:v")).text = category
    for axis in native._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):  # noqa: SLF001 - they may not be negative
        axis.set("val", axis.get("val").lstrip("-"))
    native.part.chart_workbook.update_from_xlsx_blob(_workbook(chart))
    _dress(native, chart)
    return frame


def _workbook(chart: Chart) -> bytes:
    """The data behind the chart, where python-pptx says that it stands; text is text."""
    target = io.BytesIO()
    with new_book(target, in_memory=True) as book:
        sheet = book.add_worksheet()
        for row, category in enumerate(chart.categories, 1):
            sheet.write_string(row, 0, shortened(category, LONGEST_TEXT))
        for column, one in enumerate(chart.series, 1):
            sheet.write_string(0, column, one.name)
            for row, value in enumerate(one.values, 1):
                if value is not None:
                    sheet.write_number(row, column, value)
    return target.getvalue()


def _dress(native: Any, chart: Chart) -> None:
    native._chartSpace.find(qn("c:date1904")).addnext(parse_xml(f'<c:lang {nsdecls("c")} val="{LANGUAGE}"/>'))  # noqa: SLF001 - no other face
    native.font.size = Pt(14)
    native.has_title = bool(chart.title)
    if chart.title:
        native.chart_title.text_frame.text = chart.title
        letters = native.chart_title.text_frame.paragraphs[0].runs[0].font
        letters.size, letters.bold = Pt(14), True
    native.has_legend = True
    native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    native.value_axis.visible = False
    native.value_axis.has_major_gridlines = False
    _from_zero(native.value_axis, chart)
    # Bars are drawn from below; read from above they stand in the order of the rows.
    native.category_axis.reverse_order = True
    native.category_axis.format.line.fill.background()
    native.category_axis.has_major_gridlines = False
    native.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    plot = native.plots[0]
    plot.gap_width, plot.overlap = (45, 100) if chart.stacked else (60, -5)
    for drawn, one in zip(plot.series, chart.series, strict=True):
        _bars(drawn, one, chart)


def _from_zero(axis: Any, chart: Chart) -> None:
    """A bar is as long as its value: programs would else cut off what values have in common."""
    values = [value for one in chart.series for value in one.values if value is not None]
    if values and min(values) >= 0:
        axis.minimum_scale = 0
    elif values and max(values) <= 0:
        axis.maximum_scale = 0


def _bars(drawn: Any, one: Series, chart: Chart) -> None:
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = rgb(one.colour)
    drawn.invert_if_negative = False
    labels = drawn.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, chart.number_format, False
    labels.position = XL_LABEL_POSITION.CENTER if chart.stacked else XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.bold, labels.font.color.rgb = Pt(13), True, rgb(one.label)


def rgb(colour: str) -> Any:
    return _Colour(*bytes.fromhex(colour.removeprefix("#")))
