"""What Excel hands over that no file holds, and what must not be asked of it."""

from __future__ import annotations

import atexit
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings

from runxl.addin import open_excel
from runxl.addin.read_book import read_open
from runxl.workbook.tables import CellError
from tests.addin.fake_excel import ERRORS, Excel, click, open_in_excel
from tests.addin.fake_mac import mac_engine
from tests.addin.fake_pywin32 import CROSSINGS, windows_engine
from tests.addin.live import TRAPS
from tests.conftest import MakeWorkbook
from tests.output.workbooks import PLAN

SHAREPOINT = "https://region.sharepoint.com/sites/plan/Delade dokument/plan.xlsx"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNXL_CACHE", str(tmp_path / "cache"))


def changed(path: Path, change: Callable[[Any], object]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


@pytest.mark.parametrize("error", [*ERRORS, "#UNKNOWN!"])
def test_every_error_is_an_error_and_never_a_number(make_workbook: MakeWorkbook, error: str) -> None:
    """Also the newer ones, which xlwings hands on as they come: as ints."""
    open_in_excel(make_workbook(PLAN))
    document = open_excel.caller()
    number = -2146828288 + ERRORS.get(error, 2099)
    assert document._value(number) == CellError(error)  # type: ignore[attr-defined]  # of WindowsDocument
    assert document._value(True) is True  # type: ignore[attr-defined]


@pytest.mark.parametrize("action", ["validera", "berakna", "forklara", "nasta_fynd", "angra", "om"])
def test_a_workbook_on_sharepoint_is_as_good_as_any(make_workbook: MakeWorkbook, action: str) -> None:
    """Nobody looks for its file on the computer."""
    excel = open_in_excel(make_workbook(PLAN))
    excel.workbook.FullName = SHAREPOINT
    click(excel, "berakna")
    said = click(excel, action)
    assert said
    assert "inte var berett på" not in said
    assert ("är ångrad" in said) == (action == "angra")
    assert (SHAREPOINT in said) == (action == "om")


@pytest.mark.parametrize("action", ["rapport", "bildspel"])
def test_a_paper_cannot_be_put_on_the_web(make_workbook: MakeWorkbook, action: str) -> None:
    path = make_workbook(PLAN)
    excel = open_in_excel(path)
    excel.workbook.FullName = SHAREPOINT
    assert "Spara en kopia på datorn" in click(excel, action)
    assert list(path.parent.glob("*.docx")) == []


def test_nobody_is_led_to_a_very_hidden_sheet(make_workbook: MakeWorkbook) -> None:
    """Excel says 2 of it, and refuses to go there."""
    excel = open_in_excel(make_workbook(TRAPS))
    excel.book["Indikatorer"].sheet_state = "veryHidden"
    for _ in range(3):
        assert "inte var berett på" not in click(excel, "nasta_fynd")
        assert excel.chosen[0] != "Indikatorer"


def test_hidden_rows_are_asked_about_together(make_workbook: MakeWorkbook) -> None:
    """A thousand rows more, none of them hidden, cost no question more."""

    def questions(path: Path) -> int:
        open_in_excel(path)
        before = CROSSINGS.count
        read_open(open_excel.caller())
        return CROSSINGS.count - before

    def grow(book: Any) -> None:
        for row in range(10, 1010):
            book["Uppdrag"].cell(row, 2, "Ett uppdrag")

    path = make_workbook(PLAN)
    few = questions(path)
    assert questions(changed(path, grow)) <= few + 2


@pytest.mark.parametrize(("platform", "load"), [("win32", windows_engine), ("darwin", mac_engine)])
def test_no_other_excel_is_touched_as_python_ends(
    monkeypatch: pytest.MonkeyPatch, platform: str, load: Callable[[], Any]
) -> None:
    """In Windows xlwings would end every Excel without a window, on a Mac run whatever macro is called CleanUp."""
    engine = load()
    forgotten: list[object] = []
    monkeypatch.setattr(atexit, "unregister", forgotten.append)
    monkeypatch.setattr(sys, "platform", platform)
    assert open_excel._xlwings() is xlwings
    assert forgotten == [engine.cleanup]


def test_excel_is_what_the_tests_say(make_workbook: MakeWorkbook) -> None:
    """The stand-in refuses what Excel refuses, so that the tests above could fail."""
    excel: Excel = open_in_excel(make_workbook(PLAN))
    excel.book["Mål"].sheet_state = "hidden"
    with pytest.raises(windows_engine().pywintypes.com_error):
        excel.workbook.sheet("Mål").Activate()
