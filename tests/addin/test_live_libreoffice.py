"""The same buttons in a real spreadsheet program: LibreOffice, reached from outside its process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings

from runxl.addin import compute
from runxl.addin.libreoffice import UnoDocument
from runxl.addin.main import main
from runxl.addin.read_book import read_open
from runxl.excel import Area
from runxl.verbs.berakna import berakna
from runxl.workbook.read import read
from tests.addin.engines import Office
from tests.addin.live import TRAPS, cells_of
from tests.conftest import MakeWorkbook
from tests.output.workbooks import NOW, PLAN

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with Office() as office:
        yield office


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What message boxes say; nobody is there to close them."""
    boxes: list[str] = []
    monkeypatch.setenv("RUNXL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(compute, "now", lambda: NOW)
    monkeypatch.setattr(UnoDocument, "alert", lambda _self, text, _title: boxes.append(text))
    monkeypatch.setattr(xlwings.Book, "_mock_caller", None, raising=False)
    monkeypatch.setattr(xlwings.engines, "active", None)
    return boxes


@pytest.fixture
def plan(make_workbook: MakeWorkbook) -> Path:
    """With the template's style where a time will be written."""
    path = make_workbook(TRAPS)
    book = openpyxl.load_workbook(path)
    for row in range(2, 30):
        book["Historik"][f"M{row}"].number_format = "yyyy-mm-dd hh:mm"
    book.save(path)
    return path


def snapshot(book: Any) -> dict[str, Any]:
    return {name: cells_of(sheet) for name, sheet in read_open(book).sheets.items()}


def test_the_button_writes_what_the_command_writes(office: Office, said: list[str], plan: Path) -> None:
    """Every value of every sheet, the tables' sizes; the person stays where she was; undo brings all back."""
    book = office.open(plan)
    try:
        book.sheets["Delmål"].range("C3").select()
        before = snapshot(book)
        main("berakna")
        assert said == [said[0]]
        assert "är beräknad" in said[0]
        assert book.app.selection.get_address(external=True).endswith("$C$3")
        live = read_open(book)
        copy = plan.with_name("kopia.xlsx")
        shutil.copy(plan, copy)
        closed = read(berakna(copy, now=NOW).file, to_write=True)
        for name, sheet in closed.sheets.items():
            assert cells_of(live.sheets[name]) == cells_of(sheet), name
            assert live.sheets[name].table_ref == sheet.table_ref, name
        field = book.api.model.Sheets.getByName("Fynd").getCellRangeByName("D2").TextFields
        assert field.createEnumeration().nextElement().URL.startswith("#")
        main("angra")
        assert "är ångrad" in said[-1]
        assert snapshot(book) == before
    finally:
        book.close()


def test_a_protected_sheet_is_opened_and_protected_again(
    office: Office, said: list[str], make_workbook: MakeWorkbook
) -> None:
    """With a password nothing is written."""
    book = office.open(make_workbook(PLAN))
    try:
        document = book.api
        document.lock("Mål")
        main("berakna")
        assert "är beräknad" in said[-1]
        assert document.locked("Mål")
        main("angra")
        document.unlock("Mål")
        document.model.Sheets.getByName("Fynd").protect("hemligt")
        before = snapshot(book)
        main("berakna")
        assert "skyddat med lösenord" in said[-1]
        assert snapshot(book) == before
    finally:
        book.api.model.Sheets.getByName("Fynd").unprotect("hemligt")
        book.close()


def test_hidden_rows_merged_cells_and_errors_are_read(office: Office, said: list[str], plan: Path) -> None:
    book = office.open(plan)
    try:
        sheet = book.api.model.Sheets.getByName("Indikatorer")
        sheet.Rows.getByIndex(1).IsVisible = False
        sheet.getCellRangeByName("H2").setFormula("=1/0")
        sheet.getCellRangeByName("H3").setFormula("=NA()")
        sheet.getCellRangeByName("C2:C3").merge(True)
        read_sheet = read_open(book).sheets["Indikatorer"]
        assert read_sheet.hidden_rows == {2}
        assert read_sheet.merged == ("C2:C3",)
        assert [cells_of(read_sheet)[row, 8][1].text for row in (2, 3)] == ["#DIV/0!", "#N/A"]
        assert book.api.merge_area("Indikatorer", Area(2, 3, 2, 3)) == Area(2, 3, 3, 3)
    finally:
        book.close()
