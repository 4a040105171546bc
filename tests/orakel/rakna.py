"""The same exact reckoning as the rules ask for, in fractions: shares, limits, rounding, one Typ at a time.

Written from the rules alone, in another way than runxl does it, so that a slip in one is not a slip in both.
Values are plain: Decimal, a word, or parts by unit (`{"personer": 20, "kommuner": 12}`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

Number = Decimal | Fraction
Row = Mapping[str, Any]
BEST = ("Helt", "Delvis", "Inte")
ANSWERS = {"Ja": "Helt", "Delvis": "Delvis", "Nej": "Inte"}
POINTS = "procentenheter"


class Limits(NamedTuple):
    """From what share each word is reached, and whether outcomes are rounded."""

    helt: Fraction = Fraction(1)
    delvis: Fraction = Fraction(4, 5)
    rounds: bool = True


class Judged(NamedTuple):
    status: str
    andel: Fraction | None = None


def level(share: Fraction, limits: Limits) -> str:
    return "Helt" if share >= limits.helt else "Delvis" if share >= limits.delvis else "Inte"


def decimals(goal: Decimal) -> int:
    """How many decimals a target is written with."""
    return max(0, -int(goal.as_tuple().exponent))


def rounded(value: Number, places: int) -> Fraction:
    """Half away from zero."""
    scaled = abs(Fraction(value)) * 10**places + Fraction(1, 2)
    return Fraction(scaled.numerator // scaled.denominator, 10**places) * (-1 if value < 0 else 1)


def share(goal: Number, value: Number, *, at_most: bool) -> Fraction:
    """1 − brist / |målvärde|."""
    brist = Fraction(value) - Fraction(goal) if at_most else Fraction(goal) - Fraction(value)
    return 1 - brist / abs(Fraction(goal))


def against(goal: Decimal, value: Number, limits: Limits, *, at_most: bool = False) -> Judged:
    """A number against a target; rounding may decide, by moving the share one percentage point at most."""
    if goal == 0:
        return Judged("Helt" if (value <= 0 if at_most else value >= 0) else "Inte")
    exact = share(goal, value, at_most=at_most)
    near = share(goal, rounded(value, decimals(goal)), at_most=at_most)
    if limits.rounds and abs(near - exact) <= Fraction(1, 100) and level(near, limits) != level(exact, limits):
        return Judged(level(near, limits), max(near, Fraction(0)))
    return Judged(level(exact, limits), max(exact, Fraction(0)))


def within(low: Decimal, high: Decimal, value: Decimal, limits: Limits) -> Judged:
    if low <= value <= high:
        return Judged(level(Fraction(1), limits), Fraction(1))
    bound = low if value < low else high
    return Judged("Inte") if bound == 0 else against(bound, value, limits, at_most=value > high)


def compared(base: Decimal, value: Decimal, *, down: bool) -> Judged:
    better, same = (value < base if down else value > base), value == base
    return Judged("Helt" if better else "Delvis" if same else "Inte")


def change(goal: Decimal | Mapping[str, Decimal], base: Decimal, value: Decimal, limits: Limits) -> Judged:
    """In percent of the base, or in points where the target says so."""
    moved = Fraction(value) - Fraction(base)
    if isinstance(goal, Mapping):
        goal = goal[POINTS]
    else:
        moved = moved / abs(Fraction(base)) * 100
    return against(goal, moved, limits, at_most=goal < 0)


def budget(goal: Decimal | None, value: Decimal, limits: Limits) -> Judged:
    """A deviation: a deficit is held against the accepted one, unrounded, and no share is told."""
    if value >= 0:
        return Judged("Helt")
    if not goal:
        return Judged("Inte")
    return Judged(level(share(abs(goal), -value, at_most=True), limits))


def parts(goal: Mapping[str, Decimal], value: Mapping[str, Decimal], limits: Limits) -> Judged:
    """Each part as Minst. The weakest decides and gives the share; one without a share is weakest if it fails."""
    each = [against(goal[unit], value[unit], limits) for unit in goal]
    status = max((one.status for one in each), key=BEST.index)
    if any(one.andel is None and one.status == "Inte" for one in each):
        return Judged(status)
    told = [one for one in each if one.andel is not None]
    worst = min(told, key=lambda one: (-BEST.index(one.status), one.andel), default=Judged(status))
    return Judged(status, worst.andel)


def _exact(limits: Limits) -> Limits:
    return limits._replace(rounds=False)


TYPES: Mapping[str, Callable[[Row, Any, Any, Any, Limits], Judged]] = {
    "Minst": lambda _, goal, __, value, limits: against(goal, value, limits),
    "Skala": lambda _, goal, __, value, limits: against(goal, value, limits),
    "Högst": lambda _, goal, __, value, limits: against(goal, value, limits, at_most=True),
    "Intervall": lambda row, goal, _, value, limits: within(goal, row["malvarde_max"], value, limits),
    "Öka": lambda _, __, base, value, ___: compared(base, value, down=False),
    "Minska": lambda _, __, base, value, ___: compared(base, value, down=True),
    "Bibehåll": lambda _, __, base, value, limits: against(base, value, _exact(limits)),
    "Förändring": lambda _, goal, base, value, limits: change(goal, base, value, limits),
    "Budget": lambda _, goal, __, value, limits: budget(goal, value, limits),
    "Ja/Nej": lambda _, __, ___, value, ____: Judged(ANSWERS[value]),
    "Milstolpe": lambda _, __, ___, value, ____: Judged(ANSWERS[value]),
    "Sammansatt": lambda _, goal, __, value, limits: parts(goal, value, limits),
}
"""By Typ: the row, its target, its base, its outcome and the limits → how it is judged."""

NEEDS_GOAL = ("Minst", "Skala", "Högst", "Intervall", "Förändring", "Milstolpe", "Sammansatt")
NEEDS_BASE = ("Öka", "Minska", "Bibehåll", "Förändring")


def goodness(row: Row, goal: Any, value: Any) -> Any:
    """How good an outcome is, to be compared with an earlier one; None where nothing can be said."""
    typ = row["typ"]
    if typ in ("Ja/Nej", "Milstolpe") or not isinstance(value, Decimal | Mapping):
        return None
    if typ == "Sammansatt":
        if not isinstance(goal, Mapping) or not isinstance(value, Mapping) or set(goal) != set(value):
            return None
        return min((share(goal[one], value[one], at_most=False) for one in goal if goal[one]), default=None)
    if isinstance(value, Mapping):
        return None
    if typ in ("Högst", "Minska"):
        return -value
    if typ == "Intervall":
        if goal is None or row["malvarde_max"] is None:
            return None
        return -max(goal - value, value - row["malvarde_max"], Decimal(0))
    if typ == "Förändring":
        aim = goal[POINTS] if isinstance(goal, Mapping) else goal
        return -value if aim is not None and aim < 0 else value
    return value
