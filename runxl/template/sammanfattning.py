"""Sammanfattning before anything has been computed: head, counts, chart, and the free area's sections.

Later only values are changed here, so the sheet carries every look that will be needed (see layout.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from runxl.contract import look
from runxl.contract.scale import NOT_NOW
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.excel import MAX_ROW, column_index
from runxl.svenska import capital, listed
from runxl.template.data_sheets import write
from runxl.template.formats import (
    DECIMALS,
    Design,
    Formats,
    contribution_marks,
    forecast_rules,
    rules_of,
    status_marks,
    uppdrag_marks,
)
from runxl.template.sections import SectionLine, legend, opening, sections
from runxl.workbook import places as layout

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_STATUS_COLUMN, _LIST_LAST = 2, 5
_PROGNOS_COLUMN = 3
_CHART_WIDTH, _MORE = 1310, 124
"""In pixels, over the list's columns and over each one more that is counted in."""

_HEADER: dict[str, object] = {
    "bold": True,
    "bg_color": look.HEADER_GROUND,
    "font_color": look.HEADER_TEXT,
    "valign": "vcenter",
}
_HINT = "Fylls i när måluppfyllelsen beräknas."


def fill_sammanfattning(book: Workbook, sheet: Worksheet, design: Design) -> None:
    styrmodell, formats = design.styrmodell, design.formats
    widths = layout.LIST_WIDTHS + (layout.LIST_WIDTHS[-1],) * (_last_column(styrmodell) - _LIST_LAST)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width, formats.get())
    _samples(sheet, styrmodell, formats)
    _head(sheet, design.contract.title, styrmodell, formats)
    _chart(book, sheet, styrmodell)
    _sections(sheet, styrmodell, formats)
    _marks(sheet, styrmodell, formats)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)


def _last_column(styrmodell: Styrmodell) -> int:
    """The last that is shown, from 0: what is not due is counted in it."""
    return column_index(layout.count_columns(styrmodell.scale)[NOT_NOW]) - 1


def _samples(sheet: Worksheet, styrmodell: Styrmodell, formats: Formats) -> None:
    column = layout.sample_column(styrmodell.scale)
    sheet.set_column(f"{column}:{column}", 4, None, {"hidden": True})
    for name, cell in layout.samples(styrmodell.scale).items():
        sheet.write_blank(cell, None, sample(name, formats))


def sample(name: str, formats: Formats) -> Format:
    """One of the looks of the free area."""
    line: dict[str, object] = {"bottom": 1, "bottom_color": look.RULE_LINE}
    properties: dict[str, dict[str, object]] = {
        "blank": {},
        "section": {"font_size": 14, "bold": True, "font_color": look.HEADER_GROUND, "valign": "bottom"},
        "header": _HEADER,
        "header_amount": {**_HEADER, "align": "right", "indent": 1},
        "body": {**line, "text_wrap": True},
        "strong": {**line, "text_wrap": True, "bold": True},
        "status": {**line, "text_wrap": True, "bold": True},
        "number": {**line, "align": "right", "indent": 1},
        "amount": {**line, "align": "right", "indent": 1, "num_format": "#,##0"},
        "decimals": {**line, "align": "right", "indent": 1, "num_format": DECIMALS},
        "date": {**line, "num_format": "yyyy-mm-dd", "align": "left"},
        "hint": {"font_color": look.MUTED_TEXT, "italic": True},
    }
    return formats.get(**properties[name])


def _head(sheet: Worksheet, title: str, styrmodell: Styrmodell, formats: Formats) -> None:
    big = formats.get(font_size=20, bold=True, font_color=look.HEADER_GROUND)
    sheet.set_row(0, 30)
    sheet.set_row(1, 21)
    sheet.write_string(layout.TITLE_CELL, title, big)
    sheet.write_blank(layout.NAMND_CELL, None, formats.get(font_size=14))
    sheet.write_string(layout.PERIOD_CELL, _HINT, formats.get(font_size=11, font_color=look.MUTED_TEXT))
    header = formats.get(**_HEADER, align="left")
    row, counts = layout.LEVELS_HEADER_ROW, layout.count_columns(styrmodell.scale)
    sheet.set_row(row - 1, 21)
    sheet.write_string(f"{layout.LEVEL_COLUMN}{row}", "Nivå", header)
    sheet.write_string(f"{layout.SENTENCE_COLUMN}{row}", "Läget i korthet", header)
    for status, column in counts.items():
        sheet.write_string(f"{column}{row}", status, formats.get(**_HEADER, align="center"))
    line: dict[str, object] = {"bottom": 1, "bottom_color": look.RULE_LINE, "font_size": 11, "valign": "vcenter"}
    for level, row in layout.LEVEL_ROWS.items():
        sheet.set_row(row - 1, 21)
        label = capital(styrmodell.labels[level].many)
        sheet.write_string(f"{layout.LEVEL_COLUMN}{row}", label, formats.get(**line, bold=True))
        sheet.write_blank(f"{layout.SENTENCE_COLUMN}{row}", None, formats.get(**line, text_wrap=True))
        for column in counts.values():
            sheet.write_blank(f"{column}{row}", None, formats.get(**line, align="center", bold=True, num_format="0"))


def _chart(book: Workbook, sheet: Worksheet, styrmodell: Styrmodell) -> None:
    """Shares of the statuses per assessed level, from the fixed counts; the numbers stand in the bars."""
    chart = book.add_chart({"type": "bar", "subtype": "percent_stacked"})
    levels = [level for level in layout.CHART_LEVELS if level in styrmodell.assessed]
    name = layout.SAMMANFATTNING
    for status, column in layout.count_columns(styrmodell.scale).items():
        mark = styrmodell.scale.marks[status]
        font = {"name": look.FONT, "size": 11, "bold": True, "color": mark.on_solid}
        chart.add_series(
            {
                "name": f"={name}!${column}${layout.LEVELS_HEADER_ROW}",
                "categories": _counted(layout.LEVEL_COLUMN, levels),
                "values": _counted(column, levels),
                "fill": {"color": mark.solid},
                "gap": 45,
                "data_labels": {"value": True, "num_format": "0;;", "font": font},
            }
        )
    text = {"name": look.FONT, "size": 10, "color": look.RESULT_TEXT}
    chart.set_title({"name": "Status per nivå", "name_font": {**text, "size": 14, "bold": True}, "overlay": False})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_y_axis({"reverse": True, "num_font": {**text, "size": 11}, "line": {"none": True}})
    chart.set_legend({"position": "bottom", "font": text})
    chart.set_chartarea({"border": {"color": look.RULE_LINE}})
    chart.set_size({"width": _CHART_WIDTH + _MORE * (_last_column(styrmodell) - _LIST_LAST - 1), "height": 235})
    counted = listed([styrmodell.labels[level].many for level in levels])
    about = _ALT_TEXT.format(counted=counted, statuses=listed([*styrmodell.scale.marks]))
    options = {"description": about, "object_position": 2, "x_offset": 2, "y_offset": 4}
    sheet.insert_chart(layout.CHART_CELL, chart, options)


def _counted(column: str, levels: Sequence[str]) -> str:
    """The levels' cells of a column: one range, or several where a level between them is not assessed."""
    rows = [layout.LEVEL_ROWS[level] for level in levels]
    if rows == list(range(rows[0], rows[-1] + 1)):
        return f"={layout.SAMMANFATTNING}!${column}${rows[0]}:${column}${rows[-1]}"
    return f"=({','.join(f'{layout.SAMMANFATTNING}!${column}${row}' for row in rows)})"


_ALT_TEXT = "Liggande staplar som visar hur många {counted} som är {statuses}. Samma antal står i tabellen ovanför."


def _sections(sheet: Worksheet, styrmodell: Styrmodell, formats: Formats) -> None:
    """The free area's plan, so that also an empty workbook shows what will come."""
    row = layout.LIST_FIRST_ROW
    for section in sections(styrmodell):
        hint = SectionLine(layout.HINT, (_HINT,))
        row = _lines(sheet, row, [*opening(section), hint, SectionLine(layout.BLANK)], formats)
    _lines(sheet, row, legend(styrmodell, styrmodell.scale), formats)


def _lines(sheet: Worksheet, row: int, lines: Iterable[SectionLine], formats: Formats) -> int:
    """Writes lines from a row on; the row after the last."""
    for line in lines:
        cells = [*line.cells]
        sheet.set_row(row - 1, line.height_of([value for value, _ in cells]))
        for index, (value, name) in enumerate(cells):
            write(sheet, row - 1, index, value, sample(name, formats))
            if value is None and name != "blank":
                sheet.write_blank(row - 1, index, None, sample(name, formats))
        row += 1
    return row


def _marks(sheet: Worksheet, styrmodell: Styrmodell, formats: Formats) -> None:
    """Marks by word in the columns of status and prognosis, over their whole length."""
    area = (layout.LEVELS_HEADER_ROW - 1, _STATUS_COLUMN, MAX_ROW - 1, _last_column(styrmodell))
    scale = styrmodell.scale
    marks = {**contribution_marks(scale, styrmodell.contribution), **uppdrag_marks(), **status_marks(scale)}
    for rule in rules_of(marks, formats):
        sheet.conditional_format(*area, rule)
    for rule in forecast_rules(scale, styrmodell.words["passive"], formats):
        sheet.conditional_format(layout.LIST_FIRST_ROW - 1, _PROGNOS_COLUMN, MAX_ROW - 1, _PROGNOS_COLUMN, rule)
