"""Thousands of findings of a kind are told as some and a number, and every row they stand on is faulty all the same."""

from __future__ import annotations

from pathlib import Path

import runxl
from runxl.check.check import check
from runxl.check.sheet import MOST
from tests.conftest import MakeWorkbook

MORE = 4


def plan(make_workbook: MakeWorkbook, aktiviteter: int) -> Path:
    """So many aktiviteter with the same fault."""
    rows = "\n".join(f"| 1.1-A{nr} | 1.1 | Aktivitet {nr} | På gång |" for nr in range(1, aktiviteter + 1))
    goals = "## Mål\n| Nr | Mål |\n| 1 | Ett |\n## Delmål\n| Nr | Mål | Delmål | Ansvarig |\n| 1.1 | 1 | Ett till | Kultur |\n"
    return make_workbook(f"{goals}## Aktiviteter\n| Nr | Delmål | Aktivitet | Status |\n{rows}\n")


def test_the_first_are_told_and_the_rest_are_counted_and_faulty_too(make_workbook: MakeWorkbook) -> None:
    """RX129 says how many more there are; a bad row never counts as good, also one whose finding is not shown."""
    (checked,) = check([runxl.read(plan(make_workbook, MOST + MORE))])
    findings = [one for one in checked.findings if one.sheet == "Aktiviteter"]
    assert [one.code for one in findings].count("RX103") == MOST
    (more,) = [one for one in findings if one.code == "RX129"]
    assert more.message.startswith(f"{MORE} celler till på bladet Aktiviteter har fyndet RX103.")
    assert [row.faults for row in checked.aktiviteter] == [("RX103",)] * (MOST + MORE)


def test_as_many_as_are_told_is_not_too_many(make_workbook: MakeWorkbook) -> None:
    """Nothing is said of none more."""
    assert "RX129" not in {one.code for one in runxl.validate(plan(make_workbook, MOST))}
