"""What is asked of a plan before anyone has reported, and of references when a Nr is lost."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

import runxl
from tests.conftest import MakeWorkbook

GOALS = (
    "## Mål\n| Nr | Mål |\n| 1 | Ett |\n## Delmål\n| Nr | Mål | Delmål | Ansvarig |\n| 1.1 | 1 | Ett till | Kultur |\n"
)
WITHOUT_STATUS = f"{GOALS}## Aktiviteter\n| Nr | Delmål | Aktivitet | Status |\n| 1.1-A1 | 1.1 | Kampanj |  |\n"


def codes(path: Path) -> list[str]:
    return [one.code for one in runxl.validate(path) if one.is_fault]


def test_in_a_plan_the_units_have_not_answered_yet(make_workbook: MakeWorkbook) -> None:
    """An empty Status is no fault in Nämndplan, and is one in a report."""
    settings = "## Inställningar\n| Inställning | Värde |\n| Period | {} |\n"
    assert codes(make_workbook(settings.format("Nämndplan") + WITHOUT_STATUS)) == []
    assert codes(make_workbook(settings.format("DÅ 1") + WITHOUT_STATUS)) == ["RX101"]


def test_a_plan_waits_for_no_outcomes(make_workbook: MakeWorkbook) -> None:
    """Not even of an indikator that is always due; one that is there all the same is read as ever."""
    rows = (
        "## Indikatorer\n| Nr | Delmål | Indikator | Typ | Målvärde | Utfall |\n"
        "| 1.1.1 | 1.1 | Ena | Minst | 1 | |\n| 1.1.2 | 1.1 | Andra | Minst | 1 | 1 |\n"
    )
    settings = "## Inställningar\n| Inställning | Värde |\n| Period | {} |\n"
    for period, told in (("Nämndplan", []), ("DÅ 1", ["RX204"])):
        path = make_workbook(settings.format(period) + GOALS + rows)
        assert [one.code for one in runxl.validate(path) if one.code in ("RX204", "RX205")] == told
        assert [one.status for one in runxl.assess(path).indikatorer] == ["Ej bedömd", "Helt"]


def test_a_spoilt_number_explains_only_those_who_mean_it(make_workbook: MakeWorkbook) -> None:
    """`1.2 x` speaks for a reference to 1.2, not for one to 9.9."""
    rows = "| 1.2 x | 1 | Ett annat | Kultur |\n## Indikatorer\n| Nr | Delmål | Indikator | Typ | Målvärde | Utfall |\n"
    meant, stray = ("| 1.2.1 | 1.2 | Ena | Minst | 1 | 1 |\n", "| 9.9.1 | 9.9 | Andra | Minst | 1 | 1 |\n")
    found = [one for one in runxl.validate(make_workbook(GOALS + rows + meant + stray)) if one.code == "RX302"]
    assert [one.key for one in found] == ["9.9.1"]


def test_a_level_that_is_not_assessed_needs_no_motive(make_workbook: MakeWorkbook) -> None:
    """There is nothing computed to decide against."""
    settings = "## Inställningar\n| Inställning | Värde |\n| Styrmodell | {} |\n"
    decided = GOALS.replace("Ansvarig |", "Ansvarig | Fastställd status |").replace("Kultur |", "Kultur | Inte |")
    assert codes(make_workbook(settings.format("Region Norrbotten") + decided)) == []
    assert codes(make_workbook(settings.format("Region Västerbotten") + decided)) == ["RX208"]


@pytest.mark.parametrize("said", ["Region Norrbotten", "region  norrbotten ", "NORRBOTTEN", "Region Västerbotten"])
def test_a_styrmodell_is_known_as_a_header_is(said: str, make_workbook: MakeWorkbook) -> None:
    """In any case, with any spaces, and from a Mac, where å is two signs."""
    written = unicodedata.normalize("NFD", said)
    path = make_workbook(f"## Inställningar\n| Inställning | Värde |\n| Styrmodell | {written} |\n{GOALS}")
    assert not codes(path)


def test_a_key_of_several_columns_stands_twice_where_all_of_them_do(make_workbook: MakeWorkbook) -> None:
    """One finding, of the row that has the same of all, and not of the first that has the same of one."""
    path = make_workbook(
        f"{GOALS}## Indikatorer\n| Nr | Delmål | Indikator | Typ | Målvärde | Utfall |\n| 1.1.1 | 1.1 | Ena | Minst | 9 | 9 |\n"
        "## Periodvärden\n| Nr | Period | Periodmål |\n| 1.1.1 | DÅ 1 | 3 |\n| 1.1.1 | DÅ 2 | 6 |\n| 1.1.1 | DÅ 2 | 7 |\n"
    )
    said = [(one.cell, one.message) for one in runxl.validate(path) if one.code == "RX201"]
    assert said == [("A4", "Nr 1.1.1, Period DÅ 2 finns redan på rad 3.")]
