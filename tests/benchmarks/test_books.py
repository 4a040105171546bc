"""The workbooks that the benchmarks measure are what they say: whole, healthy and of the right size."""

from __future__ import annotations

from pathlib import Path

import runxl
from benchmarks import books
from benchmarks.reasons import missed
from benchmarks.table import Row, as_text


def test_a_generated_workbook_has_no_faults_and_every_indikator_gets_a_verdict(tmp_path: Path) -> None:
    """Otherwise the benchmark would measure how fast faults are told."""
    path = tmp_path / "plan.xlsx"
    books.write_book(path)
    workbook = runxl.read(path)
    found = [finding.message for finding in runxl.validate(workbook) if finding.severity != "info"]
    assessment = runxl.assess(workbook)
    sizes = {name: len(workbook.tables[name]) for name in ("indikatorer", "aktiviteter", "historik")}

    assert found == []
    assert sizes == {"indikatorer": 75, "aktiviteter": 200, "historik": 500}
    assert {one.status for one in assessment.indikatorer} == {"Helt", "Delvis", "Ej bedömd"}
    assert assessment.changes


def test_a_large_plan_has_as_many_indikatorer_as_asked_for() -> None:
    rows = books.plan(indikatorer=2000)["indikatorer"]

    assert len({row["nr"] for row in rows}) == 2000


def test_the_table_says_whether_each_goal_is_met() -> None:
    """A ratio at its limit is met; one without a limit is only told."""
    lines = as_text([Row("a", "b", 0.6, 0.6), Row("a", "b", 0.61, 0.6), Row("a", "b", 3)]).splitlines()

    assert [line.split()[-1] for line in lines[1:]] == ["ja", "nej", "×"]


def test_a_count_of_thousands_is_told_whole() -> None:
    (_, line) = as_text([Row("a", "", 1244, 2500, unit="frågor")]).splitlines()

    assert line.split() == ["a", "1244", "frågor", "≤", "2500", "frågor", "ja"]


def test_of_each_missed_goal_the_page_says_why_once() -> None:
    rows = [Row("godta", "a", 0.2, 0.1), Row("godta", "b", 0.2, 0.1), Row("period", "a", 0.1, 0.1)]
    (heading, _, why, _) = missed(rows)

    assert heading == "## Där målet inte nås"
    assert why.startswith("- **godta**: Hälften")
    assert not [*missed(rows[2:])]
