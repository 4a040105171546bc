"""Thousands of findings of a kind are told as some and a number, and every row they stand on is faulty all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

import runxl
from runxl.check import sheet
from runxl.check.check import check
from tests.conftest import MakeWorkbook

ROWS = 7


@pytest.fixture
def plan(make_workbook: MakeWorkbook) -> Path:
    """Seven aktiviteter with the same fault."""
    rows = "\n".join(f"| 1.1-A{nr} | 1.1 | Aktivitet {nr} | På gång |" for nr in range(1, ROWS + 1))
    goals = "## Mål\n| Nr | Mål |\n| 1 | Ett |\n## Delmål\n| Nr | Mål | Delmål | Ansvarig |\n| 1.1 | 1 | Ett till | Kultur |\n"
    return make_workbook(f"{goals}## Aktiviteter\n| Nr | Delmål | Aktivitet | Status |\n{rows}\n")


def test_the_first_are_told_and_the_rest_are_counted(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """RX129 says how many more there are."""
    monkeypatch.setattr(sheet, "MOST", 3)
    findings = [one for one in runxl.validate(plan) if one.sheet == "Aktiviteter"]
    assert [one.code for one in findings].count("RX103") == 3
    (more,) = [one for one in findings if one.code == "RX129"]
    assert more.message.startswith(f"{ROWS - 3} celler till på bladet Aktiviteter har fyndet RX103.")


def test_every_row_is_faulty(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those whose finding is not shown: a bad row never counts as good."""
    monkeypatch.setattr(sheet, "MOST", 3)
    (checked,) = check([runxl.read(plan)])
    assert [row.faults for row in checked.aktiviteter] == [("RX103",)] * ROWS


def test_as_many_as_are_told_is_not_too_many(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is said of none more."""
    monkeypatch.setattr(sheet, "MOST", ROWS)
    assert "RX129" not in {one.code for one in runxl.validate(plan)}
