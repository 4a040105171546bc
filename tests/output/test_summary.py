"""The summary workbook: text is text, sheets follow what there is, charts stand over what they show."""

from __future__ import annotations

import html
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from xlsxwriter.worksheet import Worksheet

import runxl
from tests.by_title import charts_of, sheet_parts
from tests.conftest import MakeWorkbook
from tests.output.slides import drawn
from tests.output.workbooks import PLAN, rows
from tests.soffice import convert

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension is not supported:UserWarning")

_TEXTS = (
    "=1+1",
    "<r>fet</r>",
    "a & b < c",
    "_x005F_x0041_",
    "http://exempel.se",
    "{nbsp}luft{nbsp}",
    "007",
    "@SUMMA(A1)",
)
_ODD_ROWS = "\n".join(
    f"| 1.1.{place} | 1.1 | {{text {text}}} | antal | Minst | 10 | 9 | Tertial |"
    for place, text in enumerate(_TEXTS, 2)
)


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as book:
        return book.read(name).decode()


def sheet_part(path: Path, sheet: str) -> str:
    """A sheet's XML."""
    return part(path, f"xl/worksheets/sheet{openpyxl.load_workbook(path).sheetnames.index(sheet) + 1}.xml")


@pytest.fixture
def out(make_workbook: MakeWorkbook, tmp_path: Path) -> Path:
    return runxl.summarize(make_workbook(PLAN), tmp_path / "ut.xlsx").out


def test_text_is_text(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """Whatever a text looks like: a formula, markup, an escape, a link, a number."""
    path = make_workbook(PLAN.replace("| 1.2.1 |", f"{_ODD_ROWS}\n| 1.2.1 |", 1))
    names = [one.row.indikator for one in runxl.assess(path).indikatorer]
    sheet = openpyxl.load_workbook(runxl.summarize(path, tmp_path / "ut.xlsx").out)["Indikatorer"]
    header = [cell.value for cell in sheet[1]]
    place = header.index("Indikator")
    cells = [row[place] for row in sheet.iter_rows(min_row=2)]
    # openpyxl shows Excel's own escape of what would pass for one.
    assert [str(cell.value).replace("_x005F_", "_") for cell in cells] == names
    assert {"=1+1", "<r>fet</r>", "_x0041_", "007"} <= set(names)
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert all(cell.hyperlink is None for cell in cells)


def test_a_namnd_that_begins_with_a_digit_is_not_taken_for_a_size(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """In the heading on paper a number right after &9 would be part of the size, and an & is said twice."""
    name = "2:a beredningen för kultur & fritid"
    plan = PLAN.replace("| Period | DÅ 1 |", f"| Period | DÅ 1 |\n| Nämnd | {name} |", 1)
    out = runxl.summarize(make_workbook(plan), tmp_path / "ut.xlsx").out
    assert f"&amp;R&amp;9 {name.replace('&', '&amp;&amp;')}" in sheet_part(out, "Indikatorer")


def test_sheets_follow_what_there_is(out: Path) -> None:
    """A table that no workbook has is left out of sight; what might have been said is said."""
    book = openpyxl.load_workbook(out)
    hidden = {sheet.title for sheet in book if sheet.sheet_state == "hidden"}
    assert hidden == {
        "Händelser",
        "Driftredovisning",
        "Verksamheter",
        "Anslag",
        "Avvikelser",
        "Personal",
        "Ramar",
        "Finansiering",
        "Bolag",
        "Bidrag till mål",  # of one nämnd alone there is nothing to set side by side
        "Uppdrag från fullmäktige",
    }
    assert book["Förändringar"]["D2"].value.startswith("Ingenting har förändrats")
    listed = [cell.value for cell in book["Översikt"]["A"]]
    assert "Uppdrag" in listed
    assert "Driftredovisning" not in listed


def test_it_is_ready_to_print(out: Path) -> None:
    """A4 landscape with repeated titles, nothing merged, and the properties of a document."""
    book = openpyxl.load_workbook(out)
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert not sheet.merged_cells.ranges
        assert "Sida" in str(sheet.oddFooter and sheet.oddFooter.right.text)
    assert book["Indikatorer"].print_title_rows == "$1:$1"
    assert book["Indikatorer"].freeze_panes == "A2"
    assert book["Indikatorer"].auto_filter.ref
    assert book.properties.title == "Måluppfyllelse, sammanfattning"


def test_statuses_keep_their_plain_words(out: Path) -> None:
    """The symbol and the colour come with the conditional formats, as in the template."""
    book = openpyxl.load_workbook(out)
    assert book["Att uppmärksamma"]["G2"].value == "Inte"
    assert "✖" in part(out, "xl/styles.xml")
    assert '"Inte"' in sheet_part(out, "Att uppmärksamma").replace("&quot;", '"')


def test_its_conditions_are_as_xlsxwriter_would_write_them(out: Path) -> None:
    """None has a function for which a newer Excel must be named, so that they can be written as they are."""
    sheets = [part(out, name) for name in sheet_parts(out).values()]
    said = {html.unescape(formula) for sheet in sheets for formula in re.findall("<formula>(.*?)</formula>", sheet)}
    assert any('="Regionmål"' in formula for formula in said)
    assert said == {Worksheet()._prepare_formula(formula, expand_future_functions=True) for formula in said}


def test_charts_stand_over_the_counts_and_say_what_they_show(out: Path) -> None:
    """Every chart has an alternative text; a mål without data is an empty bar, not a missing one."""
    drawings = [name for name in zipfile.ZipFile(out).namelist() if re.fullmatch(r"xl/drawings/drawing\d+.xml", name)]
    assert drawings
    assert all('descr="' in part(out, name) for name in drawings)
    chart = "".join(part(out, name) for name in charts_of(out, "Mål och nämnder"))
    assert "'Mål och nämnder'!$A$6</c:f>" in chart
    matrix = openpyxl.load_workbook(out)["Mål och nämnder"]
    assert [cell.value for cell in matrix[6]][:5] == ["1 Ett attraktivt län", 1, 0, 1, 0]


def test_a_mal_without_data_is_an_empty_bar(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """It keeps its place in the table and the chart, with nothing counted."""
    plan = PLAN.replace("| 1 | Ett attraktivt län |", "| 1 | Ett attraktivt län |\n| 2 | Tomt mål |")
    done = runxl.summarize(make_workbook(plan), tmp_path / "ut.xlsx").out
    matrix = openpyxl.load_workbook(done)["Mål och nämnder"]
    assert [cell.value for cell in matrix[7]][:6] == ["2 Tomt mål", 0, 0, 0, 0, 0]
    assert [cell.value for cell in matrix[2]][6:] == ["Delvis", "Ej bedömd"]


def test_the_words_are_the_styrmodells(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """Where numbers are not shown they are hidden, and a level that is not assessed has no bar."""
    plan = PLAN.replace("| Period | DÅ 1 |", "| Period | DÅ 1 |\n| Styrmodell | Region Norrbotten |")
    book = openpyxl.load_workbook(runxl.summarize(make_workbook(plan), tmp_path / "ut.xlsx").out)
    said = [str(row[0].value) for row in book["Översikt"].iter_rows()]
    assert any(text.startswith("1 strategiskt mål: 0 helt uppnådda, 1 delvis uppnått") for text in said)
    assert "Strategiska mål" in said
    assert "Framgångsfaktorer" not in said
    assert book["Mål och delmål"].column_dimensions["E"].hidden


def test_trends_are_drawn_from_historik(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """The outcomes of earlier reports stand beside the row, the latest last, outside the printed columns."""
    plan = PLAN.replace("DÅ 1", "Årsrapport") + (
        "## Tidigare perioder\n| År | Period | Objekt | Nr | Namn | Utfall | Målvärde | Beräknad status |\n"
        "| 2024 | DÅ 1 | Indikator | 1.1.1 | Nöjdhet | {tal 30} | {tal 80} | Inte |\n"
        "| 2024 | DÅ 2 | Indikator | 1.1.1 | Nöjdhet | {tal 40} | {tal 80} | Inte |\n"
    )
    out = runxl.summarize(make_workbook(plan), tmp_path / "ut.xlsx").out
    sheet = openpyxl.load_workbook(out)["Indikatorer"]
    assert [cell.value for cell in sheet[2]][-3:] == [30, 40, 50]
    assert "DÅ 1 2024, DÅ 2 2024, Årsrapport" in [cell.value for cell in sheet[2]]
    xml = sheet_part(out, "Indikatorer")
    assert "<xm:sqref>Q2</xm:sqref>" in xml
    assert "<xm:f>Indikatorer!X2:Z2</xm:f>" in xml
    assert sheet.print_area.endswith("$Q$3")


@pytest.mark.libreoffice
def test_libreoffice_opens_it(out: Path, tmp_path: Path) -> None:
    """Every visible sheet comes out on paper."""
    convert("pdf", tmp_path, out)
    assert (tmp_path / "ut.pdf").stat().st_size > 10_000


_ECONOMY = """
## Driftredovisning
| Post | Nivå | Enhet | Utfall | Budget | Avvikelse |
| Räntor | Resultatpost | mkr | 0,4 | -0,25 | 0,65 |
| Kostnader | Resultatpost | mkr | -13 | -12 | -1 |
## Anslag
| Åtgärd | Enhet | Årsbudget | Fattade beslut | Utbetalt |
| Projekt | mkr | 90 | 73,9 | 25,3 |
"""


@pytest.mark.libreoffice
def test_amounts_show_the_decimals_they_have(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """0,4 mkr is not 0, and -0,25 keeps its sign; whole amounts stay whole."""
    out = runxl.summarize(make_workbook(PLAN + _ECONOMY), tmp_path / "ut.xlsx").out
    pages = [[word.text.replace(".", ",") for word in page] for page in drawn([out], tmp_path)[out]]
    (economy,) = [page for page in pages if "Driftredovisning" in page and "Räntor" in page]
    assert {"0,4", "-0,25", "0,65", "-13", "-12", "-1"} <= set(economy)


def test_every_amount_of_the_economy_is_there(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """On the sheet of its table, under its own header: no amount that a plan tells is lost on the way."""
    out = runxl.summarize(make_workbook(PLAN + _ECONOMY), tmp_path / "ut.xlsx").out
    told = [
        {name: value for name, value in row.items() if isinstance(value, int | float)}
        for sheet in ("Driftredovisning", "Anslag")
        for row in rows(out, sheet)
    ]
    assert told == [
        {"Utfall": 0.4, "Budget": -0.25, "Avvikelse": 0.65},
        {"Utfall": -13, "Budget": -12, "Avvikelse": -1},
        {"Årsbudget": 90, "Fattade beslut": 73.9, "Utbetalt": 25.3},
    ]
