"""The one formula, måluppfyllelse = 1 − brist / |målvärde|, and the rounding that may come before it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from runxl.assessment.basis import Basis

Direction = Literal["minst", "högst"]

_ZERO, _ONE = Decimal(0), Decimal(1)


Comparison = tuple[str, Decimal | None, Decimal]
"""Status, share, and the outcome that was compared, as given or rounded.

No share is below 0; at target 0 there is none. It is made for every row and taken apart at once.
"""


def compare(
    utfall: Decimal, malvarde: Decimal, direction: Direction, basis: Basis, *, may_round: bool = True
) -> Comparison:
    """An outcome against a target that it should reach at least or at most."""
    if not malvarde:
        met = brist(utfall, malvarde, direction) <= 0
        return (basis.scale.best if met else basis.scale.worst).word, None, utfall
    used = rounded(utfall, malvarde, basis) if may_round else utfall
    share = _ONE - brist(used, malvarde, direction) / abs(malvarde)
    status = basis.scale.status(share)
    return status, _ZERO if share < _ZERO else share, used  # noqa: FURB136 - max takes five times as long


def brist(utfall: Decimal, malvarde: Decimal, direction: Direction) -> Decimal:
    """How much is lacking: positive on the wrong side of the target, negative when better."""
    return malvarde - utfall if direction == "minst" else utfall - malvarde


def rounded(utfall: Decimal, malvarde: Decimal, basis: Basis) -> Decimal:
    """The outcome in as many decimals as the target is written with, half away from zero.

    Only if that moves måluppfyllelse by no more than the styrmodell allows: a mean of 3,5 does not become 4.
    """
    if utfall.same_quantum(malvarde) or basis.styrmodell.rounding == "aldrig":
        return utfall
    near = utfall.quantize(_last_place(malvarde), ROUND_HALF_UP)
    if near == utfall:
        return utfall
    moved = abs(near - utfall) * 100
    return near if moved <= basis.styrmodell.rounding_limit * abs(malvarde) else utfall


def _last_place(value: Decimal) -> Decimal:
    """A number with as many decimals as this one is written with: 65 has none, 65,0 has one, and neither has 1E+3."""
    return value if value.to_integral_value().same_quantum(_ONE) else _ONE
