"""Numbers in every Swedish dress, and what is no number at all."""

from __future__ import annotations

import functools
import math
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runxl.check import cells
from runxl.check.numbers import fits, read_text
from runxl.contract.load import contract
from runxl.measure.units import scale_of
from runxl.workbook.tables import Percent

D = Decimal


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("2 133", "antal", D(2133)),
        ("2\u00a0133", "antal", D(2133)),
        ("2\u202f133", "", D(2133)),
        ("140 967 678 kr", "kr", D(140967678)),
        ("84,7", "%", D("84.7")),
        ("84,7 %", "%", D("84.7")),
        ("84.7 %", "andel", D("84.7")),
        ("40 procent", "%", D(40)),
        ("40 %", "procent", D(40)),
        ("−15", "%", D(-15)),
        ("-33,4 mkr", "mkr", D("-33.4")),
        ("– 15", "", D(-15)),
        ("+2", "mkr", D(2)),
        ("10,1 mkr", "mkr", D("10.1")),
        ("10,1 miljoner kronor", "mnkr", D("10.1")),
        ("noll", "antal", D(0)),
        ("sjutton", "antal", D(17)),
        ("Tjugo", "antal", D(20)),
        ("Ett forum per år", "", D(1)),
        ("Ett forum/år", "forum per år", D(1)),
        ("en", "", D(1)),
        ("67 organisationer", "antal", D(67)),
        ("12", "1–6", D(12)),
    ],
)
def test_a_number_is_read_as_meant(text: str, unit: str, value: Decimal) -> None:
    """Spaces, commas, signs, units and words do not stand in the way."""
    assert cells.number(text, unit).value == value


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("abc", "", "RX102"),
        ("1_000", "", "RX102"),
        ("٣٤", "", "RX102"),
        ("nan", "", "RX102"),
        ("inf", "", "RX102"),
        ("3.2.1", "", "RX102"),
        ("2.133", "", "RX102"),
        ("cirka hundra", "", "RX102"),
        ("9" * 5000, "", "RX102"),
        ("1e5", "", "RX112"),
        ("Minst 1350", "antal", "RX112"),
        ("drygt 90", "%", "RX112"),
        ("4,75–5,13", "", "RX112"),
        ("58 / 66 / 45", "%", "RX112"),
        ("556 (96 unika)", "antal", "RX112"),
        ("37 av 64", "antal", "RX112"),
        ("10,1 mkr", "tkr", "RX108"),
        ("40 %", "antal", "RX108"),
        ("12 st", "%", "RX108"),
        ("5 personer", "tkr", "RX108"),
        ("3 av 0", "%", "RX102"),
    ],
)
def test_what_is_no_plain_number_is_a_finding(text: str, unit: str, code: str) -> None:
    """Nothing is guessed and nothing converted."""
    cell = cells.number(text, unit)
    assert (cell.code, cell.value) == (code, None)


def test_a_share_of_a_whole_is_exact_percent() -> None:
    """37 av 64 is 57,8125 %; only the message rounds it."""
    cell = cells.number("37 av 64 respondenter", "%")
    assert cell.value == D("57.8125")
    assert cell.words["tolkat"] == "57,8"
    assert cells.number("två av de tre", "%").value == D(2) / D(3) * 100


def test_the_display_of_a_percent_sets_the_scale_and_not_the_precision() -> None:
    """0,647 shown as 65 % is 64,7."""
    assert cells.number(Percent(0.647), "%").value == D("64.7")
    assert cells.number(Percent(0.4), "").value == D(40)
    assert cells.number(Percent(0.4), "antal").code == "RX108"
    assert cells.number(0.4, "%").value == D("0.4")


def test_decimals_are_kept_as_written() -> None:
    """The target's decimals decide rounding: 65 has none, 65,0 has one, a stored 65.0 has none."""
    assert cells.number("65,0", "").value.as_tuple().exponent == -1  # type: ignore[attr-defined]
    assert cells.number(65.0, "").value.as_tuple().exponent == 0  # type: ignore[attr-defined]
    assert cells.number(77.8, "").value.as_tuple().exponent == -1  # type: ignore[attr-defined]
    assert cells.number(Percent(0.65), "%").value.as_tuple().exponent == 0  # type: ignore[attr-defined]


@given(st.floats() | st.integers(), st.booleans())
def test_no_stored_number_makes_reading_stumble(number: float, as_percent: bool) -> None:  # noqa: FBT001 - drawn
    """However large or small, and also when the cell shows it as a percentage: a number or a code, never an exception."""
    cell = cells.number(Percent(number) if as_percent and math.isfinite(number) else number, "%")
    assert (cell.value is None) == bool(cell.code)


@pytest.mark.parametrize(("share", "percent"), [(1e300, 1e302), (5e-324, 5e-322), (-1e27, -1e29), (0.0, 0.0)])
def test_a_percentage_of_any_size_is_read(share: float, percent: float) -> None:
    """1E+300 shown as a percentage has three hundred digits."""
    assert float(cells.number(Percent(share), "%").value) == pytest.approx(percent)  # type: ignore[arg-type]


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3, allow_nan=False, allow_infinity=False))
def test_any_number_written_in_swedish_is_read_back(number: Decimal) -> None:
    """Grouped by nbsp, comma for decimals, true minus: the same number."""
    text = f"{number:,}".replace(",", "\u00a0").replace(".", ",").replace("-", "−")
    assert read_text(text).value == number


@given(st.text(max_size=60))
def test_no_text_makes_reading_stumble(text: str) -> None:
    """Whatever is typed gives a value or a code, never both and never an exception."""
    reading = read_text(text)
    assert (reading.value is None) == bool(reading.fault)


@pytest.mark.parametrize(
    ("unit", "ends"), [("1–6", (1, 6)), ("1-3", (1, 3)), ("skala 1–6", (1, 6)), ("poäng", None), ("6–1", None)]
)
def test_a_scale_is_read_from_the_unit(unit: str, ends: tuple[int, int] | None) -> None:
    assert scale_of(unit) == ends


@pytest.mark.parametrize(
    ("text", "unit", "does"),
    [
        ("25 personer", "antal (st)", True),
        ("12 besök", "antal per år", True),
        ("10 kommuner", "antal i länet", True),
        ("3 besök", "vårdbesök", True),
        ("1 person", "personer", True),
        ("2 resor", "resa", True),
        ("2 st", "personer", True),
        ("Ett forum per år", "forum", True),
        ("10 kommuner", "personer", False),
        ("10 kommuner per år", "personer per år", False),
        ("10 kommuner", "antal personer", False),
        ("12 perioder", "personer", False),
        ("10 mkr", "tkr", False),
        ("40 %", "andel (%)", True),
    ],
)
def test_a_cell_may_name_what_its_row_counts_and_nothing_else(text: str, unit: str, does: bool) -> None:  # noqa: FBT001
    """In any form of the word; what follows `per` or `i` says where and when."""
    assert fits(read_text(text), unit) is does


def test_letters_in_two_signs_are_the_same_words() -> None:
    """Files from a Mac write å as a and a ring: in numbers, units and dropdowns alike."""
    apart = functools.partial(unicodedata.normalize, "NFD")
    assert cells.number(apart("två"), "").value == D(2)
    assert cells.number(apart("12 månader"), "månader").value == D(12)
    read = cells.code_reader(contract().codelists["typ"])(apart("Högst"))
    assert (read.value, read.code) == ("Högst", None)
    assert cells.months_reader(contract().codelists["periodicitet"])(apart("Halvår")).value == (6, 12)
    assert cells.nr(apart("3.Ä")).value == "3.Ä"
