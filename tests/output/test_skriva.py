"""Writing back: the right cells, nothing else, and nothing at all when all is said already."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import openpyxl
import pytest
import python_calamine

import runxl
from runxl.errors import RunxlError
from runxl.output.results.standing import same
from runxl.workbook.tables import Percent
from tests.conftest import MakeWorkbook
from tests.output.workbooks import NOW, PLAN, change, column, rows, run
from tests.soffice import convert

FORMULA = '=HYPERLINK("http://x.se","klicka")'
INJECTED = ("=1+1", "@SUM(A1)", "+46", "-1+2", "\tflik", "_x0041_", FORMULA)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_result_column_is_filled(make_workbook: MakeWorkbook) -> None:
    """Shares as numbers, statuses and bidrag as words, utveckling as an arrow, and a reason."""
    path = make_workbook(PLAN)
    run(path)
    first, second = rows(path, "Indikatorer")
    assert (first["Måluppfyllelse"], first["Status"], second["Måluppfyllelse"]) == (0.625, "Inte", 1.1)
    assert first["Förklaring"] == "Utfall 50 % mot målvärdet 80 % ger 62,5 % → Inte"
    assert column(path, "Aktiviteter", "Bidrag") == {"1.1-A1": "fullt"}
    assert column(path, "Delmål", "Beräknad status") == {"1.1": "Delvis", "1.2": "Helt"}
    assert column(path, "Mål", "Beräknad status") == {"1": "Delvis"}


@pytest.mark.parametrize("again", ["same day", "another day"])
def test_computing_twice_is_computing_once(make_workbook: MakeWorkbook, again: str) -> None:
    """The second run writes nothing, not even a time; the file keeps its bytes and gets no second backup."""
    path = make_workbook(PLAN)
    assert run(path).backup
    before = path.read_bytes()
    done = run(path, now=NOW if again == "same day" else NOW.replace(year=2025))
    assert path.read_bytes() == before
    assert (done.cells, done.changed, done.backup) == (0, False, None)
    assert len(list(path.parent.glob("*.bak-*"))) == 1


def test_a_truth_value_in_another_period_is_no_reason_to_write(make_workbook: MakeWorkbook) -> None:
    """Somebody has put a truth value into an earlier period's row: it stays, and is written neither once nor twice."""
    path = make_workbook(PLAN)
    run(path)
    change(path, "Tidigare perioder", E2=True)
    run(path, period="DÅ 2")
    assert openpyxl.load_workbook(path)["Tidigare perioder"]["E2"].value is True
    done = run(path, period="DÅ 2")
    assert (done.cells, done.changed) == (0, False)


def test_computing_the_example_twice_is_computing_it_once(tmp_path: Path) -> None:
    """Also with dates, links, heights and looks from the template."""
    path = runxl.new(tmp_path / "plan.xlsx", example=True)
    run(path)
    before = path.read_bytes()
    assert not run(path).changed
    assert path.read_bytes() == before


def test_only_the_parts_that_say_something_new_are_changed(tmp_path: Path) -> None:
    """The other sheets, styles, texts and charts are the original's bytes."""
    path = runxl.new(tmp_path / "plan.xlsx", example=True)
    before = parts(path)
    run(path)
    after = parts(path)
    book = openpyxl.load_workbook(path)
    changed = {name for name, data in before.items() if after[name] != data}
    sheets = {f"xl/worksheets/sheet{number}.xml": title for number, title in enumerate(book.sheetnames, 1)}
    assert list(before) == list(after)
    assert {sheets[name] for name in changed & sheets.keys()} == {
        "Inställningar", "Mål", "Delmål", "Indikatorer", "Aktiviteter", "Sammanfattning", "Tidigare perioder",
    }  # fmt: skip
    others = {name for name in changed - sheets.keys() if not name.startswith("xl/tables/")}
    assert others <= {"xl/workbook.xml"}
    assert len(changed - sheets.keys() - others) == 1, "Historik's table has grown"


def test_results_stand_at_their_rows_wherever_these_are(make_workbook: MakeWorkbook) -> None:
    """Headers moved down and right, columns in another order, a blank row in between, a column of the unit's own."""
    path = make_workbook(
        PLAN.split("## Indikatorer", maxsplit=1)[0]
        + """## Indikatorer (exakt, från C5)
| Status | Eget | Utfall | Nr | Typ | Förklaring | Delmål | Målvärde | Indikator |
| | a | 79 | 1.1.1 | Minst | | 1.1 | 80 | Nöjdhet |
| | | | | | | | | |
| | b | 90 | 1.2.1 | Högst | | 1.2 | 100 | Restid |
"""
    )
    run(path)
    sheet = openpyxl.load_workbook(path)["Indikatorer"]
    assert [sheet[cell].value for cell in ("C6", "C7", "C8")] == ["Delvis", None, "Helt"]
    assert str(sheet["H6"].value).startswith("Utfall 79")
    assert [sheet[cell].value for cell in ("D6", "D8")] == ["a", "b"]
    assert not run(path).changed


def test_results_of_a_row_that_was_emptied_are_taken_away(make_workbook: MakeWorkbook) -> None:
    """Nobody shall read a status that belongs to nothing."""
    path = make_workbook(PLAN)
    run(path)
    change(path, "Indikatorer", A3=None, B3=None, C3=None, D3=None, E3=None, G3=None, I3=None, M3=None)
    run(path)
    sheet = openpyxl.load_workbook(path)["Indikatorer"]
    assert [cell.value for cell in sheet[3] if cell.value is not None] == []
    assert sheet["Z2"].value == "Inte"


def test_text_from_a_unit_is_text_in_every_sheet(make_workbook: MakeWorkbook) -> None:
    """No formula, no link and no number is made of it, wherever it is repeated."""
    path = make_workbook(PLAN)
    for place, text in enumerate(INJECTED, 4):
        given = {f"A{place}": f"1.1.{place}", f"B{place}": "1.1", f"C{place}": text, f"E{place}": "Milstolpe"}
        change(path, "Indikatorer", **given, **{f"G{place}": text, f"I{place}": text, f"O{place}": text})
    change(path, "Delmål", C2=FORMULA, D2=FORMULA, H2="Helt", I2=FORMULA)
    change(path, "Uppdrag", C2=FORMULA, G2=FORMULA, H2=FORMULA)
    change(path, "Mål", B2=FORMULA, C2=FORMULA)
    change(path, "Inställningar", B2=FORMULA)
    run(path)
    found = set()
    for sheet in openpyxl.load_workbook(path).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.data_type != "f", f"{sheet.title}!{cell.coordinate}"
            found |= {(sheet.title, cell.value)} if isinstance(cell.value, str) else set()
    assert {("Tidigare perioder", FORMULA), ("Tidigare perioder", "=1+1"), ("Sammanfattning", FORMULA)} <= found
    assert not run(path).changed


def test_a_workbook_with_faults_is_written_all_the_same(make_workbook: MakeWorkbook) -> None:
    """The rows that are right get their status; the others say why they have none."""
    path = make_workbook(PLAN)
    change(path, "Indikatorer", I2="abc")
    run(path)
    assert column(path, "Indikatorer", "Status") == {"1.1.1": "Ej bedömd", "1.2.1": "Helt"}


def test_a_sheet_that_is_not_there_is_passed_over(make_workbook: MakeWorkbook) -> None:
    """Somebody has removed all that runxl writes: the results still get to their rows."""
    path = make_workbook(f"{PLAN}\n## Fynd (saknas)\n## Tidigare perioder (saknas)\n## Sammanfattning (saknas)\n")
    run(path)
    assert column(path, "Indikatorer", "Status")["1.1.1"] == "Inte"


def test_another_file_leaves_the_first_as_it_was(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """`out` is refused if it exists, unless it is to be replaced."""
    path, out = make_workbook(PLAN), tmp_path / "ut.xlsx"
    before = path.read_bytes()
    assert run(path, out=out).file == out
    assert path.read_bytes() == before
    assert column(out, "Indikatorer", "Status")["1.1.1"] == "Inte"
    with pytest.raises(RunxlError, match="finns redan"):
        run(path, out=out)
    run(path, out=out, replace=True)


def test_what_is_no_workbook_of_ours_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.xlsx"
    text.write_text("hej", encoding="utf-8")
    with pytest.raises(RunxlError, match="inte en Excel-arbetsbok"):
        run(text)
    other = tmp_path / "annan.xlsx"
    openpyxl.Workbook().save(other)
    with pytest.raises(RunxlError):
        run(other)


def test_an_assessment_is_written_into_its_own_workbook(make_workbook: MakeWorkbook) -> None:
    """runxl.write_back; an assessment of older contents or of another file is refused, and nothing is written."""
    path, other = make_workbook(PLAN), make_workbook(PLAN, "annan.xlsx")
    assessment = runxl.assess(path)
    assert runxl.write_back(path, assessment).changed
    assert column(path, "Mål", "Beräknad status") == {"1": "Delvis"}
    change(path, "Indikatorer", I2=81)
    before = path.read_bytes()
    for refused in (path, other):
        with pytest.raises(RunxlError, match="Bedömningen stämmer inte"):
            runxl.write_back(refused, assessment)
    assert path.read_bytes() == before


def test_an_assessment_of_another_period_is_written_as_such(make_workbook: MakeWorkbook) -> None:
    """The period goes along into Inställningar."""
    path = make_workbook(PLAN)
    runxl.write_back(path, runxl.assess(path, period="DÅ 2"))
    assert column(path, "Inställningar", "Värde", "Inställning")["Period"] == "DÅ 2"


def test_calamine_reads_the_new_values(make_workbook: MakeWorkbook) -> None:
    """A third program's reading of the same file."""
    path = make_workbook(PLAN)
    run(path)
    sheet = python_calamine.load_workbook(str(path)).get_sheet_by_name("Indikatorer").to_python()
    assert sheet[1][sheet[0].index("Status")] == "Inte"
    assert sheet[1][sheet[0].index("Måluppfyllelse")] == 0.625


@pytest.mark.libreoffice
def test_libreoffice_reads_the_new_values(tmp_path: Path) -> None:
    """Every sheet opened and read anew."""
    path = runxl.new(tmp_path / "plan.xlsx", example=True)
    run(path)
    convert("csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1", tmp_path, path)
    with (tmp_path / "plan-Indikatorer.csv").open(encoding="utf-8") as file:
        header, *lines = csv.reader(file, delimiter=";")
    statuses = {line[0]: line[header.index("Status")] for line in lines}
    assert statuses["5.1.2"].endswith("Delvis")
    assert "Mål 1. Trygga uppväxtvillkor" in (tmp_path / "plan-Sammanfattning.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("stands", "wanted", "expected"),
    [(None, "", True), (None, None, True), (None, 0, False), (5.0, 5, True), (Percent(0.4), 0.4, True), ("5", 5, False),
     (True, 1, False), ("a\r\nb", "a\nb", True), ("Helt", "Helt", True), (NOW, NOW, True), ("Helt", None, False)],
)  # fmt: skip
def test_what_counts_as_the_same(stands: object, wanted: object, expected: bool) -> None:  # noqa: FBT001
    """Empty is empty, numbers are compared as numbers, and text is never a number."""
    assert same(stands, wanted) is expected  # type: ignore[arg-type]  # what a cell holds
