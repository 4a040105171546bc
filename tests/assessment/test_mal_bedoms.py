"""Mål bedöms: what is a mål's status, and what is only a proposal. The counts of 2022, as they were decided."""

from __future__ import annotations

import dataclasses

import pytest

from runxl.assessment.assess import assess
from runxl.assessment.assessed import Assessment
from runxl.check.rows import Checked, Delmal, Mal
from runxl.contract.load import contract
from tests.assessment.build import checked, read_csv, remembered, with_status


def _assessed(mode: str, *, decided: bool = False, faults: tuple[str, ...] = (), **given: object) -> Assessment:
    """Mål 1 with a delmål that is Helt, beside an undecided mål 2."""
    first = Mal(nr="1", mal="Ett", faults=faults)
    if decided:
        first = first._replace(faststalld_status="Inte", motivering="Fullmäktiges bedömning.")
    return assess(
        checked(
            mal=(first, Mal(nr="2", mal="Två")),
            delmal=(Delmal(nr="1.1", mal="1", delmal="A"),),
            indikatorer=(with_status("Helt", "1.1.1"),),
            mal_bedoms=mode,
            **given,
        )
    )


def test_only_what_is_decided_counts() -> None:
    """The proposal is there to be seen; the undecided has no status and is counted as such."""
    found = _assessed("Bara fastställda", decided=True)
    assert [(one.beraknad, one.status) for one in found.mal] == [("Helt", "Inte"), ("Ej bedömd", None)]
    assert found.mal[0].forklaring == "Fastställd Inte mot förslaget Helt: Fullmäktiges bedömning."
    assert found.mal[1].forklaring == "Inte fastställd. Förslag Ej bedömd: Kan inte bedömas: det finns inga delmål"
    assert found.headlines[0] == "2 regionmål: 0 helt uppfyllda, 0 delvis uppfyllda, 1 ej uppfyllt, 1 inte fastställt"
    assert found.mal[1].to_dict()["status"] is None


def test_where_nobody_has_decided_no_mal_is_told_of() -> None:
    """Neither in a headline nor in what leaves the workbook; the numbers of JSON are all there, as nothing."""
    found = _assessed("Bara fastställda")
    assert not any("regionmål" in one for one in found.headlines)
    assert [one.published for one in found.mal] == ["", ""]
    assert found.to_dict()["sammanfattning"]["mal"] == {
        "antal": 2, "helt": 0, "delvis": 0, "inte": 0, "ej_bedomd": 0,
    }  # fmt: skip


def test_a_decision_without_its_motive_and_a_faulty_row_have_no_status_either() -> None:
    """The proposal does not step in."""
    book = checked(mal=(Mal(nr="1", mal="Ett", faststalld_status="Helt"),), mal_bedoms="Bara fastställda")
    found = assess(book)
    assert (found.mal[0].status, [one.code for one in found.findings]) == (None, ["RX208"])
    assert _assessed("Bara fastställda", faults=("RX102",)).mal[0].status is None


def test_what_was_only_proposed_is_no_earlier_status() -> None:
    history = (remembered("Mål", "1", "Delvis"), remembered("Mål", "2", "Delvis", faststalld_status="Helt"))
    found = _assessed("Bara fastställda", historik=history)
    assert [one.foregaende_status for one in found.mal] == [None, "Helt"]
    assert [one.foregaende_status for one in _assessed("Sammanvägs", historik=history).mal] == ["Delvis", "Helt"]


def test_the_computed_one_counts_where_mal_are_rolled_up() -> None:
    found = _assessed("Sammanvägs")
    assert [one.status for one in found.mal] == ["Helt", "Ej bedömd"]
    assert found.mal[0].published == found.mal[0].forklaring == "Allt bidrar fullt: 1.1 → Helt"


def test_no_mal_has_a_status_where_none_is_to_have_one() -> None:
    """Not even one that somebody has decided."""
    found = _assessed("Nej", decided=True)
    assert [(one.beraknad, one.status, one.forklaring) for one in found.mal] == [(None, None, "")] * 2
    assert not any("regionmål" in one for one in found.headlines)


def test_the_styrmodell_says_where_the_workbook_does_not() -> None:
    assert _assessed("").mal[0].status is None
    assert {one.name: one.mal_bedoms for one in contract().styrmodeller.values()} == {
        "vasterbotten": "Bara fastställda",
        "norrbotten": "Sammanvägs",
    }


# 2022: the slides of DÅ 2 count 9 mål 4/4/1 and 24 delmål 11/12/1, and name six delmål and one mål that have moved.
# Which of the others was what is lost with the colours. This is one way that they could have been.

HELT_MAL = ("2", "4", "7", "8")
INTE, HELT = ("10.1",), ("10.2", "12.2", "12.3")


def _decided_of(delmal: str, mal: str) -> str:
    if delmal in INTE:
        return "Inte"
    return "Helt" if mal in HELT_MAL or delmal in HELT else "Delvis"


@pytest.fixture
def plan_2022() -> Checked:
    """The mål and delmål of the slides with what was decided of each, and no motive: the slides give none."""
    slides = read_csv("vb2022_indikatorer.csv")
    mal = {row["mal_nr"]: row["mal"] for row in slides}
    delmal = {row["delmal_nr"]: (row["mal_nr"], row["delmal"]) for row in slides}
    of_mal = {nr: "Helt" if nr in HELT_MAL else "Inte" if nr == "10" else "Delvis" for nr in mal}
    return checked(
        ar=2022,
        period="DÅ 2",
        mal_bedoms="",
        mal=tuple(Mal(nr=nr, mal=namn, faststalld_status=of_mal[nr]) for nr, namn in mal.items()),
        delmal=tuple(
            Delmal(nr=nr, mal=above, delmal=namn, faststalld_status=_decided_of(nr, above))
            for nr, (above, namn) in delmal.items()
        ),
        indikatorer=tuple(with_status("Helt", f"{nr}.1") for nr in delmal),
    )


def test_what_moved_in_2022_is_what_it_moved_to(plan_2022: Checked) -> None:
    told = {row["object_id"]: row["to_status"].capitalize() for row in read_csv("vb2022_forandringar.csv")}
    decided = {one.nr: one.faststalld_status for one in plan_2022.delmal}
    decided |= {one.nr: one.faststalld_status for one in plan_2022.mal}
    moved = {nr: status for nr, status in told.items() if status and nr in decided}
    assert len(moved) == 7
    assert {nr: decided[nr] for nr in moved} == moved


def test_the_counts_of_2022_are_reached_by_decisions_alone(plan_2022: Checked) -> None:
    """A person judged each delmål as a whole, so nothing computed stands against what was decided, nor is a motive due."""
    model = dataclasses.replace(contract().default_styrmodell, delmal_regel="helhet", mal_regel="svagast")
    settings = dataclasses.replace(plan_2022.settings, styrmodell=model)
    found = assess(dataclasses.replace(plan_2022, settings=settings))
    assert found.headlines[:2] == (
        "9 regionmål: 4 helt uppfyllda, 4 delvis uppfyllda, 1 ej uppfyllt",
        "24 delmål: 11 helt uppfyllda, 12 delvis uppfyllda, 1 ej uppfyllt",
    )
    assert found.findings == ()
    assert not any(" mot beräknad" in one.forklaring for one in found.delmal)
    assert not any(" mot förslaget" in one.forklaring for one in found.mal)


def test_by_forsiktighet_the_same_decisions_each_ask_for_a_motive(plan_2022: Checked) -> None:
    """All that is computed there is Helt, so it is the others that have to say why."""
    found = [one for one in assess(plan_2022).findings if one.code == "RX208" and one.sheet == "Delmål"]
    assert {one.key for one in found} == {one.nr for one in plan_2022.delmal if one.faststalld_status != "Helt"}


def test_a_decision_that_is_left_where_no_mal_is_judged_is_told_of() -> None:
    """RX404 at the cell; a decision that counts gives none."""
    (told,) = _assessed("Nej", decided=True).findings
    assert (told.code, told.severity, told.sheet, told.key) == ("RX404", "varning", "Mål", "1")
    assert told.message == "Regionmål 1 har Fastställd status Inte, som inte räknas: Mål bedöms är Nej i Inställningar."
    assert not _assessed("Bara fastställda", decided=True).findings


def test_a_decision_on_what_the_styrmodell_does_not_judge_is_told_of() -> None:
    """Norrbotten lists framgångsfaktorer without a status."""
    row = Delmal(nr="1.1", mal="1", delmal="Ett", faststalld_status="Helt", motivering="Ja")
    (told,) = assess(checked(styrmodell="norrbotten", mal=(Mal(nr="1", mal="Ett"),), delmal=(row,))).findings
    assert (told.code, told.sheet, told.key) == ("RX404", "Delmål", "1.1")
    assert told.message.endswith("som inte räknas: styrmodellen bedömer inte framgångsfaktorer.")


def test_a_delmal_that_a_person_is_to_judge_is_undecided_also_where_nothing_is_due() -> None:
    """It has no status: then it is none of those that are Ej bedömda, in a headline or in JSON."""
    rows = {"delmal": (Delmal(nr="1.1", mal="1", delmal="A"),), "indikatorer": (with_status("mäts inte", "1.1.1"),)}
    found = assess(checked(period="DÅ 1", delmal_regel="helhet", **rows))
    assert (found.delmal[0].status, found.delmal[0].not_due) == (None, True)
    assert found.to_dict()["sammanfattning"]["delmal"] == {
        "antal": 1, "helt": 0, "delvis": 0, "inte": 0, "ej_bedomd": 0,
    }  # fmt: skip
    assert not any("delmål" in one for one in found.headlines)
