"""A formula in the plan that hangs on what runxl writes is never judged by the value that it had before."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

import runxl
from runxl.cli import main
from tests.by_title import calculated
from tests.soffice import convert
from tests.verbs.returns import changed, column_of, gathered, plan, put, row_of, send, setting

AT = ("Indikatorer", "1.2.1", "Utfall")
"""Where the plan has a formula: a tenth of what unit 1 answers in 1.1.1, which is no longer what it was."""


@pytest.fixture
def formulas(tmp_path: Path) -> Path:
    """A plan whose Utfall of 1.2.1 hangs on that of 1.1.1 over a sheet of its own; calculated, with 1 in both cells."""
    path = plan(tmp_path / "plan.xlsx", units=2)

    def add(book: openpyxl.Workbook) -> None:
        sheet = book["Indikatorer"]
        utfall = sheet.cell(row_of(sheet, "1.1.1"), column_of(sheet, "Utfall"))
        utfall.value = 10
        book.create_sheet("Omräkning")["A1"] = f"=Indikatorer!{utfall.coordinate}/10"
        sheet.cell(row_of(sheet, AT[1]), column_of(sheet, AT[2])).value = "=Omräkning!A1"
        sheet.cell(row_of(sheet, "1.2.2"), column_of(sheet, AT[2])).value = "=1/2"

    changed(path, add)
    calculated(path, "Omräkning", 1)
    calculated(path, "Indikatorer", 1)
    send(path, tmp_path / "svar")
    put(tmp_path / "svar" / "Svar Enhet 1 – Årsrapport 2024.xlsx", {("Indikatorer", "1.1.1", "Utfall"): 186})
    return path


def _verdict(path: Path, nr: str = "1.2.1") -> tuple[object, object]:
    rows = {row["nr"]: row for row in runxl.assess(path).to_dict()["indikatorer"]}
    return rows[nr]["status"], rows[nr]["utfall"]


def _uncalculated(path: Path) -> list[str]:
    return [f"{one.sheet}!{one.cell}" for one in runxl.validate(path).files[0].findings if one.code == "RX105"]


def _cell(path: Path) -> str:
    sheet = openpyxl.load_workbook(path)["Indikatorer"]
    return str(sheet.cell(row_of(sheet, AT[1]), column_of(sheet, AT[2])).coordinate)


def test_the_old_value_is_judged_no_more(formulas: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ej bedömd, with the finding at the cell that says what to do; and whoever gathered was told."""
    assert _verdict(formulas) == ("Inte", 1)
    main(["samla", str(tmp_path / "svar"), "--till", str(formulas)])
    said = capsys.readouterr().out.replace("\n", " ")
    assert "2 formler hänger på det som skrevs" in re.sub(" +", " ", said)
    assert _verdict(formulas) == ("Ej bedömd", None)
    assert _uncalculated(formulas) == [f"Indikatorer!{_cell(formulas)}"]
    main(["berakna", str(formulas)])
    assert "formler hänger" not in capsys.readouterr().out
    assert _verdict(formulas) == ("Ej bedömd", None)


def test_a_formula_that_reads_something_else_keeps_its_value(formulas: Path, tmp_path: Path) -> None:
    before = _verdict(formulas, "1.2.2")
    assert gathered(tmp_path / "svar", formulas).waiting == 2
    assert _verdict(formulas, "1.2.2") == before


def test_answers_that_are_there_already_move_nothing(formulas: Path, tmp_path: Path) -> None:
    put(tmp_path / "svar" / "Svar Enhet 1 – Årsrapport 2024.xlsx", {("Indikatorer", "1.1.1", "Utfall"): 10})
    assert gathered(tmp_path / "svar", formulas).waiting == 0
    assert _verdict(formulas) == ("Inte", 1)


def test_results_and_a_step_are_written_in_the_same_way(formulas: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What counts statuses hangs on what is computed; what reads an answer, on the step that empties it."""
    setting(formulas, "Period", "DÅ 1")

    def count(book: openpyxl.Workbook) -> None:
        book["Omräkning"]["A2"] = '=COUNTIF(tblIndikatorer[Status],"Ej bedömd")'

    changed(put(formulas, {AT: 1, ("Indikatorer", "1.2.2", "Utfall"): None}), count)
    calculated(formulas, "Omräkning", 1)
    assert runxl.write_back(formulas, runxl.assess(formulas)).waiting == 1
    calculated(formulas, "Omräkning", 2)
    assert main(["period", str(formulas), "DÅ 2"]) == 0
    assert "1 formel hänger på det som skrevs" in " ".join(capsys.readouterr().out.split())


@pytest.mark.libreoffice
def test_once_a_program_has_calculated_the_new_value_is_judged(formulas: Path, tmp_path: Path) -> None:
    """Opened and saved by LibreOffice, which knows nothing of what runxl thinks of its formulas."""
    gathered(tmp_path / "svar", formulas)
    folder = tmp_path / "sparad"
    folder.mkdir()
    convert("xlsx", folder, formulas)
    saved = folder / formulas.name
    assert _verdict(saved) == ("Helt", 18.6)
    assert _uncalculated(saved) == []
