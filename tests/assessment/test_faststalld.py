"""The decided status: it counts, it survives, and it is flagged when it should be looked at again."""

from __future__ import annotations

import pytest

from runxl.assessment.assess import assess
from runxl.assessment.assessed import Assessment
from runxl.assessment.attention import unmet
from runxl.check.rows import Delmal, Mal
from runxl.check.waivers import Dispens
from runxl.contract.message import finding
from runxl.contract.regel import Regel
from runxl.findings import Finding
from tests.assessment.build import aktivitet, checked, remembered, whole, with_status

DECIDED = {"faststalld_status": "Delvis", "motivering": "Se analysen"}


def _found(assessment: Assessment) -> list[Finding]:
    return [one for one in assessment.findings if one.code.startswith("RX4")]


def test_the_decided_status_counts_upward_and_both_are_shown() -> None:
    """A delmål decided to be Helt makes its mål Helt, whatever was computed."""
    found = whole([with_status("Inte")], row={"faststalld_status": "Helt", "motivering": "Sent inkommet underlag"})
    delmal, mal = found.delmal[0], found.mal[0]
    assert (delmal.beraknad, delmal.faststalld, delmal.status) == ("Inte", "Helt", "Helt")
    assert (mal.status, found.counts.delmal["Helt"], delmal.orsaker[0].to_dict()) == (
        "Helt",
        1,
        {"objekt": "Indikator", "nr": "3.2.1", "orsak": "Inte (50 %)"},
    )


def test_the_reason_names_decision_computation_and_motive() -> None:
    delmal = whole([with_status("Inte")], row=DECIDED).delmal[0]
    assert delmal.forklaring == "Fastställd Delvis mot beräknad Inte: Se analysen"
    assert delmal.grund == "Inget bidrar: indikator 3.2.1 är Inte (50 %) → Inte"


def test_a_decision_that_says_the_same_needs_no_motive() -> None:
    delmal = whole([with_status("Helt")], row={"faststalld_status": "Helt"}).delmal[0]
    assert delmal.forklaring == "Fastställd Helt, samma som beräknad. Allt bidrar fullt: 3.2.1 → Helt"


def test_a_new_decision_is_made_against_what_is_computed_now() -> None:
    """Nothing to flag, and the ground to remember is today's."""
    found = whole([with_status("Inte")], row=DECIDED)
    assert (_found(found), found.delmal[0].beraknad_vid_beslut) == ([], "Inte")


def test_a_changed_ground_is_flagged_at_the_decision() -> None:
    """Decided Delvis against Inte, and now computed Helt: RX401 at the cell Fastställd status."""
    history = (remembered("Delmål", "3.2", "Inte", "Årsrapport", **DECIDED, beraknad_vid_beslut="Inte"),)
    columns = {"Delmål": {"faststalld_status": "G"}}
    found = whole([with_status("Helt")], row={**DECIDED, "row": 7}, historik=history, columns=columns)
    (finding,) = _found(found)
    assert (finding.code, finding.sheet, finding.cell, finding.key) == ("RX401", "Delmål", "G7", "3.2")
    assert finding.message == "Delmål 3.2 fastställdes till Delvis när den beräknade statusen var Inte. Nu är den Helt."
    assert found.delmal[0].beraknad_vid_beslut == "Inte"


def test_a_rewritten_motive_is_a_new_decision() -> None:
    """Then nothing is flagged and the ground is today's."""
    history = (remembered("Delmål", "3.2", "Inte", **DECIDED, beraknad_vid_beslut="Inte"),)
    found = whole([with_status("Helt")], row={**DECIDED, "motivering": "Omprövad i december"}, historik=history)
    assert (_found(found), found.delmal[0].beraknad_vid_beslut) == ([], "Helt")


def test_a_decision_unchanged_since_an_earlier_period_is_flagged() -> None:
    """Ej omprövad sedan DÅ 1, the first period in which it stood so."""
    history = tuple(
        remembered("Delmål", "3.2", "Inte", period, **DECIDED, beraknad_vid_beslut="Inte")
        for period in ("DÅ 1", "DÅ 2")
    )
    (finding,) = _found(whole([with_status("Inte")], row=DECIDED, historik=history))
    assert finding.code == "RX402"
    assert "ej omprövad sedan DÅ 1" in finding.message


def test_a_decision_that_was_changed_in_between_was_reviewed() -> None:
    """Delvis in DÅ 1, Helt in DÅ 2 and Delvis again is a new decision."""
    between = {"faststalld_status": "Helt", "motivering": "Annat"}
    history = (
        remembered("Delmål", "3.2", "Inte", "DÅ 1", **DECIDED, beraknad_vid_beslut="Inte"),
        remembered("Delmål", "3.2", "Inte", "DÅ 2", **between, beraknad_vid_beslut="Inte"),
    )
    assert _found(whole([with_status("Helt")], row=DECIDED, historik=history)) == []


def test_a_later_period_says_nothing_of_this_one() -> None:
    """DÅ 1 looked at again when DÅ 2 is already there."""
    history = (remembered("Delmål", "3.2", "Inte", "DÅ 2", **DECIDED, beraknad_vid_beslut="Inte"),)
    found = whole([with_status("Helt")], row=DECIDED, historik=history, period="DÅ 1")
    assert (_found(found), found.delmal[0].beraknad_vid_beslut) == ([], "Helt")


@pytest.mark.parametrize(("namn", "codes"), [("Delmål 3.2", ["RX401", "RX402"]), ("Ett annat", [])])
def test_a_decision_that_stands_from_last_year_is_not_reviewed(namn: str, codes: list[str]) -> None:
    """If it is of the same delmål, which its name tells across years."""
    past = remembered("Delmål", "3.2", "Inte", "Årsrapport", ar=2023, namn=namn, **DECIDED, beraknad_vid_beslut="Inte")
    found = _found(whole([with_status("Helt")], row=DECIDED, historik=(past,), period="DÅ 1"))
    assert [one.code for one in found] == codes
    assert all("sedan Årsrapport 2023" in one.message for one in found if one.code == "RX402")


def test_a_waiver_accepts_what_the_assessment_finds() -> None:
    history = (remembered("Delmål", "3.2", "Inte", **DECIDED),)
    waivers = frozenset({Dispens("RX402", "Delmål", "3.2")})
    found = whole([with_status("Inte")], row=DECIDED, historik=history, waivers=waivers)
    assert [one.accepted for one in _found(found)] == [True]


def test_decided_ej_bedomd_blocks_helt_for_the_mal() -> None:
    book = checked(
        mal=(Mal(nr="3", mal="M"),),
        delmal=(
            Delmal(nr="3.1", mal="3", delmal="A"),
            Delmal(nr="3.2", mal="3", delmal="B", faststalld_status="Ej bedömd", motivering="Osäkert"),
        ),
        indikatorer=(with_status("Helt", "3.1.1"), with_status("Helt", "3.2.1")),
    )
    mal = assess(book).mal[0]
    assert (mal.status, mal.forklaring) == ("Delvis", "Kan inte bli Helt: delmål 3.2 är Ej bedömd")


def test_a_faulty_delmal_is_not_assessed_but_its_computed_status_is_kept() -> None:
    found = whole([with_status("Helt")], row={**DECIDED, "faults": ("RX106",)})
    delmal = found.delmal[0]
    assert (delmal.status, delmal.beraknad, found.mal[0].status) == ("Ej bedömd", "Helt", "Ej bedömd")
    assert "RX106" in delmal.forklaring


def test_until_the_motive_is_there_the_computed_status_counts() -> None:
    """Both are shown, what is missing is said at Motivering, and there is no decision yet to remember or to review."""
    columns = {"Delmål": {"faststalld_status": "H", "motivering": "I"}}
    found = whole([with_status("Inte")], row={"faststalld_status": "Helt", "row": 7}, columns=columns)
    delmal, mal = found.delmal[0], found.mal[0]
    assert (delmal.beraknad, delmal.faststalld, delmal.status, mal.status) == ("Inte", "Helt", "Inte", "Inte")
    assert [(one.code, one.cell, one.is_fault) for one in found.findings] == [("RX208", "I7", True)]
    assert (delmal.beraknad_vid_beslut, found.reviews) == (None, ())
    assert delmal.forklaring == (
        "Fastställd Helt räknas först när den har en motivering. "
        "Beräknad Inte: Inget bidrar: indikator 3.2.1 är Inte (50 %) → Inte"
    )


def test_a_forgotten_motive_is_told_and_takes_no_verdict_away() -> None:
    """Wherever verdicts are told of: in JSON, in the reason, among what needs attention."""
    found = whole([with_status("Delvis")], row={"faststalld_status": "Helt"})
    delmal = found.delmal[0]
    assert (delmal.to_dict()["status"], delmal.to_dict()["faststalld"], found.mal[0].status) == (
        "Delvis",
        "Helt",
        "Delvis",
    )
    assert delmal.forklaring.startswith("Fastställd Helt räknas först när den har en motivering. Beräknad Delvis: ")
    assert found.to_dict()["fynd"][0]["kod"] == "RX208"
    assert unmet(found.delmal, found.scale) == [delmal]


def test_a_waived_motive_lets_the_decision_count() -> None:
    waivers = frozenset({Dispens("RX208", "Delmål", "3.2")})
    found = whole([with_status("Inte")], row={"faststalld_status": "Helt"}, waivers=waivers)
    assert (found.delmal[0].status, found.mal[0].status) == ("Helt", "Helt")
    assert [(one.code, one.accepted) for one in found.findings] == [("RX208", True)]


def test_a_motive_that_cannot_be_read_is_one_fault_and_not_two() -> None:
    columns = {"Delmål": {"motivering": "I"}}
    unread = finding(Regel.FELVARDE_I_CELL, sheet="Delmål", cell="I7", row=7, column="Motivering")
    row = {"faststalld_status": "Helt", "row": 7, "faults": (unread.code,)}
    found = whole([with_status("Inte")], row=row, columns=columns, findings=(unread,))
    assert (found.findings, found.delmal[0].status) == ((unread,), "Ej bedömd")


def test_prognos_is_what_was_said_and_nothing_where_nobody_has_said_it() -> None:
    said = whole([with_status("Helt")], row={"prognos": "Svårt att bedöma"}, period="DÅ 2").delmal[0]
    silent = whole([with_status("Inte")], [aktivitet("3.2-A1", "Pausad")], DECIDED, period="DÅ 2").delmal[0]
    assert (said.prognos, said.status, silent.prognos) == ("Svårt att bedöma", "Helt", None)
    assert silent.status == "Delvis"


def test_at_the_years_end_the_status_that_counts_stands_for_prognos() -> None:
    """What has become of the year is known, whatever was thought of it."""
    said = whole([with_status("Helt")], row={"prognos": "Svårt att bedöma"}).delmal[0]
    silent = whole([with_status("Inte")], [aktivitet("3.2-A1", "Pausad")], DECIDED).delmal[0]
    assert (said.prognos, said.status, silent.prognos) == ("Helt", "Helt", "Delvis")
