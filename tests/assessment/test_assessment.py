"""The Assessment's faces: JSON as the contract has it, frames under the sheets' headers, the period that was asked for."""

from __future__ import annotations

import pickle
from dataclasses import replace
from decimal import Decimal

import pytest

import runxl
from runxl.assessment.assess import assess
from runxl.check.rows import Uppdrag
from runxl.errors import RunxlError
from runxl.measure.values import PartValue
from tests.assessment.build import aktivitet, checked, indikator, number, one, whole, with_status
from tests.conftest import MakeWorkbook

KEYS = {
    "mal": ["nr", "mal", "beraknad", "faststalld", "status", "prognos", "forklaring"],
    "delmal": ["nr", "mal", "delmal", "beraknad", "faststalld", "status", "prognos", "forklaring", "orsaker"],
    "indikatorer": [
        "nr",
        "delmal",
        "typ",
        "malvarde",
        "utfall",
        "maluppfyllelse",
        "status",
        "utveckling",
        "forklaring",
    ],
    "aktiviteter": ["nr", "delmal", "status", "bidrag"],
}


def test_the_json_has_exactly_the_keys_of_the_contract() -> None:
    found = whole(
        [with_status("Delvis")], [aktivitet("3.2-A1", "Pausad")], uppdrag=(Uppdrag(nr="1", uppdrag="U", status="Klar"),)
    ).to_dict()
    assert list(found) == [
        "version", "fil", "period", "styrmodell", "sammanfattning", "mal", "delmal", "indikatorer", "aktiviteter", "inte_matta_nu", "forandringar", "fynd",
    ]  # fmt: skip
    assert {name: list(found[name][0]) for name in KEYS} == KEYS
    assert list(found["sammanfattning"]) == ["mal", "delmal", "indikatorer", "uppdrag"]
    assert found["sammanfattning"]["uppdrag"] == {"antal": 1, "klar": 1, "pagaende": 0, "ej_paborjad": 0}


def test_numbers_are_numbers_shares_are_shares_and_missing_is_null() -> None:
    """The row of the documents, and one without an outcome."""
    said = one(indikator(enhet="%", malvarde=number("77,8"), utfall=number("75,8"))).to_dict()
    assert (said["malvarde"], said["utfall"], said["maluppfyllelse"], said["utveckling"]) == (77.8, 75.8, 0.974, None)
    empty = one(indikator(malvarde=Decimal("90.0"))).to_dict()
    assert (empty["malvarde"], empty["utfall"], empty["maluppfyllelse"], empty["status"]) == (
        90,
        None,
        None,
        "Ej bedömd",
    )
    lost = one(indikator(nr="", delmal="")).to_dict()
    assert (lost["nr"], lost["delmal"]) == (None, None)


def test_a_compound_value_is_a_text() -> None:
    parts = (PartValue(Decimal("2.5"), "mil"), PartValue(Decimal(12), "kommuner"))
    assert one(indikator(typ="Sammansatt", malvarde=parts, utfall=parts)).to_dict()["utfall"] == "2,5 mil/12 kommuner"


def test_a_frame_has_the_sheets_headers_and_the_rows_of_excel() -> None:
    """Inputs and results side by side."""
    row = indikator(enhet="%", malvarde=number("77,8"), utfall=number("75,8"), row=7, periodicitet=(8, 12))
    frame = whole([row]).frame("Indikatorer")
    assert list(frame.columns[:9]) == [
        "Nr",
        "Delmål",
        "Indikator",
        "Enhet",
        "Typ",
        "Utgångsvärde",
        "Målvärde",
        "Målår",
        "Utfall",
    ]
    assert [frame.loc[7, name] for name in ("Utfall", "Periodicitet", "Måluppfyllelse", "Status")] == [
        75.8,
        "aug, dec",
        0.974,
        "Delvis",
    ]
    assert frame.index.name == "rad"


def test_every_sheet_that_is_assessed_has_a_frame_and_no_other() -> None:
    found = assess(checked())
    assert all(found.frame(sheet).empty for sheet in ("Mål", "Delmål", "Indikatorer", "Aktiviteter", "Uppdrag"))
    with pytest.raises(RunxlError, match="Personal bedöms inte"):
        found.frame("Personal")


def test_a_period_that_is_asked_for_goes_before_the_workbooks() -> None:
    book = checked(indikatorer=(indikator(malvarde=Decimal(1), utfall=Decimal(1), periodicitet=(12,)),))
    found = assess(replace(book, settings=replace(book.settings, period="då 2")))
    assert (found.period, found.indikatorer[0].status) == ("DÅ 2", "Ej bedömd")


def test_an_unknown_period_stops_the_run_and_names_the_known_ones(make_workbook: MakeWorkbook) -> None:
    plan = make_workbook("## Mål\n| Nr | Mål |\n|---|---|\n| 1 | Ett mål |\n")
    with pytest.raises(RunxlError, match=r"DÅ 3 finns inte.*Nämndplan, DÅ 1, DÅ 2, Årsrapport"):
        runxl.assess(plan, "DÅ 3")


def test_a_workbook_without_period_is_still_assessed() -> None:
    """The empty setting is a fault of its own; the rows need not suffer for it."""
    found = assess(checked(period="", indikatorer=(with_status("Helt"),)))
    assert (found.period, found.indikatorer[0].status) == ("", "Helt")


def test_the_findings_of_the_workbook_are_carried_along() -> None:
    """Assessing adds to them and takes none away."""
    from runxl.contract.message import finding
    from runxl.contract.regel import Regel

    said = finding(Regel.OBLIGATORISKT_VARDE_SAKNAS, sheet="Mål", column="Mål", cell="B2")
    found = assess(checked(findings=(said,)))
    assert (found.findings, found.to_dict()["fynd"]) == ((said,), [said.to_dict()])


def test_an_assessment_can_travel_between_processes() -> None:
    """Batches are assessed elsewhere and sent back."""
    found = whole([with_status("Delvis")], [aktivitet("3.2-A1", "Pausad")])
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
