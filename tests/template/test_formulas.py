"""Formulas are written as XlsxWriter would write them, which searches each for every function that Excel has got since."""

from __future__ import annotations

from pathlib import Path

import pytest
from xlsxwriter.worksheet import Worksheet

import runxl
from runxl.template.worksheet import WrittenSheet


@pytest.mark.parametrize(
    "formula",
    [
        "=IF(AND(ISNUMBER(A1),A1<>ROUND(A1,0)),1,2)",
        "=1+A1",
        "{=IF(A1,1,2)}",
        "=XLOOKUP(A1,B:B,C:C)",
        "=IF(CONCAT(A1,B1)=CHISQ.DIST(A1,1),SORT(B:B),0)",
        "=_xlfn.XLOOKUP(A1,B:B,C:C)",
    ],
)
@pytest.mark.parametrize("expanded", [True, False])
def test_every_formula_is_written_as_xlsxwriter_writes_it(formula: str, *, expanded: bool) -> None:
    """Old functions, newer ones, and both in one."""
    assert WrittenSheet()._prepare_formula(formula, expanded) == Worksheet()._prepare_formula(formula, expanded)


def test_our_own_formulas_need_no_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A function that is new to our formulas is added to those that every Excel has, or is searched for each time."""
    monkeypatch.setattr(Worksheet, "_prepare_formula", lambda _, formula, *__: pytest.fail(formula))
    plan = runxl.new(tmp_path / "plan.xlsx", example=True)
    runxl.split(plan, tmp_path / "dela")
    runxl.summarize([plan], tmp_path / "summa.xlsx")
