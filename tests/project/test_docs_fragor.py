"""Every answer in docs/handbok/fragor.md, tried against the program."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runxl
from runxl.assessment.assessed import Assessment
from runxl.errors import RunxlError
from tests.conftest import MakeWorkbook
from tests.verbs.returns import changed, column_of, plan, send

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "handbok" / "fragor.md").read_text(encoding="utf-8")
ASKED = set(re.findall(r"^## (.+)$", TEXT, re.MULTILINE))
ANSWERED: set[str] = set()

HEAD = """
## Inställningar
| Inställning | Värde |
| Period | {period} |
## Mål
| Nr | Mål |
| 1 | Ett mål |
## Delmål
| Nr | Mål | Delmål | Ansvarig | Fastställd status | Motivering |
| 1.1 | 1 | Ett delmål | HR | {beslut} | {motivering} |
"""
ROW = """## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall | Periodicitet | Läge | Kommentar |
| 1.1.1 | 1.1 | Besök | {enhet} | {typ} | {mal} | {utfall} | {nar} | {lage} | {kommentar} |
"""
DEFAULTS = {
    "period": "Årsrapport", "beslut": "", "motivering": "", "enhet": "antal", "typ": "Minst", "mal": "100",
    "utfall": "100", "nar": "År", "lage": "", "kommentar": "",
}  # fmt: skip

Ask = Callable[..., Assessment]
Test = Callable[..., None]


def fraga(question: str) -> Callable[[Test], Test]:
    """The question that a test tries the answer to."""
    ANSWERED.add(question)
    return lambda test: test


@pytest.fixture
def ask(make_workbook: MakeWorkbook) -> Ask:
    """A plan with one delmål and one indikator, assessed; words fill in its cells, `more` comes last."""

    def assessed(more: str = "", **cells: str) -> Assessment:
        return runxl.assess(make_workbook((HEAD + ROW).format(**{**DEFAULTS, **cells}) + more))

    return assessed


def codes(assessment: Assessment) -> set[str]:
    return {finding.code for finding in assessment.findings}


def only(assessment: Assessment) -> Any:
    return assessment.indikatorer[0]


def test_every_question_is_tried() -> None:
    """No answer without a test, no test of a question that is not there; and there are twenty at least."""
    assert ANSWERED == ASKED
    assert len(ASKED) >= 20


def test_the_codes_of_the_answers_are_those_that_are_linked() -> None:
    """[RX109] leads to the page of RX109."""
    assert all(code == page for code, page in re.findall(r"\[(RX\d+)\]\(\.\./regler/(RX\d+)\.md\)", TEXT))


@fraga("Varför är delmålet gult fast alla indikatorer är gröna?")
def test_a_late_aktivitet_holds_back(ask: Ask) -> None:
    """And the explanation that is quoted is the one that is given."""
    more = "## Aktiviteter\n| Nr | Delmål | Aktivitet | Status |\n| 1.1-A1 | 1.1 | Kurs | Försenad |\n"
    delmal = ask(more).delmal[0]
    assert delmal.status == "Delvis"
    assert delmal.forklaring in TEXT


@fraga("Varför räcker 64,7 procent när målet är 65?")
def test_the_utfall_is_rounded_as_the_target_is_written(ask: Ask) -> None:
    found = only(ask(enhet="%", mal="65", utfall="64,7"))
    assert (found.status, "avrundat" in found.forklaring) == ("Helt", True)
    assert only(ask(enhet="%", mal="{text 65,0}", utfall="64,7")).status == "Delvis"


@fraga("Varför är 995 av 1 000 inte Helt?")
def test_there_is_no_gap_below_a_hundred(ask: Ask) -> None:
    found = only(ask(mal="1000", utfall="995"))
    assert (found.status, found.andel) == ("Delvis", 0.995)


@fraga("Varför står det Ej bedömd?")
def test_the_reason_is_said(ask: Ask) -> None:
    """No utfall, no target, a fault, not due."""
    several = [ask(utfall=""), ask(mal=""), ask(utfall="abc"), ask(period="DÅ 1", utfall="")]
    assert {only(one).status for one in several} == {"Ej bedömd"}
    assert [only(one).standing for one in several] == ["missing", "missing", "missing", "excluded"]
    said = [only(one).forklaring for one in several]
    assert all(word in text for word, text in zip(("utfall", "målvärde", "fel", "mäts inte"), said, strict=True))


@fraga("Ska jag skriva 40 eller 0,4 i en rad med procent?")
def test_percent(ask: Ask) -> None:
    assert [only(ask(enhet="%", mal="40", utfall=one)).status for one in ("40", "{procent 0.4}")] == ["Helt", "Helt"]
    assert "RX109" in codes(ask(enhet="%", mal="40", utfall="0,4"))


@fraga("Hur skriver jag 3.10 så att det inte blir 3.1?")
def test_numbers_stay_text(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """The template's column is text; a number is noticed, and what refers to the lost one too."""
    sheet = openpyxl.load_workbook(runxl.new(tmp_path / "ny.xlsx"))["Delmål"]
    assert sheet.column_dimensions["A"].number_format == "@"
    text = HEAD.format(**DEFAULTS).replace("| 1.1 |", "| {tal 3.1} |")
    text += "## Aktiviteter\n| Nr | Delmål | Aktivitet | Status |\n| 3.10-A1 | 3.10 | Kurs | Avslutad |\n"
    found = {finding.code for finding in runxl.validate(make_workbook(text))}
    assert "RX116" in found
    assert found & {"RX302", "RX305"}


@fraga("Får jag skriva 2 133 och 84,7 %?")
def test_what_people_type_is_read(ask: Ask) -> None:
    several = [ask(mal="2133", utfall="{text 2 133}"), ask(enhet="%", mal="84,7", utfall="{text 84,7 %}")]
    assert [only(one).status for one in several] == ["Helt", "Helt"]
    assert "RX107" in codes(several[0])


@fraga("Får jag skriva drygt 90 eller minst 1350?")
def test_about_is_no_number(ask: Ask) -> None:
    assert all("RX112" in codes(ask(utfall=one)) for one in ("drygt 90", "minst 1350"))


@fraga("Vad skriver jag om uppgiften inte går att få fram?")
def test_no_answer_is_an_answer(ask: Ask) -> None:
    found = ask(utfall="Svar saknas", kommentar="Registret är stängt")
    assert "RX121" in codes(found)
    assert (only(found).status, only(found).standing) == ("Ej bedömd", "missing")


@fraga("Indikatorn mäts bara i december. Måste något stå i Utfall i april?")
def test_what_is_not_due_is_not_asked_for(ask: Ask) -> None:
    for period in ("DÅ 1", "DÅ 2"):
        found = ask(period=period, utfall="")
        assert "RX204" not in codes(found)
        assert only(found).standing == "excluded"
    assert "RX204" in codes(ask(utfall=""))


HISTORY = """## Tidigare perioder
| År | Period | Objekt | Nr | Namn | Beräknad status |
| 2024 | DÅ 2 | Indikator | 1.1.1 | Besök | Delvis |
"""


@fraga("Vad gör jag om ingen ny mätning har gjorts?")
def test_the_status_before_stands(ask: Ask) -> None:
    found = only(ask(HISTORY, utfall="", lage="Ingen ny mätning"))
    assert found.status == "Delvis"
    assert "DÅ 2" in found.forklaring


@fraga("Vad gör jag om vi har slutat följa en indikator?")
def test_what_is_dropped_does_not_count(ask: Ask) -> None:
    found = ask(lage="Följs ej upp", utfall="")
    assert "RX207" in codes(found)
    assert only(found).standing == "excluded"
    assert "RX207" not in codes(ask(lage="Följs ej upp", utfall="", kommentar="Ersatt av en annan"))


@fraga("Vi håller inte med om den beräknade statusen. Vad gör vi?")
def test_a_decision_counts_upward(ask: Ask) -> None:
    found = ask(utfall="50", beslut="Helt", motivering="Nämnden väger in läget")
    assert (found.delmal[0].beraknad, found.delmal[0].status, found.mal[0].beraknad) == ("Inte", "Helt", "Helt")
    assert "RX208" in codes(ask(utfall="50", beslut="Helt"))


@fraga("Ligger vårt beslut kvar när vi beräknar igen?")
def test_a_decision_stays(make_workbook: MakeWorkbook) -> None:
    """Written, computed, and computed again when what it rests on has changed."""
    words = {**DEFAULTS, "utfall": "50", "beslut": "Helt", "motivering": "Nämnden väger in läget"}
    path = make_workbook((HEAD + ROW).format(**words))
    runxl.write_back(path, runxl.assess(path))
    book = openpyxl.load_workbook(path)
    book["Indikatorer"]["I2"] = 90
    book.save(path)
    found = runxl.assess(path)
    assert (found.delmal[0].beraknad, found.delmal[0].status) == ("Delvis", "Helt")
    assert "RX401" in codes(found)


def returned(tmp_path: Path, row: int, cells: dict[str, str | int], *, units: int = 1) -> set[str]:
    """The codes when a unit has changed its sheet Indikatorer and the answers are collected."""
    master = plan(tmp_path / "plan.xlsx", units=units)
    send(master, tmp_path / "svar")
    path = tmp_path / "svar" / "Svar Enhet 1 – Årsrapport 2024.xlsx"
    book = openpyxl.load_workbook(path)
    for letter, value in cells.items():
        book["Indikatorer"][f"{letter}{row}"] = value
    book.save(path)
    before = runxl.read(master).to_dict()["Indikatorer"]
    done = runxl.collect(tmp_path / "svar", master)
    targets = [one["Målvärde"] for one in runxl.read(master).to_dict()["Indikatorer"]]
    assert targets == [one["Målvärde"] for one in before]
    return {finding.code for finding in (*done.findings, *(one for file in done.files for one in file.findings))}


def said_yes(master: Path) -> runxl.Accepted:
    """The only proposal is judged by the controller, and applied."""

    def yes(book: openpyxl.Workbook) -> None:
        sheet = book["Förslag"]
        sheet.cell(2, column_of(sheet, "Godtas")).value = "Ja"

    changed(master, yes)
    return runxl.accept(master)


@fraga("En enhet har ändrat ett målvärde i sitt svar. Vad händer?")
def test_the_plans_target_stands_until_somebody_says_yes(tmp_path: Path) -> None:
    assert "RX510" in returned(tmp_path, 2, {"G": 1})
    said_yes(tmp_path / "plan.xlsx")
    assert runxl.read(tmp_path / "plan.xlsx").to_dict()["Indikatorer"][0]["Målvärde"] == 1


@fraga("En enhet har lagt till en rad i sitt svar. Kommer den med?")
def test_a_new_row_comes_when_somebody_says_yes(tmp_path: Path) -> None:
    new: dict[str, str | int] = {"A": "1.1.9", "B": "1.1", "C": "Ny", "E": "Minst", "G": 1, "I": 1}
    assert "RX512" in returned(tmp_path, 4, new)
    said_yes(tmp_path / "plan.xlsx")
    rows = runxl.read(tmp_path / "plan.xlsx").to_dict()["Indikatorer"]
    assert [(row["Nr"], row["Indikator"]) for row in rows if row["Indikator"] == "Ny"] == [("1.1.9", "Ny")]


@pytest.mark.parametrize("nr", ["", "1.2.1"])
@fraga("En enhet har lagt till en rad i sitt svar. Kommer den med?")
def test_a_new_row_without_a_number_of_its_own_is_given_the_next(tmp_path: Path, nr: str) -> None:
    assert "RX512" in returned(tmp_path, 4, {"A": nr, "B": "1.1", "C": "Ny", "E": "Minst", "G": 1, "I": 1}, units=2)
    said_yes(tmp_path / "plan.xlsx")
    rows = runxl.read(tmp_path / "plan.xlsx").to_dict()["Indikatorer"]
    assert [row["Nr"] for row in rows if row["Indikator"] == "Ny"] == ["1.1.3"]


@fraga("Kan jag räkna om DÅ 1 när DÅ 2 är klar?")
def test_a_closed_period_is_not_rewritten_by_mistake(make_workbook: MakeWorkbook) -> None:
    path = make_workbook((HEAD + ROW).format(**{**DEFAULTS, "period": "DÅ 1"}) + HISTORY)
    found = runxl.assess(path)
    with pytest.raises(RunxlError, match="avslutad"):
        runxl.write_back(path, found)
    assert runxl.write_back(path, found, replace=True).changed


@fraga("Får vi lägga till egna kolumner och byta ordning på kolumnerna?")
def test_columns_may_move_and_be_added(make_workbook: MakeWorkbook) -> None:
    rows = "## Indikatorer (i denna ordning)\n| Utfall | Målvärde | Nr | Vår egen | Delmål | Indikator | Typ |\n"
    rows += "| 9 | 10 | 1.1.1 | Hej | 1.1 | Besök | Minst |\n"
    path = make_workbook(HEAD.format(**DEFAULTS) + rows)
    found = runxl.assess(path)
    assert only(found).status == "Delvis"
    runxl.write_back(path, found)
    assert "Hej" in [cell.value for cell in openpyxl.load_workbook(path)["Indikatorer"][2]]


@fraga("Kan runxl förstöra något i arbetsboken?")
def test_a_copy_is_kept_and_all_else_stays(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """The inputs are the same before and after, and the copy is the file as it was."""
    path = make_workbook((HEAD + ROW).format(**DEFAULTS))
    shutil.copy(path, tmp_path / "före.xlsx")
    found = runxl.assess(path)
    assert path.read_bytes() == (tmp_path / "före.xlsx").read_bytes()
    backup = runxl.write_back(path, found).backup
    assert backup is not None
    assert backup.read_bytes() == (tmp_path / "före.xlsx").read_bytes()
    before, after = (runxl.read(one).to_dict()["Indikatorer"][0] for one in (backup, path))
    assert {name for name in before if before[name] != after[name]} == {
        "Lämnas nu",
        "Måluppfyllelse",
        "Status",
        "Förklaring",
    }


@fraga("Ett fynd stämmer, men vi vill låta det vara. Hur gör vi?")
def test_a_finding_can_be_accepted(ask: Ask) -> None:
    rows = "## Dispenser\n| Kod | Blad | Nr | Motivering | Beslutad av | Gäller till |\n"
    rows += "| RX204 | Indikatorer | 1.1.1 | Mäts nästa år | AB | {datum 2025-12-31} |\n"
    assert [one.accepted for one in ask(rows, utfall="").findings if one.code == "RX204"] == [True]


@fraga("Målvärdet är noll. Hur räknas det?")
def test_a_target_of_zero(ask: Ask) -> None:
    several = [only(ask(typ="Högst", mal="0", utfall=one)) for one in ("0", "1")]
    assert [(one.status, one.andel) for one in several] == [("Helt", None), ("Inte", None)]


@fraga("Varför räknas inte kontrollmåttet?")
def test_a_kontrollmatt_is_never_assessed(ask: Ask) -> None:
    found = ask(typ="Kontrollmått", mal="", utfall="5")
    assert (only(found).standing, found.counts.indikatorer.antal) == ("excluded", 0)


def computed(make_workbook: MakeWorkbook) -> Path:
    """A plan whose DÅ 1 has been computed."""
    path = make_workbook((HEAD + ROW).format(**{**DEFAULTS, "period": "DÅ 1", "nar": "Tertial"}))
    runxl.write_back(path, runxl.assess(path))
    return path


def set_period(path: Path, period: str) -> None:
    book = openpyxl.load_workbook(path)
    (cell,) = [value for name, value, *_ in book["Inställningar"].iter_rows() if name.value == "Period"]
    cell.value = period
    book.save(path)


def remembered(path: Path) -> object:
    """The indikator's status in DÅ 1, as the plan remembers it."""
    told = runxl.read(path).to_dict()["Tidigare perioder"]
    return next(one["Beräknad status"] for one in told if (one["Period"], one["Nr"]) == ("DÅ 1", "1.1.1"))


def status_then(book: openpyxl.Workbook, status: str) -> None:
    """As a person changes it."""
    sheet = book["Tidigare perioder"]
    nr, column = column_of(sheet, "Nr"), column_of(sheet, "Beräknad status")
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, nr).value == "1.1.1")
    sheet.cell(row, column, status)


@fraga("En enhet svarar på DÅ 1 när planen redan är i DÅ 2. Vart tar svaret vägen?")
def test_a_late_answer_goes_to_the_copy(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """What the plan remembers is what held at the step, until somebody changes it by hand; and that stays."""
    path = computed(make_workbook)
    answer = send(path, tmp_path / "ut").parts[0].file
    copy = runxl.advance(path, "DÅ 2").archive
    assert copy is not None
    changed(answer, lambda book: book["Indikatorer"].cell(2, column_of(book["Indikatorer"], "Utfall"), 40))
    (told,) = runxl.collect(answer.parent, path).files
    assert {one.code for one in told.findings} == {"RX504"}
    assert runxl.collect(answer.parent, copy).cells == 1
    runxl.write_back(copy, runxl.assess(copy))
    (row,) = (one for one in runxl.history([path, copy]).rows if (one.nr, one.period) == ("1.1.1", "DÅ 1"))
    assert (row.status, row.fil) == ("Inte", str(copy))
    assert remembered(path) == "Helt"
    changed(path, lambda book: status_then(book, "Inte"))
    runxl.write_back(path, runxl.assess(path))
    assert remembered(path) == "Inte"


@fraga("Jag bytte Period för hand, och nu skrivs ingenting. Vad gör jag?")
def test_answers_of_another_period_are_not_written(make_workbook: MakeWorkbook) -> None:
    """Put back and computed, the step can be taken."""
    path = computed(make_workbook)
    set_period(path, "DÅ 2")
    found = runxl.assess(path)
    assert "RX225" in codes(found)
    before = path.read_bytes()
    assert not runxl.write_back(path, found).changed
    assert path.read_bytes() == before
    set_period(path, "DÅ 1")
    runxl.write_back(path, runxl.assess(path))
    assert runxl.advance(path, "DÅ 2").after == "DÅ 2 2024"


@fraga("Var finns svaren från förra perioden?")
def test_the_period_before_is_kept_and_shown(make_workbook: MakeWorkbook) -> None:
    path = computed(make_workbook)
    kept = runxl.advance(path, "DÅ 2").archive
    assert kept is not None
    (was,), (now,) = (runxl.read(one).to_dict()["Indikatorer"] for one in (kept, path))
    assert (was["Utfall"], now["Utfall"]) == (100, None)
    assert "100" in now["Förra utfallet"]
    assert now["Föregående status"] == "Helt"
    rows = runxl.read(path).to_dict()["Tidigare perioder"]
    assert {(row["Period"], row["Objekt"]) for row in rows} >= {("DÅ 1", "Indikator"), ("DÅ 1", "Delmål")}


@fraga("Var skriver jag ett mål som bara gäller i augusti?")
def test_a_target_of_one_period(ask: Ask) -> None:
    rows = "## Periodvärden\n| Nr | Period | Periodmål |\n| 1.1.1 | DÅ 2 | 60 |\n"
    august, december = (ask(rows, period=one, utfall="60", nar="Tertial") for one in ("DÅ 2", "Årsrapport"))
    assert (only(august).status, only(december).status) == ("Helt", "Inte")
