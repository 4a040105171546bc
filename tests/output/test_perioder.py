"""DÅ 1, DÅ 2 and Årsrapport in turn on the same workbook."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.datetime import from_excel

import runxl
from runxl.errors import RunxlError
from tests.conftest import MakeWorkbook
from tests.output.workbooks import NOW, PLAN, change, column, rows, run, section, step

LATER = NOW + dt.timedelta(days=120)


def remembered(path: Path, period: str) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["Objekt"], row["Nr"]): row for row in rows(path, "Tidigare perioder") if row["Period"] == period}


def answered_anew(path: Path) -> None:
    """Whose answers stand is no longer said: as where an older workbook's answers were pasted in."""
    row = next(
        place for place, one in enumerate(rows(path, "Inställningar"), 2) if one["Inställning"] == "Svaren avser"
    )
    change(path, "Inställningar", **{f"B{row}": None})


def test_a_year_of_reports(make_workbook: MakeWorkbook) -> None:
    """Each report leaves its rows, and the next one tells what has changed since."""
    path = make_workbook(PLAN)
    run(path)
    assert column(path, "Indikatorer", "Status") == {"1.1.1": "Inte", "1.2.1": "Helt"}
    assert column(path, "Indikatorer", "Föregående status") == {"1.1.1": None, "1.2.1": None}
    assert section(path, "Förändringar")[0][0] == "Ingen tidigare rapport att jämföra med."

    step(path, "DÅ 2")
    change(path, "Indikatorer", I2=70)
    run(path, period="DÅ 2", now=LATER)
    assert column(path, "Indikatorer", "Föregående status") == {"1.1.1": "Inte", "1.2.1": "Helt"}
    assert column(path, "Indikatorer", "Utveckling")["1.1.1"] == "↑"
    texts = [line[1] for line in section(path, "Förändringar sedan DÅ 1 2024")]
    assert "Indikator 1, delmål 1.1, har gått från rött till gult (Inte till Delvis)." in texts

    step(path, "Årsrapport")
    change(path, "Indikatorer", I2=81)
    run(path, period="Årsrapport", now=LATER)
    assert column(path, "Delmål", "Föregående status") == {"1.1": "Delvis", "1.2": "Helt"}
    assert [line[1] for line in section(path, "Förändringar sedan DÅ 2 2024")] == [
        "Bedömning av bidrag till regionmål 1 har förändrats från delvis uppfyllt till helt uppfyllt.",
        "Bedömning av delmål 1.1 har förändrats från delvis uppfyllt till helt uppfyllt.",
        "Indikator 1, delmål 1.1, har gått från gult till grönt (Delvis till Helt).",
    ]
    found = [(row["Period"], row["Objekt"], row["Nr"]) for row in rows(path, "Tidigare perioder")]
    objects = [("Mål", "1"), ("Delmål", "1.1"), ("Delmål", "1.2"), ("Indikator", "1.1.1"), ("Indikator", "1.2.1"),
               ("Aktivitet", "1.1-A1"), ("Uppdrag", "U1")]  # fmt: skip
    assert found == [(period, *one) for period in ("DÅ 1", "DÅ 2", "Årsrapport") for one in objects]
    utfall = [remembered(path, period)["Indikator", "1.1.1"]["Utfall"] for period in ("DÅ 1", "DÅ 2", "Årsrapport")]
    assert utfall == [50, 70, 81]


def test_the_period_asked_for_is_written_in_installningar(make_workbook: MakeWorkbook) -> None:
    """So that the next run, and the person, know which report the workbook shows."""
    path = make_workbook(PLAN)
    run(path, period="DÅ 2")
    assert column(path, "Inställningar", "Värde", "Inställning")["Period"] == "DÅ 2"


def test_a_closed_period_is_refused_until_it_is_asked_for(make_workbook: MakeWorkbook) -> None:
    """DÅ 2 has been written: DÅ 1 stays as it is, and the file too; `replace` rewrites DÅ 1's rows and no others."""
    path = make_workbook(PLAN)
    run(path)
    step(path, "DÅ 2")
    run(path, period="DÅ 2")
    before, second = path.read_bytes(), remembered(path, "DÅ 2")
    answered_anew(path)
    change(path, "Indikatorer", I2=79)
    changed = path.read_bytes()
    with pytest.raises(RunxlError, match=r"DÅ 1 2024 är avslutad: Tidigare perioder har redan DÅ 2 2024."):
        run(path, period="DÅ 1")
    assert path.read_bytes() == changed != before
    run(path, period="DÅ 1", replace=True, now=LATER)
    assert remembered(path, "DÅ 2") == second
    assert remembered(path, "DÅ 1")["Indikator", "1.1.1"]["Utfall"] == 79
    assert [row["Period"] for row in rows(path, "Tidigare perioder")] == ["DÅ 1"] * 7 + ["DÅ 2"] * 7


def test_a_run_again_stamps_only_the_rows_that_have_changed(make_workbook: MakeWorkbook) -> None:
    """`Beräknad den` says when a row came to say what it says."""
    path = make_workbook(PLAN)
    run(path)
    change(path, "Indikatorer", I3=95)
    run(path, now=LATER)
    stamps = {key: from_excel(row["Beräknad den"]) for key, row in remembered(path, "DÅ 1").items()}
    assert stamps.pop(("Indikator", "1.2.1")) == LATER
    assert set(stamps.values()) == {NOW}


def test_what_has_gone_leaves_the_period_without_a_hole(make_workbook: MakeWorkbook) -> None:
    """An object removed before a run again is not remembered; the rows below move up, also those of other periods."""
    path = make_workbook(PLAN)
    run(path)
    step(path, "DÅ 2")
    run(path, period="DÅ 2")
    answered_anew(path)
    change(path, "Aktiviteter", A2=None, B2=None, C2=None, D2=None)
    run(path, period="DÅ 1", replace=True)
    assert ("Aktivitet", "1.1-A1") not in remembered(path, "DÅ 1")
    assert ("Aktivitet", "1.1-A1") in remembered(path, "DÅ 2")
    assert len(rows(path, "Tidigare perioder")) == 13


def test_a_row_that_somebody_wrote_below_the_table_moves_up_and_is_not_doubled(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(PLAN)
    run(path)
    remembered_before = rows(path, "Tidigare perioder")
    change(path, "Tidigare perioder", **{f"E{len(remembered_before) + 2}": "Min egen rad"})
    answered_anew(path)
    change(path, "Aktiviteter", A2=None, B2=None, C2=None, D2=None)
    for _ in range(2):
        run(path)
        found = rows(path, "Tidigare perioder")
        assert [row["Namn"] for row in found].count("Min egen rad") == 1
        assert len(found) == len(remembered_before)


def test_what_is_new_stands_after_its_own_period(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(PLAN)
    run(path)
    step(path, "DÅ 2")
    run(path, period="DÅ 2")
    answered_anew(path)
    change(path, "Aktiviteter", A3="1.2-A1", B3="1.2", C3="Tidtabell", D3="Försenad")
    run(path, period="DÅ 1", replace=True)
    found = rows(path, "Tidigare perioder")
    assert (found[7]["Period"], found[7]["Nr"]) == ("DÅ 1", "1.2-A1")
    assert [row["Period"] for row in found] == ["DÅ 1"] * 8 + ["DÅ 2"] * 7


def test_a_plan_leaves_no_history(make_workbook: MakeWorkbook) -> None:
    """There is nothing to remember of what has not been measured."""
    path = make_workbook(PLAN)
    run(path, period="Nämndplan")
    assert rows(path, "Tidigare perioder") == []


def test_the_ground_of_a_decision_is_kept(make_workbook: MakeWorkbook) -> None:
    """Decided against Delvis; when the computed status becomes Inte, the sheet still knows what was decided on."""
    path = make_workbook(PLAN)
    change(path, "Indikatorer", I2=70)
    change(path, "Delmål", H2="Helt", I2="Det vände i april.")
    run(path)
    change(path, "Indikatorer", I2=81)
    done = run(path, now=LATER)
    row = remembered(path, "DÅ 1")["Delmål", "1.1"]
    assert (row["Beräknad status"], row["Fastställd status"], row["Beräknad vid beslut"]) == ("Helt", "Helt", "Delvis")
    assert "RX401" in [finding.code for finding in done.assessment.findings]


def test_a_decision_without_its_motive_is_not_remembered_as_one(make_workbook: MakeWorkbook) -> None:
    """It does not count, now or as the previous status later: what is computed does."""
    path = make_workbook(PLAN)
    change(path, "Delmål", H2="Helt")
    run(path)
    row = remembered(path, "DÅ 1")["Delmål", "1.1"]
    assert row["Beräknad status"] == "Delvis"
    assert not {"Fastställd status", "Beräknad vid beslut"} & row.keys()
    assert run(path, period="DÅ 2", now=LATER).assessment.delmal[0].foregaende_status == "Delvis"


def test_a_row_with_faults_is_remembered_as_not_assessed(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(PLAN)
    change(path, "Delmål", H2="Kanske")
    run(path)
    row = remembered(path, "DÅ 1")["Delmål", "1.1"]
    assert row["Beräknad status"] == "Ej bedömd"
    assert "Fastställd status" not in row


def test_an_outcome_that_does_not_count_is_not_compared_with(make_workbook: MakeWorkbook) -> None:
    """500 under Ingen ny mätning is no measurement: 90 after 80 is better."""
    path = make_workbook(PLAN.replace("| Utfall |", "| Utfall | Läge | Tidigare utfall |").replace(
        "| 80 | 50 | Tertial |", "| 80 | 500 | Ingen ny mätning | 80 | Tertial |").replace(
        "| 100 | 90 | Tertial |", "| 100 | 90 | | | Tertial |"))  # fmt: skip
    run(path)
    assert "Utfall" not in remembered(path, "DÅ 1")["Indikator", "1.1.1"]
    step(path, "DÅ 2")
    change(path, "Indikatorer", I2=90)
    run(path, period="DÅ 2", now=LATER)
    assert column(path, "Indikatorer", "Utveckling")["1.1.1"] == "↑"


def test_the_parts_of_a_compound_are_remembered(make_workbook: MakeWorkbook) -> None:
    """22 and 12, then 22 and 10: worse, whatever was still earlier."""
    path = make_workbook(PLAN.replace("| Utfall |", "| Utfall | Tidigare utfall |").replace(
        "| % | Minst | 80 | 50 |", "| | Sammansatt | 20 personer/12 kommuner | 22 personer/12 kommuner | 22/8 |").replace(
        "| 100 | 90 |", "| 100 | 90 | |"))  # fmt: skip
    run(path)
    assert column(path, "Indikatorer", "Utveckling")["1.1.1"] == "↑"
    step(path, "DÅ 2")
    change(path, "Indikatorer", I2="22 personer/10 kommuner")
    run(path, period="DÅ 2", now=LATER)
    assert column(path, "Indikatorer", "Utveckling")["1.1.1"] == "↓"


def test_an_outcome_left_from_the_report_before_is_pointed_out(make_workbook: MakeWorkbook) -> None:
    """The workbook goes on through the year: what stands there may never have been measured anew."""
    path = make_workbook(PLAN)
    run(path)
    step(path, "DÅ 2")
    change(path, "Indikatorer", I3=99)
    found = [one for one in run(path, period="DÅ 2", now=LATER).assessment.findings if one.code == "RX403"]
    assert [(one.key, one.cell, one.severity) for one in found] == [("1.1.1", "I2", "info")]
    assert found[0].message == "Utfallet 50 är detsamma som i DÅ 1."


def test_an_outcome_that_is_pointed_out_is_written_as_one_writes_it(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(PLAN)
    change(path, "Indikatorer", I2=4.6)
    run(path)
    step(path, "DÅ 2")
    change(path, "Indikatorer", I2=4.6)
    found = [one for one in run(path, period="DÅ 2", now=LATER).assessment.findings if one.code == "RX403"]
    assert (found[0].value, found[0].message) == (4.6, "Utfallet 4,6 är detsamma som i DÅ 1.")


def test_a_confirmed_decision_survives_when_the_computed_status_moves(make_workbook: MakeWorkbook) -> None:
    """It needed no motive when it was made, so it needs none now; that its ground has changed is flagged instead."""
    path = make_workbook(PLAN)
    run(path)
    change(path, "Delmål", H2="Delvis")  # what was computed
    run(path)
    change(path, "Indikatorer", I2=99)
    for _ in range(2):
        codes = [one.code for one in run(path, now=LATER).assessment.findings if one.sheet == "Delmål"]
        assert (codes, column(path, "Delmål", "Beräknad status")["1.1"]) == (["RX401"], "Helt")
        assert not runxl.validate(path).has_faults
    assert runxl.assess(path).delmal[0].status == "Delvis"
