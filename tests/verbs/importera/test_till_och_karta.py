"""Several sources are one plan, a plan that there is is filled up, and headers are understood as a person says."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

import runxl
from runxl.cli import main
from runxl.verbs.examine import examine
from runxl.verbs.importera.imported import Imported
from tests.output.workbooks import change
from tests.verbs.importera.written import sheet, word

_PLAN = """
# Mål 1. Trygga uppväxtvillkor

| Delmål | Indikator | Mål 2026 | Periodicitet |
| --- | --- | --- | --- |
| Delmål 1.1 Kultur för unga | Antal insatser | 90 | År |
| ^ | Andel barn som deltar | 40 % | År |
"""

_MORE = [
    ["Delmål", "Indikator", "Mål 2026", "Ansvarig"],
    ["1.1", "Antal insatser", 100, "Kultur"],
    ["1.1", "Andel barn som deltar", "40 %", "Kultur"],
    ["1.1", "Antal filmer", 5, "Film"],
]
_ACTIVITIES = [["Delmål", "Aktivitet", "Vem", "Status"], ["1.1", "Ta fram en rapport", "Kultur", "Försenad"]]


def test_a_plan_from_word_and_activities_from_excel_are_one_workbook(tmp_path: Path) -> None:
    plan = word(tmp_path / "plan.docx", _PLAN)
    more = sheet(tmp_path / "aktiviteter.xlsx", ("Aktiviteter", _ACTIVITIES))
    done = runxl.import_plan([plan, more], tmp_path / "ut.xlsx")
    found = examine(done.file).checked
    assert [(one.nr, one.delmal, one.status) for one in found.aktiviteter] == [("1.1-A1", "1.1", "Försenad")]
    assert [(one.nr, one.delmal) for one in found.delmal] == [("1.1", "Kultur för unga")]
    assert {row.kalla for row in done.rows} == {"plan.docx", "aktiviteter.xlsx"}
    assert not done.review


def test_an_existing_plan_gets_what_it_lacks_and_keeps_what_it_says(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    runxl.import_plan(word(tmp_path / "plan.docx", _PLAN), target)
    done = runxl.import_plan(sheet(tmp_path / "mer.xlsx", ("Blad1", _MORE)), into=target)
    found = {one.nr: one for one in examine(target).checked.indikatorer}
    assert [(nr, one.indikator, one.ansvarig) for nr, one in found.items()] == [
        ("1.1.1", "Antal insatser", "Kultur"),
        ("1.1.2", "Andel barn som deltar", "Kultur"),
        ("1.1.3", "Antal filmer", "Film"),
    ]
    assert float(found["1.1.1"].malvarde) == 90.0  # type: ignore[arg-type] # a number
    (differs,) = done.review
    assert (differs.nr, differs.kolumn, differs.text) == ("1.1.1", "Målvärde", "100")
    assert "90" in differs.varfor
    assert (done.filled, done.added) == (2, 1)
    assert done.backup is not None


def test_filling_a_plan_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    target, more = tmp_path / "plan.xlsx", sheet(tmp_path / "mer.xlsx", ("Blad1", _MORE))
    runxl.import_plan(word(tmp_path / "plan.docx", _PLAN), target)
    runxl.import_plan(more, into=target)
    stood = target.read_bytes()
    done = runxl.import_plan(more, into=target)
    assert (done.filled, done.added) == (0, 0)
    assert target.read_bytes() == stood


def test_a_row_of_the_plan_without_nr_stands_in_nobodys_way(tmp_path: Path) -> None:
    """A row of the source without one is not taken for it."""
    target = tmp_path / "plan.xlsx"
    runxl.import_plan(word(tmp_path / "plan.docx", _PLAN), target)
    change(target, "Delmål", A2=None, C2="Ett annat delmål")
    source = sheet(tmp_path / "mer.xlsx", ("Blad1", [["Delmål", "Indikator", "Mål 2026"], ["Nytt delmål", "Besök", 7]]))
    done = runxl.import_plan(source, into=target)
    assert done.added >= 1


def test_a_number_that_the_plan_has_for_something_else_is_not_taken(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    runxl.import_plan(word(tmp_path / "plan.docx", _PLAN), target)
    rows = [["Nr", "Delmål", "Indikator", "Mål 2026"], ["1.1.1", "1.1", "Helt annat om kollektivtrafik", 7]]
    runxl.import_plan(sheet(tmp_path / "mer.xlsx", ("Blad1", rows)), into=target)
    assert [one.nr for one in examine(target).checked.indikatorer] == ["1.1.1", "1.1.2", "1.1.3"]


_TWICE = """
# Mål 1. Trygga uppväxtvillkor

| Delmål | Indikator | Mål 2026 | Periodicitet |
| --- | --- | --- | --- |
| Delmål 1.1 Kultur för unga | Antal besök | 90 | År |
| ^ | Andel barn som deltar | 40 % | År |
| Delmål 1.2 Bibliotek för alla | Antal besök | 70 | År |
"""


def _filled_up(tmp_path: Path, *rows: list[Any], percent: str = "") -> tuple[Imported, Path]:
    """The plan where two delmål have an indikator of one name, filled up from a sheet; `percent`: a cell of it."""
    target, source = tmp_path / "plan.xlsx", sheet(tmp_path / "svar.xlsx", ("Svar", [*rows]))
    runxl.import_plan(word(tmp_path / "plan.docx", _TWICE), target)
    if percent:
        book = openpyxl.load_workbook(source)
        book["Svar"][percent].number_format = "0%"
        book.save(source)
    return runxl.import_plan(source, into=target), target


def _outcomes(target: Path) -> dict[str, object]:
    """What a plan is told of outcomes is Tidigare utfall."""
    return {row["Nr"]: row["Tidigare utfall"] for row in runxl.read(target).to_dict()["Indikatorer"]}


@pytest.mark.parametrize("numbers", [("1.2", "1.1"), ("Bibliotek för alla", "Kultur för unga")])
def test_of_two_of_one_name_the_one_under_the_same_delmal_is_meant(tmp_path: Path, numbers: tuple[str, str]) -> None:
    rows = [[where, "Antal besök", value] for where, value in zip(numbers, (40, 91), strict=True)]
    done, target = _filled_up(tmp_path, ["Delmål", "Indikator", "Utfall"], *rows)
    assert _outcomes(target) == {"1.1.1": 91, "1.1.2": None, "1.2.1": 40}
    assert not [one for one in done.review if one.kolumn == "Delmål"]


def test_of_two_of_one_name_the_number_says_which(tmp_path: Path) -> None:
    _, target = _filled_up(tmp_path, ["Nr", "Indikator", "Utfall"], ["1.2.1", "Antal besök", 40])
    assert _outcomes(target) == {"1.1.1": None, "1.1.2": None, "1.2.1": 40}


def test_what_may_be_either_of_two_is_left_and_told(tmp_path: Path) -> None:
    """A name alone does not say which, so neither gets it."""
    done, target = _filled_up(tmp_path, ["Indikator", "Utfall"], ["Antal besök", 40], ["Andel barn som deltar", "38 %"])
    assert (_outcomes(target)["1.1.1"], _outcomes(target)["1.2.1"]) == (None, None)
    (left,) = [one for one in done.not_read if "Antal besök" in one.text]
    assert "40" in left.text
    assert "flera med det namnet: 1.1.1 och 1.2.1" in left.text


def test_what_the_cell_showed_is_what_the_plan_is_told(tmp_path: Path) -> None:
    """A cell that shows 60 % stores 0,6, and the plan's cell would show that as it stands."""
    rows: list[list[Any]] = [["Nr", "Indikator", "Utfall"], ["1.1.2", "Andel barn som deltar", 0.6]]
    _, target = _filled_up(tmp_path, *rows, percent="C2")
    assert _outcomes(target)["1.1.2"] == 60
    assert not [one for one in runxl.validate(target) if one.code == "RX109"]


def test_two_rows_of_a_source_that_are_one_in_the_plan_lose_nothing(tmp_path: Path) -> None:
    """The first fills the cell in, the other is told of."""
    head = ["Delmål", "Indikator", "Utfall"]
    rows = [["1.1", "Andel barn som deltar", 38], ["1.2", "Andel barn som deltar", 41]]
    done, target = _filled_up(tmp_path, head, *rows)
    assert _outcomes(target)["1.1.2"] == 38
    assert [(one.text, "38" in one.varfor) for one in done.review if one.kolumn == "Tidigare utfall"] == [("41", True)]


def test_a_map_is_written_mended_and_gone_by(tmp_path: Path) -> None:
    rows = [["Delmål", "Indikator", "Nivå vi vill ha", "Mål 2026"], ["1.1 Kultur", "Antal resor", 80, 90]]
    source, karta = sheet(tmp_path / "plan.xlsx", ("Blad1", rows)), tmp_path / "karta.yaml"
    first = runxl.import_plan(source, tmp_path / "a.xlsx", mapping=karta)
    assert any("Nivå vi vill ha" in one.text for one in first.not_read)
    text = karta.read_text(encoding="utf-8")
    assert "Nivå vi vill ha: Läses inte" in text
    mended = text.replace("Nivå vi vill ha: Läses inte", "Nivå vi vill ha: Målvärde")
    karta.write_text(mended.replace("Mål 2026: Målvärde", "Mål 2026: Läses inte"), encoding="utf-8")
    done = runxl.import_plan(source, tmp_path / "b.xlsx", mapping=karta, year=2026)
    (indikator,) = examine(done.file).checked.indikatorer
    assert float(indikator.malvarde) == 80.0  # type: ignore[arg-type] # a number


@pytest.mark.parametrize(
    ("text", "said"),
    [("hej", "ingen karta"), ("kolumner: {Mål: Målvarde}", "menade du Målvärde"), ("a: [", "går inte att läsa")],
)
def test_a_map_that_says_what_is_no_column_is_refused(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "karta.yaml").write_text(text, encoding="utf-8")
    file = word(tmp_path / "plan.docx", _PLAN)
    given = ["importera", str(file), "-o", str(tmp_path / "ut.xlsx"), "--karta", str(tmp_path / "karta.yaml")]
    assert main(given) == 2
    assert said.casefold() in capsys.readouterr().err.casefold()
    assert not (tmp_path / "ut.xlsx").exists()


def test_the_command_fills_a_plan_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "plan.xlsx"
    runxl.import_plan(word(tmp_path / "plan.docx", _PLAN), target)
    more = sheet(tmp_path / "mer.xlsx", ("Blad1", _MORE))
    assert main(["importera", str(more), "--till", str(target)]) == 1
    out = capsys.readouterr().out
    assert "2 celler ifyllda och 1 ny rad" in out
    assert "planen säger ”90”" in out


def test_neither_a_new_workbook_nor_a_plan_is_a_run_that_cannot_be_done(tmp_path: Path) -> None:
    assert main(["importera", str(word(tmp_path / "plan.docx", _PLAN))]) == 2


def test_a_plan_keeps_what_its_sheet_import_says_and_more_is_told_below(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    runxl.import_plan(word(tmp_path / "plan.docx", _PLAN), target)
    before = _import_rows(target)
    runxl.import_plan(sheet(tmp_path / "mer.xlsx", ("Blad1", _MORE)), into=target)
    after = _import_rows(target)
    assert after[: len(before)] == before
    assert ["Att granska", "Indikatorer", "1.1.1", "Målvärde", "100"] in [row[:5] for row in after[len(before) :]]
    assert {row[7] for row in after[len(before) :]} == {"mer.xlsx"}


def test_a_plan_without_the_sheet_import_gets_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Last, as a table with its headers, dressed as the plan's others; nothing else of the plan is another."""
    target, stood = runxl.new(tmp_path / "plan.xlsx", year=2026), tmp_path / "stod.xlsx"
    stood.write_bytes(target.read_bytes())
    plan = word(tmp_path / "plan.docx", _PLAN)
    assert main(["importera", str(plan), "--till", str(target)]) == 0
    assert "Gå igenom bladet Import" in capsys.readouterr().out
    new, old = openpyxl.load_workbook(target), openpyxl.load_workbook(stood)
    assert new.sheetnames == [*old.sheetnames, "Import"]
    told = new["Import"]
    assert told.tables["tblImport"].ref == told.dimensions
    assert told["A1"].fill.fgColor.rgb == old["Fynd"]["A1"].fill.fgColor.rgb
    assert {row[0] for row in _import_rows(target)[1:]} == {"Tolkat", "Rad"}
    assert {path.name.partition(".bak-")[0] for path in tmp_path.glob("*.bak-*")} == {"plan.xlsx"}
    before, done = _import_rows(target), runxl.import_plan(sheet(tmp_path / "mer.xlsx", ("Blad1", _MORE)), into=target)
    assert done.has_sheet
    assert _import_rows(target)[: len(before)] == before
    assert len(_import_rows(target)) > len(before)


def test_a_plan_that_another_program_has_saved_gets_the_sheet_too(tmp_path: Path) -> None:
    """Openpyxl declares the prefix of relations on each sheet of the list; the workbook is still XML afterwards."""
    target = runxl.new(tmp_path / "plan.xlsx", year=2026)
    openpyxl.load_workbook(target).save(target)
    runxl.import_plan(word(tmp_path / "plan.docx", _PLAN), into=target)
    with zipfile.ZipFile(target) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
    assert openpyxl.load_workbook(target).sheetnames[-1] == "Import"
    assert examine(target).checked.indikatorer


def test_a_sheet_import_of_the_namnds_own_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = runxl.new(tmp_path / "plan.xlsx", year=2026)
    book = openpyxl.load_workbook(target)
    book.create_sheet("import")["A1"] = "Varor"
    book.save(target)
    assert main(["importera", str(word(tmp_path / "plan.docx", _PLAN)), "--till", str(target)]) == 0
    assert "Planen har ett eget blad som heter Import" in capsys.readouterr().out
    assert [[cell.value for cell in row] for row in openpyxl.load_workbook(target)["import"].iter_rows()] == [["Varor"]]


def _import_rows(path: Path) -> list[list[object]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)["Import"].iter_rows()]


def test_other_tables_go_into_a_plan_as_its_rows_do(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    head = ["Verksamhet", "Enhet", "Ram 2026"]
    runxl.import_plan(
        sheet(tmp_path / "a.xlsx", ("Ramar", [head, ["Kultur", "tkr", 10], ["Film", "tkr", None]])), target, year=2026
    )
    more = sheet(tmp_path / "b.xlsx", ("Ramar", [head, ["Kultur", "tkr", 11], ["Film", "tkr", 5], ["Stab", "tkr", 7]]))
    done = runxl.import_plan(more, into=target)
    found = runxl.read(target).tables["ramar"]
    assert [*zip(found.values("verksamhet"), found.values("ram"), strict=True)] == [
        ("Kultur", 10),
        ("Film", 5),
        ("Stab", 7),
    ]
    assert (done.filled, done.added) == (1, 1)
    assert [(one.blad, one.kolumn, one.text) for one in done.review] == [("Ramar", "Ram", "11")]


def test_a_plan_that_is_filled_up_gets_no_mal_of_the_sheets_name(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    runxl.import_plan(word(tmp_path / "plan.docx", _PLAN), target)
    rows = [["Delmål", "Aktivitet"], ["Kultur för unga", "Ta fram en rapport"]]
    done = runxl.import_plan(sheet(tmp_path / "svar.xlsx", ("Svar", rows)), into=target)
    found = examine(target).checked
    assert [one.mal for one in found.mal] == ["Trygga uppväxtvillkor"]
    assert [(one.nr, one.delmal) for one in found.aktiviteter] == [("1.1-A1", "1.1")]
    assert (done.added, done.review) == (1, ())


@pytest.mark.parametrize("there", [True, False], ids=["1.10 finns", "1.10 finns inte"])
def test_a_number_for_a_delmals_nr_is_no_name_and_not_taken_where_it_may_be_of_two(
    tmp_path: Path, *, there: bool
) -> None:
    """Excel makes 1.1 of 1.10."""
    plan = _PLAN + ("| Delmål 1.10 Kultur för äldre | Antal resor | 7 | År |\n" if there else "")
    target = tmp_path / "plan.xlsx"
    runxl.import_plan(word(tmp_path / "plan.docx", plan), target)
    before = [one.delmal for one in examine(target).checked.delmal]
    rows = [["Delmål", "Aktivitet"], ["1.1", "Ta fram en rapport"], [1.1, "Läs den"]]
    done = runxl.import_plan(sheet(tmp_path / "svar.xlsx", ("Svar", rows)), into=target)
    found = examine(target).checked
    assert [one.delmal for one in found.delmal] == before
    assert [(one.aktivitet, one.delmal) for one in found.aktiviteter] == [
        ("Ta fram en rapport", "1.1"), ("Läs den", "1.1"),
    ][: 1 if there else 2]  # fmt: skip
    assert [(one.text, one.plats) for one in done.review] == [("1,1", "bladet Svar, rad 3")] * there
    assert [one.text for one in done.not_read] == ["1,1 | Läs den"] * there
