"""The three Excels that every button is tried in, and what an open workbook may be like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runxl.addin.server import Engine
from tests.addin.fake_excel import Excel, open_in_excel
from tests.addin.fake_mac import on_a_mac

Opened = Callable[[Path], Excel]
"""Opens a workbook in one of the three."""

UNFORESEEN = "inte var berett på"
SHAREPOINT = "https://region.sharepoint.com/sites/plan/Delade dokument/plan.xlsx"


def awake(path: Path, _: pytest.MonkeyPatch) -> Excel:
    """Windows, where Python stays between the clicks."""
    excel, engine = open_in_excel(path), Engine()
    excel.engine = lambda: engine
    return excel


def started(path: Path, _: pytest.MonkeyPatch) -> Excel:
    """Windows, where the Python that answers is never the one that asked: it has died, and another was started."""
    return open_in_excel(path)


def mac(path: Path, patch: pytest.MonkeyPatch) -> Excel:
    return on_a_mac(open_in_excel(path), patch)


def values(excel: Excel) -> dict[str, Any]:
    return {
        sheet.title: {cell.coordinate: cell.value for row in sheet for cell in row if cell.value is not None}
        for sheet in excel.book.worksheets
    }


def local(excel: Excel) -> None:
    """As it comes."""


def read_only(excel: Excel) -> None:
    excel.workbook.ReadOnly = True


def on_sharepoint(excel: Excel) -> None:
    excel.workbook.FullName = SHAREPOINT


def unsaved(excel: Excel) -> None:
    excel.workbook.FullName = excel.workbook.Name


def protected(excel: Excel) -> None:
    for sheet in excel.book.worksheets:
        sheet.protection.sheet = True


def filtered(excel: Excel) -> None:
    for title in ("Indikatorer", "Delmål", "Tidigare perioder"):
        excel.book[title].row_dimensions[3].hidden = True


def in_kronor(excel: Excel) -> None:
    for title in ("Indikatorer", "Driftredovisning"):
        for row in excel.book[title].iter_rows(min_row=2, max_row=6):
            for cell in row:
                cell.number_format = "#,##0.00 kr"


def with_a_very_hidden_sheet(excel: Excel) -> None:
    excel.book["Indikatorer"].sheet_state = "veryHidden"


STATES = [local, read_only, on_sharepoint, unsaved, protected, filtered, in_kronor, with_a_very_hidden_sheet]
