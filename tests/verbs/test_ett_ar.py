"""A year walked: from the plan by DÅ 1 and DÅ 2 to Årsrapport and the next plan. Every figure stays in its own period."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runxl
from runxl.cli import main
from runxl.contract.load import contract
from runxl.errors import RunxlError
from runxl.verbs import period as steps
from runxl.verbs.period import advance
from tests.conftest import MakeWorkbook

PLAN = """
## Inställningar
| Inställning | Värde |
| Nämnd | Regionala utvecklingsnämnden |
| År | 2026 |
| Period | DÅ 1 |
## Mål
| Nr | Mål |
| 1 | Ett attraktivt län |
## Delmål
| Nr | Mål | Delmål | Ansvarig | Fastställd status | Motivering |
| 1.1 | 1 | Fler deltar | Turism | Inte | Utfallet håller inte |
| 1.2 | 1 | Fler gästnätter | Kultur | | |
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall | Ackumuleras | Läge | Kommentar |
| 1.1.1 | 1.1 | Deltagare | antal | Minst | 90 | 31 | Ja | | Mycket folk i mars |
| 1.1.2 | 1.1 | Nöjda | % | Minst | 77,8 | 75,8 | | | |
| 1.2.1 | 1.2 | Gästnätter | antal | Minst | 10 | 8 | | Följs ej upp | Mäts inte längre |
## Periodvärden
| Nr | Period | Periodmål |
| 1.1.1 | DÅ 1 | 30 |
| 1.1.1 | DÅ 2 | 60 |
## Aktiviteter
| Nr | Delmål | Aktivitet | Status |
| 1.1-A1 | 1.1 | Bygga | Avslutad |
| 1.2-A1 | 1.2 | Utreda | Försenad |
## Uppdrag
| Nr | Uppdrag | Status | Analys |
| U1 | Ta fram en plan | Klar | Planen är antagen |
## Händelser
| Nr | Rubrik | Beskrivning |
| H1 | Vintern | Den var lång |
## Texter
| Rubrik | Text | Står kvar |
| Vision | Ett län för alla | Ja |
| Vårt eget kapitel | Aprils text | |
"""


NOTHING_LASTS = (
    PLAN.replace("Avslutad", "Försenad")
    .replace("Klar", "Pågående")
    .replace("Följs ej upp", "")
    .replace("Ett län för alla | Ja", " | ")
)
"""No answer stands when the next period begins, so that nothing shows that the period's name is another's."""


def values(path: Path, sheet: str, key: str = "Nr") -> dict[str, dict[str, Any]]:
    header, *rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    told: list[dict[str, Any]] = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return {str(row[key]): row for row in told if row[key] is not None}


def settings(path: Path) -> Mapping[str, Any]:
    return {title: row["Värde"] for title, row in values(path, "Inställningar", "Inställning").items()}


def answer(path: Path, cells: Mapping[tuple[str, str, str], Any]) -> None:
    book = openpyxl.load_workbook(path)
    for (sheet, nr, title), value in cells.items():
        header = [cell.value for cell in book[sheet][1]]
        row = next(row for row in book[sheet].iter_rows(min_row=2) if str(row[header.index("Nr")].value) == nr)
        row[header.index(title)].value = value
    book.save(path)


def called(path: Path, period: str) -> None:
    """Somebody changes Period by hand."""
    book = openpyxl.load_workbook(path)
    next(row[1] for row in book["Inställningar"].iter_rows(min_row=2) if row[0].value == "Period").value = period
    book.save(path)


@pytest.fixture
def plan(make_workbook: MakeWorkbook) -> Path:
    """Computed in DÅ 1."""
    path = make_workbook(PLAN)
    assert main(["berakna", str(path)]) == 0
    return path


def test_computing_says_whose_answers_stand(plan: Path) -> None:
    assert settings(plan)["Svaren avser"] == "DÅ 1 2026"


def test_the_step_keeps_the_whole_workbook_as_it_was(plan: Path) -> None:
    before = plan.read_bytes()
    done = advance(plan, "DÅ 2")
    assert done.archive == plan.with_name(f"{plan.stem} (DÅ 1 2026).xlsx")
    assert done.archive.read_bytes() == before
    assert done.backup is not None
    assert done.backup.read_bytes() == before


def test_the_step_empties_answers_and_decisions_and_shows_what_was(plan: Path) -> None:
    advance(plan, "da 2".replace("a", "å"))
    assert settings(plan)["Period"] == "DÅ 2"
    assert settings(plan)["Svaren avser"] == "DÅ 2 2026"
    first, second = (values(plan, "Indikatorer")[nr] for nr in ("1.1.1", "1.1.2"))
    assert (first["Utfall"], first["Kommentar"], first["Förra utfallet"]) == (None, None, "31 (DÅ 1 2026)")
    assert (second["Utfall"], second["Förra utfallet"], second["Målvärde"]) == (None, "75,8 % (DÅ 1 2026)", 77.8)
    delmal = values(plan, "Delmål")["1.1"]
    assert (delmal["Fastställd status"], delmal["Motivering"], delmal["Föregående status"]) == (None, None, "Inte")
    late = values(plan, "Aktiviteter")["1.2-A1"]
    assert (late["Status"], late["Förra status"]) == (None, "Försenad")
    assert values(plan, "Händelser") == {}


def test_what_lasts_stays_with_the_words_that_explain_it(plan: Path) -> None:
    advance(plan, "DÅ 2")
    dropped = values(plan, "Indikatorer")["1.2.1"]
    assert (dropped["Läge"], dropped["Kommentar"], dropped["Utfall"]) == ("Följs ej upp", "Mäts inte längre", None)
    assert values(plan, "Aktiviteter")["1.1-A1"]["Status"] == "Avslutad"
    done = values(plan, "Uppdrag")["U1"]
    assert (done["Status"], done["Analys"]) == ("Klar", "Planen är antagen")
    texts = values(plan, "Texter", "Rubrik")
    assert texts["Vision"]["Text"] == "Ett län för alla"
    assert texts["Vårt eget kapitel"]["Text"] is None


def test_without_one_new_answer_no_indikator_has_a_status_and_says_why(plan: Path) -> None:
    advance(plan, "DÅ 2")
    assessment = runxl.assess(plan)
    assert {one.status for one in assessment.indikatorer} == {"Ej bedömd"}
    assert [one.forklaring for one in assessment.indikatorer][:2] == ["Ej bedömd: utfall saknas"] * 2


def test_the_result_columns_tell_of_the_new_period_at_once(plan: Path) -> None:
    advance(plan, "DÅ 2")
    assert values(plan, "Indikatorer")["1.1.1"]["Status"] == "Ej bedömd"
    assert "DÅ 2 2026" in str(openpyxl.load_workbook(plan)["Sammanfattning"]["A3"].value) or any(
        "DÅ 2 2026" in str(cell.value)
        for row in openpyxl.load_workbook(plan)["Sammanfattning"]["A1:F4"]
        for cell in row
    )


def test_each_period_is_judged_by_its_own_target(plan: Path) -> None:
    """31 of 30 in April is met; 33 in August, of 60, is not."""
    assert runxl.assess(plan).indikatorer[0].status == "Helt"
    advance(plan, "DÅ 2")
    answer(plan, {("Indikatorer", "1.1.1", "Utfall"): 33})
    august = runxl.assess(plan).indikatorer[0]
    assert (august.status, str(august.malvarde)) == ("Inte", "60")


def test_the_year_is_remembered_period_by_period(plan: Path) -> None:
    advance(plan, "DÅ 2")
    answer(plan, {("Indikatorer", "1.1.1", "Utfall"): 61, ("Indikatorer", "1.1.2", "Utfall"): 78})
    assert main(["berakna", str(plan)]) in (0, 1)
    told = openpyxl.load_workbook(plan)["Tidigare perioder"].iter_rows(min_row=2, values_only=True)
    outcomes = {(row[1], row[3]): row[5] for row in told if row[2] == "Indikator"}
    assert outcomes[("DÅ 1", "1.1.1")] == 31
    assert outcomes[("DÅ 2", "1.1.1")] == 61
    assert runxl.assess(plan).indikatorer[1].utveckling == "↑"


def test_the_kept_copy_gives_the_same_report_again(plan: Path, tmp_path: Path) -> None:
    before = runxl.assess(plan).to_dict() | {"fil": ""}
    done = advance(plan, "DÅ 2")
    assert done.archive is not None
    assert runxl.assess(done.archive).to_dict() | {"fil": ""} == before


def test_answers_of_another_period_are_a_fault_and_nothing_is_written(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Period changed by hand: nothing is assessed, and the file is as it was."""
    book = openpyxl.load_workbook(plan)
    sheet = book["Inställningar"]
    cell = next(row[1] for row in sheet.iter_rows(min_row=2) if row[0].value == "Period")
    cell.value = "DÅ 2"
    book.save(plan)
    before = plan.read_bytes()
    assert main(["berakna", str(plan), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert plan.read_bytes() == before
    (fault,) = [one for one in told["fynd"] if one["niva"] == "fel"]
    assert (fault["kod"], fault["blad"], fault["cell"]) == ("RX225", "Inställningar", cell.coordinate)
    assert {one["status"] for one in told["indikatorer"]} == {"Ej bedömd"}
    assert {one["status"] for one in told["delmal"]} == {"Ej bedömd"}


MADE: list[Callable[[Path, Path], object]] = [
    lambda plan, top: runxl.report(plan, top / "rapport.docx"),
    lambda plan, top: runxl.report(plan, top / "bilder.pptx"),
    lambda plan, top: runxl.split(plan, top / "utskick"),
    lambda plan, top: runxl.collect(top, plan),
    lambda plan, top: runxl.new(top / "nästa.xlsx", previous=plan),
    lambda plan, _: runxl.compare(plan, plan),
    lambda plan, _: advance(plan, "Årsrapport"),
]


@pytest.mark.parametrize("make", MADE)
def test_nothing_is_made_of_answers_of_another_period(
    make: Callable[[Path, Path], object], plan: Path, tmp_path: Path
) -> None:
    """The refusal says what the finding says: whose the answers are, and what to do."""
    called(plan, "DÅ 2")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    with pytest.raises(RunxlError, match="Perioden är DÅ 2 2026, men svaren som står i arbetsboken avser DÅ 1 2026"):
        make(plan, tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*")} == before


def test_of_answers_of_another_period_no_more_is_found_than_that(plan: Path) -> None:
    """What stands in the cells is not looked at, so nothing of April is told as August's."""
    answer(plan, {("Indikatorer", "1.1.1", "Utfall"): "drygt 30"})
    assert any(one.code == "RX112" for one in runxl.validate(plan))
    called(plan, "DÅ 2")
    assert [one.code for one in runxl.validate(plan) if one.severity != "info"] == ["RX225"]
    assert {one["utfall"] for one in runxl.assess(plan).to_dict()["indikatorer"]} == {None}


@pytest.mark.parametrize(("command", "code"), [(["validera"], 1), (["regler", "RX225"], 0), (["period", "DÅ 2"], 2)])
def test_on_the_command_line_the_command_is_named(
    plan: Path, capsys: pytest.CaptureFixture[str], command: list[str], code: int
) -> None:
    """Never the button, which nobody has there."""
    called(plan, "DÅ 2")
    arguments = command if command[0] == "regler" else [command[0], str(plan), *command[1:]]
    assert main(arguments) == code
    told = " ".join("".join(capsys.readouterr()).split())
    assert "ta sedan steget till nästa period. På kommandoraden tas steget med runxl period." in told
    assert "knapp" not in told


def test_a_closed_period_is_not_stepped_from(plan: Path) -> None:
    """Not even without answers: Tidigare perioder tells."""
    advance(plan, "DÅ 2")
    assert main(["berakna", str(plan)]) == 1
    called(plan, "DÅ 1")
    before = plan.read_bytes()
    with pytest.raises(RunxlError, match="DÅ 1 2026 är avslutad: Tidigare perioder har redan DÅ 2 2026"):
        advance(plan, "DÅ 2")
    assert plan.read_bytes() == before


def test_a_period_that_has_been_stepped_from_is_not_written_over(make_workbook: MakeWorkbook) -> None:
    """Its answers and decisions have gone to the kept copy: what stands here now would take their place."""
    plan = make_workbook(NOTHING_LASTS)
    assert main(["berakna", str(plan)]) == 0
    advance(plan, "DÅ 2")
    called(plan, "DÅ 1")
    before = plan.read_bytes()
    assert main(["berakna", str(plan)]) == 2
    with pytest.raises(RunxlError, match=r"DÅ 1 2026 är avslutad: arbetsboken har redan tagit steget till DÅ 2\."):
        advance(plan, "Årsrapport")
    assert plan.read_bytes() == before
    assert main(["berakna", str(plan), "--bara-visa"]) == 1
    assert main(["berakna", str(plan), "--ersatt"]) == 1
    assert settings(plan)["Svaren avser"] == "DÅ 1 2026"


def test_a_step_from_what_is_not_remembered_may_be_taken_back_by_hand(make_workbook: MakeWorkbook) -> None:
    """Nothing can be written over: a plan leaves no rows in Tidigare perioder."""
    plan = make_workbook(NOTHING_LASTS.replace("| DÅ 1 |\n## Mål", "| Nämndplan |\n## Mål"))
    assert main(["berakna", str(plan)]) == 0
    advance(plan, "DÅ 2")
    called(plan, "DÅ 1")
    assert main(["berakna", str(plan)]) == 1
    assert settings(plan)["Svaren avser"] == "DÅ 1 2026"


def test_answers_that_nobody_has_computed_are_the_periods_own(make_workbook: MakeWorkbook) -> None:
    assert runxl.assess(make_workbook(PLAN), "DÅ 2").indikatorer[1].status == "Delvis"


def test_answers_that_are_not_computed_stop_the_step(plan: Path) -> None:
    answer(plan, {("Indikatorer", "1.1.1", "Utfall"): 35})
    before = plan.read_bytes()
    with pytest.raises(RunxlError, match="Beräkna arbetsboken först"):
        advance(plan, "DÅ 2")
    assert plan.read_bytes() == before


def test_answers_that_have_nowhere_to_be_kept_stop_the_step(plan: Path) -> None:
    """A workbook of plain sheets has no Tidigare perioder: its answers would be emptied and remembered nowhere."""
    book = openpyxl.load_workbook(plan)
    del book["Tidigare perioder"]
    book.save(plan)
    assert main(["berakna", str(plan)]) == 0
    before = plan.read_bytes()
    with pytest.raises(RunxlError, match="har svar, men arbetsboken har inte bladet Tidigare perioder"):
        advance(plan, "DÅ 2")
    assert plan.read_bytes() == before


def test_a_workbook_without_a_place_for_results_is_not_told_to_show_them(
    make_workbook: MakeWorkbook, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = make_workbook(PLAN)
    book = openpyxl.load_workbook(plan)
    for name in book.sheetnames:
        if name not in ("Inställningar", "Mål", "Delmål", "Indikatorer", "Aktiviteter", "Uppdrag"):
            del book[name]
    for name in ("Mål", "Delmål", "Indikatorer", "Aktiviteter", "Uppdrag"):
        book[name].tables.clear()
        for header in book[name][1]:
            if any(
                one.title == header.value and one.role == "res"
                for one in next(t for t in contract().tables.values() if t.sheet == name).columns
            ):
                header.value = None
    book.save(plan)
    main(["berakna", str(plan)])
    capsys.readouterr()
    main(["berakna", str(plan)])
    said = " ".join(capsys.readouterr().out.split())
    assert "saknar kolumner för resultatet" in said
    assert "visar redan resultatet" not in said


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("DÅ 1", "redan i DÅ 1 2026"),
        ("Nämndplan", "ligger före DÅ 1 2026"),
        ("Hösten", "finns inte i Region Västerbotten"),
    ],
)
def test_only_a_later_period_can_be_begun(plan: Path, wanted: str, said: str) -> None:
    before = plan.read_bytes()
    with pytest.raises(RunxlError, match=said):
        advance(plan, wanted)
    assert plan.read_bytes() == before
    assert not plan.with_name(f"{plan.stem} (DÅ 1 2026).xlsx").exists()


def test_a_dry_run_writes_nothing(plan: Path) -> None:
    files = sorted(plan.parent.iterdir())
    before = plan.read_bytes()
    done = advance(plan, "DÅ 2", dry_run=True)
    assert done.archive is None
    assert done.emptied > 0
    assert (plan.read_bytes(), sorted(plan.parent.iterdir())) == (before, files)


def test_the_command_tells_what_it_did(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["period", str(plan), "DÅ 2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"version", "fil", "fran", "till", "arkiv", "tomda", "kvar"}
    assert (told["fran"], told["till"]) == ("DÅ 1 2026", "DÅ 2 2026")
    assert main(["period", str(plan), "DÅ 2"]) == 2
    assert "redan i DÅ 2 2026" in capsys.readouterr().err


def test_a_step_that_fails_leaves_the_workbook_as_it_was(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kept copy may be there; it is the workbook whole."""
    before = plan.read_bytes()

    def full(*_: object, **__: object) -> Path:
        raise RunxlError("Disken är full.")

    monkeypatch.setattr(steps, "patch", full)
    with pytest.raises(RunxlError, match="full"):
        advance(plan, "DÅ 2")
    assert plan.read_bytes() == before
    monkeypatch.undo()
    assert advance(plan, "DÅ 2").after == "DÅ 2 2026"


def test_next_years_plan_never_takes_some_months_for_a_year(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Made in autumn: the outcome of some months goes to Periodvärden with its period, and that is what is said."""
    new = tmp_path / "plan 2027.xlsx"
    assert main(["ny", str(new), "--fran", str(plan)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "de står nu som Föregående år på bladet Periodvärden" in said
    assert "Utfall står nu" not in said
    assert values(new, "Indikatorer")["1.1.1"]["Tidigare utfall"] is None
    (row,) = [one for one in values(new, "Periodvärden").values() if one["Nr"] == "1.1.1"]
    assert (row["Period"], row["Föregående år"]) == ("DÅ 1", 31)
    assert settings(new)["Svaren avser"] is None


def test_at_the_years_end_the_status_stands_where_the_prognosis_stood(make_workbook: MakeWorkbook) -> None:
    """Also where a stale prognosis is left in the cell."""
    plan = (
        PLAN.replace("| Period | DÅ 1 |", "| Period | Årsrapport |")
        .replace("| Fastställd status | Motivering |", "| Fastställd status | Motivering | Prognos |")
        .replace("| Inte | Utfallet håller inte |", "| Inte | Utfallet håller inte | Helt |")
        .replace("Kultur | | |", "Kultur | | | |")
    )
    (first, second) = runxl.assess(make_workbook(plan)).delmal
    assert (first.status, first.prognos) == ("Inte", "Inte")
    assert second.prognos == second.status


def test_nobody_has_a_prognosis_that_nobody_gave(plan: Path) -> None:
    assert [one.prognos for one in runxl.assess(plan).delmal] == [None, None]


def test_taking_in_answers_says_whose_they_are(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    plan = make_workbook(PLAN)
    runxl.split(plan, tmp_path / "svar")
    answer(tmp_path / "svar" / "Svar Turism – DÅ 1 2026.xlsx", {("Indikatorer", "1.1.2", "Utfall"): 77})
    runxl.collect(tmp_path / "svar", plan)
    assert settings(plan)["Svaren avser"] == "DÅ 1 2026"


def test_an_answer_that_comes_after_the_step_goes_into_the_kept_copy(
    make_workbook: MakeWorkbook, tmp_path: Path
) -> None:
    """Not into the plan, whatever its period is called there: the decisions that are remembered would be lost."""
    plan, answers = make_workbook(NOTHING_LASTS), tmp_path / "svar"
    assert main(["berakna", str(plan)]) == 0
    runxl.split(plan, answers)
    kept = advance(plan, "DÅ 2").archive
    answer(answers / "Svar Turism – DÅ 1 2026.xlsx", {("Indikatorer", "1.1.2", "Utfall"): 77})
    late = [one for file in runxl.collect(answers, plan).files for one in file.findings]
    assert {one.code for one in late} == {"RX504"}
    assert all("kopian av planen" in one.remedy for one in late)
    called(plan, "DÅ 1")
    before = plan.read_bytes()
    with pytest.raises(RunxlError, match="samlas in i kopian"):
        runxl.collect(answers, plan)
    assert plan.read_bytes() == before
    assert kept
    runxl.collect(answers, kept)
    assert values(kept, "Indikatorer")["1.1.2"]["Utfall"] == 77
