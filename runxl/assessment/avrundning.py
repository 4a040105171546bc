"""The one formula, måluppfyllelse = 1 − brist / |målvärde|, and the rounding that may come before it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from runxl.assessment.basis import Basis

Direction = Literal["minst", "högst"]

_ZERO = Decimal(0)


class Comparison(NamedTuple):
    """`used` is the outcome that was compared, as given or rounded. No share is below 0; at target 0 there is none."""

    status: str
    share: Decimal | None
    used: Decimal


def compare(
    utfall: Decimal, malvarde: Decimal, direction: Direction, basis: Basis, *, may_round: bool = True
) -> Comparison:
    """An outcome against a target that it should reach at least or at most."""
    if malvarde == 0:
        return Comparison("Helt" if brist(utfall, malvarde, direction) <= 0 else "Inte", None, utfall)
    used = rounded(utfall, malvarde, basis) if may_round else utfall
    share = 1 - brist(used, malvarde, direction) / abs(malvarde)
    return Comparison(basis.status(share), max(share, _ZERO), used)


def brist(utfall: Decimal, malvarde: Decimal, direction: Direction) -> Decimal:
    """How much is lacking: positive on the wrong side of the target, negative when better."""
    return malvarde - utfall if direction == "minst" else utfall - malvarde


def rounded(utfall: Decimal, malvarde: Decimal, basis: Basis) -> Decimal:
    """The outcome in as many decimals as the target is written with, half away from zero.

    Only if that moves måluppfyllelse by no more than the styrmodell allows: a mean of 3,5 does not become 4.
    """
    if utfall.same_quantum(malvarde) or basis.styrmodell.rounding == "aldrig":
        return utfall
    wanted = decimals(malvarde)
    if decimals(utfall) <= wanted:
        return utfall
    near = utfall.quantize(Decimal(1).scaleb(-wanted), ROUND_HALF_UP)
    moved = abs(near - utfall) * 100
    return near if moved <= basis.styrmodell.rounding_limit * abs(malvarde) else utfall


def decimals(value: Decimal) -> int:
    """How many decimals a number is written with: 65 has none, 65,0 has one."""
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
