"""What is told of before is told of what counted then, and what is not due is never told of as missing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from runxl.assessment.assess import assess
from runxl.assessment.counts import headlines
from runxl.check.rows import Delmal, Mal
from runxl.contract.load import contract
from runxl.contract.wording import criteria, status_sentence
from runxl.measure.values import PartValue
from runxl.output.document.phrases import counted
from tests.assessment.build import checked, indikator, one, remembered, with_status

D = Decimal


def test_the_earlier_status_is_the_one_that_counted() -> None:
    """A period in which it was not due, or not followed, is passed over; one in which it was missing is not."""
    row = indikator(malvarde=D(100), utfall=D(90), periodicitet=(4, 12))
    helt, undue = remembered("Indikator", "3.2.1", "Helt"), remembered("Indikator", "3.2.1", "Ej bedömd", "DÅ 2")
    dropped = undue._replace(beraknad_status="Följs ej upp")
    assert [one(row, [helt, before]).foregaende_status for before in (undue, dropped)] == ["Helt", "Helt"]
    assert one(row._replace(periodicitet=(8, 12)), [helt, undue]).foregaende_status == "Ej bedömd"


def test_a_change_is_told_since_it_was_last_measured() -> None:
    """Helt in April, not due in August, Delvis in December."""
    history = (remembered("Indikator", "3.2.1", "Helt"), remembered("Indikator", "3.2.1", "Ej bedömd", "DÅ 2"))
    row = indikator(malvarde=D(100), utfall=D(90), periodicitet=(4, 12))
    (change,) = assess(checked(indikatorer=(row,), historik=history)).changes
    assert (change.before, change.after, change.apart) == ("Helt", "Delvis", False)


def test_no_new_measurement_and_a_fault_is_more_than_no_new_measurement() -> None:
    """Its status does not stand, and that is told."""
    row = indikator(malvarde=D(100), lage="Ingen ny mätning", faults=("RX127",))
    (change,) = assess(checked(indikatorer=(row,), historik=(remembered("Indikator", "3.2.1", "Helt"),))).changes
    assert (change.kind, change.before, change.after) == ("ej_bedomd", "Helt", "Ej bedömd")


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        ({}, True),
        ({"lage": "Ingen ny mätning"}, False),
        ({"lage": "Följs ej upp"}, False),
        ({"faults": ("RX127",)}, False),
        ({"periodicitet": (8,)}, False),
        ({"malvarde": None}, True),
        ({"slag": "Kontrollmått"}, True),
        ({"slag": "Kontrollmått", "periodicitet": (8,)}, False),
    ],
)
def test_an_outcome_counts_when_it_is_due_followed_measured_and_without_fault(
    given: dict[str, Any], *, counts: bool
) -> None:
    """Whether or not there is a target to judge it by."""
    row = indikator(**{"malvarde": D(100), "utfall": D(90), "periodicitet": (12,), **given})
    assert one(row).measured is counts


BOOK = {
    "mal": (Mal(nr="3", mal="M"),),
    "delmal": (Delmal(nr="3.1", mal="3", delmal="A"), Delmal(nr="3.2", mal="3", delmal="B")),
    "period": "DÅ 1",
}


def test_what_is_not_due_is_counted_apart_from_what_is_missing() -> None:
    """Among the indikatorer, and among the delmål that have nothing else."""
    rows = (with_status("Helt", "3.1.1"), with_status("saknas", "3.1.2"), with_status("mäts inte", "3.2.1"))
    found = assess(checked(indikatorer=rows, **BOOK))
    model = contract().default_styrmodell
    assert headlines(found.counts, model)["indikator"] == (
        "3 indikatorer: 1 helt uppfylld, 0 delvis uppfyllda, 0 ej uppfyllda, 1 ej bedömd, 1 inte mätt nu"
    )
    assert [one.told for one in found.delmal] == ["Delvis", "Inte mätt nu"]
    assert [one.status for one in found.delmal] == ["Delvis", "Ej bedömd"]
    assert found.counts.indikatorer.to_dict() == {"antal": 3, "helt": 1, "delvis": 0, "inte": 0, "ej_bedomd": 2}
    assert found.to_dict()["inte_matta_nu"] == {
        "mal": [],
        "delmal": ["3.2"],
        "indikatorer": ["3.2.1"],
        "aktiviteter": [],
    }
    said = counted(found.counts.indikatorer, model.labels["indikator"], model)
    assert said == "En indikator bedöms vara helt uppfylld; en är ej bedömd; en är inte mätt nu."


def test_what_somebody_has_called_ej_bedomd_is_not_merely_not_due() -> None:
    delmal = BOOK["delmal"][1]
    assert isinstance(delmal, Delmal)
    decided = delmal._replace(faststalld_status="Ej bedömd", motivering="Underlaget räcker inte.")
    found = assess(checked(indikatorer=(with_status("mäts inte", "3.2.1"),), **{**BOOK, "delmal": (decided,)}))
    assert found.delmal[0].told == "Ej bedömd"


def test_the_legend_tells_them_apart() -> None:
    model = contract().default_styrmodell
    told = {word: (status_sentence(model, word), said) for word, said in criteria(model.scale).items()}
    assert told["Ej bedömd"] == ("Målet är inte bedömt", "Underlag saknas.")
    assert told["Inte mätt nu"] == ("Målet mäts inte nu", "Ska inte mätas denna period.")


def _parts(personer: str, kommuner: str) -> tuple[PartValue, ...]:
    return PartValue(D(personer), "personer"), PartValue(D(kommuner), "kommuner")


def _bare(*values: str) -> tuple[PartValue, ...]:
    return tuple(PartValue(D(value), "") for value in values)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"typ": "Högst", "malvarde": D(64), "utfall": D("64.49999")}, "Utfall 64,49999 %, avrundat till 64 %,"),
        ({"malvarde": D("77.7"), "utfall": D("77.65001")}, "Utfall 77,65 %, avrundat till 77,7 %,"),
        (
            {"typ": "Förändring", "malvarde": D(-15), "utgangsvarde": D("52.88"), "utfall": D("-53.9376")},
            "är en förändring med −202 %,",
        ),
        (
            {"typ": "Sammansatt", "malvarde": _parts("2000", "12"), "utfall": _bare("1900", "12")},
            "Utfall 1 900 personer/12 kommuner mot målvärdet 2 000 personer/12 kommuner; svagast är personer, 95 %",
        ),
        (
            {"typ": "Sammansatt", "malvarde": _parts("20", "12"), "utfall": _bare("22", "11.9")},
            "avrundat till 22 personer/12 kommuner, mot målvärdet 20 personer/12 kommuner; svagast är kommuner, 100 %",
        ),
    ],
)
def test_a_reason_does_not_contradict_itself(row: dict[str, Any], said: str) -> None:
    """No figure is shown rounded the other way, no zero is shown that nobody wrote, and units are always there."""
    assert said in one(indikator(enhet="%", **row)).forklaring.replace("\u00a0", " ")
