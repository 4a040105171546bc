"""The other styrmodell: mål straight from their rows, activities among the measures, and the economy's forecast."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

import runxl
from runxl.assessment.assess import assess
from runxl.assessment.assessed import Assessment
from runxl.assessment.basis import basis_of
from runxl.assessment.economy import forecast_status
from runxl.check.check import check
from runxl.check.rows import Uppdrag
from runxl.workbook.read import read
from tests.assessment.build import checked, indikator, one, settings

YEARLY = "mäts på helårsbasis och ingår därför inte i bedömningen"


@pytest.fixture(scope="module")
def april(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """The example of April 2020, assessed."""
    path: Path = tmp_path_factory.mktemp("norrbotten") / "exempel.xlsx"
    (found,) = check([read(runxl.new(path, styrmodell="norrbotten", example=True))])
    return assess(found)


def test_all_eleven_are_delvis_as_decided(april: Assessment) -> None:
    """The headline says so in the styrmodell's words; all 28 rows of the styrmått tables are counted."""
    assert april.headlines == (
        "11 strategiska mål: 0 helt uppnådda, 11 delvis uppnådda, 0 ej uppnådda",
        "28 styrmått: 7 helt uppnådda, 12 delvis uppnådda, 4 ej uppnådda, 5 inte mätta nu",
        "Inga uppdrag",
    )
    assert Counter(mal.prognos for mal in april.mal) == {"Delvis": 7, "Svårt att bedöma": 4}


def test_where_the_decision_is_another_there_is_a_motive(april: Assessment) -> None:
    """The culture has nothing to measure in April, and two mål of economy would be Helt by their numbers alone."""
    others = {mal.row.mal: mal.beraknad for mal in april.mal if mal.beraknad != mal.status}
    assert others == {
        "Ett rikt och brett kulturliv": "Ej bedömd",
        "God ekonomisk hushållning": "Helt",
        "Effektivisera verksamheterna med en kostnadsminskning på ca tio procent": "Helt",
    }
    assert all(mal.row.motivering for mal in april.mal)


def test_a_framgangsfaktor_has_no_status_of_its_own(april: Assessment) -> None:
    assert {(one.beraknad, one.status) for one in april.delmal} == {(None, None)}


def test_a_mal_is_assessed_on_activities_alone_where_the_measures_are_yearly(april: Assessment) -> None:
    """God livskvalitet: two styrmått are measured once a year, and the activity decides."""
    (mal,) = [mal for mal in april.mal if mal.row.mal.startswith("God livskvalitet")]
    assert (mal.beraknad, [orsak.label for orsak in mal.orsaker]) == ("Delvis", ["aktivitet"])
    yearly = [one for one in april.indikatorer if one.row.delmal in ("3.1", "3.2")]
    assert {verdict.forklaring for verdict in yearly} == {f"Ej bedömd: {YEARLY}"}


def test_only_what_is_measured_at_the_years_end_alone_is_said_to_be_yearly() -> None:
    """Aug and dec are not the whole year; the other styrmodell has its own words."""
    for styrmodell, months, said in (
        ("norrbotten", (12,), YEARLY),
        ("norrbotten", (8, 12), "mäts inte denna period"),
        ("vasterbotten", (12,), "mäts inte denna period"),
    ):
        row = indikator(malvarde=Decimal(5), periodicitet=months)
        assert one(row, period="DÅ 1", styrmodell=styrmodell).forklaring == f"Ej bedömd: {said}"


@pytest.mark.parametrize(
    ("row", "accepted", "status"),
    [
        ({"arsprognos": 4, "arsbudget": 0}, 0, "Helt"),
        ({"arsprognos": -380, "arsbudget": -381}, 0, "Helt"),
        ({"arsprognos": -56, "arsbudget": -55}, 0, "Inte"),
        ({"arsprognos": -56, "arsbudget": -55}, 2, "Helt"),
        ({"arsprognos": -112, "arsbudget": -100}, 10, "Delvis"),
        ({"arsprognos": -113, "arsbudget": -100}, 10, "Inte"),
        ({"avvikelse_arsprognos": -1}, 10, "Inte"),
        ({"avvikelse_arsprognos": 0}, 0, "Helt"),
        ({"arsbudget": 10}, 0, None),
        ({"arsprognos": 10}, 0, None),
    ],
)
def test_the_forecast_is_marked_against_the_budget(row: dict[str, int], accepted: int, status: str | None) -> None:
    """Costs are negative; the styrmodell says how much may be lacking, in percent of the budget."""
    basis = basis_of(settings(styrmodell="norrbotten"))
    model = dataclasses.replace(basis.styrmodell, accepted_deficit=Decimal(accepted))
    values = {name: Decimal(value) for name, value in row.items()}
    assert forecast_status(values, dataclasses.replace(basis, styrmodell=model)) == status


def test_an_uppdrag_is_late_when_its_last_day_has_passed_and_it_is_not_done() -> None:
    """The period's last day decides, not the clock; on the day itself there is still time."""
    ends = (dt.date(2024, 8, 30), dt.date(2024, 8, 31), None)
    rows = tuple(
        Uppdrag(nr=f"{status}{place}", uppdrag="U", status=status, slutdatum=end)
        for status in ("Klar", "Pågående", "")
        for place, end in enumerate(ends)
    )
    found = assess(checked(uppdrag=rows, period="DÅ 2"))
    assert [one.nr for one in found.uppdrag if one.overdue] == ["Pågående0", "0"]
