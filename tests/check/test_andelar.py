"""Andel in Finansiering: 0,62 is 62 % or less than one, as the others tell, and else nobody knows."""

from __future__ import annotations

import pytest

from runxl.check.parse import parse
from runxl.check.shares import apply
from runxl.workbook.tables import FoundTable, Percent, Raw, TableColumn


@pytest.mark.parametrize(
    ("written", "read", "asked"),
    [
        ([0.62, 0.38], "62 38", ""),
        (["0,62", "0,38"], "62 38", ""),
        ([0.333, 0.333, 0.333], "33.3 33.3 33.3", ""),
        ([1.0], "100", ""),
        ([62.0, 37.5, 0.5], "62 37.5 0.5", ""),
        ([98.0, 1.5, 0.5], "98 1.5 0.5", ""),
        ([62.0, 20.0], "62 20", ""),
        ([98.0, 1.5], "98 1.5", ""),
        ([Percent(0.62), Percent(0.004)], "62 0.4", ""),
        ([Percent(0.62), 0.38], "62 38", ""),
        ([Percent(0.62), "0,5 %"], "62 0.5", ""),
        ([0.62], "0.62", "D2"),
        ([0.62, 38.0], "0.62 38", "D2"),
        ([0.5, 0.2], "0.5 0.2", "D2 D3"),
        ([1.0, 1.0], "1 1", "D2 D3"),
        ([Percent(0.62), 0.5], "62 0.5", "D3"),
    ],
)
def test_what_makes_a_hundred_is_read_so_and_else_it_is_asked(written: list[Raw], read: str, asked: str) -> None:
    assert _told(written, ["Källa"] * len(written)) == (read, asked)


@pytest.mark.parametrize(
    ("written", "read", "asked"),
    [
        ([0.62, 0.38, 1.0], "62 38 100", ""),
        ([0.62, 0.38, Percent(1.0)], "62 38 100", ""),
        ([99.0, 1.0, 100.0], "99 1 100", ""),
        ([62.0, 38.0, 1.0], "62 38 1", "D4"),
        ([0.62, 0.38, 100.0], "0.62 0.38 100", "D2 D3"),
    ],
)
def test_a_summa_is_no_part_and_makes_a_hundred_too(written: list[Raw], read: str, asked: str) -> None:
    assert _told(written, ["Källa", "Källa", "SUMMA"]) == (read, asked)


@pytest.mark.parametrize("vast", [1e22, 1e300, f"{'1' * 30},{'1' * 30}"])
def test_a_share_of_more_figures_than_are_reckoned_with_is_told_too(vast: Raw) -> None:
    """However long it is, the run goes on."""
    assert _told([vast, 50.0], ["Källa", "Källa"])[1] == ""


def _told(written: list[Raw], names: list[Raw]) -> tuple[str, str]:
    """The values of Andel, and the cells that are asked about."""
    columns = {"kalla": TableColumn(1, names), "andel": TableColumn(4, written)}
    sheet = parse("plan.xlsx", FoundTable("finansiering", "Finansiering", 1, list(range(2, 2 + len(names))), columns))
    apply(sheet)
    values = " ".join(f"{value.normalize():f}" for value in sheet.columns["andel"])
    return values, " ".join(one.cell or "" for one in sheet.findings if one.code == "RX109")


def test_shares_that_excel_has_calculated_make_a_hundred() -> None:
    """Two thirds and a third are not told to miss it by a hair."""
    columns = {"kalla": TableColumn(1, ["Ena", "Andra"]), "andel": TableColumn(4, [Percent(60 / 90), Percent(30 / 90)])}
    sheet = parse("plan.xlsx", FoundTable("finansiering", "Finansiering", 1, [2, 3], columns))
    apply(sheet)
    assert not sheet.findings
