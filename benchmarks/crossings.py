"""How often each button asks Excel: counted, not timed, so the same everywhere. One costs 0.1–0.5 ms in Excel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import runxl
from benchmarks.figures import Size
from benchmarks.table import Row
from tests.addin.fake_excel import click, open_in_excel
from tests.addin.fake_pywin32 import CROSSINGS

GOALS = {
    "validera": 500,
    "berakna": 2500,
    "berakna igen": 600,
    "forklara": 600,
    "nasta_fynd": 600,
    "sammanfattning": 600,
    "angra": 1500,
    "om": 20,
}
"""In the example workbook: clicked in this order, the first computation filling everything."""


def count(folder: Path) -> dict[str, int]:
    """The questions of each click in the example, in xlwings' own engine for Windows."""
    excel = open_in_excel(runxl.new(folder / "plan.xlsx", example=True))
    excel.select("Indikatorer", "C2")
    found = {}
    for name in GOALS:
        before = CROSSINGS.count
        click(excel, name.removesuffix(" igen"))
        found[name] = CROSSINGS.count - before
    return found


def clicks(folder: Path, _: Size) -> Iterator[Row]:
    """How often each button asks Excel, in the example."""
    for name, asked in count(folder).items():
        yield Row(f"knappen {name}", "", asked, GOALS[name], unit="frågor")
