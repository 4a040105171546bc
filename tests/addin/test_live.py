"""The buttons in Excel: xlwings' own engine for Windows, over objects that answer as Excel's do."""

from __future__ import annotations

import sys
import webbrowser
from functools import partial
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest
import xlwings

import runxl
from runxl import resources
from runxl.addin import answers, compute, open_excel
from runxl.addin.excel_windows import WindowsDocument
from runxl.addin.open_document import Document
from runxl.addin.read_book import read_open
from runxl.verbs.berakna import berakna
from runxl.workbook.read import read
from tests.addin.fake_excel import Excel, click, look_in_file, open_in_excel
from tests.addin.fake_mac import on_a_mac
from tests.addin.live import TRAPS, cells_of
from tests.conftest import MakeWorkbook
from tests.output.workbooks import NOW, PLAN

pytestmark = pytest.mark.usefixtures("_own_cache")


@pytest.fixture
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log and the undo files in the test's own folder, and a fixed time."""
    monkeypatch.setenv("RUNXL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(compute, "now", lambda: NOW)


def document() -> Document:
    """The workbook that the button is clicked in."""
    return open_excel.caller()


def document_at(path: Path) -> Document:
    open_in_excel(path)
    return document()


def tables(excel: Excel) -> dict[str, Any]:
    return {name: document().tables(name) for name in document().titles()}


def save(excel: Excel, path: Path) -> Path:
    excel.book.save(path)
    return path


def value(excel: Excel, sheet: str, cell: str) -> Any:
    return excel.book[sheet][cell].value


# Reading


def test_a_value_far_away_is_named_and_not_read(make_workbook: MakeWorkbook) -> None:
    """Beyond ten thousand empty rows, as in a file."""
    path = make_workbook(PLAN)
    book = openpyxl.load_workbook(path)
    book["Mål"]["B30000"] = "borta"
    book.save(path)
    opened = read_open(document_at(path)).sheets["Mål"]
    assert opened.far == "B30000"
    assert cells_of(opened) == cells_of(read(path, to_write=True).sheets["Mål"])


# Computing


def test_the_looks_of_sammanfattning_follow_its_rows(tmp_path: Path) -> None:
    """Every cell of the lists has the style of the file that the command writes."""
    path = runxl.new(tmp_path / "plan.xlsx", example=True)
    excel = open_in_excel(path)
    click(excel, "berakna")
    live = excel.workbook.sheet("Sammanfattning")
    for row in openpyxl.load_workbook(berakna(path, now=NOW).file)["Sammanfattning"].iter_rows(min_row=24):
        for cell in row:
            assert seen(live.Range(cell.coordinate).look_of(cell)) == seen(look_in_file(cell)), cell.coordinate
    assert excel.looks


def seen(look: dict[str, Any]) -> dict[str, Any]:
    """Without the colours of a line or a ground that is not there."""
    gone = [part for part in ("Line.", "Interior.") if look[part + NO_COLOUR[part]] == -4142]
    return {name: value for name, value in look.items() if not name.startswith(tuple(gone))}


NO_COLOUR = {"Line.": "LineStyle", "Interior.": "ColorIndex"}


def test_a_second_click_changes_nothing(make_workbook: MakeWorkbook) -> None:
    excel = open_in_excel(make_workbook(PLAN))
    click(excel, "berakna")
    excel.writes = 0
    assert "visade redan resultatet" in click(excel, "berakna")
    assert excel.writes == 0


def test_cells_are_written_in_blocks(make_workbook: MakeWorkbook) -> None:
    """A hundred indicators cost hardly more calls than one."""
    rows = "\n".join(f"| 1.1.{n} | 1.1 | Mått {n} | % | Minst | 80 | 50 | Tertial |" for n in range(2, 102))
    few, many = open_in_excel(make_workbook(PLAN)), None
    click(few, "berakna")
    many = open_in_excel(make_workbook(PLAN.replace("| 1.2.1 |", f"{rows}\n| 1.2.1 |"), "fler.xlsx"))
    click(many, "berakna")
    assert many.writes < few.writes + 40


def test_the_person_is_left_where_she_was(make_workbook: MakeWorkbook) -> None:
    """Selection, sheet, screen, calculation and events are as before; the status bar is given back."""
    excel = open_in_excel(make_workbook(PLAN))
    excel.select("Delmål", "C2:D3")
    before = (excel.chosen, excel.settings)
    click(excel, "berakna")
    assert (excel.chosen, excel.settings) == before
    assert excel.statuses[0].startswith("Måluppfyllelse")


def test_the_summary_button_goes_there(make_workbook: MakeWorkbook) -> None:
    """Computed, and without a box in front of it."""
    excel = open_in_excel(make_workbook(PLAN))
    assert click(excel, "sammanfattning") == ""
    assert excel.chosen[0] == "Sammanfattning"
    assert value(excel, "Sammanfattning", "B7")


def test_validation_writes_the_findings_alone(make_workbook: MakeWorkbook) -> None:
    """Fynd is filled and linked; no result is written."""
    excel = open_in_excel(make_workbook(TRAPS))
    assert "1 fel" in click(excel, "validera")
    assert value(excel, "Fynd", "D2") == "I3"
    assert excel.book["Fynd"]["D2"].hyperlink.location == "'Indikatorer'!I3"
    assert value(excel, "Sammanfattning", "B7") is None


# Undo


def snapshot(excel: Any) -> dict[str, Any]:
    return {name: cells_of(sheet) for name, sheet in read_open(document()).sheets.items()}


def test_undo_brings_back_every_value(make_workbook: MakeWorkbook) -> None:
    """Also those of an earlier run, and the tables' sizes; once only."""
    excel = open_in_excel(make_workbook(PLAN))
    click(excel, "berakna")
    excel.book["Indikatorer"]["I2"] = 95
    before, sizes = snapshot(excel), tables(excel)
    click(excel, "berakna")
    assert snapshot(excel) != before
    assert "är ångrad" in click(excel, "angra")
    assert snapshot(excel) == before
    assert tables(excel) == sizes
    assert "ingenting att ångra" in click(excel, "angra")


def test_undo_leaves_what_a_person_has_changed_since(make_workbook: MakeWorkbook) -> None:
    """And says how many cells that is."""
    excel = open_in_excel(make_workbook(PLAN))
    click(excel, "berakna")
    column = next(cell.column_letter for cell in excel.book["Delmål"][1] if cell.value == "Beräknad status")
    excel.book["Delmål"][f"{column}2"] = "Egen"
    assert "En cell har ändrats sedan dess" in click(excel, "angra")
    assert value(excel, "Delmål", f"{column}2") == "Egen"
    assert value(excel, "Delmål", f"{column}3") is None


def test_undo_leaves_a_sheet_whose_rows_have_moved(make_workbook: MakeWorkbook) -> None:
    """There the values would land at other objects."""
    excel = open_in_excel(make_workbook(PLAN))
    click(excel, "berakna")
    sheet = excel.book["Delmål"]
    sheet["A2"], sheet["A3"] = sheet["A3"].value, sheet["A2"].value
    assert "Raderna har flyttats på Delmål" in click(excel, "angra")


# Explanations and findings


def test_the_selected_row_is_explained_before_anything_is_computed(make_workbook: MakeWorkbook) -> None:
    excel = open_in_excel(make_workbook(PLAN))
    excel.select("Indikatorer", "C2")
    said = click(excel, "forklara")
    assert said.startswith("1.1.1: Inte")
    assert "50" in said
    assert excel.writes == 0
    excel.select("Uppdrag", "A2")
    assert "Markera en rad" in click(excel, "forklara")


def test_the_next_finding_is_the_one_after_the_selection_and_the_first_after_the_last(
    make_workbook: MakeWorkbook,
) -> None:
    """From sheet to sheet, round and round."""
    excel = open_in_excel(make_workbook(TRAPS.replace("| 50 |", "| x |")))
    seen = []
    for _ in range(3):
        said = click(excel, "nasta_fynd")
        sheet, area = excel.chosen
        seen.append((sheet, area[:2], said))
    places = [(sheet, place) for sheet, place, _ in seen]
    assert ("Indikatorer", (2, 9)) in places
    assert len(set(places)) > 1
    assert all(said for _, _, said in seen)


def test_the_handbook_opens_at_the_selected_finding(
    make_workbook: MakeWorkbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elsewhere, and at a region's own finding, at its first page; without a browser it says where the page lies."""
    shown: list[str] = []

    def takes(url: str) -> bool:
        shown.append(Path(url).name)
        return True

    monkeypatch.setattr(resources, "handbook", lambda: tmp_path)
    monkeypatch.setattr(webbrowser, "open", takes)
    monkeypatch.setenv("DISPLAY", ":0")
    for name in ("index", "RX112"):
        (tmp_path / f"{name}.html").write_text("", encoding="utf-8")
    excel = open_in_excel(make_workbook(PLAN))
    sheet = excel.book["Fynd"]
    sheet["B2"], sheet["B3"] = "RX112", "REG001"
    for place in (("Fynd", "D2"), ("Fynd", "B3"), ("Mål", "B2"), ("Fynd", "B4000")):
        excel.select(*place)
        assert click(excel, "handbok") == ""
    assert shown == ["RX112.html", "index.html", "index.html", "index.html"]
    assert excel.writes == 0
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    assert click(excel, "handbok") == f"Öppna sidan i en webbläsare: {tmp_path / 'index.html'}"


def test_about_says_what_support_asks_for(make_workbook: MakeWorkbook) -> None:
    """Version, template, Python and log."""
    said = click(open_in_excel(make_workbook(PLAN)), "om")
    assert sys.executable in said
    assert "Mallversion" in said
    assert "runxl.log" in said


# What stands in the way


def untouched(excel: Any, action: str = "berakna") -> str:
    """Clicks; nothing may have been written. The message."""
    before = snapshot(excel)
    said = click(excel, action)
    assert excel.writes == 0
    assert snapshot(excel) == before
    return said


def test_a_sheet_protected_without_password_is_opened_and_protected_again(make_workbook: MakeWorkbook) -> None:
    """The engine refuses to write in a protected sheet, so the writing shows that it was open."""
    excel = open_in_excel(make_workbook(PLAN))
    excel.book["Delmål"].protection.sheet = True
    assert "är beräknad" in click(excel, "berakna")
    assert excel.book["Delmål"].protection.sheet
    assert not excel.book["Mål"].protection.sheet


def test_a_password_stops_everything_before_the_first_cell(make_workbook: MakeWorkbook) -> None:
    """Sheets already opened are protected again."""
    excel = open_in_excel(make_workbook(PLAN))
    excel.book["Mål"].protection.sheet = True
    excel.password = True
    assert "skyddat med lösenord" in untouched(excel)
    assert excel.book["Mål"].protection.sheet


def test_a_formula_in_a_result_cell_is_left(make_workbook: MakeWorkbook) -> None:
    """It is named, and nothing at all is written."""
    path = make_workbook(PLAN)
    file = openpyxl.load_workbook(path)
    column = next(cell.column_letter for cell in file["Delmål"][1] if cell.value == "Beräknad status")
    file["Delmål"][f"{column}2"] = '="He"&"lt"'
    file.save(path)
    assert f"Delmål!{column}2 innehåller en formel" in untouched(open_in_excel(path))


def test_a_read_only_workbook_is_not_written(make_workbook: MakeWorkbook) -> None:
    """The remedy is a copy."""
    excel = open_in_excel(make_workbook(PLAN))
    excel.workbook.ReadOnly = True
    assert "skrivskyddad" in untouched(excel)


def test_another_kind_of_workbook_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "lön.xlsx"
    openpyxl.Workbook().save(path)
    assert "lön.xlsx är ingen arbetsbok för måluppfyllelse" in click(open_in_excel(path), "berakna")


def test_a_newer_template_is_not_computed(make_workbook: MakeWorkbook) -> None:
    """The runxl that is installed does not know what it means."""
    excel = open_in_excel(make_workbook(PLAN))
    sheet = excel.book["Inställningar"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "Mallversion")
    row[1].value = excel.calculated["Inställningar"][row[1].coordinate].value = "99.0"
    assert "99.0" in click(excel, "berakna")


def test_a_closed_period_is_left(make_workbook: MakeWorkbook) -> None:
    """The words are those of the open workbook: no options of the command line that nobody can give there."""
    excel = open_in_excel(make_workbook(PLAN))
    sheet = excel.book["Inställningar"]
    cell = next(row[1] for row in sheet.iter_rows() if row[0].value == "Period")
    cell.value = "DÅ 2"
    click(excel, "berakna")
    cell.value = "DÅ 1"
    excel.writes = 0
    said = untouched(excel)
    assert "är avslutad" in said
    assert "--bara-visa" not in said


@pytest.mark.parametrize(("argument", "word"), [("--wb=a=b.xlsx", "likhetstecken"), ("--wb=a.xlsx", "Ingen arbetsbok")])
def test_a_workbook_that_is_not_found(
    make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch, argument: str, word: str
) -> None:
    """On a Mac, where its name is all that is known: either none is open, or its name hides it."""
    excel = on_a_mac(open_in_excel(make_workbook(PLAN)), monkeypatch)
    monkeypatch.setattr(sys, "argv", ["-c", argument])
    monkeypatch.setattr(open_excel, "in_front", partial(open_excel._document, open_excel._xlwings().books[0]))
    monkeypatch.setattr(xlwings.Book, "caller", lambda: 1 / 0)
    assert word in click(excel, "om")


class BusyError(Exception):
    """As pywin32 says that Excel is editing a cell."""

    hresult = -2147418111


@pytest.mark.parametrize(("error", "word"), [(BusyError(), "en cell redigeras"), (ZeroDivisionError("x"), "runxl.log")])
def test_what_nobody_foresaw_is_said_in_swedish(
    make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception, word: str
) -> None:
    """No traceback is shown; it is in the log, and the log is named."""
    excel = open_in_excel(make_workbook(PLAN))

    def fail(_: object) -> str:
        raise error

    monkeypatch.setattr(answers, "berakna", fail)
    said = click(excel, "berakna")
    assert word in said
    assert "Traceback" not in said
    log = tmp_path / "cache" / "logg" / "runxl.log"
    assert log.exists() == (word == "runxl.log")
    assert not log.exists() or "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_a_failure_while_writing_leaves_the_program_as_it_was(
    make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Screen, calculation and protection come back also then."""
    excel = open_in_excel(make_workbook(PLAN))
    excel.book["Mål"].protection.sheet = True
    before = excel.settings
    monkeypatch.setattr(WindowsDocument, "write", lambda *_: 1 / 0)
    assert "inte var berett på" in click(excel, "berakna")
    assert excel.settings == before
    assert excel.book["Mål"].protection.sheet


def test_the_report_is_written_beside_the_workbook_and_never_over_another(make_workbook: MakeWorkbook) -> None:
    """From what stands in the open workbook; the second click makes a second file."""
    excel = open_in_excel(make_workbook(PLAN))
    excel.book["Mål"]["B2"] = "Ett öppet län"
    folder = Path(excel.workbook.FullName).parent
    said = click(excel, "rapport")
    (report,) = folder.glob("*.docx")
    assert report.name in said
    assert "kvar att fylla i" in said
    assert "Ett öppet län" in "\n".join(cell.text for cell in _cells(report))
    report.write_bytes(b"min text")
    click(excel, "rapport")
    assert report.read_bytes() == b"min text"
    assert [path.name for path in folder.glob("*(2).docx")] == [f"{report.stem} (2).docx"]


def _cells(report: Path) -> list[Any]:
    tables = docx.Document(str(report)).tables
    return [cell for table in tables for row in table.rows for cell in row.cells]


def test_the_slides_are_written_beside_the_workbook(make_workbook: MakeWorkbook) -> None:
    excel = open_in_excel(make_workbook(PLAN))
    click(excel, "bildspel")
    (deck,) = Path(excel.workbook.FullName).parent.glob("*.pptx")
    assert any("Ett attraktivt län" in (slide.shapes.title.text or "") for slide in pptx.Presentation(str(deck)).slides)


def test_an_unsaved_workbook_has_no_place_for_a_report(
    make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person is told to save it first."""
    excel = open_in_excel(make_workbook(PLAN))
    excel.workbook.FullName = "Bok1"
    assert "Spara arbetsboken först" in click(excel, "rapport")
