"""A scale of four levels is one YAML file and nothing else: every output speaks it, and half a scale is refused."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from runxl import resources
from runxl.contract.load import load_contract
from runxl.errors import ContractError
from tests.output.workbooks import section
from tests.patience import PATIENCE

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension is not supported:UserWarning")
"""openpyxl's word about a summary workbook."""

TOP = Path(__file__).resolve().parents[2]
STATUSES = ("Helt", "I huvudsak", "Delvis", "Inte", "Ej bedömd")

FYRKLOVER = """
name: fyrklover
title: Region Fyrklöver
labels:
  mal: {one: inriktning, many: inriktningar, definite: inriktningen, gender: utrum}
  delmal: {one: satsning, many: satsningar, definite: satsningen, gender: utrum}
  indikator: {one: mått, many: mått, definite: måttet, gender: neutrum}
  aktivitet: {one: insats, many: insatser, definite: insatsen, gender: utrum}
  uppdrag: {one: uppdrag, many: uppdrag, definite: uppdraget, gender: neutrum}
words: {neutrum: nått, utrum: nådd, plural: nådda, passive: nås}
levels: [mal, delmal, indikator, aktivitet]
assessed: [indikator, delmal, mal]
numbers_shown: true
periods:
  - {name: Underlag, months: [], last_day: "01-01", plan: true}
  - {name: Nämndplan, months: [], last_day: "01-01", plan: true}
  - {name: DÅ 1, months: [1, 2, 3, 4], last_day: "04-30"}
  - {name: DÅ 2, months: [5, 6, 7, 8], last_day: "08-31"}
  - {name: Årsrapport, months: [9, 10, 11, 12], last_day: "12-31", year_end: true}
scale:
  levels:
    - word: Helt
      threshold: 100
      bidrag: fullt
      colour: grönt
      mark: {symbol: ✔, text: "#0B6B3A", ground: "#DDF2E3", solid: "#2E8B57"}
    - word: I huvudsak
      threshold: 90
      bidrag: delvis
      colour: ljusgrönt
      mark: {symbol: ◕, text: "#4C6600", ground: "#EEF6CC", solid: "#9CBF3B"}
    - word: Delvis
      threshold: 60
      bidrag: delvis
      colour: gult
      mark: {symbol: ◐, text: "#7A5200", ground: "#FFF0C2", solid: "#E0A100"}
    - word: Inte
      counted: ej
      bidrag: inget
      colour: rött
      mark: {symbol: ✖, text: "#A31621", ground: "#FBE0E2", solid: "#C8323C"}
rounding: malets_decimaler
rounding_limit: 1
contribution:
  Avslutad: fullt
  Pågående enligt plan: fullt
  Pausad: delvis
  Klar med avvikelse: delvis
  Försenad: inget
  Ej påbörjad: inget
answers: {Ja: Helt, Delvis: Delvis, Nej: Inte}
equal_to_base: I huvudsak
nothing_due: I huvudsak
mixed: Delvis
all_none: Inte
"""


MITTEMELLAN = (
    FYRKLOVER.replace("fyrklover", "mittemellan")
    .replace("Fyrklöver", "Mittemellan")
    .replace("Delvis", "Till en del")
    .replace("{Ja: Helt, Till en del:", "{Ja: Helt, Delvis:")
)


def contract_with(folder: Path, *styrmodeller: str) -> Path:
    """The product's contract and some files more."""
    validation = Path(shutil.copytree(resources.validation(), folder / "validation"))
    for text in styrmodeller:
        name = text.split()[1]
        (validation / "styrmodeller" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return validation


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that runxl makes of a plan in its second period."""
    folder = tmp_path_factory.mktemp("fyrklover")
    validation = contract_with(folder, FYRKLOVER, MITTEMELLAN)
    command = [sys.executable, "-I", "-W", "error", "-m", "tests.contract.fyra_nivaer", str(validation), str(folder)]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=TOP, check=False, timeout=PATIENCE * 4)
    assert told.returncode == 0, told.stdout + told.stderr
    return folder


@pytest.fixture(scope="module")
def book(made: Path) -> Any:
    return openpyxl.load_workbook(made / "plan.xlsx")


@pytest.fixture(scope="module")
def result(made: Path) -> Any:
    return json.loads((made / "berakna.json").read_text(encoding="utf-8"))


def text_of(path: Path, part: str) -> str:
    """All text of a document's parts."""
    with zipfile.ZipFile(path) as package:
        found = [package.read(name).decode() for name in package.namelist() if re.fullmatch(part, name)]
    return re.sub(r"<[^>]*>", "|", "".join(found))


def heads(sheet: Any) -> dict[str, str]:
    return {cell.value: cell.column_letter for cell in sheet[1]}


def listed(book: Any, name: str) -> list[str]:
    """The values of a dropdown."""
    ((sheet, area),) = book.defined_names[f"lst_{name}"].destinations
    first, _, last = area.replace("$", "").partition(":")
    return [cell.value for (cell,) in book[sheet][f"{first}:{last or first}"]]


def test_the_counts_are_keyed_by_the_levels(result: Any) -> None:
    """JSON's keys are the levels' words as ASCII, in the scale's order."""
    assert result["sammanfattning"]["indikatorer"] == {
        "antal": 7,
        "helt": 2,
        "i_huvudsak": 3,
        "delvis": 1,
        "inte": 0,
        "ej_bedomd": 1,
    }
    assert list(result["sammanfattning"]["mal"]) == ["antal", "helt", "i_huvudsak", "delvis", "inte", "ej_bedomd"]


def test_a_share_reaches_the_level_that_its_threshold_says(result: Any) -> None:
    """92 and 95 of 100 are I huvudsak; so is an outcome that equals its base, as the styrmodell says."""
    found = {one["nr"]: one["status"] for one in result["indikatorer"]}
    assert (found["1.2.1"], found["2.1.1"], found["2.2.1"], found["1.2.2"]) == (*["I huvudsak"] * 3, "Delvis")


def test_the_weakest_level_counts_where_all_contribute_something(result: Any) -> None:
    """Something missing makes it mixed, which is Delvis; a decision may be any level."""
    found = {one["nr"]: (one["beraknad"], one["status"]) for one in result["delmal"]}
    assert found["2.1"] == ("I huvudsak", "I huvudsak")
    assert found["1.2"] == ("Delvis", "Delvis")
    assert found["2.2"] == ("Delvis", "I huvudsak")
    forklaring = next(one["forklaring"] for one in result["delmal"] if one["nr"] == "2.1")
    assert forklaring == "Kan inte bli Helt: mått 2.1.1 är I huvudsak (95 %)"


def test_what_has_changed_is_told_in_the_levels_own_words_and_colours(result: Any) -> None:
    """Historik has remembered the first period's levels."""
    assert "Mått 1, satsning 1.2, har gått från gult till ljusgrönt (Delvis till I huvudsak)." in result["forandringar"]
    assert "Bedömning av satsning 2.1 har förändrats från ej nådd till i huvudsak nådd." in result["forandringar"]


def test_the_terminal_shows_each_level_with_its_symbol(made: Path) -> None:
    said = (made / "text.txt").read_text(encoding="utf-8")
    assert "4 satsningar: 0 helt nådda, 1 i huvudsak nådd, 2 delvis nådda, 1 ej nådd" in said
    assert "◕ I huvudsak 1.1.2 Nöjdhet" in said


@pytest.mark.parametrize(("name", "words"), [("status", STATUSES), ("prognos", (*STATUSES[:4], "Svårt att bedöma"))])
def test_the_dropdowns_offer_the_levels(book: Any, name: str, words: tuple[str, ...]) -> None:
    assert tuple(listed(book, name)) == words


def test_only_a_styrmodell_of_the_same_levels_can_be_chosen_in_the_workbook(made: Path, book: Any) -> None:
    """The sheets are made for their levels."""
    other = openpyxl.load_workbook(made / "vasterbotten.xlsx")
    assert listed(book, "styrmodell") == ["Region Fyrklöver"]
    assert listed(other, "styrmodell") == ["Region Norrbotten", "Region Västerbotten"]


def test_the_limits_are_settings_whatever_the_levels_are_called(made: Path) -> None:
    """Gräns delvis moves the lowest level that has a limit: here 50 for what is called Till en del."""
    told = json.loads((made / "uppsatt.json").read_text(encoding="utf-8"))
    assert [one["kod"] for one in told["filer"][0]["fynd"] if one["blad"] == "Inställningar"] == []
    names = {cell.value for cell in openpyxl.load_workbook(made / "uppsatt.xlsx")["Inställningar"]["A"]}
    assert {"Gräns helt", "Gräns delvis"} <= names


def test_a_workbook_made_for_other_levels_is_not_written_into(made: Path) -> None:
    """Its columns, dropdowns and marks are those of its own scale; `migrera` makes one of the other."""
    said = (made / "fel_skala.txt").read_text(encoding="utf-8")
    assert "gjord för statusarna Helt, Delvis, Inte och Ej bedömd, men Region Fyrklöver har" in said
    assert (
        tuple(cell.value for cell in openpyxl.load_workbook(made / "migrerad.xlsx")["Sammanfattning"][5][2:7])
        == STATUSES
    )


def test_every_level_has_its_mark_wherever_a_status_stands(book: Any) -> None:
    """Conditional formats show the symbol before the word."""
    for sheet, title in (("Delmål", "Fastställd status"), ("Indikatorer", "Status"), ("Delmål", "Prognos")):
        column = heads(book[sheet])[title]
        shown = {
            rule.formula[0].strip('"'): rule.dxf.numFmt.formatCode
            for area in book[sheet].conditional_formatting
            for rule in area.rules
            if rule.type == "cellIs" and str(area.sqref).startswith(column)
        }
        assert {word: shown[word][1] for word in STATUSES} == dict(zip(STATUSES, "✔◕◐✖–", strict=True))


def test_sammanfattning_counts_each_level_in_a_column_of_its_own(book: Any) -> None:
    """The hidden looks stand after them all, and hold nothing."""
    sheet = book["Sammanfattning"]
    assert tuple(cell.value for cell in sheet[5][2:7]) == STATUSES
    assert [[cell.value for cell in row[2:7]] for row in sheet["A6:G8"]] == [
        [0, 1, 1, 0, 0],
        [1, 2, 1, 0, 0],
        [2, 3, 1, 0, 1],
    ]
    assert sheet.column_dimensions["H"].hidden
    assert not sheet.column_dimensions["G"].hidden
    assert all(cell.value is None for cell in sheet["H"])
    (chart,) = sheet._charts
    assert [series.val.numRef.f for series in chart.series] == [f"Sammanfattning!${one}$6:${one}$8" for one in "CDEFGI"]


def test_sammanfattning_says_what_each_level_means(made: Path) -> None:
    """The lists above it stand in their six columns as always."""
    legend = section(made / "plan.xlsx", "Så läser du bedömningen")
    assert legend[1][:3] == (
        "Målet är i huvudsak nått",
        "Utfallet är minst 90 men under 100 procent av målvärdet.",
        "I huvudsak",
    )
    goals = section(made / "plan.xlsx", "Inriktningar och satsningar")
    assert goals[1][2:6] == ("Helt", "Mål kommer i huvudsak nås", "I huvudsak", "Helt")


def test_the_report_says_and_counts_every_level(made: Path) -> None:
    said = text_of(made / "rapport.docx", r"word/document\.xml")
    assert "En satsning bedöms vara helt nådd, två i huvudsak nådda och en delvis nådd." in said
    assert "Prognos: i huvudsak nådd." in said
    assert "Målvärdet är i huvudsak nått" in said
    assert "◕ I huvudsak" in said


def test_the_slides_draw_every_level(made: Path) -> None:
    """A series in the chart, a row in the scale, a label on each verdict."""
    assert "|I huvudsak|" in text_of(made / "bilder.pptx", r"ppt/charts/chart\d+\.xml")
    said = text_of(made / "bilder.pptx", r"ppt/slides/slide\d+\.xml")
    assert "Målet är i huvudsak nått" in said


def test_the_summary_of_many_has_room_for_every_level_of_them_all(made: Path) -> None:
    """A workbook of three levels beside one of four has nothing in the fourth's column."""
    book = openpyxl.load_workbook(made / "sammanfattning.xlsx")
    header, *rows = book["Mål och nämnder"].iter_rows(max_col=6, max_row=3, values_only=True)
    assert header[1:] == STATUSES
    counts = {str(row[0]): row[1:] for row in rows}
    assert next(numbers for name, numbers in counts.items() if "Kultur" in name) == (2, 3, 1, 0, 1)
    assert next(numbers[1] for name, numbers in counts.items() if "Kultur" not in name) == 0
    words = {rule.formula[0].strip('"') for area in book["Indikatorer"].conditional_formatting for rule in area.rules}
    assert set(STATUSES) <= words


HALF_DONE = [
    pytest.param("threshold: 90\n", "threshold: 100\n", "threshold: 100", "lägre än Helt", id="thresholds that do not fall"),
    pytest.param("      threshold: 60\n", "", "word: Delvis", "Delvis har ingen threshold", id="no threshold"),
    pytest.param("counted: ej\n", "counted: ej\n      threshold: 10\n", "threshold: 10\n", "sista nivån", id="a threshold too many"),
    pytest.param("word: I huvudsak", "word: Helt", "word: Helt", "Helt finns två gånger", id="a word twice"),
    pytest.param("word: I huvudsak", "word: Ej bedömd", "word: Ej bedömd", "upptaget", id="a word that means something else"),
    pytest.param("word: I huvudsak", "word: HELT", "word: HELT", "går inte att skilja från Helt", id="words that differ in case"),
    pytest.param("word: I huvudsak", "word: Antal", "word: Antal", "går inte att skilja från antal", id="a key of JSON"),
    pytest.param("bidrag: delvis\n      colour: ljusgrönt", "bidrag: lite\n      colour: ljusgrönt", "bidrag: lite", "lite", id="unknown bidrag"),
    pytest.param("bidrag: delvis\n      colour: gult", "bidrag: fullt\n      colour: gult", "bidrag: fullt\n      colour: gult", "bidrar mer", id="a lower level adds more"),
    pytest.param("bidrag: inget", "bidrag: delvis", "bidrag: delvis\n      colour: rött", "ska ha bidrag inget", id="the last adds something"),
    pytest.param('"#9CBF3B"', '"ljusgrön"', "ljusgrön", "ska vara en färg", id="no colour"),
    pytest.param('text: "#4C6600"', 'text: "#9CBF3B"', 'text: "#9CBF3B"', "kontrasten", id="text that cannot be read"),
    pytest.param("symbol: ◕", "symbol: ✔", "word: I huvudsak", "samma symbol som Helt", id="a symbol twice"),
    pytest.param("      colour: ljusgrönt\n", "", "word: I huvudsak", "nyckeln colour saknas", id="no colour word"),
    pytest.param("mixed: Delvis", "mixed: Nästan", "mixed: Nästan", "Nästan är ingen nivå", id="a rule that names no level"),
    pytest.param("Nej: Inte}", "Nej: Aldrig}", "answers:", "Aldrig är ingen nivå", id="an answer that is no level"),
    pytest.param("Nej: Inte}", "Kanske: Inte}", "answers:", "Nej saknas i answers", id="an answer without a level"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "reason"), HALF_DONE)
def test_half_a_scale_is_refused_with_file_line_and_reason(
    tmp_path: Path, old: str, new: str, where: str, reason: str
) -> None:
    assert old in FYRKLOVER
    broken = FYRKLOVER.replace(old, new, 1)
    with pytest.raises(ContractError) as refused:
        load_contract(contract_with(tmp_path, broken))
    lines = [line.strip() for line in str(refused.value).splitlines() if reason in line]
    found = [int(match[1]) for line in lines if (match := re.match(r"styrmodeller/fyrklover\.yaml:(\d+): ", line))]
    assert found, str(refused.value)
    around = broken.splitlines()
    first = where.splitlines()[0]
    assert any(first in "\n".join(around[max(0, at - 6) : at + 1]) for at in found), (found, str(refused.value))
