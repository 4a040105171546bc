"""The findings as a workbook: Översikt with a row per file, Fynd with every finding and a link to its cell."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from runxl.contract import look
from runxl.excel import LONGEST_TEXT, TEXT_IS_TEXT
from runxl.files import save
from runxl.findings import SEVERITIES, FileReport, Finding, Report
from runxl.output.links import MOST_LINKS, MOST_ROWS, link_to_cell, link_to_file

_LINE_HEIGHT = 13.5

_OVERVIEW = (("Fil", 62), ("Fel", 10), ("Varningar", 12), ("Info", 10), ("Godtagna", 12), ("Läst", 9), ("Fynd", 14))
_HEADER_FORMATS = {
    **dict.fromkeys(("Fel", "Varningar", "Info", "Godtagna"), "header right"),
    "Läst": "header centred",
}
_FINDINGS = (
    ("Nivå", 12),
    ("Kod", 9),
    ("Fil", 28),
    ("Blad", 16),
    ("Cell", 9),
    ("Nr", 10),
    ("Meddelande", 54),
    ("Åtgärd", 46),
    ("Godtagen", 10),
)


def write_findings_book(report: Report, path: Path) -> None:
    """Writes the workbook whole or not at all; a file of that name is replaced."""
    save.write(path, _build(report, path.parent))


@dataclass(frozen=True, slots=True)
class _Book:
    """The workbook being written, its formats, and the folder that links start from."""

    book: Any
    folder: Path
    formats: dict[str, Any]

    def sheet(self, title: str, columns: tuple[tuple[str, int], ...], header_row: int) -> Any:
        """A sheet with a frozen header, ready to print on A4."""
        sheet = self.book.add_worksheet(title)
        sheet.hide_gridlines(2)
        for index, (name, width) in enumerate(columns):
            sheet.set_column(index, index, width)
            sheet.write_string(header_row, index, name, self.formats[_HEADER_FORMATS.get(name, "header")])
        sheet.set_row(header_row, 22)
        sheet.freeze_panes(header_row + 1, 0)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(header_row)
        sheet.set_footer("&L&A&RSida &P av &N")
        return sheet

    def text(self, sheet: Any, row: int, column: int, text: str) -> None:
        """Text as text; nothing as an empty cell."""
        if text:
            sheet.write_string(row, column, _text(text), self.formats["text"])
        else:
            sheet.write_blank(row, column, None, self.formats["text"])

    def link(self, sheet: Any, row: int, column: int, place: str, text: str) -> None:
        """Text that leads to a place; only text if the place cannot be a link."""
        if place:
            sheet.write_url(row, column, place, self.formats["link"], _text(text))
        else:
            self.text(sheet, row, column, text)

    def place(self, file: str, sheet: str = "", cell: str = "") -> str:
        """Where a finding is: the file, beside the report if it can be said so, and the cell in it."""
        return link_to_cell(link_to_file(file, self.folder), sheet, cell)


def _build(report: Report, folder: Path) -> bytes:
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, **TEXT_IS_TEXT})
    book.set_properties({"title": "Kontroll av arbetsböcker", "comments": "Skapad av runxl"})
    made = _Book(book, folder, _formats(book))
    _overview(made, report)
    _findings(made, report)
    book.close()
    return target.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    text = {"font_name": look.FONT, "font_size": 10, "valign": "top", "bottom": 1, "bottom_color": look.RULE_LINE}
    header = {**text, "bold": True, "valign": "vcenter", "font_color": look.HEADER_TEXT, "bg_color": look.HEADER_GROUND}
    formats = {
        "title": {"font_name": look.FONT, "font_size": 16, "bold": True, "font_color": look.HEADER_GROUND},
        "lead": {"font_name": look.FONT, "font_size": 11, "font_color": look.MUTED_TEXT},
        "header": header,
        "header right": {**header, "align": "right"},
        "header centred": {**header, "align": "center"},
        "centred": {**text, "align": "center"},
        "text": {**text, "text_wrap": True},
        "number": {**text, "num_format": "0"},
        "link": {**text, "text_wrap": True, "font_color": look.HEADER_GROUND, "underline": 1},
    }
    for severity, mark in look.SEVERITY.items():
        shown = {"num_format": f'"{mark.symbol} "@', "font_color": mark.text, "bg_color": mark.ground}
        formats[severity] = {**text, **shown}
    return {name: book.add_format(settings) for name, settings in formats.items()}


def _overview(made: _Book, report: Report) -> None:
    header_row = 3
    sheet = made.sheet("Översikt", _OVERVIEW, header_row)
    sheet.write_string(0, 0, "Kontroll av arbetsböcker", made.formats["title"])
    sheet.set_row(0, 26)
    sheet.write_string(1, 0, _lead(report), made.formats["lead"])
    first = 1
    for row, file in enumerate(report.files, header_row + 1):
        accepted = sum(1 for finding in file.findings if finding.accepted)
        made.link(sheet, row, 0, made.place(file.file), file.file)
        for column, number in enumerate((*(file.count(severity) for severity in SEVERITIES), accepted), 1):
            sheet.write_number(row, column, number, made.formats["number"])
        sheet.write_string(row, 5, "Ja" if file.readable else "Nej", made.formats["centred"])
        place = f"internal:'Fynd'!A{first + 1}" if file.findings and first < MOST_ROWS else ""
        made.link(sheet, row, 6, place, "Visa fynden" if place else "")
        first += len(file.findings)
    sheet.autofilter(header_row, 0, header_row + len(report.files), len(_OVERVIEW) - 1)


def _lead(report: Report) -> str:
    faults = sum(file.count("fel") for file in report.files)
    warnings = sum(file.count("varning") for file in report.files)
    files = "1 fil" if len(report.files) == 1 else f"{len(report.files)} filer"
    return f"{files}: {faults} fel, {'1 varning' if warnings == 1 else f'{warnings} varningar'}."


def _findings(made: _Book, report: Report) -> None:
    sheet = made.sheet("Fynd", _FINDINGS, 0)
    total = sum(len(file.findings) for file in report.files)
    row = 0
    for row, (file, finding) in enumerate(islice(_pairs(report), MOST_ROWS), 1):
        _finding(made, sheet, row, file, finding)
    if total > row:
        more = f"Här står de första {row} av {total} fynd. Kontrollera färre filer i taget för att se alla."
        sheet.write_string(row + 1, 6, more, made.formats["text"])
    sheet.autofilter(0, 0, max(1, row), len(_FINDINGS) - 1)


def _finding(made: _Book, sheet: Any, row: int, file: FileReport, finding: Finding) -> None:
    place = made.place(file.file, finding.sheet, finding.cell) if finding.cell and row <= MOST_LINKS else ""
    accepted = "Ja" if finding.accepted else ""
    sheet.set_row(row, _LINE_HEIGHT * _lines(file.file, finding))
    sheet.write_string(row, 0, finding.severity, made.formats[finding.severity])
    texts = (finding.code, file.file, finding.sheet, "", finding.key, finding.message, finding.remedy, accepted)
    for column, text in enumerate(texts, 1):
        made.text(sheet, row, column, text)
    made.link(sheet, row, 4, place, finding.cell)


def _lines(file: str, finding: Finding) -> int:
    """How many lines the row needs, so that no text is cut in any program."""
    widths = dict(_FINDINGS)
    texts = {"Fil": file, "Meddelande": finding.message, "Åtgärd": finding.remedy, "Nr": finding.key}
    return min(12, max(1 + int(len(text) * 0.9) // widths[name] for name, text in texts.items()))


def _pairs(report: Report) -> Iterator[tuple[FileReport, Finding]]:
    return ((file, finding) for file in report.files for finding in file.findings)


def _text(text: str) -> str:
    """Text that a cell can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")[:LONGEST_TEXT]
