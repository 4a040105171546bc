"""Skicka till: what a person is told who marks files in Explorer, without Excel and without a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runxl
from runxl.addin import boxes
from runxl.addin.sent_to import main


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(runxl.new(tmp_path / "Plan 2024.xlsx", example=True))


def column(sheet: Any, header: str) -> int:
    found = next(cell for row in sheet.iter_rows(max_row=10) for cell in row if cell.value == header)
    return int(found.column)


def first_row(sheet: Any) -> int:
    """The first row of the table: its Nr has a point."""
    return next(row for row in range(1, 30) if "." in str(sheet.cell(row, column(sheet, "Nr")).value))


def sent(told: list[str], verb: str, *paths: Path, plan: Path | None = None) -> int:
    return main([verb, *map(str, paths)], told.append, lambda _: plan)


def test_a_workbook_is_computed_and_the_outcome_told(told: list[str], plan: Path) -> None:
    before = plan.read_bytes()
    assert sent(told, "berakna", plan) == 0
    assert told[0].startswith("Plan 2024.xlsx\nMåluppfyllelsen är beräknad för Årsrapport 2024.\n")
    assert "19 delmål: 6 helt uppfyllda, 13 delvis uppfyllda, 0 ej uppfyllda" in told[0]
    (kept,) = plan.parent.glob("*.bak-*")
    assert f"Säkerhetskopia: {kept.name}" in told[0]
    assert kept.read_bytes() == before != plan.read_bytes()


def test_one_that_cannot_be_computed_stops_none_of_the_others(told: list[str], plan: Path, tmp_path: Path) -> None:
    broken = tmp_path / "Anteckningar.xlsx"
    broken.write_text("ingen arbetsbok", encoding="utf-8")
    assert sent(told, "berakna", broken, plan) == 0
    first, second = told[0].split("\n\n")
    assert first.startswith("Anteckningar.xlsx\n")
    assert "Traceback" not in first
    assert "19 delmål" in second


def test_findings_are_told_in_a_workbook_beside_and_nobodys_workbook_changes(told: list[str], plan: Path) -> None:
    book = openpyxl.load_workbook(plan)
    where = column(book["Indikatorer"], "Typ")
    book["Indikatorer"].cell(first_row(book["Indikatorer"]), where, "Hittepå")
    faulty = plan.with_name("Fel.xlsx")
    book.save(faulty)
    before = faulty.read_bytes()
    assert sent(told, "validera", faulty) == 0
    assert "Fel.xlsx: " in told[0]
    assert "Fynden står, med cell och åtgärd, i Fynd.xlsx." in told[0]
    assert faulty.read_bytes() == before
    assert sent(told, "validera", faulty) == 0
    assert "Fynd (2).xlsx" in told[1], "the findings of before are not written over"


def test_answers_are_taken_into_the_plan_that_the_person_chooses(told: list[str], plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Svar"
    runxl.split(plan, folder)
    answer = next(folder.glob("*.xlsx"))
    book = openpyxl.load_workbook(answer)
    sheet = book["Indikatorer"]
    sheet.cell(first_row(sheet), column(sheet, "Kommentar"), "Sagt av enheten")
    book.save(answer)
    assert sent(told, "samla", folder, plan=plan) == 0
    assert f"införda i {plan.name}." in told[0]
    assert "Säkerhetskopia: Plan 2024.xlsx.bak-" in told[0]


def test_nothing_is_done_where_no_plan_is_chosen(told: list[str], tmp_path: Path) -> None:
    assert sent(told, "samla", tmp_path) == 0
    assert told == ["Ingen plan valdes, så ingenting är gjort."]


def test_a_shortcut_that_is_started_alone_says_what_it_is_for(told: list[str]) -> None:
    assert sent(told, "berakna") == 0
    assert "Markera en eller flera arbetsböcker" in told[0]


@pytest.mark.parametrize("argv", [[], ["okänt", "fil.xlsx"]])
def test_whatever_happens_a_person_gets_swedish(argv: list[str], told: list[str]) -> None:
    assert main(argv, told.append, lambda _: None) == 2
    assert told[0].startswith("Något gick fel")


def test_outside_windows_the_answer_stands_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    boxes.tell("Klart.")
    assert capsys.readouterr().err == "Klart.\n"
    assert boxes.choose_workbook("Välj planen") is None


def test_the_example_is_opened_and_written_over_nothing(
    told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the Start menu: a workbook to click in, among the person's documents."""
    opened: list[Path] = []
    monkeypatch.setattr(boxes, "documents", lambda: tmp_path)
    monkeypatch.setattr(boxes, "open_file", opened.append)
    assert main(["exempel"], told.append, lambda _: None) == 0
    assert main(["exempel"], told.append, lambda _: None) == 0
    assert [path.name for path in opened] == ["Exempel på måluppfyllelse.xlsx", "Exempel på måluppfyllelse (2).xlsx"]
    assert runxl.assess(opened[0]).period == "Årsrapport"
    assert told == []
