"""A workbook that is validated and then assessed is checked once, and is not held for the sake of it."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Any
from weakref import ref

import pytest

import runxl
from runxl.check.check import check
from runxl.check.rows import Checked
from runxl.verbs import examine
from runxl.workbook.tables import Workbook
from tests.conftest import MakeWorkbook

PLAN = """
## Mål
| Nr | Mål |
|---|---|
| 1 | Ett mål |
"""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The periods that checking is asked for."""
    periods: list[str] = []

    def told(workbooks: Sequence[Workbook], period: str = "") -> tuple[Checked, ...]:
        periods.append(period)
        return check(workbooks, period)

    monkeypatch.setattr(examine, "check", told)
    return periods


def test_once_for_the_same_workbook_in_the_same_period(make_workbook: MakeWorkbook, asked: list[str]) -> None:
    """Another period, or the file read again, is another question."""
    path = make_workbook(PLAN)
    workbook = runxl.read(path)
    found = runxl.validate(workbook).findings
    assert runxl.assess(workbook).findings == found
    assert asked == [""]
    runxl.assess(workbook, "DÅ 1")
    runxl.assess(runxl.read(path))
    assert asked == ["", "DÅ 1", ""]


def test_a_workbook_that_nobody_has_is_forgotten(make_workbook: MakeWorkbook) -> None:
    """A process that goes on for weeks does not keep the last workbook that it was asked about."""
    workbook: Any = runxl.read(make_workbook(PLAN))
    runxl.validate(workbook)
    held = ref(workbook)
    del workbook
    gc.collect()
    assert held() is None
    assert examine._LATEST._made is None
