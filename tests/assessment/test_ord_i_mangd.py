"""What is told of many rows at once, or by a shorter way, is what is told of each by the plain one."""

from __future__ import annotations

import pickle
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from runxl.assessment.assess import assess
from runxl.assessment.counts import Counts
from runxl.assessment.history import same_name
from runxl.assessment.why import texts
from runxl.check.rows import Checked
from runxl.svenska import counted, number
from tests.assessment.strategier import CHECKED

_SWEDISH = str.maketrans({",": "\u00a0", ".": ",", "-": "\u2212"})


@given(CHECKED)
def test_many_are_explained_as_each_one_is(book: Checked) -> None:
    """Förklaring of a whole sheet is that of its rows."""
    verdicts = assess(book).indikatorer
    assert texts(one.reason for one in verdicts) == [one.forklaring for one in verdicts]


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
@example(Decimal("-0.0"))
@example(Decimal("0.0001"))
@example(Decimal("-1234567.8901"))
@example(Decimal("1E+3"))
def test_a_number_keeps_all_of_up_to_four_decimals(value: Decimal) -> None:
    """Only its separators and its minus are other than Python's; zero has no sign."""
    assert number(value) == f"{value or abs(value):,f}".translate(_SWEDISH)


def test_more_decimals_are_cut_and_what_is_too_large_gets_an_exponent() -> None:
    """As much as a reader needs, and never a row of forty digits."""
    shown = [number(Decimal(text)) for text in ("12.34567", "-0.00001234", "1.5E+30", "-1E-30", "0E+40", "NaN")]
    assert shown == ["12,35", "\u22120,000012", "1,500E+30", "\u22121,000E\u221230", "0", "\u2013"]


_names = st.text(st.sampled_from("aÅßİ \u00a0\t"), max_size=6)


@given(_names, _names)
def test_names_are_compared_by_their_words_in_any_case(one: str, other: str) -> None:
    """Counting the words first changes nothing."""
    assert same_name(one, other) == (one.casefold().split() == other.casefold().split())


def test_thousands_are_told_apart() -> None:
    """A region's headlines are of thousands."""
    assert counted(1, "indikator", "indikatorer") == "1 indikator"
    assert counted(2120, "indikator", "indikatorer") == "2\u00a0120 indikatorer"


def test_what_is_counted_alike_is_the_same_when_it_comes_from_another_process() -> None:
    """A region's thousands of workbooks count alike, each in a message of its own."""
    one, other, differs = (Counts(antal, {"Helt": 2, "Delvis": 1}) for antal in (3, 3, 4))
    come = [pickle.loads(pickle.dumps(said)) for said in (one, other, differs)]  # noqa: S301 - made here
    assert come == [one, other, differs]
    assert come[0] is come[1]
