"""The one formula, måluppfyllelse = 1 − brist / |målvärde|, and the rounding that may come before it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple, Protocol

from runxl.contract.scale import Scale
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.measure.values import PartValue, Value, as_number

Direction = Literal["minst", "högst"]

_ZERO, _ONE = Decimal(0), Decimal(1)


class Standard(Protocol):
    """What measures are judged by."""

    @property
    def styrmodell(self) -> Styrmodell: ...
    @property
    def scale(self) -> Scale:
        """The styrmodell's, with the workbook's own thresholds."""


class Outcome(NamedTuple):
    """What an outcome is worth against its target. It is made for every row."""

    status: str
    share: Decimal | None = None
    """Never below 0; none where a share means nothing, as at target 0."""

    rounded: Value = None
    """The outcome that was compared, where that was not the given one."""

    exact: Decimal | None = None
    """What the given one is worth, where rounding decided the status: both are then told."""

    weakest: PartValue | None = None
    """Of a target in parts, the one that decided."""


def against(
    utfall: Value, goal: Value, direction: Direction, basis: Standard, *, may_round: bool = True
) -> Outcome | None:
    """An outcome against a target, as `compare`; None unless both are numbers."""
    number, wanted = as_number(utfall), as_number(goal)
    return None if number is None or wanted is None else compare(number, wanted, direction, basis, may_round=may_round)


def compare(
    utfall: Decimal, goal: Decimal, direction: Direction, basis: Standard, *, may_round: bool = True
) -> Outcome:
    """A number against one that it should reach at least or at most."""
    if not goal:
        met = brist(utfall, goal, direction) <= 0
        return Outcome((basis.scale.best if met else basis.scale.worst).word)
    exact = _share(utfall, goal, direction)
    status = basis.scale.status(exact)
    used = rounded(utfall, goal, basis) if may_round else utfall
    if used is utfall:
        return Outcome(status=status, share=exact)
    near = _share(used, goal, direction)
    decided = basis.scale.status(near)
    if decided == status:
        return Outcome(status=status, share=exact)
    return Outcome(status=decided, share=near, rounded=used, exact=exact)


def _share(utfall: Decimal, goal: Decimal, direction: Direction) -> Decimal:
    share = _ONE - brist(utfall, goal, direction) / abs(goal)
    return _ZERO if share < _ZERO else share  # noqa: FURB136 - max takes five times as long


def within_budget(deviation: Decimal, accepted: Decimal, basis: Standard) -> str:
    """The status of a deviation from a budget, where a deficit as large as `accepted` will do."""
    if deviation >= 0:
        return basis.scale.best.word
    if accepted == 0:
        return basis.scale.worst.word
    return compare(-deviation, accepted, "högst", basis, may_round=False).status


def brist(utfall: Decimal, goal: Decimal, direction: Direction) -> Decimal:
    """How much is lacking: positive on the wrong side of the target, negative when better."""
    return goal - utfall if direction == "minst" else utfall - goal


def rounded(utfall: Decimal, goal: Decimal, basis: Standard) -> Decimal:
    """The outcome in as many decimals as the target is written with, half away from zero.

    Only if that moves måluppfyllelse by no more than the styrmodell allows: a mean of 3,5 does not become 4.
    """
    if utfall.same_quantum(goal) or basis.styrmodell.rounding == "aldrig":
        return utfall
    near = utfall.quantize(_last_place(goal), ROUND_HALF_UP)
    if near == utfall:
        return utfall
    moved = abs(near - utfall) * 100
    return near if moved <= basis.styrmodell.rounding_limit * abs(goal) else utfall


def _last_place(value: Decimal) -> Decimal:
    """A number with as many decimals as this one is written with: 65 has none, 65,0 has one, and neither has 1E+3."""
    return value if value.to_integral_value().same_quantum(_ONE) else _ONE
