"""The buttons of a round in Excel: sent out, told of, taken in and agreed to, in folders that the person chooses."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import openpyxl
import pytest

from runxl.verbs.godta import accept
from runxl.verbs.samla.collect import collect
from tests.addin.every_excel import (
    STATES,
    UNFORESEEN,
    Opened,
    filtered,
    in_kronor,
    mac,
    protected,
    read_only,
    started,
    values,
)
from tests.addin.fake_excel import Excel, click
from tests.addin.live import contents
from tests.verbs.conftest import Sent
from tests.verbs.returns import changed, column_of, copied, plan, put, row_of, send, setting

NOW = dt.datetime(2100, 1, 10, 9, 30).astimezone()
"""Later than the sending: an answer is never taken in before it has been asked for."""

UTFALL = ("Indikatorer", "1.1.1", "Utfall")
UNITS = ["Enhet 1", "Enhet 2", "Enhet 3"]
SHARE = ("Indikatorer", "1.1.2", "Utfall")


@pytest.fixture
def moment() -> dt.datetime:
    return NOW


@pytest.fixture(scope="module")
def _original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three units have been asked; one has answered, one proposes a target and a row less, one has sent something else."""
    top = tmp_path_factory.mktemp("utskick")
    master = setting(plan(top / "plan.xlsx", units=3), "Svar senast", "2025-01-15")
    send(changed(master, with_moments), top / "svar")
    sent = Sent(top / "plan.xlsx", top / "svar")
    put(sent.of("Enhet 1"), {UTFALL: 12, SHARE: 84.7, ("Delmål", "1.1", "Analys"): "1-3"})

    def propose(book: openpyxl.Workbook) -> None:
        ws = book["Indikatorer"]
        ws.cell(row_of(ws, "1.2.1"), column_of(ws, "Målvärde"), 15)
        ws.delete_rows(row_of(ws, "1.2.2"))

    changed(sent.of("Enhet 2"), propose)
    sent.of("Enhet 3").unlink()
    (sent.folder / "Enhet 3.pdf").write_bytes(b"%PDF-1.7\n")
    return top


def with_moments(book: openpyxl.Workbook) -> None:
    """The columns that say when show it, as in a plan that runxl has made."""
    for sheet, header in (("Insamling", "När"), ("Förslag", "Godtaget den")):
        for row in range(2, 60):
            book[sheet].cell(row, column_of(book[sheet], header)).number_format = "yyyy-mm-dd hh:mm"


@pytest.fixture
def sent(_original: Path, tmp_path: Path) -> Sent:
    top = copied(_original, tmp_path / "omgang")
    return Sent(top / "plan.xlsx", top / "svar")


def in_excel(opened: Opened, sent: Sent) -> Excel:
    """The plan is open, and whoever is asked for a folder chooses that of the answers."""
    excel = opened(sent.master)
    excel.folder = sent.folder
    return excel


def test_the_answers_are_taken_in_as_by_the_command(opened: Opened, sent: Sent, tmp_path: Path) -> None:
    """Cell for cell in every sheet, percentages and texts that look like dates too; the file itself is not saved."""
    filed = sent.master.read_bytes()
    excel = in_excel(opened, sent)
    before = values(excel)
    said = click(excel, "samla")
    assert said.startswith("2 av 3 enheter har svarat. 3 celler på 3 rader är införda.")
    assert "2 förslag står på bladet Förslag." in said
    assert "– Enhet 3: svaret kom som Enhet 3.pdf, som inte går att läsa" in said
    excel.book.save(tmp_path / "live.xlsx")
    closed = collect(sent.folder, shutil.copy2(sent.master, tmp_path / "kommandot.xlsx"), now=NOW)
    assert closed.written
    live = contents(tmp_path / "live.xlsx")
    for sheet, expected in contents(closed.written).items():
        assert live[sheet] == expected, sheet
    assert sent.master.read_bytes() == filed
    assert excel.began is not None
    assert str(sent.master.parent) in excel.began
    assert click(excel, "angra").startswith("Den senaste insamlingen är ångrad: ")
    assert values(excel) == before


def test_what_is_taken_in_already_is_not_taken_again(opened: Opened, sent: Sent) -> None:
    """And a value that the person has written since stands."""
    excel = in_excel(opened, sent)
    click(excel, "samla")
    ws = excel.book["Indikatorer"]
    ws.cell(row_of(ws, "1.1.1"), column_of(ws, "Utfall"), 13)
    excel.writes = 0
    assert "Det finns inga nya svar att föra in." in click(excel, "samla")
    assert excel.writes == 0


def test_status_is_a_workbook_that_is_opened(opened: Opened, sent: Sent) -> None:
    """Beside the folder, with a row for each unit, and nothing is written in the plan."""
    excel = in_excel(opened, sent)
    assert click(excel, "status").startswith("Årsrapport 2024: 2 av 3 enheter har svarat.")
    click(excel, "status")
    assert [Path(name).name for name in excel.opened] == [
        "Status Årsrapport 2024, svar.xlsx",
        "Status Årsrapport 2024, svar (2).xlsx",
    ]
    assert Path(excel.opened[0]).parent == sent.folder.parent
    book = openpyxl.load_workbook(excel.opened[0])
    rows = {row[0]: row[1:5] for row in book["Svaren"].iter_rows(min_row=5, values_only=True)}
    assert rows["Enhet 1"] == ("svarat", None, sent.of("Enhet 1").name, 1)
    assert rows["Enhet 2"][:2] == ("svarat", "Fyll i Analys för 1.2; Utfall för 1.2.1 och 1.2.2.")
    assert rows["Enhet 3"][:3] == ("oläsbar", "Svaret kom som Enhet 3.pdf, som inte går att läsa.", "Enhet 3.pdf")
    assert [cell.value for cell in book["Kvar"][2]] == ["Enhet 2", "Delmål", "1.2", "Analys"]
    assert excel.writes == 0


def test_proposals_that_are_marked_are_brought_in_as_by_the_command(opened: Opened, sent: Sent, tmp_path: Path) -> None:
    """Asked about nobody's leave twice: Ja is the leave. Undone, the rows stand where they stood."""
    collect(sent.folder, sent.master, now=NOW)
    marked = changed(sent.master, lambda book: [book["Förslag"].cell(row, 8, "Ja") for row in (2, 3)])
    excel = in_excel(opened, Sent(marked, sent.folder))
    before = values(excel)
    said = click(excel, "godta")
    assert said.startswith("2 förslag är införda:\n– Indikatorer 1.2.1 Målvärde (Enhet 2)")
    excel.book.save(tmp_path / "live.xlsx")
    live = contents(tmp_path / "live.xlsx")
    closed = accept(shutil.copy2(marked, tmp_path / "kommandot.xlsx"), now=NOW)
    assert closed.file
    for sheet, expected in contents(closed.file).items():
        assert live[sheet] == expected, sheet
    assert "Inget förslag är infört." in click(excel, "godta")
    assert click(excel, "angra").startswith("De senast godtagna förslagen är ångrade: ")
    assert values(excel) == before


def test_the_plan_is_sent_out_to_the_folder(opened: Opened, tmp_path: Path) -> None:
    """Asked first with the period and the last day; a Plan-id that it lacks is written in the open workbook."""
    master = setting(setting(plan(tmp_path / "plan.xlsx", units=3), "Plan-id", None), "Svar senast", "2025-01-15")
    addresses: list[list[Any]] = [["Enhet 1", "Eva", "eva@example.se"], ["Enhet 2", "Ulla", "ulla@example.se"]]

    def write(book: openpyxl.Workbook) -> None:
        for row in addresses:
            book["Enheter"].append(row)

    changed(master, write)
    excel = opened(master)
    excel.folder = tmp_path / "utskick"
    excel.folder.mkdir()
    said = click(excel, "skicka_ut")
    (asked,) = excel.asked
    assert asked.startswith("Årsrapport 2024. Svar senast 2025-01-15.")
    assert f"3 arbetsböcker, och lika många mejlutkast, läggs i {excel.folder}." in asked
    assert said.startswith(f"3 arbetsböcker finns nu i {excel.folder}:\n– Svar Enhet 1 – Årsrapport 2024.xlsx\n")
    assert "Adress saknas för Enhet 3." in said
    assert "Plan-id" in said
    assert len([*excel.folder.glob("*.xlsx")]) == len([*excel.folder.glob("*.eml")]) == 3
    excel.book.save(tmp_path / "live.xlsx")
    assert collect(excel.folder, tmp_path / "live.xlsx", dry_run=True).units.keys() == {"Enhet 1", "Enhet 2", "Enhet 3"}
    assert {one.status for one in collect(excel.folder, tmp_path / "live.xlsx", dry_run=True).files} == {"läst"}
    again = click(excel, "skicka_ut")
    assert "finns redan" in again
    assert again.endswith("Välj en annan mapp.")


def cancelled(excel: Excel) -> None:
    excel.folder = None


def refused(excel: Excel) -> None:
    excel.answer = False


@pytest.mark.parametrize(
    ("action", "change"),
    [("skicka_ut", cancelled), ("skicka_ut", refused), ("status", cancelled), ("samla", cancelled)],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_who_changes_their_mind_has_changed_nothing(
    opened: Opened, sent: Sent, action: str, change: Callable[[Excel], None]
) -> None:
    excel = in_excel(opened, sent)
    files = set(sent.master.parent.rglob("*"))
    change(excel)
    assert click(excel, action) == ""
    assert (excel.writes, excel.opened) == (0, [])
    assert set(sent.master.parent.rglob("*")) == files


def test_a_folder_without_answers_is_told(opened: Opened, sent: Sent, tmp_path: Path) -> None:
    excel = in_excel(opened, sent)
    excel.folder = tmp_path / "tom"
    excel.folder.mkdir()
    assert "Inget svar i" in click(excel, "samla")
    assert "0 av 3 enheter har svarat" in click(excel, "status")
    assert excel.writes == 0


def test_a_workbook_that_may_not_be_written_takes_nothing_in(opened: Opened, sent: Sent) -> None:
    """But it can be sent out from and told of."""
    excel = in_excel(opened, sent)
    excel.workbook.ReadOnly = True
    for action in ("samla", "godta"):
        assert "skrivskyddad" in click(excel, action)
    assert "2 av 3 enheter" in click(excel, "status")
    excel.folder = sent.folder.parent / "nytt"
    excel.folder.mkdir()
    assert click(excel, "skicka_ut").startswith("3 arbetsböcker")
    assert excel.writes == 0


@pytest.mark.parametrize(
    ("opened", "state"),
    [*((started, state) for state in STATES), *((mac, state) for state in (protected, filtered, in_kronor))],
    ids=lambda one: one.__name__,
    indirect=["opened"],
)
def test_answers_and_files_are_taken_in_whatever_the_plan_is_like(
    opened: Opened, sent: Sent, state: Callable[[Excel], None]
) -> None:
    """Written or told why not, and after each of them the last change is taken back; of an added sheet its headers stay."""
    excel = in_excel(opened, sent)
    excel.file = sent.folder.parent / "mer.csv"
    excel.file.write_text("Delmål;Indikator;Mål 2024\n1.1;Antal nya besök;5\n", encoding="utf-8")
    state(excel)
    protection = [sheet.protection.sheet for sheet in excel.book.worksheets]
    for action in ("samla", "hamta_in"):
        before = values(excel)
        said = click(excel, action)
        assert UNFORESEEN not in said
        assert (values(excel) == before) == (state is read_only) == ("skrivskyddad" in said), action
        assert ("är ångrad" in click(excel, "angra")) == (state is not read_only)
        left = values(excel)
        assert all(
            cell.strip(ascii_uppercase) == "1" for added in left.keys() - before.keys() for cell in left.pop(added)
        )
        assert left == before, action
        assert [sheet.protection.sheet for sheet in excel.book.worksheets][: len(protection)] == protection


@pytest.mark.parametrize("state", STATES, ids=lambda one: one.__name__)
def test_a_round_is_sent_out_and_told_of_whatever_the_plan_is_like(
    opened: Opened, sent: Sent, state: Callable[[Excel], None]
) -> None:
    """Through every question: nothing of it is written in the plan, so nothing of it is there to take back."""
    excel = in_excel(opened, sent)
    state(excel)
    before = values(excel)
    assert click(excel, "status").startswith("Årsrapport 2024: 2 av 3 enheter har svarat.")
    (status,) = excel.opened
    assert [row[0].value for row in openpyxl.load_workbook(status)["Svaren"].iter_rows(min_row=5, max_row=7)] == UNITS
    excel.folder = sent.folder.parent / "nytt"
    excel.folder.mkdir()
    assert click(excel, "skicka_ut").startswith(f"3 arbetsböcker finns nu i {excel.folder}:")
    assert len(excel.asked) == 1
    assert {one.status for one in collect(excel.folder, sent.master, dry_run=True).files} == {"läst"}
    assert "ingenting att ångra" in click(excel, "angra")
    assert (excel.writes, values(excel)) == (0, before)


@pytest.mark.parametrize("state", STATES, ids=lambda one: one.__name__)
def test_a_plan_id_that_is_lacking_is_written_whatever_the_plan_is_like(
    opened: Opened, sent: Sent, state: Callable[[Excel], None]
) -> None:
    """Or told why not, before anything is asked. It stays when something else is undone: the answers bear it."""
    excel = in_excel(opened, Sent(setting(sent.master, "Plan-id", None), sent.folder))
    excel.folder = sent.folder.parent / "nytt"
    excel.folder.mkdir()
    state(excel)
    protection = [sheet.protection.sheet for sheet in excel.book.worksheets]
    said = click(excel, "skicka_ut")
    after = values(excel)
    if state is read_only:
        assert "skrivskyddad" in said
        assert (excel.asked, excel.writes, [*excel.folder.iterdir()]) == ([], 0, [])
    else:
        assert "Arbetsboken har fått ett Plan-id" in said
        excel.book.save(sent.folder.parent / "live.xlsx")
        returned = collect(excel.folder, sent.folder.parent / "live.xlsx", dry_run=True)
        assert {one.status for one in returned.files} == {"läst"}
    assert "ingenting att ångra" in click(excel, "angra")
    assert values(excel) == after
    assert [sheet.protection.sheet for sheet in excel.book.worksheets] == protection


def test_a_plan_on_the_web_works_with_folders_on_the_computer(opened: Opened, sent: Sent) -> None:
    excel = in_excel(opened, sent)
    excel.workbook.FullName = "https://region.sharepoint.com/sites/plan/plan.xlsx"
    assert "3 celler" in click(excel, "samla")
    assert not excel.began
