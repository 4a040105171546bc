"""What units write in rows of their own: events and deviations, taken in as theirs and known again every time."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

import runxl
from runxl.cli import main
from runxl.workbook.applied import applied
from runxl.workbook.edits import Edit, Edits
from tests.verbs.returns import changed, codes, column_of, gathered, plan, send
from tests.verbs.rounds import Round, Sent, add, rows

LEAK = {"Rubrik": "Taket läckte", "Beskrivning": "Det regnade in i arkivet under två veckor i mars."}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    top = tmp_path_factory.mktemp("egna")
    master = plan(top / "plan.xlsx", units=2)
    send(master, top / "svar")
    return Sent.of(master, top / "svar")


@pytest.fixture
def told(sent: Sent) -> Round:
    """Enhet 1 has told of an event."""
    told = Round(sent)
    told.answers["Enhet 1"] = add(told.answers["Enhet 1"], "Händelser", LEAK)
    return told


def rewrite(told: Round, **said: str | None) -> None:
    book = told.answers["Enhet 1"]
    found = book.tables["handelser"]
    cells = tuple(Edit("Händelser", found.cell(column, 0), value) for column, value in said.items())
    told.answers["Enhet 1"] = applied(book, Edits(cells))


def test_an_event_is_the_units_own_row(told: Round) -> None:
    intake, _ = told.samla()
    assert rows(told.plan, "Händelser") == [{"Nr": "H1", **LEAK, "Mål": None, "Ansvarig": "Enhet 1"}]
    assert (intake.rows, intake.cells) == (1, 4)
    assert {row["Hur"] for row in told.protocol()} == {"Ny rad"}


def test_it_is_taken_in_once(told: Round) -> None:
    told.samla()
    intake, edits = told.samla()
    assert (intake.cells, edits.cells, edits.rows) == (0, (), ())


def test_units_do_not_take_each_others_numbers(told: Round) -> None:
    """Both call their event H1."""
    for unit in ("Enhet 1", "Enhet 2"):
        told.answers[unit] = add(told.answers[unit], "Händelser", {"Nr": "H1", "Rubrik": f"Hos {unit}"})
    told.samla()
    before = rows(told.plan, "Händelser")
    assert len({row["Nr"] for row in before}) == 3
    intake, _ = told.samla()
    assert (intake.cells, intake.wishes, rows(told.plan, "Händelser")) == (0, (), before)


def test_a_number_that_a_unit_writes_is_no_claim_to_another_event(told: Round) -> None:
    """Its first event has been given H1 in the plan; it calls its next one so."""
    told.samla()
    told.answers["Enhet 1"] = add(told.answers["Enhet 1"], "Händelser", {"Nr": "H1", "Rubrik": "Hissen stannade"})
    told.samla()
    assert [row["Rubrik"] for row in rows(told.plan, "Händelser")] == ["Taket läckte", "Hissen stannade"]


def test_a_changed_event_is_changed(told: Round) -> None:
    told.samla()
    rewrite(told, beskrivning="Det regnade in i arkivet under tre veckor i mars och april.", mal="1")
    told.samla()
    (row,) = rows(told.plan, "Händelser")
    assert (row["Beskrivning"], row["Mål"]) == ("Det regnade in i arkivet under tre veckor i mars och april.", "1")
    assert told.samla()[0].cells == 0


def test_what_the_controller_has_written_in_it_stands(told: Round) -> None:
    """And an answer that says another thing is a conflict, as in any cell."""
    told.samla()
    told.write(("Händelser", "H1", "Beskrivning"), "Språkgranskad.")
    assert told.samla()[0].cells == 0
    assert rows(told.plan, "Händelser")[0]["Beskrivning"] == "Språkgranskad."
    rewrite(told, beskrivning="Det regnade in i arkivet under en månad.")
    (conflict,) = told.samla()[0].conflicts
    assert (conflict.planen, conflict.senast) == ("Språkgranskad.", LEAK["Beskrivning"])
    (again,) = told.samla()[0].conflicts
    assert again == conflict
    assert len(rows(told.plan, "Händelser")) == 1


def test_a_removed_event_is_told_and_stands(told: Round) -> None:
    told.samla()
    rewrite(told, rubrik=None, beskrivning=None)
    intake, _ = told.samla()
    (wish,) = intake.wishes
    assert (wish.rad, wish.foreslas) == ("H1", "Raden tas bort")
    assert len(rows(told.plan, "Händelser")) == 1


def test_an_event_that_the_controller_has_removed_does_not_come_back(told: Round) -> None:
    told.samla()
    found = told.plan.tables["handelser"]
    cells = tuple(Edit("Händelser", found.cell(column, 0), None) for column in found.columns)
    told.plan = applied(told.plan, Edits(cells))
    assert told.samla()[0].added == ()
    rewrite(told, beskrivning="Taket läckte igen, på ett annat ställe.")
    assert len(told.samla()[0].added) == 1


def test_a_deviation_is_known_by_its_area(sent: Sent) -> None:
    """Two areas of one unit, and its words about one of them corrected, the area's name too."""
    told = Round(sent)
    for area in ("Resor", "Lokaler"):
        row = {"Område": "Ekonomi", "Avvikelseområde": area, "Analys - orsak till avvikelse": f"{area} kostade mer"}
        told.answers["Enhet 2"] = add(told.answers["Enhet 2"], "Avvikelser", row)
    told.samla()
    book = told.answers["Enhet 2"]
    found = book.tables["avvikelser"]
    cells = (
        Edit("Avvikelser", found.cell("avvikelseomrade", 0), "Resor i tjänsten"),
        Edit("Avvikelser", found.cell("atgard", 0), "Färre resor"),
    )
    told.answers["Enhet 2"] = applied(book, Edits(cells))
    told.samla()
    first, second = rows(told.plan, "Avvikelser")
    assert (first["Avvikelseområde"], second["Avvikelseområde"]) == ("Resor i tjänsten", "Lokaler")
    assert first["Aktivitet för att komma till rätta med avvikelse"] == "Färre resor"
    assert (first["Ansvarig"], second["Ansvarig"]) == ("Enhet 2", "Enhet 2")
    intake, edits = told.samla()
    assert (intake.cells, intake.wishes, edits.rows) == (0, (), ())


def test_two_files_of_a_unit_that_tell_of_different_events_are_not_chosen_between(tmp_path: Path) -> None:
    master = plan(tmp_path / "plan.xlsx", units=1)
    send(master, tmp_path / "svar")
    answer = tmp_path / "svar" / "Svar Enhet 1 – Årsrapport 2024.xlsx"
    tell(answer, "Taket läckte")
    (tmp_path / "svar" / "Svar Enhet 1 – Årsrapport 2024 (2).xlsx").write_bytes(answer.read_bytes())
    tell(answer, "Hissen stannade")
    done = gathered(tmp_path / "svar", master)
    assert (done.cells, codes(done)) == (0, ["RX507"])


def tell(path: Path, what: str) -> None:
    def write(book: openpyxl.Workbook) -> None:
        ws = book["Händelser"]
        ws.cell(2, column_of(ws, "Rubrik")).value = what
        ws.cell(2, column_of(ws, "Beskrivning")).value = f"{what}, och det märktes."

    changed(path, write)


def test_events_of_seven_units_reach_every_output(tmp_path: Path) -> None:
    """Without a hand on them: Sammanfattning, Word and slides tell of what each unit wrote."""
    master = plan(tmp_path / "plan.xlsx", units=7)
    for number, part in enumerate(send(master, tmp_path / "svar").parts, 1):
        tell(part.file, f"Händelse nummer {number}")
    assert gathered(tmp_path / "svar", master).rows == 7
    assert main(["berakna", str(master)]) in (0, 1)
    written = {
        "sammanfattning": "\n".join(
            str(cell) for row in openpyxl.load_workbook(master)["Sammanfattning"].values for cell in row if cell
        )
    }
    for suffix in ("docx", "pptx"):
        runxl.report(master, tmp_path / f"rapport.{suffix}")
        with zipfile.ZipFile(tmp_path / f"rapport.{suffix}") as package:
            parts = [name for name in package.namelist() if "slides/slide" in name or name == "word/document.xml"]
            written[suffix] = "\n".join(package.read(name).decode() for name in parts)
    for where, text in written.items():
        for number in range(1, 8):
            assert f"Händelse nummer {number}" in text, where
