"""Where some mål have been decided and others not, no document shows the decided ones as if they were all."""

from __future__ import annotations

from pathlib import Path

import docx
import pptx
import pytest

import runxl
from tests.conftest import MakeWorkbook
from tests.output.workbooks import PLAN

SOME = PLAN.replace("| Period | DÅ 1 |", "| Period | DÅ 1 |\n| Mål bedöms | Bara fastställda |").replace(
    "| Nr | Mål |\n| 1 | Ett attraktivt län |",
    "| Nr | Mål | Fastställd status | Motivering |\n| 1 | Ett attraktivt län | Helt | Nämndens samlade bedömning. |\n"
    "| 2 | God hälsa | | |\n| 3 | Hållbara resor | | |",
)
ALL = SOME.replace("| 2 | God hälsa | | |\n| 3 | Hållbara resor | | |\n", "")


@pytest.fixture(params=[True, False])
def some(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def plan(make_workbook: MakeWorkbook, *, some: bool) -> Path:
    return make_workbook(SOME if some else ALL)


def _report(plan: Path, ending: str) -> str:
    return str(runxl.report(plan, plan.with_suffix(ending)).file)


def test_the_table_adds_up_and_the_sentence_says_the_rest(plan: Path, *, some: bool) -> None:
    told = docx.Document(_report(plan, ".docx"))
    rows = next([[cell.text for cell in row.cells] for row in table.rows] for table in told.tables)
    numbers = [int(cell) for cell in rows[1][1:]]
    assert (rows[1][0], numbers[-1]) == ("Regionmål", 3 if some else 1)
    assert sum(numbers[:-1]) == numbers[-1]
    assert ("… Utan status" in rows[0]) == some
    said = " ".join(one.text for one in told.paragraphs)
    assert ("Ett regionmål bedöms vara helt uppfyllt; två är inte fastställda." in said) == some
    assert ("Ett regionmål bedöms vara helt uppfyllt." in said) != some


def test_the_bars_of_a_page_are_as_wide_as_all(plan: Path, *, some: bool) -> None:
    page = Path(_report(plan, ".html")).read_text(encoding="utf-8")
    assert ("2 utan status" in page) == some
    first = page[page.index('class="tallies"') :].split("</svg>")[0]
    assert first.count("<rect") == (2 if some else 1)


def test_so_are_those_of_a_deck(plan: Path, *, some: bool) -> None:
    shapes = [shape for slide in pptx.Presentation(_report(plan, ".pptx")).slides for shape in slide.shapes]
    chart = next(shape.chart for shape in shapes if shape.has_chart)
    series = {one.name: tuple(one.values) for one in chart.plots[0].series}
    assert series.get("Utan status") == ((2, 0, 0) if some else None)
