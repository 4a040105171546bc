"""Sammanfattning before anything has been computed: head, counts, chart, and the free area's sections.

Later only values are changed here, so the sheet carries every look that will be needed (see layout.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runxl.contract import look
from runxl.contract.model import Styrmodell
from runxl.workbook.build import layout
from runxl.workbook.build.data_sheets import LAST_ROW
from runxl.workbook.build.formats import Design, Formats, rules_of, status_marks, uppdrag_marks
from runxl.workbook.build.words import capital, criteria, status_sentence

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_STATUS_COLUMN, _LAST_COLUMN = 2, 5
_PROGNOS_COLUMN = 3
_HINT = "Fylls i när måluppfyllelsen beräknas."


def fill_summary(book: Workbook, sheet: Worksheet, design: Design) -> None:
    styrmodell, formats = design.styrmodell, design.formats
    for index, width in enumerate(layout.LIST_WIDTHS):
        sheet.set_column(index, index, width, formats.get())
    _samples(sheet, formats)
    _head(sheet, design.contract.title, styrmodell, formats)
    _chart(book, sheet)
    _sections(sheet, styrmodell, formats)
    _marks(sheet, styrmodell, formats)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)


def _samples(sheet: Worksheet, formats: Formats) -> None:
    sheet.set_column(f"{layout.SAMPLE_COLUMN}:{layout.SAMPLE_COLUMN}", 4, None, {"hidden": True})
    for name, cell in layout.SAMPLE.items():
        sheet.write_blank(cell, None, sample(name, formats))


def sample(name: str, formats: Formats) -> Format:
    """One of the looks of the free area."""
    line: dict[str, object] = {"bottom": 1, "bottom_color": look.RULE_LINE}
    properties: dict[str, dict[str, object]] = {
        "blank": {},
        "section": {"font_size": 14, "bold": True, "font_color": look.HEADER_GROUND, "valign": "bottom"},
        "header": {"bold": True, "bg_color": look.HEADER_GROUND, "font_color": look.HEADER_TEXT, "valign": "vcenter"},
        "body": {**line, "text_wrap": True},
        "strong": {**line, "text_wrap": True, "bold": True},
        "status": {**line, "text_wrap": True, "bold": True},
        "number": {**line, "align": "right"},
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
    header = formats.get(**_header(center=False))
    row = layout.LEVELS_HEADER_ROW
    sheet.set_row(row - 1, 21)
    sheet.write_string(f"{layout.LEVEL_COLUMN}{row}", "Nivå", header)
    sheet.write_string(f"{layout.SENTENCE_COLUMN}{row}", "Läget i korthet", header)
    for status, column in layout.COUNT_COLUMNS.items():
        sheet.write_string(f"{column}{row}", status, formats.get(**_header(center=True)))
    line: dict[str, object] = {"bottom": 1, "bottom_color": look.RULE_LINE, "font_size": 12, "valign": "vcenter"}
    for level, row in layout.LEVEL_ROWS.items():
        sheet.set_row(row - 1, 21)
        label = capital(styrmodell.labels[level].many)
        sheet.write_string(f"{layout.LEVEL_COLUMN}{row}", label, formats.get(**line, bold=True))
        sheet.write_blank(f"{layout.SENTENCE_COLUMN}{row}", None, formats.get(**line))
        for column in layout.COUNT_COLUMNS.values():
            sheet.write_blank(f"{column}{row}", None, formats.get(**line, align="center", bold=True, num_format="0"))


def _header(*, center: bool) -> dict[str, object]:
    ground: dict[str, object] = {"bold": True, "bg_color": look.HEADER_GROUND, "font_color": look.HEADER_TEXT}
    ground["valign"] = "vcenter"
    return {**ground, "align": "center" if center else "left"}


def _chart(book: Workbook, sheet: Worksheet) -> None:
    """Shares of the four statuses per level, from the fixed counts; the numbers stand in the bars."""
    chart = book.add_chart({"type": "bar", "subtype": "percent_stacked"})
    rows = [layout.LEVEL_ROWS[level] for level in layout.CHART_LEVELS]
    first, last = min(rows), max(rows)
    name = layout.SUMMARY
    for status, column in layout.COUNT_COLUMNS.items():
        mark = look.STATUS[status]
        font = {"name": look.FONT, "size": 11, "bold": True, "color": label_color(status)}
        chart.add_series(
            {
                "name": f"={name}!${column}${layout.LEVELS_HEADER_ROW}",
                "categories": f"={name}!${layout.LEVEL_COLUMN}${first}:${layout.LEVEL_COLUMN}${last}",
                "values": f"={name}!${column}${first}:${column}${last}",
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
    chart.set_size({"width": 1316, "height": 235})
    options = {"description": _ALT_TEXT, "object_position": 2, "x_offset": 2, "y_offset": 4}
    sheet.insert_chart(layout.CHART_CELL, chart, options)


_ALT_TEXT = (
    "Liggande staplar som visar hur många mål, delmål och indikatorer som är Helt, Delvis, Inte och Ej bedömd. "
    "Samma antal står i tabellen ovanför."
)


def label_color(status: str) -> str:
    """Light on the dark red, dark on the others: legible on each."""
    return "#FFFFFF" if status == "Inte" else "#000000"


def _sections(sheet: Worksheet, styrmodell: Styrmodell, formats: Formats) -> None:
    """The free area's plan, so that also an empty workbook shows what will come."""
    row = layout.LIST_FIRST_ROW
    for heading, headers in _plan(styrmodell):
        sheet.set_row(row - 1, 26)
        sheet.write_string(row - 1, 0, heading, sample("section", formats))
        sheet.set_row(row, 18)
        row += 1
        for index, header in enumerate(headers):
            sheet.write_string(row - 1, index, header, sample("header", formats))
        sheet.write_string(row, 0, _HINT, sample("hint", formats))
        row += 2
    _legend(sheet, row, styrmodell, formats)


def _plan(styrmodell: Styrmodell) -> list[tuple[str, tuple[str, ...]]]:
    labels = styrmodell.labels
    mal, delmal, indikator = (capital(labels[level].one) for level in ("mal", "delmal", "indikator"))
    indikatorer, uppdrag = labels["indikator"].many, capital(labels["uppdrag"].many)
    columns, numbers = ("Status", "Prognos", "Föregående"), ("Utfall", "Målvärde")
    return [
        (f"{capital(labels['mal'].many)} och {labels['delmal'].many}", (mal, delmal, *columns, "")),
        (f"{capital(indikatorer)} att uppmärksamma", (indikator, "Förklaring", "Status", "Ansvarig", *numbers)),
        ("Förändringar sedan förra rapporten", ("Gäller", "Förändring", "Status", "Föregående", "", "")),
        (uppdrag, ("Uppdrag", "Analys", "Status", "Periodicitet och slutdatum", "", "")),
    ]


def _legend(sheet: Worksheet, row: int, styrmodell: Styrmodell, formats: Formats) -> None:
    sheet.set_row(row - 1, 26)
    sheet.write_string(row - 1, 0, "Så läser du bedömningen", sample("section", formats))
    for index, header in enumerate(("Betydelse", "Kriterium", "Status", "", "", "")):
        sheet.write_string(row, index, header, sample("header", formats))
    for offset, (status, criterion) in enumerate(criteria(styrmodell).items(), start=1):
        sheet.write_string(row + offset, 0, status_sentence(styrmodell, status), sample("body", formats))
        sheet.write_string(row + offset, 1, criterion, sample("body", formats))
        sheet.write_string(row + offset, 2, status, sample("status", formats))


def _marks(sheet: Worksheet, styrmodell: Styrmodell, formats: Formats) -> None:
    """Marks by word in the columns of status and prognosis, over their whole length."""
    area = (layout.LEVELS_HEADER_ROW - 1, _STATUS_COLUMN, LAST_ROW, _LAST_COLUMN)
    for rule in rules_of({**status_marks(), **uppdrag_marks()}, formats):
        sheet.conditional_format(*area, rule)
    passive = styrmodell.words["passive"]
    for status, properties in status_marks().items():
        # Mål kommer delvis uppfyllas
        rule = {"type": "text", "criteria": "ends with", "value": f" {status.lower()} {passive}"}
        look_of = formats.conditional(**properties)
        sheet.conditional_format(
            layout.LIST_FIRST_ROW - 1, _PROGNOS_COLUMN, LAST_ROW, _PROGNOS_COLUMN, {**rule, "format": look_of}
        )
