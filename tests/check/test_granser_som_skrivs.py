"""Gräns helt and Gräns delvis as people write them, for the workbook and for a row: a share is told, and what may be either is asked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from runxl.check import cells, parse
from runxl.contract.load import contract
from runxl.contract.regel import Regel
from runxl.verbs.typed import typed_as
from runxl.workbook.tables import Dressed, Percent, Raw
from tests.check.test_check import found
from tests.conftest import MakeWorkbook
from tests.rules.test_rules import PLAN

ANDEL = contract().tables["finansiering"].column("andel")


@pytest.mark.parametrize(
    ("written", "percent", "code"),
    [
        (Percent(0.8), "80", None),
        (Percent(1.5), "150", None),
        ("80 %", "80", None),
        ("1,5 %", "1.5", None),
        (80.0, "80", None),
        (98.5, "98.5", None),
        (0.0, "0", None),
        (0.8, "80", Regel.TOLKAT_VARDE),
        ("0,985", "98.5", Regel.TOLKAT_VARDE),
        (1.0, "100", Regel.TOLKAT_VARDE),
        (1.5, None, Regel.ANDEL_ELLER_PROCENT),
        (2.0, None, Regel.ANDEL_ELLER_PROCENT),
        (Dressed(80000.0, thousands=1), None, Regel.VISAS_I_TUSENTAL),
    ],
)
def test_a_limit_is_read_as_it_is_written(written: Raw, percent: str | None, code: Regel | None) -> None:
    read = cells.share(written)
    assert (read.value, read.code) == (None if percent is None else Decimal(percent), code)


def test_what_may_be_either_is_asked_at_its_cell(make_workbook: MakeWorkbook) -> None:
    rest = "".join(text for sheet, text in PLAN.items() if sheet != "Indikatorer")
    rows = (
        "## Indikatorer\n| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Periodicitet | Gräns helt |\n"
        "| 1.1.1 | 1.1 | Besök | Minst | 10 | 12 | År | 1,5 |\n"
        "## Inställningar\n| Inställning | Värde |\n| Gräns delvis | 1,2 |\n"
    )
    told = [one for one in found(make_workbook(rest + rows)) if one.is_fault]
    assert [(one.sheet, one.code, one.column) for one in told] == [
        ("Inställningar", "RX109", "Värde"),
        ("Indikatorer", "RX109", "Gräns helt"),
    ]
    assert told[1].message.endswith("där hela målvärdet är 100 %. Menas 150 %?")


def test_a_part_of_a_whole_is_taken_in_as_it_stands() -> None:
    """0,62 of Finansiering is made neither 62 nor 0,62 % by being gathered in: the sum tells what it is."""
    assert [typed_as(ANDEL, raw, None, None) for raw in (0.62, "0,62", 1.5, "62 %", Percent(0.62))] == [
        0.62, "0,62", 1.5, 62, 62,
    ]  # fmt: skip
    assert parse.READERS["share"] is cells.share


def test_a_number_shown_without_its_last_figures_is_told_with_both(make_workbook: MakeWorkbook) -> None:
    rest = "".join(text for sheet, text in PLAN.items() if sheet != "Indikatorer")
    rows = (
        "## Indikatorer\n| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall | Periodicitet |\n"
        "| 1.1.1 | 1.1 | Bidrag | tkr | Minst | 2000 | {tusental 2133400} | År |\n"
    )
    (told,) = [one for one in found(make_workbook(rest + rows)) if one.is_fault]
    assert (told.code, told.value) == ("RX130", "2133,4")
    assert told.message == (
        "Utfall visas som 2133,4, men i cellen står 2133400: talformatet utelämnar de sista siffrorna."
    )
