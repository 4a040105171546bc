"""The button Nästa period in Excel: asked about, the workbook kept, the step taken in the open workbook, and undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import runxl
from runxl.addin import compute, open_excel
from runxl.addin.excel_windows import WindowsDocument
from runxl.addin.read_book import read_open
from runxl.verbs.berakna import berakna
from runxl.verbs.period import advance
from tests.addin.every_excel import STATES, Opened, on_sharepoint, read_only, unsaved
from tests.addin.fake_excel import Excel, Workbook, click, open_in_excel
from tests.addin.fake_pywin32 import ComError
from tests.addin.live import YEAR, cells_of, contents, with_dates, with_setting
from tests.conftest import MakeWorkbook
from tests.output.workbooks import NOW

KEPT = "plan (DÅ 1 2026).xlsx"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNXL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(compute, "now", lambda: NOW)


@pytest.fixture
def plan(make_workbook: MakeWorkbook) -> Path:
    """Computed in DÅ 1."""
    path = with_dates(make_workbook(YEAR))
    berakna(path, now=NOW)
    return path


def snapshot() -> dict[str, Any]:
    return {name: cells_of(sheet) for name, sheet in read_open(open_excel.caller()).sheets.items()}


def sizes() -> dict[str, Any]:
    document = open_excel.caller()
    return {name: document.tables(name) for name in document.titles()}


def untouched(excel: Excel, path: Path) -> str:
    """Clicks; nothing is written, in the workbook or beside it. The message."""
    before, files = snapshot(), set(path.parent.glob("*.xlsx"))
    said = click(excel, "nasta_period")
    assert excel.writes == 0
    assert snapshot() == before
    assert set(path.parent.glob("*.xlsx")) == files
    return said


def test_the_button_writes_what_the_command_writes(plan: Path, tmp_path: Path) -> None:
    """Cell for cell in every sheet; the file itself is not saved."""
    excel, filed = open_in_excel(plan), plan.read_bytes()
    said = click(excel, "nasta_period")
    assert said.startswith("Arbetsboken är nu i DÅ 2 2026. ")
    excel.book.save(tmp_path / "live.xlsx")
    live = contents(tmp_path / "live.xlsx")
    copy = shutil.copy(plan, tmp_path / "kommandot.xlsx")
    done = advance(copy, "DÅ 2", now=NOW)
    for sheet, expected in contents(done.file).items():
        assert live[sheet] == expected, sheet
    assert f"{done.emptied} svar och beslut är tömda, {done.kept} svar som varar står kvar" in said
    assert plan.read_bytes() == filed


def test_the_question_says_what_will_happen(plan: Path) -> None:
    """From and to, how much is emptied, and what the kept copy is called."""
    excel = open_in_excel(plan)
    click(excel, "nasta_period")
    (asked,) = excel.asked
    told = runxl.advance(plan, "DÅ 2", dry_run=True)
    assert asked.startswith("DÅ 1 2026 -> DÅ 2 2026\n")
    assert f"{told.emptied} svar och beslut töms, {told.kept} svar som varar står kvar." in asked
    assert KEPT in asked


def test_who_answers_no_has_changed_nothing(plan: Path) -> None:
    excel = open_in_excel(plan)
    excel.answer = False
    assert untouched(excel, plan) == ""
    assert len(excel.asked) == 1


def test_the_kept_copy_is_the_workbook_as_it_stood_open(plan: Path) -> None:
    """Also what was not saved; a report of the period made from it is the same as before the step."""
    excel = open_in_excel(plan)
    excel.book["Mål"]["B2"] = "Ett öppet län"
    click(excel, "berakna")
    before = snapshot()
    said = click(excel, "nasta_period")
    kept = plan.with_name(KEPT)
    assert KEPT in said
    assert {name: cells_of(sheet) for name, sheet in runxl.read(kept).sheets.items()} == {}
    open_in_excel(kept)
    assert snapshot() == before
    assert runxl.assess(kept).mal[0].row.mal == "Ett öppet län"
    assert runxl.assess(kept).period == "DÅ 1"


def test_undo_gives_every_old_cell_back(plan: Path) -> None:
    """Answers, decisions, dates, rows that were emptied, the outline and the sizes of the tables."""
    excel = open_in_excel(plan)
    before, were = snapshot(), sizes()
    click(excel, "nasta_period")
    after = snapshot()
    for sheet in ("Mål", "Delmål", "Indikatorer", "Aktiviteter", "Uppdrag", "Händelser", "Texter", "Inställningar"):
        assert after[sheet] != before[sheet], sheet
    said = click(excel, "angra")
    assert said.startswith("Steget till DÅ 2 2026 är ångrat: ")
    assert "\n" not in said
    assert snapshot() == before
    assert sizes() == were
    assert "ingenting att ångra" in click(excel, "angra")


def test_undo_leaves_what_has_been_answered_since(plan: Path) -> None:
    excel = open_in_excel(plan)
    click(excel, "nasta_period")
    column = next(cell.column_letter for cell in excel.book["Indikatorer"][1] if cell.value == "Utfall")
    excel.book["Indikatorer"][f"{column}2"] = 79
    assert "En cell har ändrats sedan dess" in click(excel, "angra")
    assert excel.book["Indikatorer"][f"{column}2"].value == 79
    assert excel.book["Händelser"]["B2"].value == "Vintern"


def test_undone_and_taken_again_the_same_copy_is_good_enough(plan: Path) -> None:
    """It holds the same, so it is left as it is."""
    excel = open_in_excel(plan)
    click(excel, "nasta_period")
    stamp = plan.with_name(KEPT).stat().st_mtime_ns
    click(excel, "angra")
    assert "är nu i DÅ 2 2026" in click(excel, "nasta_period")
    assert plan.with_name(KEPT).stat().st_mtime_ns == stamp


def test_a_copy_with_other_contents_is_never_written_over(plan: Path) -> None:
    """Neither one of another state of the workbook nor a file of another kind."""
    kept = plan.with_name(KEPT)
    excel = open_in_excel(plan)
    for content in (b"min text", plan.read_bytes()):
        kept.write_bytes(content)
        excel.book["Mål"]["D2"] = "Nytt sedan kopian."
        said = untouched(excel, plan)
        assert f"{KEPT} finns redan med ett annat innehåll. Flytta eller döp om den" in said
        assert kept.read_bytes() == content
        assert excel.asked == []


def test_a_link_in_the_copys_place_is_not_followed(plan: Path, tmp_path: Path) -> None:
    """Also one that leads to the same contents, and one that leads nowhere yet."""
    elsewhere = tmp_path / "annat" / "fil.xlsx"
    elsewhere.parent.mkdir()
    plan.with_name(KEPT).symlink_to(elsewhere)
    excel = open_in_excel(plan)
    assert "ingen vanlig fil" in untouched(excel, plan)
    assert not elsewhere.exists()


def test_the_year_is_walked_with_the_button(plan: Path) -> None:
    """After the last period the next year is another workbook."""
    excel = open_in_excel(plan)
    click(excel, "nasta_period")
    click(excel, "berakna")
    assert "Arbetsboken är nu i Årsrapport 2026" in click(excel, "nasta_period")
    assert excel.asked[-1].startswith("DÅ 2 2026 -> Årsrapport 2026\n")
    assert plan.with_name("plan (DÅ 2 2026).xlsx").exists()
    excel.writes = 0
    said = untouched(excel, plan)
    assert "Årsrapport 2026 är årets sista period. Nästa år börjar i en ny arbetsbok" in said
    assert "runxl ny" in said


def test_a_period_that_nobody_has_answered_is_said_to_be_so(tmp_path: Path) -> None:
    """As after a click too many."""
    excel = open_in_excel(runxl.new(tmp_path / "plan.xlsx", year=2026))
    click(excel, "nasta_period")
    click(excel, "nasta_period")
    assert "Det finns inget att tömma." in excel.asked[-1]


def test_answers_that_are_not_computed_stop_the_step(plan: Path) -> None:
    excel = open_in_excel(plan)
    column = next(cell.column_letter for cell in excel.book["Indikatorer"][1] if cell.value == "Utfall")
    excel.book["Indikatorer"][f"{column}2"] = 70
    assert "Beräkna arbetsboken först" in untouched(excel, plan)


def test_answers_of_another_period_stop_the_step_and_the_computing(plan: Path) -> None:
    """Period changed by hand: what to do is said, and the button is named, never the command."""
    excel = open_in_excel(with_setting(plan, "Period", "DÅ 2"))
    said = untouched(excel, plan)
    assert "Perioden är DÅ 2 2026, men svaren som står i arbetsboken avser DÅ 1 2026" in said
    assert said.endswith("I den öppna arbetsboken tas steget med knappen Nästa period.")
    assert "runxl" not in said
    before = snapshot()
    assert click(excel, "berakna") == said
    assert (snapshot(), excel.writes) == (before, 0)


def test_the_sheet_of_findings_names_the_button(plan: Path) -> None:
    excel = open_in_excel(with_setting(plan, "Period", "DÅ 2"))
    click(excel, "validera")
    (remedy,) = [row[6] for row in excel.book["Fynd"].iter_rows(values_only=True) if row[1] == "RX225"]
    assert remedy.endswith(
        "ta sedan steget till nästa period. I den öppna arbetsboken tas steget med knappen Nästa period."
    )


def test_a_closed_period_is_not_stepped_from(plan: Path) -> None:
    """Period set back by hand."""
    runxl.advance(plan, "DÅ 2")
    berakna(plan, now=NOW)
    excel = open_in_excel(with_setting(plan, "Period", "DÅ 1"))
    assert "DÅ 1 2026 är avslutad: Tidigare perioder har redan DÅ 2 2026" in untouched(excel, plan)


def test_a_setting_that_is_missing_is_named(plan: Path) -> None:
    excel = open_in_excel(with_setting(plan, "Period", ""))
    assert "fyll i Period på bladet Inställningar först" in untouched(excel, plan)


@pytest.mark.parametrize(
    ("place", "said"),
    [("Bok1", "Spara arbetsboken först"), ("https://region.sharepoint.com/plan.xlsx", "Spara en kopia på datorn")],
)
def test_the_copy_needs_a_folder(plan: Path, place: str, said: str) -> None:
    excel = open_in_excel(plan)
    excel.workbook.FullName = place
    assert said in untouched(excel, plan)
    assert excel.asked == []


NOT_TAKEN = {
    read_only: "skrivskyddad",
    on_sharepoint: "Spara en kopia på datorn",
    unsaved: "Spara arbetsboken först",
}
"""Why the step is not taken in such a workbook."""


@pytest.mark.parametrize("state", STATES, ids=lambda one: one.__name__)
def test_the_step_is_taken_whatever_the_workbook_is_like(
    opened: Opened, plan: Path, tmp_path: Path, state: Callable[[Excel], None]
) -> None:
    """As the command takes it, and taken back; or told why not, before anything is asked."""
    excel = opened(plan)
    state(excel)
    excel.book.save(tmp_path / "kommandot.xlsx")
    closed = advance(tmp_path / "kommandot.xlsx", "DÅ 2", now=NOW)
    before, protection = snapshot(), [sheet.protection.sheet for sheet in excel.book.worksheets]
    said = click(excel, "nasta_period")
    assert [sheet.protection.sheet for sheet in excel.book.worksheets] == protection
    if state in NOT_TAKEN:
        assert NOT_TAKEN[state] in said
        assert (excel.asked, excel.writes, plan.with_name(KEPT).exists()) == ([], 0, False)
        assert "ingenting att ångra" in click(excel, "angra")
    else:
        assert said.startswith("Arbetsboken är nu i DÅ 2 2026. ")
        excel.book.save(tmp_path / "live.xlsx")
        live = contents(tmp_path / "live.xlsx")
        assert {name: live[name] for name in contents(closed.file)} == contents(closed.file)
        assert runxl.assess(plan.with_name(KEPT)).period == "DÅ 1"
        assert "är ångrat: " in click(excel, "angra")
    assert snapshot() == before
    assert [sheet.protection.sheet for sheet in excel.book.worksheets] == protection


def test_a_read_only_workbook_is_left(plan: Path) -> None:
    excel = open_in_excel(plan)
    excel.workbook.ReadOnly = True
    assert "skrivskyddad" in untouched(excel, plan)


def test_what_may_not_be_written_leaves_no_copy_behind(plan: Path) -> None:
    """A password on a sheet: the step is not taken, and nothing says that it was."""
    excel = open_in_excel(plan)
    excel.book["Mål"].protection.sheet = excel.password = True
    assert "skyddat med lösenord" in untouched(excel, plan)
    assert len(excel.asked) == 1


@pytest.mark.parametrize("written", ["", "inte en arbetsbok"])
def test_without_a_readable_copy_no_step_is_taken(plan: Path, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    """Whether Excel refuses, or writes what cannot be read again (a workbook with a password)."""

    def save(_: Workbook, path: str) -> None:
        if not written:
            raise ComError
        Path(path).write_text(written, encoding="utf-8")

    monkeypatch.setattr(Workbook, "SaveCopyAs", save)
    assert f"Kopian {KEPT} gick inte att spara" in untouched(open_in_excel(plan), plan)


def test_a_failure_halfway_keeps_the_copy(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it may be the only place where the answers stand."""
    excel = open_in_excel(plan)
    monkeypatch.setattr(WindowsDocument, "write", lambda *_: 1 / 0)
    assert "inte var berett på" in click(excel, "nasta_period")
    assert runxl.assess(plan.with_name(KEPT)).period == "DÅ 1"
