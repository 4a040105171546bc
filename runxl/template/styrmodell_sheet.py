"""Styrmodell: the text of the workbook's styrmodell, a line a row, so that the workbook has its rules with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runxl.contract import look
from runxl.template.formats import Design
from runxl.template.sent import LAST_ROW, refusal

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTH = 130
_LEAVE_ALONE = refusal(
    "Bladet skrivs av runxl",
    "Här står styrmodellen som arbetsboken är gjord efter. Ändra den i en egen fil, och flytta planen till den med "
    "runxl migrera.",
)


def fill_styrmodell(sheet: Worksheet, design: Design) -> None:
    """No header: a line of the text is the row of the same number, as faults in it are told."""
    text = design.formats.get(font_name="Consolas", font_color=look.RESULT_TEXT, num_format="@")
    sheet.set_column(0, 0, _WIDTH, text)
    for row, line in enumerate(design.styrmodell.text.splitlines()):
        if line:
            sheet.write_string(row, 0, line, text)
    sheet.data_validation(0, 0, LAST_ROW, 0, _LEAVE_ALONE)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
