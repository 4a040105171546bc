"""The buttons in an open workbook, on an engine that takes values as Excel takes them."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import openpyxl
import pptx
import pytest
import xlwings

import runxl
from runxl.addin import compute, main
from runxl.addin.main import ACTIONS
from runxl.addin.read_book import read_open
from runxl.verbs.berakna import berakna
from runxl.workbook.read import read
from runxl.workbook.tables import CellError, Percent
from tests.addin.engines import openpyxl_book
from tests.addin.live import TRAPS, cells_of, contents, set_traps
from tests.conftest import MakeWorkbook
from tests.output.workbooks import NOW, PLAN

pytestmark = pytest.mark.usefixtures("_own_cache")


@pytest.fixture
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log and the undo files in the test's own folder, and a fixed time."""
    monkeypatch.setenv("RUNXL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(compute, "now", lambda: NOW)
    monkeypatch.setattr(xlwings.Book, "_mock_caller", None, raising=False)
    monkeypatch.setattr(xlwings.engines, "active", None)


def click(book: Any, action: str) -> str:
    """Clicks a button; what the message box says."""
    book.api.said.clear()
    main.main(action)
    assert len(book.api.said) <= 1
    return "".join(book.api.said)


def save(book: Any, path: Path) -> Path:
    book.api.save(str(path))
    return path


def value(book: Any, sheet: str, cell: str) -> Any:
    return book.api.book[sheet][cell].value


# Reading


def test_an_open_workbook_is_read_as_its_file(make_workbook: MakeWorkbook) -> None:
    """Values with their kinds, hidden rows, merged cells, tables and what was noticed."""
    path = make_workbook(TRAPS)
    book = openpyxl.load_workbook(path)
    sheet = book["Indikatorer"]
    sheet["F2"], sheet["F3"] = 0.8, 0.25
    sheet["F3"].number_format = "0.0 %"
    sheet["H2"] = "#N/A"
    sheet["H2"].data_type = "e"
    sheet.row_dimensions[3].hidden = True
    book["Uppdrag"].merge_cells("C2:C3")
    book["Delmål"]["E40"] = "utanför"
    book.save(path)
    filed, opened = read(path, name=path.name, to_write=True), read_open(openpyxl_book(path))
    assert opened.findings == filed.findings
    assert opened.tables == filed.tables
    for name, raw in filed.sheets.items():
        live = opened.sheets[name]
        assert cells_of(live) == cells_of(raw), name
        assert (live.hidden_rows, live.merged, live.table_ref) == (raw.hidden_rows, raw.merged, raw.table_ref), name
    found = cells_of(opened.sheets["Indikatorer"])
    assert found[3, 6] == ("Percent", Percent(0.25))
    assert found[2, 8] == ("CellError", CellError("#N/A"))


def test_a_value_far_away_is_named_and_not_read(make_workbook: MakeWorkbook) -> None:
    """Beyond ten thousand empty rows, as in a file."""
    path = make_workbook(PLAN)
    book = openpyxl.load_workbook(path)
    book["Mål"]["B30000"] = "borta"
    book.save(path)
    opened = read_open(openpyxl_book(path)).sheets["Mål"]
    assert opened.far == "B30000"
    assert cells_of(opened) == cells_of(read(path, to_write=True).sheets["Mål"])


# Computing


@pytest.mark.parametrize("traps", [False, True], ids=["as it is", "with traps"])
def test_the_button_writes_what_the_command_writes(tmp_path: Path, *, traps: bool) -> None:
    """Cell for cell in every sheet, with links and tables; texts stay texts."""
    path = runxl.new(tmp_path / "plan.xlsx", exempel=True)
    if traps:
        set_traps(path)
    book = openpyxl_book(path)
    assert "Måluppfyllelsen är beräknad" in click(book, "berakna")
    live = contents(save(book, tmp_path / "live.xlsx"))
    closed = contents(berakna(path, now=NOW).file)
    for sheet, expected in closed.items():
        assert live[sheet] == expected, sheet
    assert len(closed["Historik"]["values"]) > 500
    assert bool(closed["Fynd"]["links"]) == traps


def test_the_looks_of_sammanfattning_follow_its_rows(tmp_path: Path) -> None:
    """Every cell of the lists has the style of the file that the command writes."""
    path = runxl.new(tmp_path / "plan.xlsx", exempel=True)
    book = openpyxl_book(path)
    click(book, "berakna")
    live = openpyxl.load_workbook(save(book, tmp_path / "live.xlsx"))["Sammanfattning"]
    for row in openpyxl.load_workbook(berakna(path, now=NOW).file)["Sammanfattning"].iter_rows(min_row=24):
        for cell in row:
            assert look_of(live[cell.coordinate]) == look_of(cell), cell.coordinate


def look_of(cell: Any) -> tuple[str, ...]:
    return tuple(repr(part) for part in (cell.font, cell.fill, cell.border, cell.alignment, cell.number_format))


def test_a_second_click_changes_nothing(make_workbook: MakeWorkbook) -> None:
    book = openpyxl_book(make_workbook(PLAN))
    click(book, "berakna")
    book.api.writes = 0
    assert "visade redan resultatet" in click(book, "berakna")
    assert book.api.writes == 0


def test_cells_are_written_in_blocks(make_workbook: MakeWorkbook) -> None:
    """A hundred indicators cost hardly more calls than one."""
    rows = "\n".join(f"| 1.1.{n} | 1.1 | Mått {n} | % | Minst | 80 | 50 | Tertial |" for n in range(2, 102))
    few, many = openpyxl_book(make_workbook(PLAN)), None
    click(few, "berakna")
    many = openpyxl_book(make_workbook(PLAN.replace("| 1.2.1 |", f"{rows}\n| 1.2.1 |"), "fler.xlsx"))
    click(many, "berakna")
    assert many.api.writes < few.api.writes + 40


def test_the_person_is_left_where_she_was(make_workbook: MakeWorkbook) -> None:
    """Selection, sheet, screen, calculation and events are as before; the status bar is given back."""
    book = openpyxl_book(make_workbook(PLAN))
    book.sheets["Delmål"].range("C2:D3").select()
    before = (book.api.selection(), {**book.api.settings})
    click(book, "berakna")
    assert (book.api.selection(), book.api.settings) == before
    assert book.api.statuses[0].startswith("Måluppfyllelse")


def test_the_summary_button_goes_there(make_workbook: MakeWorkbook) -> None:
    """Computed, and without a box in front of it."""
    book = openpyxl_book(make_workbook(PLAN))
    assert click(book, "sammanfattning") == ""
    assert book.api.active() == "Sammanfattning"
    assert value(book, "Sammanfattning", "B7")


def test_validation_writes_the_findings_alone(make_workbook: MakeWorkbook) -> None:
    """Fynd is filled and linked; no result is written."""
    book = openpyxl_book(make_workbook(TRAPS))
    assert "1 fel" in click(book, "validera")
    assert value(book, "Fynd", "D2") == "H3"
    assert book.api.book["Fynd"]["D2"].hyperlink.location == "'Indikatorer'!H3"
    assert value(book, "Sammanfattning", "B7") is None


# Undo


def snapshot(book: Any) -> dict[str, Any]:
    return {name: cells_of(sheet) for name, sheet in read_open(book).sheets.items()}


def test_undo_brings_back_every_value(make_workbook: MakeWorkbook) -> None:
    """Also those of an earlier run, and the tables' sizes; once only."""
    book = openpyxl_book(make_workbook(PLAN))
    click(book, "berakna")
    book.api.book["Indikatorer"]["H2"] = 95
    before, tables = snapshot(book), {name: book.api.tables(name) for name in book.api.titles()}
    click(book, "berakna")
    assert snapshot(book) != before
    assert "är ångrad" in click(book, "angra")
    assert snapshot(book) == before
    assert {name: book.api.tables(name) for name in book.api.titles()} == tables
    assert "ingen beräkning att ångra" in click(book, "angra")


def test_undo_leaves_what_a_person_has_changed_since(make_workbook: MakeWorkbook) -> None:
    """And says how many cells that is."""
    book = openpyxl_book(make_workbook(PLAN))
    click(book, "berakna")
    column = next(cell.column_letter for cell in book.api.book["Delmål"][1] if cell.value == "Beräknad status")
    book.api.book["Delmål"][f"{column}2"] = "Egen"
    assert "En cell har ändrats sedan dess" in click(book, "angra")
    assert value(book, "Delmål", f"{column}2") == "Egen"
    assert value(book, "Delmål", f"{column}3") is None


def test_undo_leaves_a_sheet_whose_rows_have_moved(make_workbook: MakeWorkbook) -> None:
    """There the values would land at other objects."""
    book = openpyxl_book(make_workbook(PLAN))
    click(book, "berakna")
    sheet = book.api.book["Delmål"]
    sheet["A2"], sheet["A3"] = sheet["A3"].value, sheet["A2"].value
    assert "Raderna har flyttats på Delmål" in click(book, "angra")


# Explanations and findings


def test_the_selected_row_is_explained_before_anything_is_computed(make_workbook: MakeWorkbook) -> None:
    book = openpyxl_book(make_workbook(PLAN))
    book.sheets["Indikatorer"].range("C2").select()
    said = click(book, "forklara")
    assert said.startswith("1.1.1: Inte")
    assert "50" in said
    assert book.api.writes == 0
    book.sheets["Uppdrag"].range("A2").select()
    assert "Markera en rad" in click(book, "forklara")


def test_the_next_finding_is_the_one_after_the_selection_and_the_first_after_the_last(
    make_workbook: MakeWorkbook,
) -> None:
    """From sheet to sheet, round and round."""
    book = openpyxl_book(make_workbook(TRAPS.replace("| 50 |", "| x |")))
    seen = []
    for _ in range(3):
        said = click(book, "nasta_fynd")
        sheet, area = book.api.selection()
        seen.append((sheet, area[:2], said))
    places = [(sheet, place) for sheet, place, _ in seen]
    assert ("Indikatorer", (2, 8)) in places
    assert len(set(places)) > 1
    assert all(said for _, _, said in seen)


def test_about_says_what_support_asks_for(make_workbook: MakeWorkbook) -> None:
    """Version, template, Python and log."""
    said = click(openpyxl_book(make_workbook(PLAN)), "om")
    assert sys.executable in said
    assert "Mallversion" in said
    assert "runxl.log" in said


# What stands in the way


def untouched(book: Any, action: str = "berakna") -> str:
    """Clicks; nothing may have been written. The message."""
    before = snapshot(book)
    said = click(book, action)
    assert book.api.writes == 0
    assert snapshot(book) == before
    return said


def test_a_sheet_protected_without_password_is_opened_and_protected_again(make_workbook: MakeWorkbook) -> None:
    """The engine refuses to write in a protected sheet, so the writing shows that it was open."""
    book = openpyxl_book(make_workbook(PLAN))
    book.api.lock("Delmål")
    assert "är beräknad" in click(book, "berakna")
    assert book.api.locked("Delmål")
    assert not book.api.locked("Mål")


def test_a_password_stops_everything_before_the_first_cell(make_workbook: MakeWorkbook) -> None:
    """Sheets already opened are protected again."""
    book = openpyxl_book(make_workbook(PLAN))
    book.api.lock("Mål")
    book.api.password = True
    assert "skyddat med lösenord" in untouched(book)
    assert book.api.locked("Mål")


def test_a_formula_in_a_result_cell_is_left(make_workbook: MakeWorkbook) -> None:
    """It is named, and nothing at all is written."""
    path = make_workbook(PLAN)
    file = openpyxl.load_workbook(path)
    column = next(cell.column_letter for cell in file["Delmål"][1] if cell.value == "Beräknad status")
    file["Delmål"][f"{column}2"] = '="He"&"lt"'
    file.save(path)
    assert f"Delmål!{column}2 innehåller en formel" in untouched(openpyxl_book(path))


def test_a_read_only_workbook_is_not_written(make_workbook: MakeWorkbook) -> None:
    """The remedy is a copy."""
    book = openpyxl_book(make_workbook(PLAN))
    book.api.read_only = True
    assert "skrivskyddad" in untouched(book)


def test_another_kind_of_workbook_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "lön.xlsx"
    openpyxl.Workbook().save(path)
    assert "lön.xlsx är ingen arbetsbok för måluppfyllelse" in click(openpyxl_book(path), "berakna")


def test_a_newer_template_is_not_computed(make_workbook: MakeWorkbook) -> None:
    """The runxl that is installed does not know what it means."""
    book = openpyxl_book(make_workbook(PLAN))
    sheet = book.api.book["Inställningar"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "Mallversion")
    row[1].value = book.api._calculated["Inställningar"][row[1].coordinate].value = "99.0"
    assert "99.0" in click(book, "berakna")


def test_a_closed_period_is_left(make_workbook: MakeWorkbook) -> None:
    """The words are those of the open workbook: no options of the command line that nobody can give there."""
    book = openpyxl_book(make_workbook(PLAN))
    sheet = book.api.book["Inställningar"]
    cell = next(row[1] for row in sheet.iter_rows() if row[0].value == "Period")
    cell.value = "DÅ 2"
    click(book, "berakna")
    cell.value = "DÅ 1"
    book.api.writes = 0
    said = untouched(book)
    assert "är avslutad" in said
    assert "--bara-visa" not in said


@pytest.mark.parametrize(("argument", "word"), [("--wb=a=b.xlsx", "likhetstecken"), ("--wb=a.xlsx", "Ingen arbetsbok")])
def test_a_workbook_that_is_not_found(
    make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch, argument: str, word: str
) -> None:
    """Either none is open, or its name hides it."""
    book = openpyxl_book(make_workbook(PLAN))
    monkeypatch.setattr(sys, "argv", ["-c", argument])
    monkeypatch.setattr(xlwings.Book, "caller", lambda: (_ for _ in ()).throw(KeyError("a")))
    assert word in click(book, "om")


class BusyError(Exception):
    """As pywin32 says that Excel is editing a cell."""

    hresult = -2147418111


@pytest.mark.parametrize(("error", "word"), [(BusyError(), "en cell redigeras"), (ZeroDivisionError("x"), "runxl.log")])
def test_what_nobody_foresaw_is_said_in_swedish(
    make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception, word: str
) -> None:
    """No traceback is shown; it is in the log, and the log is named."""
    book = openpyxl_book(make_workbook(PLAN))

    def fail(_: object) -> str:
        raise error

    monkeypatch.setitem(ACTIONS, "berakna", fail)
    said = click(book, "berakna")
    assert word in said
    assert "Traceback" not in said
    log = tmp_path / "cache" / "logg" / "runxl.log"
    assert log.exists() == (word == "runxl.log")
    assert not log.exists() or "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_a_failure_while_writing_leaves_the_program_as_it_was(
    make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Screen, calculation and protection come back also then."""
    book = openpyxl_book(make_workbook(PLAN))
    book.api.lock("Mål")
    before = {**book.api.settings}
    monkeypatch.setattr(book.api, "write", lambda *_: 1 / 0)
    assert "inte var berett på" in click(book, "berakna")
    assert book.api.settings == before
    assert book.api.locked("Mål")


def test_excel_on_windows_is_asked_by_its_own_names() -> None:
    """Protection, as COM has it: what was allowed is allowed again, and a password is noticed."""
    from runxl.addin.host import WindowsExcel

    protections: list[dict[str, bool]] = []
    allowed = {name: name == "AllowFiltering" for name in dir_of_protection()}
    native = SimpleNamespace(
        ProtectContents=True,
        ProtectDrawingObjects=False,
        ProtectScenarios=True,
        Protection=SimpleNamespace(**allowed),
        Protect=lambda **how: protections.append(how),
    )
    native.Unprotect = lambda _: setattr(native, "ProtectContents", False)
    sheet, host = SimpleNamespace(api=native), WindowsExcel()
    assert host.locked(sheet)
    how = host.unlock(sheet)
    host.lock(sheet, how)
    assert protections == [{"Contents": True, "DrawingObjects": False, "Scenarios": True, **allowed}]
    native.ProtectContents, native.Unprotect = True, lambda _: None
    assert host.unlock(sheet) is None


def dir_of_protection() -> list[str]:
    from runxl.addin.host import _ALLOWED

    return list(_ALLOWED)


def test_the_report_is_written_beside_the_workbook_and_never_over_another(make_workbook: MakeWorkbook) -> None:
    """From what stands in the open workbook; the second click makes a second file."""
    book = openpyxl_book(make_workbook(PLAN))
    book.sheets["Mål"].range("B2").value = "Ett öppet län"
    folder = Path(book.fullname).parent
    said = click(book, "rapport")
    (report,) = folder.glob("*.docx")
    assert report.name in said
    assert "kvar att fylla i" in said
    assert "Ett öppet län" in "\n".join(cell.text for cell in _cells(report))
    report.write_bytes(b"min text")
    click(book, "rapport")
    assert report.read_bytes() == b"min text"
    assert [path.name for path in folder.glob("*(2).docx")] == [f"{report.stem} (2).docx"]


def _cells(report: Path) -> list[Any]:
    tables = docx.Document(str(report)).tables
    return [cell for table in tables for row in table.rows for cell in row.cells]


def test_the_slides_are_written_beside_the_workbook(make_workbook: MakeWorkbook) -> None:
    book = openpyxl_book(make_workbook(PLAN))
    click(book, "bildspel")
    (deck,) = Path(book.fullname).parent.glob("*.pptx")
    assert any("Ett attraktivt län" in (slide.shapes.title.text or "") for slide in pptx.Presentation(str(deck)).slides)


def test_an_unsaved_workbook_has_no_place_for_a_report(
    make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person is told to save it first."""
    book = openpyxl_book(make_workbook(PLAN))
    monkeypatch.setattr(type(book), "fullname", property(lambda _: "Bok1"))
    assert "Spara arbetsboken först" in click(book, "rapport")
