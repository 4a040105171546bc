"""A measure as a value: what a cell of Målvärde, Utfall or their kin holds once it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, getcontext
from math import inf, isfinite

DONE = "Ja"
NOT_DONE = ("Delvis", "Nej")
ANSWERS = (DONE, *NOT_DONE)
NO_ANSWER = "Svar saknas"

EXACT = 1e15
"""Up to here every whole number is a float of its own, and written without an exponent."""


@dataclass(frozen=True, slots=True)
class PartValue:
    """One number of a compound value: 20 personer."""

    value: Decimal
    unit: str


Value = Decimal | str | tuple[PartValue, ...] | None
"""A measure: a number, an answer (Ja, Delvis, Nej, Svar saknas), a text target, parts, or nothing."""


def as_number(value: object) -> Decimal | None:
    """A number that can be reckoned with."""
    return value if isinstance(value, Decimal) and value.is_finite() else None


def rounded_off(value: Decimal, decimals: int) -> Decimal:
    """With so many decimals, unless it would then have more figures than are reckoned with."""
    return round(value, decimals) if value.adjusted() + decimals + 1 < getcontext().prec else +value


def is_empty(value: object) -> bool:
    """Nothing, an empty text or no parts. Zero is a value. (Comparing a Decimal with these is slow.)"""
    return not isinstance(value, Decimal) and not value


def paired(value: Value, goal: Value) -> Iterator[tuple[PartValue, PartValue]]:
    """Outcome and target part by part; nothing if they do not fit together."""
    goals = _parts(goal)
    if values := in_order_of(goals, _parts(value)):
        yield from zip(values, goals, strict=True)


def _parts(value: Value) -> tuple[PartValue, ...]:
    """A number alone is one part."""
    if isinstance(value, Decimal):
        value = (PartValue(value, ""),)
    sound = isinstance(value, tuple) and all(part.value.is_finite() for part in value)
    return value if sound and isinstance(value, tuple) else ()


def in_order_of(goal: tuple[PartValue, ...], value: tuple[PartValue, ...]) -> tuple[PartValue, ...]:
    """The outcome's parts in the order of those of the target that they answer; nothing if they do not fit together.

    They stand in that order already when they name no units, or the same in the same order; else the unit tells.
    """
    units, wanted = ([part.unit.casefold().strip() for part in parts] for parts in (value, goal))
    if len(units) == len(wanted) and (units == wanted or not any(units)):
        return value
    by_unit = dict(zip(units, value, strict=True))
    fits = len(by_unit) == len(units) and sorted(units) == sorted(wanted)
    return tuple(map(by_unit.__getitem__, wanted)) if fits else ()


def plain(value: Value) -> int | float | str | None:
    """A measure as JSON and Excel know it: a number, a text, or nothing."""
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, tuple):
        return "/".join(f"{plain_number(part.value)} {part.unit}".strip().replace(".", ",", 1) for part in value)
    return value or None


def plain_number(value: Decimal) -> int | float | None:
    """A whole number stays whole; what no float can hold is nothing."""
    number = float(value) if value.is_finite() else inf
    if number.is_integer():
        return int(number) if -EXACT < number < EXACT else number
    return number if isfinite(number) else None


def decimal_of(number: float) -> Decimal:
    """A stored number in its shortest decimal form; 65.0 is 65."""
    if isinstance(number, int):
        return Decimal(int(number))
    if not number.is_integer():
        return Decimal(repr(number))
    return Decimal(int(number)) if abs(number) < EXACT else Decimal(repr(number)).to_integral_value()


def percent_of(share: float) -> Decimal:
    """A stored share that is shown as a percentage: 0.647 is 64.7."""
    value = decimal_of(share).scaleb(2)
    whole = value.to_integral_value()
    return whole + 0 if value == whole else value  # 4E+1 is 40; a number too long for that stays rounded
