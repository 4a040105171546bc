"""Roll-up: what the handbook's table does not show – levels, styrmodeller, long lists, activities in time."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from runxl.assessment.aktivitet import assess_aktiviteter
from runxl.assessment.assess import assess
from runxl.assessment.history import history_of
from runxl.assessment.indikator import assess_indikatorer
from runxl.assessment.reason_parts import Child, Names
from runxl.assessment.roll_up import weakest, weigh, weigh_delmal, weigh_mal
from runxl.assessment.why_rolled_up import told_beside
from runxl.check.rows import Delmal, Mal
from tests.assessment.build import aktivitet, basis, checked, delmal_of, indikator, with_status


def test_an_activity_that_starts_after_the_period_does_not_exist() -> None:
    last, after = dt.date(2024, 4, 30), dt.date(2024, 5, 1)
    rows = [aktivitet("3.2-A1", "Försenad", startdatum=day) for day in (last, after)]
    verdicts = assess_aktiviteter(rows, basis(period="DÅ 1"))
    assert [(one.standing, one.bidrag) for one in verdicts] == [("assessed", "inget"), ("excluded", "")]


def test_in_a_plan_nobody_has_left_a_status_out() -> None:
    """None is asked for there, as no outcome is; one that is given counts all the same."""
    rows = [aktivitet("3.2-A1", ""), aktivitet("3.2-A2", "Pågående enligt plan")]
    planned = assess_aktiviteter(rows, basis(period="Nämndplan"))
    assert [(one.standing, one.not_due, one.bidrag) for one in planned] == [
        ("excluded", True, ""),
        ("assessed", False, "fullt"),
    ]
    assert planned[0].forklaring == "Räknas inte: status lämnas inte denna period"
    assert assess_aktiviteter(rows, basis(period="DÅ 1"))[0].standing == "missing"
    delmal = delmal_of([indikator(malvarde=Decimal(10))], rows[:1], period="Nämndplan")
    assert (delmal.status, delmal.not_due) == ("Ej bedömd", True)


def test_an_activity_no_longer_followed_does_not_exist() -> None:
    found = delmal_of([with_status("Helt")], [aktivitet("3.2-A1", "Försenad", lage="Följs ej upp")])
    assert found.status == "Helt"


def test_a_faulty_row_blocks_helt_and_is_cited() -> None:
    found = delmal_of([with_status("Helt", "3.2.1"), with_status("Helt", "3.2.2", faults=("RX102",))])
    assert (found.status, found.forklaring) == ("Delvis", "Kan inte bli Helt: fel på raden (RX102) för 3.2.2")
    assert [one.to_dict() for one in found.orsaker] == [
        {"objekt": "Indikator", "nr": "3.2.2", "orsak": "fel på raden (RX102)"}
    ]


def test_children_are_named_in_natural_order() -> None:
    """3.2.10 after 3.2.9, whatever the order of the rows."""
    found = delmal_of([with_status("saknas", nr) for nr in ("3.2.10", "3.2.9", "3.2.1")])
    assert found.forklaring == "Kan inte bedömas: utfall saknas för 3.2.1, 3.2.9 och 3.2.10"


def test_a_long_list_is_cut_and_says_so() -> None:
    """Förklaring stays readable, and orsaker holds them all."""
    found = delmal_of([with_status("Inte", f"3.2.{n}") for n in range(1, 41)])
    assert found.forklaring.endswith("; och 28 till → Inte")
    assert len(found.orsaker) == 40


def _mal(*statuses: str) -> tuple[str | None, str]:
    """Mål 3 over delmål with one indikator each."""
    delmal = tuple(Delmal(nr=f"3.{n}", mal="3", delmal=f"Delmål {n}") for n in range(1, len(statuses) + 1))
    rows = tuple(with_status(status, f"3.{n}.1") for n, status in enumerate(statuses, 1))
    mal = assess(checked(mal=(Mal(nr="3", mal="M"),), delmal=delmal, indikatorer=rows, period="DÅ 1")).mal[0]
    return mal.status, mal.forklaring


def test_a_mal_rolls_up_from_its_delmal_by_the_same_rule() -> None:
    """All Helt, mixed, all Inte, nothing."""
    assert _mal("Helt", "Helt") == ("Helt", "Allt bidrar fullt: 3.1 och 3.2 → Helt")
    assert _mal("Helt", "Delvis") == ("Delvis", "Kan inte bli Helt: delmål 3.2 är Delvis")
    assert _mal("Inte", "Inte") == ("Inte", "Inget bidrar: delmål 3.1 är Inte; delmål 3.2 är Inte → Inte")
    assert _mal() == ("Ej bedömd", "Kan inte bedömas: det finns inga delmål")


def test_a_delmal_with_something_missing_blocks_helt_but_one_with_nothing_due_does_not() -> None:
    """Missing is not the same as excluded."""
    assert _mal("Helt", "saknas") == ("Delvis", "Kan inte bli Helt: delmål 3.2 är Ej bedömd")
    assert _mal("Helt", "mäts inte") == ("Helt", "Allt bidrar fullt: 3.1 → Helt")


def test_the_switches_of_the_styrmodell_decide_the_open_questions() -> None:
    """Where the documents are silent a region may choose otherwise."""
    late = assess_aktiviteter([aktivitet("3.2-A1", "Försenad")], basis())
    assert weigh(late, basis()).status == "Inte"
    assert weigh(late, basis(all_none="Delvis")).status == "Delvis"
    april = basis(period="DÅ 1")
    undue: list[Child] = [
        *assess_aktiviteter([aktivitet("3.2-A1", "Avslutad")], april),
        *assess_indikatorer([with_status("mäts inte")], april, history_of((), april)),
    ]
    assert weigh(undue, basis()).status == "Delvis"
    assert weigh(undue, basis(nothing_due="Helt")).status == "Helt"


NORRBOTTEN = {
    "styrmodell": "norrbotten",
    "mal": (Mal(nr="1", mal="God livskvalitet"),),
    "delmal": (Delmal(nr="1.1", mal="1", delmal="Unga är delaktiga"), Delmal(nr="1.2", mal="1", delmal="Utbildning")),
}


def test_norrbotten_assesses_its_strategic_goals_straight_from_the_rows() -> None:
    """Framgångsfaktorer are listed and get no status; kontrollmått are told of; names stand where there are no numbers."""
    rows = (
        with_status("Helt", "1.1.1"),
        with_status("Delvis", "1.2.1"),
        indikator("1.2.2", slag="Kontrollmått", utfall=Decimal(5), tidigare_utfall=Decimal(4)),
    )
    found = assess(checked(indikatorer=rows, **NORRBOTTEN))
    assert [(one.beraknad, one.status, one.prognos, one.forklaring) for one in found.delmal] == [
        (None, None, None, "")
    ] * 2
    assert found.mal[0].forklaring == (
        "Kan inte bli Helt: styrmått ”Indikator 1.2.1” är Delvis (90 %)."
        " Till underlaget hör också 1 kontrollmått: ↑ Bättre (”Indikator 1.2.2”)"
    )
    assert found.headlines == (
        "1 strategiskt mål: 0 helt uppnådda, 1 delvis uppnått, 0 ej uppnådda",
        "2 styrmått: 1 helt uppnått, 1 delvis uppnått, 0 ej uppnådda",
        "Inga uppdrag",
    )


def test_norrbotten_in_april_with_styrmatt_measured_once_a_year() -> None:
    """Assessed on activities alone, as in 2020: Delvis although all of them go well. Activities are rows of their own Slag."""
    rows = (
        indikator("1.1.1", malvarde=Decimal(20), periodicitet=(12,)),
        indikator("1.2.1", typ="Milstolpe", slag="Aktivitet", malvarde="Kartläggning genomförd", utfall="Ja"),
    )
    mal = assess(checked(indikatorer=rows, period="DÅ 1", **NORRBOTTEN)).mal[0]
    assert (mal.status, mal.forklaring) == (
        "Delvis",
        "Kan inte bli Helt: inga styrmått mäts denna period (”Indikator 1.1.1”)",
    )


def _child(status: str) -> Child:
    return delmal_of([with_status(status)])


def test_a_mal_may_be_as_its_weakest_delmal() -> None:
    """Where the styrmodell says so; what is missing still keeps it from the best."""
    model = basis(mal_regel="svagast")
    helt, delvis, inte, missing = map(_child, ("Helt", "Delvis", "Inte", "saknas"))
    cases = ([helt, delvis], [helt, inte], [helt], [helt, missing], [missing])
    weighed = [weigh_mal(model)(several, model) for several in cases]
    assert [one.status for one in weighed] == ["Delvis", "Inte", "Helt", "Delvis", "Ej bedömd"]
    assert weakest([helt, inte], model).deciding == (inte,)


def test_where_a_person_judges_the_whole_nothing_is_made_of_what_is_listed() -> None:
    """It is counted, by how it stands; what is not followed up is no part of it."""
    model = basis(delmal_regel="helhet", kontrollmatt_i_underlag=True, period="DÅ 1")
    rows = [
        with_status("Helt", "3.2.1"),
        with_status("Helt", "3.2.2"),
        with_status("saknas", "3.2.3"),
        with_status("mäts inte", "3.2.4"),
        with_status("Inte", "3.2.5", lage="Följs ej upp"),
        indikator("3.2.6", slag="Kontrollmått", utfall=Decimal(5), tidigare_utfall=Decimal(4)),
    ]
    children: list[Child] = [
        *assess_indikatorer(rows, model, history_of((), model)),
        *assess_aktiviteter([aktivitet("3.2-A1", "Försenad")], model),
    ]
    found = weigh_delmal(model)(children, model)
    names = Names(model.words, {one: model.label(one).many for one in model.words}, "indikatorer", True, "Helt")
    assert (found.is_computed, found.standing) == (False, "missing")
    assert found.grund(names) == (
        "Bedöms som helhet av en person. Underlag: 2 indikatorer: Helt (3.2.1 och 3.2.2); 1 indikator: utfall saknas "
        "(3.2.3); 1 indikator: mäts inte denna period (3.2.4); 1 aktivitet: Försenad (3.2-A1)"
    )
    assert told_beside(found, names) == ". Till underlaget hör också 1 kontrollmått: ↑ Bättre (3.2.6)"
    assert weigh_delmal(model)((), model).standing == "excluded"
