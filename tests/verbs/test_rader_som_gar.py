"""A row that a unit wants gone, when it may go: it is blank, nothing else has moved, and nothing is left hanging on it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest

import runxl
from runxl.cli import main
from tests.verbs.conftest import Sent
from tests.verbs.returns import changed, codes, column_of, gathered, plan, row_of, send
from tests.verbs.test_forslag import judge

BESIDE = "Min anteckning"


def without(path: Path, rows: Iterable[tuple[str, str]]) -> None:
    """The unit deletes rows, by sheet and Nr."""

    def delete(book: openpyxl.Workbook) -> None:
        for sheet, nr in rows:
            book[sheet].delete_rows(row_of(book[sheet], nr))

    changed(path, delete)


def accepted(sent: Sent, unit: str, rows: Iterable[tuple[str, str]]) -> runxl.Accepted:
    without(sent.of(unit), rows)
    gathered(sent.folder, sent.master)
    judge(sent.master)
    return runxl.accept(sent.master)


def numbers(path: Path, sheet: str) -> list[str]:
    return [str(row["Nr"]) for row in runxl.read(path).to_dict()[sheet]]


def faults(path: Path) -> list[str]:
    return [one.code for one in runxl.validate(path).files[0].findings if one.is_fault]


def test_it_goes_and_does_not_come_back(sent: Sent) -> None:
    (gone,) = accepted(sent, "Enhet 1", [("Indikatorer", "1.1.2")]).applied
    assert (gone.nr, gone.emptied) == ("1.1.2", 3)
    assert "1.1.2" not in numbers(sent.master, "Indikatorer")
    assert codes(gathered(sent.folder, sent.master)) == []


def test_everything_beside_it_keeps_its_place(sent: Sent) -> None:
    """Notes beside the rows, formulas that read them, and formats: the rows below stand where they stood."""

    def write(book: openpyxl.Workbook) -> None:
        ws = book["Indikatorer"]
        ws.cell(1, 40, BESIDE)
        for row in range(2, ws.max_row + 1):
            ws.cell(row, 40, f"om {ws.cell(row, 1).value}")
        own = book.create_sheet("Mina tal")
        own["A1"] = f"=Indikatorer!A{row_of(ws, '1.2.1')}"

    changed(sent.master, write)
    before = [[cell.value for cell in row] for row in openpyxl.load_workbook(sent.master)["Indikatorer"].iter_rows()]
    accepted(sent, "Enhet 1", [("Indikatorer", "1.1.2")])
    book = openpyxl.load_workbook(sent.master)
    after = [[cell.value for cell in row] for row in book["Indikatorer"].iter_rows()]
    assert after[:2] + after[3:] == before[:2] + before[3:]
    assert set(after[2]) == {None, "om 1.1.2"}
    assert book["Mina tal"]["A1"].value == "=Indikatorer!A4"
    assert faults(sent.master) == []


def test_a_blank_row_is_passed_over(sent: Sent, tmp_path: Path) -> None:
    """By what checks, computes, sends out, adds rows and tells: as if it had never been there."""
    accepted(sent, "Enhet 1", [("Indikatorer", "1.1.2")])
    assert faults(sent.master) == []
    assert [one.row.nr for one in runxl.assess(sent.master).indikatorer][:2] == ["1.1.1", "1.2.1"]
    parts = send(sent.master, tmp_path / "nytt").parts
    assert numbers(parts[0].file, "Indikatorer") == ["1.1.1"]
    assert main(["berakna", str(sent.master)]) == 0
    assert faults(sent.master) == []


def test_the_table_ends_where_its_rows_end(sent: Sent) -> None:
    """Blank rows that stand last are no part of it any longer."""
    accepted(sent, "Enhet 5", [("Indikatorer", "1.5.1"), ("Indikatorer", "1.5.2"), ("Aktiviteter", "1.5-A1")])
    book = openpyxl.load_workbook(sent.master)
    assert book["Indikatorer"].tables["tblIndikatorer"].ref.endswith("9")
    assert book["Aktiviteter"].tables["tblAktiviteter"].ref.endswith("5")


def test_what_holds_for_an_indikator_in_each_period_goes_with_it(sent: Sent) -> None:
    """Its target in DÅ 1 would else be a fault that nobody has made."""

    def write(book: openpyxl.Workbook) -> None:
        for nr in ("1.1.2", "1.1.1"):
            book["Periodvärden"].append([nr, "DÅ 1", 4])

    changed(sent.master, write)
    accepted(sent, "Enhet 1", [("Indikatorer", "1.1.2")])
    assert numbers(sent.master, "Periodvärden") == ["1.1.1"]
    assert faults(sent.master) == []


def test_a_delmal_with_rows_under_it_stays_and_says_which(sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    without(sent.of("Enhet 1"), [("Delmål", "1.1"), ("Indikatorer", "1.1.1")])
    gathered(sent.folder, sent.master)
    judge(sent.master)
    assert main(["godta", str(sent.master)]) == 1
    said = capsys.readouterr().out
    assert "1.1 går inte att ta bort: 1.1.2 och 1.1-A1 hör till den." in said
    assert "Indikatorer 1.1.1: Besök hos Enhet 1, raden är borttagen (Enhet 1). Rad 2 är tom." in said
    assert "1.1" in numbers(sent.master, "Delmål")
    assert faults(sent.master) == []


def test_a_delmal_goes_with_all_that_is_under_it(sent: Sent) -> None:
    """In whatever order the proposals stand."""
    rows = [("Delmål", "1.1"), ("Indikatorer", "1.1.1"), ("Indikatorer", "1.1.2"), ("Aktiviteter", "1.1-A1")]
    done = accepted(sent, "Enhet 1", rows)
    assert (len(done.applied), done.left) == (4, ())
    assert numbers(sent.master, "Delmål") == ["1.2", "1.3", "1.4", "1.5"]
    assert faults(sent.master) == []


def test_a_row_may_go_while_another_comes(tmp_path: Path) -> None:
    """The new one stands last, not where the other was."""
    master = plan(tmp_path / "plan.xlsx", units=1)
    file = send(master, tmp_path / "svar").parts[0].file

    def change(book: openpyxl.Workbook) -> None:
        ws = book["Indikatorer"]
        ws.delete_rows(row_of(ws, "1.1.2"))
        for header, said in {
            "Nr": "1.1.3",
            "Delmål": "1.1",
            "Indikator": "Ny",
            "Enhet": "antal",
            "Typ": "Minst",
        }.items():
            ws.cell(3, column_of(ws, header), said)

    changed(file, change)
    gathered(tmp_path / "svar", master)
    judge(master)
    assert len(runxl.accept(master).applied) == 2
    ws = openpyxl.load_workbook(master)["Indikatorer"]
    assert [ws.cell(row, 1).value for row in range(2, 5)] == ["1.1.1", None, "1.1.3"]
    assert ws.tables["tblIndikatorer"].ref.endswith("4")
