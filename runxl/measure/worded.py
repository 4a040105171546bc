"""Outcomes and targets as a reader wants them: Swedish numbers with their units."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from runxl.measure.units import WORDS_KEPT, canonical_unit, scale_of
from runxl.measure.values import PartValue, Value
from runxl.svenska import number

_UNSHOWN_UNITS = ("", "antal", "ja-nej", "ja/nej", "skala", "index")


def measured(found: Value, enhet: str) -> str:
    """`84,7 %`, `20 personer/12 kommuner`, `Ja`; nothing for nothing."""
    return "" if found is None else measure(found, unit_of(enhet))


def measure(found: Any, unit: str) -> str:
    """The same, with the unit as `unit_of` gives it."""
    if isinstance(found, tuple):
        return "/".join(part_in_words(part) for part in found)
    return f"{number(found)}{unit}" if isinstance(found, Decimal) else str(found)


def from_base(word: str, base: Decimal | None, goal: Value, enhet: str) -> str:
    """A target that is where it began: `Mer än 12 %`. What is written in words is said as it is written."""
    return measured(goal, enhet) if base is None or isinstance(goal, str) else f"{word} {measured(base, enhet)}"


def part_in_words(part: PartValue) -> str:
    return f"{number(part.value)} {part.unit}".strip()


@lru_cache(maxsize=WORDS_KEPT)
def unit_of(enhet: str) -> str:
    """What stands after a number: ` %`, ` tkr`, nothing for plain counts and scales."""
    unit = canonical_unit(enhet)
    if unit in _UNSHOWN_UNITS or scale_of(enhet):
        return ""
    return " %" if unit == "%" else f" {' '.join(enhet.split())}"
