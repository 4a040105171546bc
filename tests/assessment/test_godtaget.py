"""A fault that the controller has accepted is no fault, but a value that cannot be read is still none: the reason says so."""

from __future__ import annotations

import pytest

import runxl
from tests.conftest import MakeWorkbook
from tests.rules.test_rules import PLAN

ROW = """
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Målvärde max | Utfall | Periodicitet |
| 1.1.1 | 1.1 | Mått | {} | År |
"""
DISPENS = """
## Dispenser
| Kod | Blad | Nr | Motivering |
| {} | Indikatorer | 1.1.1 | Känt. |
"""
CASES = {
    "RX110": ("1–3 | Skala | 2 | | 4", "utfall går inte att bedöma, felet är godtaget (RX110)"),
    "RX102": ("antal | Minst | 2 | | abc", "utfall går inte att bedöma, felet är godtaget (RX102)"),
    "RX203": ("antal | Intervall | 60 | 40 | 50", "målvärde max går inte att bedöma, felet är godtaget (RX203)"),
    "RX103": ("antal | Mins | 2 | | 4", "typ går inte att bedöma, felet är godtaget (RX103)"),
}


@pytest.mark.parametrize("code", CASES)
def test_what_stands_there_is_not_said_to_be_missing(make_workbook: MakeWorkbook, code: str) -> None:
    row, said = CASES[code]
    rest = "".join(text for sheet, text in PLAN.items() if sheet != "Indikatorer")
    book = rest + ROW.format(row)
    accepted = runxl.assess(make_workbook(book + DISPENS.format(code)))
    assert accepted.indikatorer[0].forklaring == f"Ej bedömd: {said}"
    assert accepted.delmal[0].forklaring == f"Kan inte bedömas: {said} för 1.1.1"
    assert not [one for one in accepted.findings if one.is_fault]
    assert "fel på raden" in runxl.assess(make_workbook(book, "utan.xlsx")).indikatorer[0].forklaring


def test_an_aktivitet_with_an_accepted_status_is_not_said_to_have_none(make_workbook: MakeWorkbook) -> None:
    rows = "## Aktiviteter\n| Nr | Delmål | Aktivitet | Status |\n| 1.1-A1 | 1.1 | Kurs | Nästan klar |\n"
    waived = DISPENS.format("RX103").replace("Indikatorer | 1.1.1", "Aktiviteter | 1.1-A1")
    (aktivitet,) = runxl.assess(make_workbook("".join(PLAN.values()) + rows + waived)).aktiviteter
    assert aktivitet.forklaring == "Räknas inte: status går inte att bedöma, felet är godtaget (RX103)"


def test_a_value_that_really_is_missing_is_said_to_be(make_workbook: MakeWorkbook) -> None:
    """An accepted fault in one cell says nothing of another."""
    rest = "".join(text for sheet, text in PLAN.items() if sheet != "Indikatorer")
    book = rest + ROW.format("antal | Intervall | 60 | 40 |") + DISPENS.format("RX203")
    (row,) = runxl.assess(make_workbook(book)).indikatorer
    assert row.forklaring == "Ej bedömd: målvärde max går inte att bedöma, felet är godtaget (RX203)"
    book = rest + ROW.format("antal | Minst | | | abc") + DISPENS.format("RX102")
    (row,) = runxl.assess(make_workbook(book, "annan.xlsx")).indikatorer
    assert row.forklaring == "Ej bedömd: målvärde saknas (RX202)"
