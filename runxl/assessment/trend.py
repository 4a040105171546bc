"""Utveckling: better (↑), the same (→) or worse (↓) than the latest earlier measurement."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from runxl.assessment.typer import paired, value
from runxl.check.rows import Historik, Indikator, Value

_UNMOVED = ("Ja/Nej", "Milstolpe")
_LOWER_IS_BETTER = ("Högst", "Minska")
_ARROWS = {1: "↑", 0: "→", -1: "↓"}
_WORDS = {"↑": "↑ Bättre", "→": "→ Oförändrat", "↓": "↓ Sämre"}


def utveckling(row: Indikator, malvarde: Value, past: Iterable[Historik]) -> str:
    """An arrow in the direction that is good; empty if there is nothing to compare with. `past` is latest first."""
    if row.typ in _UNMOVED:
        return ""
    for measure in (*[one.utfall for one in past], row.tidigare_utfall, row.utgangsvarde):
        before = None if measure is None else _goodness(row, measure, malvarde)
        if before is not None:
            now = _goodness(row, row.utfall, malvarde)
            return "" if now is None else _ARROWS[(now > before) - (now < before)]
    return ""


def in_words(arrow: str) -> str:
    """`↑ Bättre`: nobody should have to guess what an arrow means."""
    return _WORDS.get(arrow, arrow)


def _goodness(row: Indikator, measure: Value, malvarde: Value) -> Decimal | None:
    """A number that is greater the better the measure is."""
    if row.typ == "Sammansatt":
        return _weakest(measure, malvarde)
    number = value(measure)
    if number is None:
        return None
    if row.typ == "Intervall":
        return _closeness(number, value(malvarde), value(row.malvarde_max))
    goal = value(malvarde)
    falls = row.typ in _LOWER_IS_BETTER or (row.typ == "Förändring" and goal is not None and goal < 0)
    return -number if falls else number


def _closeness(number: Decimal, low: Decimal | None, high: Decimal | None) -> Decimal | None:
    """Nothing inside the interval, less the further outside."""
    if low is None or high is None:
        return None
    return min(number - low, high - number, Decimal(0))


def _weakest(measure: Value, malvarde: Value) -> Decimal | None:
    """How far the weakest part of a compound value has come."""
    shares = [outcome.value / goal.value for outcome, goal in paired(measure, malvarde) if goal.value > 0]
    return min(shares, default=None)
