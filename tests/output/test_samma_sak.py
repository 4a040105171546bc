"""When two rows of different workbooks are one thing: a mål that nämnder number or spell in their own ways."""

from __future__ import annotations

import random

import pytest

from runxl.assessment.counts import Counts
from runxl.output.many.alike import Told, alike
from runxl.output.many.facts import GoalFacts, Head


def told(file: str, nr: str, namn: str) -> Told[GoalFacts]:
    return Told(Head(file=file), GoalFacts(nr, namn, "Helt", Counts()))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("3", "Ett grönt län"), ("3", "Ett  GRÖNT län."), True),
        (("3", "Ett grönt län"), ("4", "Ett grönt län"), True),
        (("3", "Ett hållbart samhälle"), ("3", "Ett mer hållbart samhälle"), True),
        (("3", "Ett grönt län"), ("3", "En trygg vård i hela länet"), False),
        (("3", "Ett grönt län"), ("4", "Ett grönt landsting"), False),
        (("", "Ett grönt län"), ("", "En trygg vård"), False),
    ],
)
def test_nr_and_name_tell_what_is_the_same(one: tuple[str, str], other: tuple[str, str], *, same: bool) -> None:
    """Nr alone is not enough, and names alone are only if they are the same."""
    assert len(alike([told("a", *one), told("b", *other)])) == (1 if same else 2)


def test_what_differs_is_told() -> None:
    """What most say is the name of all. Capitals and a full stop are no other name."""
    rows = [("a", "3", "Grönt län"), ("b", "3", "Grönt län"), ("c", "4", "GRÖNT LÄN."), ("d", "3", "Ett grönt län")]
    (same,) = alike([told(*one) for one in rows])
    assert (same.nr, same.namn) == ("3", "Grönt län")
    assert [same.differs(one.row) for one in same.told] == ["", "", "har nr 4", "heter «Ett grönt län»"]


def test_one_workbook_never_has_the_same_thing_twice() -> None:
    """Two rows of one plan that are called alike are two, whatever others have."""
    rows = [told("a", "1", "Mål"), told("a", "2", "Mål"), told("b", "1", "Mål"), told("b", "2", "Mål")]
    assert [(one.nr, len(one.told)) for one in alike(rows)] == [("1", 2), ("2", 2)]


def test_the_order_of_the_workbooks_decides_nothing() -> None:
    rows = [
        told(f"{file}", nr, f"Mål {nr}{mark}") for file, mark in enumerate(("", ".", "")) for nr in ("2", "10", "1")
    ]
    wanted = [("1", 3), ("2", 3), ("10", 3)]
    for seed in range(5):
        random.Random(seed).shuffle(rows)  # noqa: S311 - an order, no secret
        assert [(one.nr, len(one.told)) for one in alike(rows)] == wanted
