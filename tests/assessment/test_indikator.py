"""What an indikator's status hangs on besides the numbers: the period, Läge, what is missing, what was before."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from runxl.measure.values import PartValue
from tests.assessment.build import indikator, number, one, remembered, with_status

D = Decimal
NEEDED = ("malvarde", "malvarde_max", "utgangsvarde")
MONTHS = {"Tertial: aug, dec": (8, 12), "År": (12,), "Tertial": (4, 8, 12), "Halvår": (6, 12), "Kvartal": (3, 6, 9, 12)}


@pytest.mark.parametrize(
    ("periodicitet", "due"),
    [
        ("Tertial: aug, dec", {"DÅ 2", "Årsrapport"}),
        ("År", {"Årsrapport"}),
        ("Tertial", {"DÅ 1", "DÅ 2", "Årsrapport"}),
        ("Halvår", {"DÅ 2", "Årsrapport"}),
        ("Kvartal", {"DÅ 1", "DÅ 2", "Årsrapport"}),
    ],
)
def test_an_indikator_is_due_when_one_of_its_months_lies_in_the_period(periodicitet: str, due: set[str]) -> None:
    """DÅ 1 is January to April, DÅ 2 May to August, Årsrapport September to December, and a plan measures nothing."""
    row = indikator(malvarde=D(10), utfall=D(10), periodicitet=MONTHS[periodicitet])
    periods = ("Nämndplan", "DÅ 1", "DÅ 2", "Årsrapport")
    assert {period for period in periods if one(row, period=period).status == "Helt"} == due


@pytest.mark.parametrize("period", ["Nämndplan", "DÅ 1", "DÅ 2", "Årsrapport"])
def test_without_periodicitet_it_is_always_due(period: str) -> None:
    assert one(indikator(malvarde=D(10), utfall=D(10)), period=period).status == "Helt"


def test_what_is_not_due_is_excluded_even_when_it_is_filled_in() -> None:
    """An outcome in a period without measurement is not counted."""
    verdict = one(indikator(malvarde=D(10), utfall=D(10), periodicitet=(12,)), period="DÅ 1")
    assert (verdict.status, verdict.standing) == ("Ej bedömd", "excluded")
    assert "mäts inte denna period" in verdict.forklaring


def test_no_new_measurement_lets_the_latest_earlier_status_stand() -> None:
    """Of DÅ 1 and DÅ 2 the later holds, and what was decided goes before what was computed."""
    history = [
        remembered("Indikator", "3.2.1", "Inte"),
        remembered("Indikator", "3.2.1", "Inte", "DÅ 2", faststalld_status="Delvis"),
    ]
    verdict = one(indikator(malvarde=D(10), utfall=D(10), lage="Ingen ny mätning"), history)
    assert (verdict.status, verdict.standing) == ("Delvis", "assessed")
    assert verdict.forklaring == "Ingen ny mätning: statusen från DÅ 2 2024 står kvar → Delvis"
    assert verdict.utveckling == ""


def test_no_new_measurement_and_nothing_before_is_missing() -> None:
    """Without an earlier status nothing can stand."""
    verdict = one(indikator(malvarde=D(10), lage="Ingen ny mätning"))
    assert (verdict.status, verdict.standing) == ("Ej bedömd", "missing")


def test_an_earlier_ej_bedomd_in_a_due_period_stands_too() -> None:
    """What was missing in DÅ 2 is still missing."""
    history = [remembered("Indikator", "3.2.1", "Helt"), remembered("Indikator", "3.2.1", "Ej bedömd", "DÅ 2")]
    assert one(indikator(malvarde=D(10), lage="Ingen ny mätning"), history).standing == "missing"


def test_a_period_in_which_nothing_was_due_is_passed_over() -> None:
    """DÅ 1 says nothing about a measure that is taken in December."""
    history = [
        remembered("Indikator", "3.2.1", "Helt", "Årsrapport", ar=2023, namn="Indikator 3.2.1"),
        remembered("Indikator", "3.2.1", "Ej bedömd", "DÅ 1"),
    ]
    row = indikator(malvarde=D(10), lage="Ingen ny mätning", periodicitet=(12,))
    assert one(row, history).forklaring == "Ingen ny mätning: statusen från Årsrapport 2023 står kvar → Helt"


def test_across_years_the_name_must_match() -> None:
    """Nr 3.2.1 may be another indikator in the next plan."""
    history = [remembered("Indikator", "3.2.1", "Helt", "Årsrapport", ar=2023, namn="En annan", utfall=D(1))]
    verdict = one(indikator(malvarde=D(10), utfall=D(10), lage="Ingen ny mätning"), history)
    assert (verdict.standing, verdict.foregaende_status) == ("missing", None)


def test_the_period_itself_and_later_ones_are_no_history() -> None:
    """A period that is run again does not compare itself with itself."""
    history = [remembered("Indikator", "3.2.1", "Helt", period, utfall=D(1)) for period in ("DÅ 1", "DÅ 2")]
    verdict = one(indikator(malvarde=D(10), utfall=D(10)), history, period="DÅ 1")
    assert (verdict.foregaende_status, verdict.utveckling) == (None, "")


def test_faults_are_cited_and_the_row_is_missing() -> None:
    """The codes stand in the reason, each once."""
    verdict = one(indikator(malvarde=D(10), utfall=D(10), faults=("RX102", "RX119", "RX102")))
    assert (verdict.status, verdict.standing) == ("Ej bedömd", "missing")
    assert verdict.forklaring == "Ej bedömd: fel på raden (RX102, RX119)"


@pytest.mark.parametrize(
    ("typ", "given", "lacking"),
    [
        ("Minst", {}, "målvärde"),
        ("Intervall", {"malvarde": D(1)}, "målvärde max"),
        ("Öka", {}, "utgångsvärde"),
        ("Förändring", {}, "målvärde och utgångsvärde"),
        ("Milstolpe", {}, "målvärde"),
    ],
)
def test_a_needed_value_that_is_missing_is_named(typ: str, given: dict[str, Any], lacking: str) -> None:
    """What a type needs stands in the codelist; the finding's code is cited when there is one."""
    verdict = one(indikator(typ=typ, utfall=D(5), faults=("RX202",), empty=NEEDED, **given))
    assert verdict.forklaring == f"Ej bedömd: {lacking} saknas (RX202)"


def test_kontrollmatt_by_slag_is_never_assessed() -> None:
    """Slag Kontrollmått on a row with a target is a kontrollmått all the same; its trend is shown."""
    verdict = one(indikator(slag="Kontrollmått", malvarde=D(5), utfall=D(9), tidigare_utfall=D(10)))
    assert (verdict.status, verdict.standing, verdict.utveckling, verdict.counts) == (
        "Ej bedömd",
        "excluded",
        "↓",
        False,
    )


@pytest.mark.parametrize("lage", ["Ingen ny mätning", "Följs ej upp"])
def test_a_kontrollmatt_that_is_not_measured_has_no_trend(lage: str) -> None:
    """Läge goes before whatever Utfall holds."""
    row = indikator(typ="Kontrollmått", utfall=D(9), tidigare_utfall=D(10), lage=lage)
    assert (one(row).utveckling, one(row._replace(lage="")).utveckling) == ("", "↓")


def test_the_target_of_the_period_goes_before_the_years() -> None:
    """JSON shows the one that was used."""
    row = indikator(malvarde=D(90), utfall=D(30))
    assert one(row, period="DÅ 1").to_dict()["malvarde"] == 90
    assert one(row._replace(periodmal=D(30)), period="DÅ 1").to_dict()["malvarde"] == 30


def test_a_projection_is_information_and_counts_for_nothing() -> None:
    """40 by April is 120 by December; the status is that of 40."""
    row = indikator(malvarde=D(100), periodmal=D(60), utfall=D(40), ackumuleras=True)
    verdict = one(row, period="DÅ 1")
    assert (verdict.status, verdict.projektion) == ("Inte", D(120))
    assert one(row, period="Årsrapport").projektion is None


def test_a_sum_under_way_is_not_held_against_the_whole_years_target() -> None:
    """At the year's end it is."""
    row = indikator(malvarde=D(100), utfall=D(40), ackumuleras=True)
    verdict = one(row, period="DÅ 1")
    assert (verdict.status, verdict.standing) == ("Ej bedömd", "missing")
    assert verdict.forklaring == "Ej bedömd: periodmål saknas"
    assert one(row, period="Årsrapport").status == "Inte"


def test_a_target_of_a_later_year_is_no_target_yet() -> None:
    """Only a target of the period can judge it; one of this year is as one without a year."""
    row = indikator(malvarde=D(100), utfall=D(40), malar=2025)
    verdict = one(row)
    assert (verdict.status, verdict.forklaring) == ("Ej bedömd", "Ej bedömd: målet gäller 2025")
    assert one(row._replace(periodmal=D(40))).status == "Helt"
    assert one(row._replace(malar=2024)).status == "Inte"


@pytest.mark.parametrize(
    ("typ", "given"),
    [("Öka", {"utgangsvarde": D(10)}), ("Bibehåll", {"utgangsvarde": D(10)}), ("Budget", {}), ("Ja/Nej", {})],
)
def test_a_type_that_needs_no_target_may_aim_at_a_later_year_too(typ: str, given: dict[str, Any]) -> None:
    """A plan that is to be adopted next year has not failed this year."""
    row = indikator(typ=typ, utfall="Nej" if typ == "Ja/Nej" else D(-5), **given)
    assert (one(row).status, one(row._replace(malar=2025)).forklaring) == ("Inte", "Ej bedömd: målet gäller 2025")


def test_where_it_is_heading_is_told_before_there_is_a_target_to_judge_by() -> None:
    """The target of a later year, or of the whole year, does not hold yet; the outcome is measured all the same."""
    row = indikator(malvarde=D(100), utfall=D(40), tidigare_utfall=D(50))
    assert one(row._replace(malar=2025)).utveckling == "↓"
    assert one(row._replace(ackumuleras=True, period_foregaende=D(30)), period="DÅ 1").utveckling == "↑"
    assert one(row._replace(malar=2025, faults=("RX222",))).utveckling == ""


def test_a_deficit_under_way_is_not_held_against_the_whole_years() -> None:
    """Where none is accepted, none is in any month."""
    row = indikator(typ="Budget", malvarde=D(5), utfall=D(-4), ackumuleras=True)
    assert one(row, period="DÅ 1").forklaring == "Ej bedömd: periodmål saknas"
    assert one(row._replace(periodmal=D(2)), period="DÅ 1").status == "Inte"
    assert one(row._replace(malvarde=D(0)), period="DÅ 1").status == "Inte"
    assert one(row).status == "Helt"


@pytest.mark.parametrize(("utfall", "status", "andel"), [(64, "Delvis", 0.8), (65, "Helt", 1.0), (62, "Inte", 0.4)])
def test_a_change_in_procentenheter_is_the_difference_itself(utfall: int, status: str, andel: float) -> None:
    """From 60 to 64 percent is 4 points of the 5 that were wanted."""
    goal = (PartValue(D(5), "procentenheter"),)
    row = indikator(typ="Förändring", enhet="%", utgangsvarde=D(60), malvarde=goal, utfall=D(utfall))
    assert (one(row).status, one(row).andel) == (status, andel)


def test_the_thresholds_of_a_row_go_before_the_workbooks() -> None:
    """Each by itself, and for that row alone."""
    row = with_status("Delvis")  # 90 of 100
    assert one(row._replace(grans_helt=D(90))).status == "Helt"
    assert one(row._replace(grans_delvis=D(95))).status == "Inte"
    assert one(row._replace(grans_delvis=D(85)), grans_delvis=D(95)).status == "Delvis"
    assert one(row, grans_delvis=D(95)).status == "Inte"


@pytest.mark.parametrize(
    ("typ", "before", "now", "arrow"),
    [
        ("Minst", "5", "6", "↑"),
        ("Minst", "5", "5,0", "→"),
        ("Högst", "5", "6", "↓"),
        ("Minska", "5", "4", "↑"),
        ("Öka", "5", "4", "↓"),
        ("Bibehåll", "5", "4", "↓"),
        ("Budget", "-5", "-4", "↑"),
        ("Intervall", "9", "8", "↑"),
        ("Intervall", "4", "5", "→"),
        ("Intervall", "6", "3", "↓"),
        ("Förändring", "5", "6", "↓"),
        ("Skala", "1", "2", "↑"),
        ("Kontrollmått", "1", "2", "↑"),
    ],
)
def test_utveckling_points_up_when_things_get_better(typ: str, before: str, now: str, arrow: str) -> None:
    """In the direction that is good for the type: the interval is 4–7, the change wanted a fall."""
    goal = D(-5) if typ == "Förändring" else D(4)
    row = indikator(
        typ=typ,
        enhet="1–9",
        malvarde=goal,
        malvarde_max=D(7),
        utgangsvarde=D(10),
        utfall=number(now),
        tidigare_utfall=number(before),
    )
    assert one(row).utveckling == arrow


def test_utveckling_asks_historik_first_then_earlier_outcome_then_base() -> None:
    history = [
        remembered("Indikator", "3.2.1", "Helt", utfall=D(5)),
        remembered("Indikator", "3.2.1", "Helt", "DÅ 2", utfall=D(7)),
    ]
    row = indikator(malvarde=D(4), utfall=D(6), tidigare_utfall=D(6), utgangsvarde=D(1))
    assert (one(row, history).utveckling, one(row).utveckling) == ("↓", "→")


def test_a_sum_from_january_is_compared_with_the_same_months() -> None:
    """April 12 against April 10, and not against the 30 of the whole year before."""
    history = [
        remembered("Indikator", "3.2.1", "Helt", "DÅ 1", ar=2023, namn="Indikator 3.2.1", utfall=D(10)),
        remembered("Indikator", "3.2.1", "Helt", "Årsrapport", ar=2023, namn="Indikator 3.2.1", utfall=D(30)),
    ]
    row = indikator(malvarde=D(40), periodmal=D(12), utfall=D(12), ackumuleras=True)
    assert one(row, history, period="DÅ 1").utveckling == "↑"
    assert one(row._replace(ackumuleras=False), history, period="DÅ 1").utveckling == "↓"


def test_a_whole_year_is_compared_with_the_whole_year_before() -> None:
    """96 against 123 is worse, though August had 60."""
    history = [remembered("Indikator", "3.2.1", "Helt", "DÅ 2", utfall=D(60))]
    row = indikator(malvarde=D(90), utfall=D(96), tidigare_utfall=D(123), ackumuleras=True)
    assert one(row, history).utveckling == "↓"


def test_what_the_workbook_says_of_the_year_before_goes_first() -> None:
    history = [remembered("Indikator", "3.2.1", "Helt", "DÅ 1", ar=2023, namn="Indikator 3.2.1", utfall=D(10))]
    row = indikator(periodmal=D(12), utfall=D(12), period_foregaende=D(14), ackumuleras=True)
    assert one(row, history, period="DÅ 1").utveckling == "↓"


def test_without_a_value_of_the_same_months_there_is_no_arrow() -> None:
    """Neither the whole year before nor the period before will do."""
    history = [remembered("Indikator", "3.2.1", "Helt", "DÅ 1", utfall=D(10))]
    row = indikator(periodmal=D(20), utfall=D(25), tidigare_utfall=D(30), utgangsvarde=D(30), ackumuleras=True)
    assert one(row, history, period="DÅ 2").utveckling == ""


@pytest.mark.parametrize("typ", ["Öka", "Minska", "Bibehåll", "Förändring"])
def test_a_change_of_a_sum_is_counted_from_the_same_months(typ: str) -> None:
    """12 in April against 10 in April is a rise; against the whole year's 30 nothing can be said."""
    row = indikator(typ=typ, malvarde=D(5), utgangsvarde=D(30), utfall=D(12), ackumuleras=True)
    judged = one(row._replace(period_bas=D(10)), period="DÅ 1")
    assert judged.status == ("Inte" if typ == "Minska" else "Helt")
    assert one(row, period="DÅ 1").forklaring == "Ej bedömd: jämförelsevärde för samma period saknas"
    remembers = [remembered("Indikator", "3.2.1", "Helt", "DÅ 1", ar=2023, namn="Indikator 3.2.1", utfall=D(10))]
    assert one(row, remembers, period="DÅ 1").status == judged.status


def test_a_change_over_the_whole_year_is_counted_from_its_base() -> None:
    """The earlier outcome, which may be of any year, is for the arrow alone."""
    row = indikator(typ="Öka", utgangsvarde=D(30), tidigare_utfall=D(50), utfall=D(40), ackumuleras=True)
    assert (one(row).status, one(row).utveckling) == ("Helt", "↓")


def test_utveckling_of_a_compound_follows_its_weakest_part() -> None:
    goal = (PartValue(D(20), "personer"), PartValue(D(12), "kommuner"))
    before, now = ((PartValue(D(30), "personer"), PartValue(D(n), "kommuner")) for n in (8, 9))
    assert one(indikator(typ="Sammansatt", malvarde=goal, utfall=now, tidigare_utfall=before)).utveckling == "↑"


@pytest.mark.parametrize("typ", ["Ja/Nej", "Milstolpe"])
def test_utveckling_is_empty_for_answers(typ: str) -> None:
    assert one(indikator(typ=typ, malvarde="Ja", utfall="Ja", tidigare_utfall="Nej")).to_dict()["utveckling"] is None


@pytest.mark.parametrize(
    ("unit", "shown"), [("procent", "5 %"), ("andel", "5 %"), ("antal", "5"), ("skala 1–6", "5"), ("mnkr", "5 mnkr")]
)
def test_units_stand_as_a_reader_expects(unit: str, shown: str) -> None:
    """Every word for percent is %, a count has no unit, others stand as written."""
    assert one(indikator(enhet=unit, malvarde=D(5), utfall=D(5))).forklaring.startswith(f"Utfall {shown} mot")


def test_the_thresholds_of_the_workbook_go_before_the_styrmodells() -> None:
    """Gräns delvis 95 makes 90 of 100 Inte."""
    row = with_status("Delvis")
    assert (one(row).status, one(row, grans_delvis=D(95)).status, one(row, grans_helt=D(90)).status) == (
        "Delvis",
        "Inte",
        "Helt",
    )


def test_the_norm_of_the_third_region() -> None:
    """Soliditet, skuldsättning and nettokostnadsutveckling as published."""
    rows = [
        indikator(malvarde=number("-15,8"), utfall=number("-14,5")),
        indikator(typ="Högst", malvarde=D(14), utfall=D(11)),
        indikator(typ="Högst", malvarde=number("0,6"), utfall=number("11,6")),
    ]
    assert [one(row).status for row in rows] == ["Helt", "Helt", "Inte"]
