"""The button Hämta in från fil in Excel: a document's plan into the open workbook, as by the command."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.protection import WorkbookProtection

import runxl
from runxl.excel import Area
from tests.addin.every_excel import Opened, values
from tests.addin.fake_excel import click
from tests.addin.live import contents
from tests.addin.test_rundan import NOW
from tests.verbs.importera.written import sheet, word

PLAN = """
# Mål 1. Trygga uppväxtvillkor

| Delmål | Indikator | Mål 2026 | Periodicitet |
| --- | --- | --- | --- |
| Delmål 1.1 Kultur för unga | Antal insatser | 90 | År |
| ^ | Andel barn som deltar | 40 % | År |
"""
MORE = [
    ["Delmål", "Indikator", "Mål 2026", "Ansvarig"],
    ["1.1", "Antal insatser", 100, "Kultur"],
    ["1.1", "Andel barn som deltar", "40 %", "1-3"],
    ["1.1", "Antal filmer", 5, "Film"],
]


@pytest.fixture
def moment() -> dt.datetime:
    return NOW


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return runxl.import_plan(word(tmp_path / "plan.docx", PLAN), tmp_path / "plan.xlsx").file


def test_the_open_plan_is_filled_up_as_by_the_command(opened: Opened, plan: Path, tmp_path: Path) -> None:
    """Cell for cell in every sheet, Import among them; the file itself is not saved, and all can be taken back."""
    source = sheet(tmp_path / "mer.xlsx", ("Blad1", MORE))
    filed = plan.read_bytes()
    excel = opened(plan)
    excel.file = source
    before = values(excel)
    said = click(excel, "hamta_in")
    assert "2 celler är ifyllda och 1 rad är ny." in said
    assert "Indikatorer 1.1.1 Målvärde: ”100” planen säger ”90”" in said
    excel.book.save(tmp_path / "live.xlsx")
    closed = Path(shutil.copy2(plan, tmp_path / "kommandot.xlsx"))
    runxl.import_plan(source, into=closed)
    live = contents(tmp_path / "live.xlsx")
    for name, expected in contents(closed).items():
        assert live[name] == expected, name
    assert plan.read_bytes() == filed
    assert click(excel, "angra").startswith("Den senaste hämtningen är ångrad")
    assert values(excel) == before


def test_what_the_plan_has_already_is_not_written(opened: Opened, plan: Path, tmp_path: Path) -> None:
    excel = opened(plan)
    excel.file = tmp_path / "plan.docx"
    excel.writes = 0
    assert "Planen har redan allt det." in click(excel, "hamta_in")
    assert excel.writes == 0


def test_nothing_is_done_where_no_file_is_chosen(opened: Opened, plan: Path) -> None:
    excel = opened(plan)
    excel.writes = 0
    assert click(excel, "hamta_in") == ""
    assert excel.writes == 0


def test_a_file_that_is_no_plan_is_refused_in_swedish(opened: Opened, plan: Path, tmp_path: Path) -> None:
    excel = opened(plan)
    excel.file = sheet(tmp_path / "konto.xlsx", ("Blad1", [["Datum", "Konto"], ["2026-01-01", 4010]]))
    assert "Datum, Konto" in click(excel, "hamta_in")
    assert openpyxl.load_workbook(plan)["Mål"]["A2"].value == "1"


def test_a_plan_that_has_no_sheet_for_it_is_given_one(opened: Opened, tmp_path: Path) -> None:
    """As by the command: where every row comes from is told on Import, also in a plan that was laid out by `ny`."""
    plan = runxl.new(tmp_path / "ny.xlsx", namnd="Kulturnämnden", year=2026)
    source = word(tmp_path / "plan.docx", PLAN)
    closed = Path(shutil.copy2(plan, tmp_path / "kommandot.xlsx"))
    excel = opened(plan)
    excel.file = source
    before = values(excel)
    assert "Bladet Import säger det också." in click(excel, "hamta_in")
    assert excel.book.sheetnames[-1] == excel.chosen[0] == "Import"
    excel.book.save(tmp_path / "live.xlsx")
    runxl.import_plan(source, into=closed)
    books: list[Any] = [openpyxl.load_workbook(path) for path in (tmp_path / "live.xlsx", closed)]
    live, by_command = (book["Import"] for book in books)
    assert [[cell.value for cell in row] for row in live] == [[cell.value for cell in row] for row in by_command]
    assert live.tables.items() == by_command.tables.items() != []
    widths = [{letter: one.width for letter, one in sheet.column_dimensions.items()} for sheet in (live, by_command)]
    assert widths[0] == widths[1]
    headers = [excel.workbook.sheet(title).at(Area(1, 3, 1, 3)) for title in ("Import", "Fynd")]
    assert headers[0].Interior.Color == headers[1].Interior.Color
    click(excel, "angra")
    assert [str(table.Range.where) for table in excel.workbook.sheet("Import").ListObjects] == ["A1:I2"]
    left = values(excel)
    assert set(left.pop("Import").values()) == {cell.value for cell in live[1]}
    assert left == before


def test_a_workbook_that_lets_nobody_add_a_sheet_is_left_as_it_is(opened: Opened, tmp_path: Path) -> None:
    plan = runxl.new(tmp_path / "ny.xlsx", namnd="Kulturnämnden", year=2026)
    excel = opened(plan)
    excel.file = word(tmp_path / "plan.docx", PLAN)
    excel.book.security = WorkbookProtection(lockStructure=True)
    before = values(excel)
    assert "Bladet Import gick inte att lägga till, så ingenting har skrivits." in click(excel, "hamta_in")
    assert values(excel) == before
