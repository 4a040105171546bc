"""A plain workbook of tables to read: what was found, who has answered. Text is text, links lead to files and cells."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runxl.contract import look
from runxl.excel import LONGEST_TEXT, shortened
from runxl.output.file_links import link_to_cell, link_to_file

LINE_HEIGHT = 13.5
"""Points for each line of text in a row."""

_HEADER_FORMATS = {
    **dict.fromkeys(("Fel", "Varningar", "Info", "Godtagna", "Ifyllt", "Förslag"), "header right"),
    "Läst": "header centred",
}


@dataclass(frozen=True, slots=True)
class ReportBook:
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

    def head(self, sheet: Any, title: str, lead: str) -> None:
        """What the sheet is, above its table."""
        sheet.write_string(0, 0, title, self.formats["title"])
        sheet.set_row(0, 26)
        sheet.write_string(1, 0, lead, self.formats["lead"])


def built(title: str, folder: Path, fill: Callable[[ReportBook], None]) -> bytes:
    """The bytes of a workbook that `fill` gives its sheets; links in it start from the folder."""
    from runxl.template.worksheet import new_book

    target = io.BytesIO()
    book = new_book(target, in_memory=True)
    book.set_properties({"title": title, "comments": "Skapad av runxl"})
    fill(ReportBook(book, folder, _formats(book)))
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
        "share": {**text, "num_format": r"0\ %"},
        "link": {**text, "text_wrap": True, "font_color": look.HEADER_GROUND, "underline": 1},
    }
    formats["good"] = {**text, "font_color": look.GOOD.text, "bg_color": look.GOOD.ground}
    for severity, mark in look.SEVERITY.items():
        shown = {"num_format": f'"{mark.symbol} "@', "font_color": mark.text, "bg_color": mark.ground}
        formats[severity] = {**text, **shown}
    return {name: book.add_format(settings) for name, settings in formats.items()}


def _text(text: str) -> str:
    """Text that a cell can hold."""
    return shortened(text.encode("utf-8", "replace").decode("utf-8"), LONGEST_TEXT)
