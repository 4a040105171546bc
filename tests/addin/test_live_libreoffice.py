"""The same buttons in a real spreadsheet program: LibreOffice, reached from outside its process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import docx
import pytest

from runxl.addin import compute
from runxl.addin.libreoffice import UnoDocument
from runxl.addin.main import act
from runxl.addin.papers import write_paper
from runxl.addin.read_book import read_open
from runxl.excel import Area
from runxl.verbs.berakna import berakna
from runxl.verbs.period import advance
from runxl.workbook.read import read
from tests.addin.live import TRAPS, YEAR, cells_of, with_dates, with_totals
from tests.addin.office import Office
from tests.conftest import MakeWorkbook
from tests.output.test_report import headings, table, text
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
    return boxes


@pytest.fixture
def plan(make_workbook: MakeWorkbook) -> Path:
    return with_dates(make_workbook(TRAPS))


def snapshot(document: UnoDocument) -> dict[str, Any]:
    return {name: cells_of(sheet) for name, sheet in read_open(document).sheets.items()}


def test_the_button_writes_what_the_command_writes(office: Office, said: list[str], plan: Path) -> None:
    """Every value of every sheet, the tables' sizes; the person stays where she was; undo brings all back."""
    document = office.open(plan)
    try:
        document.select("Delmål", Area(3, 3, 3, 3))
        before = snapshot(document)
        act(document, "berakna")
        assert said == [said[0]]
        assert "är beräknad" in said[0]
        assert document.selection() == ("Delmål", Area(3, 3, 3, 3))
        live = read_open(document)
        copy = plan.with_name("kopia.xlsx")
        shutil.copy(plan, copy)
        closed = read(berakna(copy, now=NOW).file, to_write=True)
        for name, sheet in closed.sheets.items():
            assert cells_of(live.sheets[name]) == cells_of(sheet), name
            assert live.sheets[name].table_ref == sheet.table_ref, name
        field = document.model.Sheets.getByName("Fynd").getCellRangeByName("D2").TextFields
        assert field.createEnumeration().nextElement().URL.startswith("#")
        act(document, "angra")
        assert "är ångrad" in said[-1]
        assert snapshot(document) == before
    finally:
        document.model.close(True)


def test_a_totals_row_is_no_row_of_the_table(office: Office, make_workbook: MakeWorkbook) -> None:
    path = with_totals(make_workbook(PLAN))
    document = office.open(path)
    try:
        live = read_open(document)
        assert live.sheets["Uppdrag"].totals == 1
        assert live.tables["uppdrag"] == read(path, to_write=True).tables["uppdrag"]
    finally:
        document.model.close(True)


def test_a_protected_sheet_is_opened_and_protected_again(
    office: Office, said: list[str], make_workbook: MakeWorkbook
) -> None:
    """With a password nothing is written."""
    document = office.open(make_workbook(PLAN))
    try:
        document.lock("Mål")
        act(document, "berakna")
        assert "är beräknad" in said[-1]
        assert document.locked("Mål")
        act(document, "angra")
        document.unlock("Mål")
        document.model.Sheets.getByName("Fynd").protect("hemligt")
        before = snapshot(document)
        act(document, "berakna")
        assert "skyddat med lösenord" in said[-1]
        assert snapshot(document) == before
    finally:
        document.model.Sheets.getByName("Fynd").unprotect("hemligt")
        document.model.close(True)


def test_the_step_is_taken_in_the_open_workbook_and_undone(
    office: Office, said: list[str], make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cell for cell what the command does; the kept copy has what stood there, also unsaved; undo brings all back."""
    path = with_dates(make_workbook(YEAR))
    document = office.open(path)
    try:
        document.model.Sheets.getByName("Mål").getCellRangeByName("B2").setString("Ett öppet län")
        act(document, "berakna")
        before, sizes = snapshot(document), {title: document.tables(title) for title in document.titles()}
        monkeypatch.setattr(UnoDocument, "ask", lambda *_: False)
        act(document, "nasta_period")
        assert snapshot(document) == before
        assert list(path.parent.glob("*DÅ 1*")) == []
        asked: list[str] = []

        def answer_yes(_document: object, text: str, _title: str) -> bool:
            asked.append(text)
            return True

        monkeypatch.setattr(UnoDocument, "ask", answer_yes)
        act(document, "nasta_period")
        assert asked[0].startswith("DÅ 1 2026 → DÅ 2 2026\n")
        assert "är nu i DÅ 2 2026" in said[-1]
        kept = path.with_name("plan (DÅ 1 2026).xlsx")
        assert {name: cells_of(sheet) for name, sheet in read(kept, to_write=True).sheets.items()} == before
        closed = read(advance(shutil.copy(kept, path.with_name("k.xlsx")), "DÅ 2", now=NOW).file, to_write=True)
        live = read_open(document)
        for name, sheet in closed.sheets.items():
            assert cells_of(live.sheets[name]) == cells_of(sheet), name
        act(document, "angra")
        assert said[-1].startswith("Steget till DÅ 2 2026 är ångrat: ")
        assert "\n" not in said[-1]
        assert snapshot(document) == before
        assert {title: document.tables(title) for title in document.titles()} == sizes
    finally:
        document.model.close(True)


def test_hidden_rows_merged_cells_and_errors_are_read(office: Office, said: list[str], plan: Path) -> None:
    document = office.open(plan)
    try:
        sheet = document.model.Sheets.getByName("Indikatorer")
        sheet.Rows.getByIndex(1).IsVisible = False
        sheet.getCellRangeByName("I2").setFormula("=1/0")
        sheet.getCellRangeByName("I3").setFormula("=NA()")
        sheet.getCellRangeByName("C2:C3").merge(True)
        read_sheet = read_open(document).sheets["Indikatorer"]
        assert read_sheet.hidden_rows == {2}
        assert read_sheet.merged == ("C2:C3",)
        assert [cells_of(read_sheet)[row, 9][1].text for row in (2, 3)] == ["#DIV/0!", "#N/A"]
        assert document.merge_area("Indikatorer", Area(2, 3, 2, 3)) == Area(2, 3, 3, 3)
    finally:
        document.model.close(True)


OUTLINE = """
## Texter
| Nivå | Rubrik | Innehåll | Text | Med |
| 1 | Inledning | | Först. | |
| 1 | Uppföljning | Uppföljning per mål | | |
| 1 | Händelser | | Det hände. | |
| 1 | Avstängt | | Står inte med. | |
"""


def test_an_outline_that_is_typed_here_is_the_document(office: Office, make_workbook: MakeWorkbook) -> None:
    """Moved, renamed, switched off, a chapter of one's own on level 3, and a sheet of one's own with a folded column."""
    document = office.open(make_workbook(PLAN + OUTLINE))
    try:
        _edit_outline(document)
        write_paper(document, ".docx")
        (made,) = Path(document.place).parent.glob("*.docx")
        written = docx.Document(str(made))
        assert [(level, name) for level, name in headings(written) if "mål" not in name.casefold()] == [
            (1, "Hänt i år"),
            (1, "Inledning"),
            (1, "Uppföljning"),
            (2, "Under"),
            (3, "Ett eget kapitel"),
            (1, "Investeringar"),
        ]
        assert table(written, "Objekt", "Budget") == [["Bussdepå", "1\u00a0200,5"], ["Summa", "1\u00a0200,5"]]
        assert "Hemligt" not in text(written)
    finally:
        document.model.close(True)


def _edit_outline(document: UnoDocument) -> None:
    """As a person does it, cell by cell."""
    sheets = document.model.Sheets
    texts = sheets.getByName("Texter")
    texts.Rows.insertByIndex(1, 1)
    moved = texts.getCellRangeByName("A5:F5").RangeAddress
    texts.moveRange(texts.getCellRangeByName("A2").CellAddress, moved)
    texts.Rows.removeByIndex(4, 1)
    texts.getCellRangeByName("B2").String = "Hänt i år"
    texts.getCellRangeByName("E5").String = "Nej"
    own = (
        (2, "Under", "", "Mitt."),
        (3, "Ett eget kapitel", "", "Eget."),
        (1, "Investeringar", "Blad: Investeringar", ""),
    )
    for row, (level, *said) in enumerate(own, 6):
        texts.getCellRangeByName(f"A{row}").Value = level
        for column, one in zip("BCD", said, strict=True):
            texts.getCellRangeByName(f"{column}{row}").String = one
    sheets.insertNewByName("Investeringar", sheets.Count)
    sheet = sheets.getByName("Investeringar")
    lines: tuple[tuple[str | float, ...], ...] = (
        ("Objekt", "Budget", "Hemligt"),
        ("Bussdepå", 1200.5, 7),
        ("Summa", "=B2", 7),
    )
    for row, line in enumerate(lines):
        for at, value in enumerate(line):
            cell = sheet.getCellByPosition(at, row)
            if isinstance(value, str):
                cell.Formula = value
            else:
                cell.Value = value
    formats, english = document.model.NumberFormats, import_module("uno").createUnoStruct("com.sun.star.lang.Locale")
    english.Language = "en"
    key = formats.queryKey("#,##0.0", english, False)
    sheet.getCellRangeByName("B2:B3").NumberFormat = key if key >= 0 else formats.addNew("#,##0.0", english)
    sheet.Columns.getByIndex(2).IsVisible = False
