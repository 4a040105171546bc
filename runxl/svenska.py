"""Swedish as it is written: numbers, shares, months, lists, names in natural order."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, Self

NBSP = "\u00a0"
_MINUS = "\u2212"
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
NUMBER_WORDS = (
    "noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton",
    "fjorton", "femton", "sexton", "sjutton", "arton", "nitton", "tjugo",
)  # fmt: skip
_SHORT = 3
_MOST_DECIMALS = 4
_LARGEST_EXPONENT = 20
_LONGEST_NAME = 80
_DIGITS = re.compile(r"[0-9]+")
_WIDEST_NUMBER = 12


class ToldNumber(Decimal):
    """A number together with how it is written: with so many decimals, where that is said, and with its plus."""

    __slots__ = ("decimals", "plus")
    decimals: int | None
    plus: bool

    def __new__(cls, value: Decimal | str, decimals: int | None = None, *, plus: bool = False) -> Self:
        made = super().__new__(cls, value)
        made.decimals, made.plus = decimals, plus
        return made

    def __reduce__(self) -> Any:
        return _told, (str(self), self.decimals, self.plus)


def _told(value: str, decimals: int | None, plus: bool) -> ToldNumber:  # noqa: FBT001 - pickle knows places alone
    return ToldNumber(value, decimals, plus=plus)


def number(value: Decimal) -> str:
    """As it was written, in Swedish dress: `2 133`, `77,8`, `−15`. Long decimals are cut to what a reader needs."""
    if not value.is_finite():
        return "\u2013"
    if not -_LARGEST_EXPONENT <= value.adjusted() <= _LARGEST_EXPONENT:
        return dressed(f"{value:.3E}") if value else "0"
    if isinstance(value, ToldNumber):
        return _as_told(value)
    return _figures(value)


def _as_told(value: ToldNumber) -> str:
    plain = Decimal(value)
    if value.decimals is not None:
        plain = plain.quantize(Decimal(1).scaleb(-value.decimals), ROUND_HALF_UP)
    figures = dressed(f"{plain or abs(plain):,f}") if value.decimals is not None else _figures(plain)
    return f"+{figures}" if value.plus and plain >= 0 else figures


def signed(value: Decimal) -> str:
    """With its plus, however it was written: `+2`."""
    told = number(value)
    return f"+{told}" if value > 0 and not told.startswith("+") else told


def as_those(value: Decimal, *others: Decimal) -> Decimal:
    """What has been reckoned of numbers, with the decimals that they are written with."""
    told = [one.decimals for one in others if isinstance(one, ToldNumber) and one.decimals is not None]
    return ToldNumber(value, max(told)) if told else value


def _figures(value: Decimal) -> str:
    text = f"{value or abs(value):,f}"
    point = text.find(".")
    return dressed(f"{_cut(value):,f}" if 0 <= point < len(text) - _MOST_DECIMALS - 1 else text)


def before_rounding(value: Decimal, rounded: Decimal) -> str:
    """A number with as many decimals as it takes to see why it is rounded so: 64,49999 is no 64,5 beside a 64."""
    for decimals in range(2, -int(value.as_tuple().exponent)):
        shown = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if shown.quantize(rounded, ROUND_HALF_UP) == rounded:
            return dressed(f"{without_zeros(shown):,f}")
    return dressed(f"{value:,f}")


def dressed(text: str) -> str:
    """Python's number as it is read. (Three calls of `replace` take half as long as one of `translate`.)"""
    return text.replace(",", NBSP).replace(".", ",").replace("-", _MINUS)


def comma(text: str) -> str:
    """A number as Python writes it, as a person types it: the same but for the decimal comma."""
    return text.replace(".", ",")


def _cut(value: Decimal) -> Decimal:
    """Two decimals, or two digits that say something when the number is small."""
    decimals = max(2, 1 - value.adjusted())
    cut = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return without_zeros(cut)


def without_zeros(value: Decimal) -> Decimal:
    """65,00 → 65, but never 1E+2 for 100."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


@lru_cache(maxsize=4096)
def percent(share: Decimal) -> str:
    """0.974 → `97,4 %`."""
    return f"{number(without_zeros(share * 100))} %"


def short_months(months: Sequence[int]) -> str:
    """`apr, aug, dec`."""
    return ", ".join(MONTHS[month - 1][:_SHORT] for month in months if 1 <= month <= len(MONTHS))


def in_figures(number: int) -> str:
    """`2 120`."""
    return dressed(f"{number:,}")


def counted(number: int, one: str, many: str) -> str:
    """`1 varning`, `2 varningar`."""
    return f"{in_figures(number)} {one if number == 1 else many}"


def listed(words: Sequence[str], last: str = "och", *, most: int = sys.maxsize) -> str:
    """`a`, `a och b`, `a, b och c`; also with `eller`. Of more than `most` the first are named: `a, b och 3 till`."""
    if len(words) > most:
        words = [*words[:most], f"{len(words) - most} till"]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    """The first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The first letter in lower case, as within a sentence."""
    return text[:1].lower() + text[1:]


def quoted(name: str) -> str:
    """A name in running text, on one line and not too long."""
    name = " ".join(name.split())
    return f"”{name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + '…'}”"


@lru_cache(maxsize=4096)
def natural(nr: str) -> str:
    """A key that sorts 3.10 after 3.9. The same Nr is placed among others again and again."""
    head, dot, last = nr.rpartition(".")
    # Neighbours begin alike: of most Nr only the last number is new.
    plain = dot and last.isascii() and last.isdigit()
    return f"{_widened(head)}.{last.zfill(_WIDEST_NUMBER)}" if plain else _widened(nr)


@lru_cache(maxsize=4096)
def _widened(text: str) -> str:
    return _DIGITS.sub(lambda digits: digits[0].zfill(_WIDEST_NUMBER), text.casefold())
