"""Gräns helt and Gräns delvis move the outer levels of any scale, whatever they are called."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runxl.contract.load import contract
from runxl.contract.scale import Scale
from runxl.contract.wording import has_setting

THREE = contract().default_styrmodell.scale


def scale(*thresholds: int) -> Scale:
    """Levels `Nivå 0`, `Nivå 1` … and a last one that takes nothing."""
    levels = [replace(THREE.best, word=f"Nivå {place}", threshold=Decimal(one)) for place, one in enumerate(thresholds)]
    return Scale((*levels, THREE.worst))


def thresholds(scale: Scale) -> list[Decimal | None]:
    return [level.threshold for level in scale.levels]


@pytest.mark.parametrize(
    ("best", "lowest", "expected"),
    [
        (None, None, [100, 90, 60]),
        ("99", "98", [99, Decimal("98.75"), 98]),
        (None, "20", [100, 80, 20]),
        ("140", None, [140, 120, 60]),
        ("NaN", "Infinity", [100, 90, 60]),
    ],
)
def test_the_levels_between_keep_their_places(best: str | None, lowest: str | None, expected: list[Decimal]) -> None:
    moved = scale(100, 90, 60).moved(*(None if one is None else Decimal(one) for one in (best, lowest)))
    assert thresholds(moved) == [*expected, None]


@given(best=st.integers(2, 200), lowest=st.integers(1, 199))
def test_no_level_takes_more_than_the_one_above(best: int, lowest: int) -> None:
    """As long as the two do not contradict each other."""
    moved = thresholds(scale(100, 90, 70, 60).moved(Decimal(best), Decimal(lowest)))[:-1]
    falls = moved == sorted(moved, key=lambda one: one or 0, reverse=True)
    assert falls == (best >= lowest)


def test_a_scale_of_two_levels_has_no_lower_limit() -> None:
    """It has no such setting, and nothing moves by it."""
    two = scale(100)
    settings = {one.level: one for one in contract().tables["installningar"].settings if one.level}
    model = replace(contract().default_styrmodell, scale=two)
    assert (has_setting(model, settings["best"]), has_setting(model, settings["lowest"])) == (True, False)
    assert thresholds(two.moved(Decimal(90), Decimal(10))) == [90, None]
