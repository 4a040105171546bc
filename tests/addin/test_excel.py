"""What Excel hands over that no file holds, and what must not be asked of it."""

from __future__ import annotations

import atexit
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import openpyxl
import pytest
import xlwings

from runxl.addin import excel as excel_module
from runxl.addin import main
from runxl.addin.excel_mac import MacDocument
from runxl.addin.excel_windows import _ALLOWED
from runxl.addin.read_book import read_open
from runxl.excel import Area
from runxl.workbook.read import read
from runxl.workbook.tables import CellError
from tests.addin.fake_excel import ERRORS, Excel, click, open_in_excel
from tests.addin.fake_pywin32 import windows_engine
from tests.addin.live import TRAPS, cells_of
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


def test_an_amount_in_kronor_is_a_number_as_in_the_file(make_workbook: MakeWorkbook) -> None:
    """Excel hands over a cell that is formatted as currency as a Decimal."""

    def change(book: Any) -> None:
        book["Indikatorer"]["I2"].number_format = "#,##0.00 kr"

    path = changed(make_workbook(PLAN), change)
    excel = open_in_excel(path)
    live = cells_of(read_open(excel_module.caller()).sheets["Indikatorer"])
    assert live[2, 9] == cells_of(read(path, to_write=True).sheets["Indikatorer"])[2, 9]
    assert excel.said == []


@pytest.mark.parametrize("error", [*ERRORS, "#UNKNOWN!"])
def test_every_error_is_an_error_and_never_a_number(make_workbook: MakeWorkbook, error: str) -> None:
    """Also the newer ones, which xlwings hands on as they come: as ints."""
    open_in_excel(make_workbook(PLAN))
    document = excel_module.caller()
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
        excel = open_in_excel(path)
        read_open(excel_module.caller())
        return excel.questions

    def grow(book: Any) -> None:
        for row in range(10, 1010):
            book["Uppdrag"].cell(row, 2, "Ett uppdrag")

    path = make_workbook(PLAN)
    few = questions(path)
    assert questions(changed(path, grow)) <= few + 2


def test_protection_comes_back_as_it_was(make_workbook: MakeWorkbook) -> None:
    """What was allowed is allowed again, and nothing else."""
    excel = open_in_excel(make_workbook(PLAN))
    protection = excel.book["Delmål"].protection
    protection.sheet, protection.autoFilter = True, False
    sheet = excel.workbook.sheet("Delmål")
    before = {name: getattr(sheet.Protection, name) for name in _ALLOWED}
    assert "är beräknad" in click(excel, "berakna")
    assert sheet.ProtectContents
    assert {name: getattr(sheet.Protection, name) for name in _ALLOWED} == before
    assert before["AllowFiltering"]


@pytest.mark.parametrize("action", ["validera", "berakna", "sammanfattning", "angra", "forklara", "nasta_fynd", "om"])
def test_where_python_starts_at_each_click_all_buttons_work(make_workbook: MakeWorkbook, action: str) -> None:
    """There xlwings wraps every object of Excel's, and an unknown name is no AttributeError."""
    excel = open_in_excel(make_workbook(TRAPS))
    engine = windows_engine()
    engine.BOOK_CALLER = engine.COMRetryObjectWrapper(excel.workbook)
    assert "inte var berett på" not in click(excel, action)
    assert bool(excel.writes) == (action in {"validera", "berakna", "sammanfattning"})


def test_no_other_excel_is_ended_with_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """What xlwings does on Windows as Python ends is to end every Excel without a window."""
    engine = windows_engine()
    forgotten: list[object] = []
    monkeypatch.setattr(atexit, "unregister", forgotten.append)
    monkeypatch.setattr(sys, "platform", "win32")
    assert excel_module._xlwings() is xlwings
    assert forgotten == [engine.cleanup]


def test_a_python_of_its_own_leaves_the_answer_as_vba_has_its_texts(
    make_workbook: MakeWorkbook, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """And writes nothing beside it, so that the file that VBA reads holds the answer alone."""
    excel = open_in_excel(make_workbook(PLAN))
    excel.select("Indikatorer", "C2")
    main.started("forklara")
    said, complained = capfdbinary.readouterr()
    assert "→" in said.decode("utf-16-le")
    assert said.decode("utf-16-le") == click(excel, "forklara")
    assert complained == b""


# macOS: AppleScript gives no value for an error, and rows as lists.

MISSING = object()


def mac(values: Any, texts: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[MacDocument, list[str]]:
    """A sheet whose ranges hold this; and what was asked."""
    asked: list[str] = []
    appscript = ModuleType("appscript")
    appscript.k = SimpleNamespace(missing_value=MISSING)  # type: ignore[attr-defined]  # a module of the test's own
    monkeypatch.setitem(sys.modules, "appscript", appscript)

    def answer(name: str, given: Any) -> Any:
        asked.append(name)
        return given

    found = SimpleNamespace(api=SimpleNamespace(string_value=SimpleNamespace(get=lambda: answer("texter", texts))))
    sheet = SimpleNamespace(name="Mål", range=lambda _: Lazy(found, lambda: answer("värden", values)))
    return MacDocument(SimpleNamespace(sheets=[sheet])), asked


class Lazy:
    """A range whose value is asked for when it is read."""

    def __init__(self, found: Any, value: Callable[[], Any]) -> None:
        self.api, self._value = found.api, value

    @property
    def raw_value(self) -> Any:
        return self._value()


def test_a_swedish_error_on_a_mac_is_told_by_what_the_cell_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    document, asked = mac([[1.0, MISSING], ["a", ""]], [["1", "#SAKNAS!"], ["a", ""]], monkeypatch)
    assert document.values("Mål", Area(1, 1, 2, 2)) == [[1.0, CellError("#SAKNAS!")], ["a", ""]]
    assert asked == ["värden", "texter"]


@pytest.mark.parametrize(
    ("given", "where", "rows"),
    [
        (1.0, Area(1, 1, 1, 1), [[1.0]]),
        ([1.0, 2.0], Area(1, 1, 1, 2), [[1.0, 2.0]]),
        ([[1.0], [2.0]], Area(1, 1, 2, 1), [[1.0], [2.0]]),
        ([[1.0, 2.0], [3.0, 4.0]], Area(1, 1, 2, 2), [[1.0, 2.0], [3.0, 4.0]]),
    ],
)
def test_whatever_shape_a_mac_gives_rows_are_rows(
    monkeypatch: pytest.MonkeyPatch, given: Any, where: Area, rows: Any
) -> None:
    """Texts are asked for only where a value is missing."""
    document, asked = mac(given, [], monkeypatch)
    assert document.values("Mål", where) == rows
    assert asked == ["värden"]


def test_excel_is_what_the_tests_say(make_workbook: MakeWorkbook) -> None:
    """The stand-in refuses what Excel refuses, so that the tests above could fail."""
    excel: Excel = open_in_excel(make_workbook(PLAN))
    excel.book["Mål"].sheet_state = "hidden"
    with pytest.raises(windows_engine().pywintypes.com_error):
        excel.workbook.sheet("Mål").Activate()
