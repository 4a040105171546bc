"""A percentage that came back from LibreOffice in Swedish shows what it is again."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import runxl
from tests.verbs.returns import changed


@pytest.mark.parametrize("decimals", ["0", "0.0", "0.0##"])
def test_a_format_that_shows_a_thousandth_is_written_as_it_was(tmp_path: Path, decimals: str) -> None:
    """`0.0,%` divides by a thousand: 80 % is shown as 0,1 %."""
    path = runxl.new(tmp_path / "plan.xlsx", example=True)
    changed(path, lambda book: setattr(book["Indikatorer"]["G2"], "number_format", f"{decimals},%"))
    runxl.write_back(path, runxl.assess(path))
    assert openpyxl.load_workbook(path)["Indikatorer"]["G2"].number_format == rf"{decimals}\ %"


@pytest.mark.parametrize("chosen", ["#,##0", "0.0%", '0.0" %"', "#,##0.0,"])
def test_a_format_that_somebody_chose_stays(tmp_path: Path, chosen: str) -> None:
    path = runxl.new(tmp_path / "plan.xlsx", example=True)
    changed(path, lambda book: setattr(book["Indikatorer"]["G2"], "number_format", chosen))
    runxl.write_back(path, runxl.assess(path))
    assert openpyxl.load_workbook(path)["Indikatorer"]["G2"].number_format == chosen


def test_where_nothing_else_is_new_it_is_mended_all_the_same(tmp_path: Path) -> None:
    path = runxl.new(tmp_path / "plan.xlsx", example=True)
    runxl.write_back(path, runxl.assess(path))
    changed(path, lambda book: setattr(book["Indikatorer"]["G2"], "number_format", "0.0,%"))
    assert runxl.write_back(path, runxl.assess(path)).changed
    assert openpyxl.load_workbook(path)["Indikatorer"]["G2"].number_format == r"0.0\ %"
    assert not runxl.write_back(path, runxl.assess(path)).changed
