"""Numbers as people write them in Swedish: 2 133 · 84,7 % · −15 · 37 av 64 · tre · Ett forum per år.

A text is read only when there is no doubt about what it says. The result keeps how many decimals were
written (65,0 has one).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from math import isfinite
from typing import Any, NamedTuple, TypeVar

from runxl.contract.regel import Regel
from runxl.measure.units import canonical_unit, counts_the_same

T = TypeVar("T")

_WORDS = (
    "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton", "fjorton",
    "femton", "sexton", "sjutton", "arton", "nitton", "tjugo",
)  # fmt: skip
NUMBER_WORDS = {word: Decimal(value) for value, word in enumerate(_WORDS)} | {"ett": Decimal(1)}

# Words that make a number less than exact. They belong in Kommentar, not in the cell.
_VAGUE = re.compile(
    r"(?<!\w)(minst|högst|drygt|knappt|över|under|cirka|ca|c:a|ungefär|omkring|runt|nästan|max|min|upp till|mer än|"
    r"mindre än|fler än|färre än|närmare)(?!\w)|[<>~≈≥≤±]",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_DIGITS = r"(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,30})"
_NUMBER = re.compile(
    rf"(?P<sign>[+\-−–]?) ?(?P<whole>{_DIGITS})(?:(?P<mark>[,.])(?P<decimals>[0-9]{{1,30}}))?(?![0-9])"
)
_UNIT = re.compile(r"(?=.*[^\W\d_]|.*[%€])(?:[^\W\d_]|[%/.:&€ \-²³])+")
_EXACT = 1e15
"""Below this a whole number as a float is written without an exponent."""

_OF = re.compile(r"(?P<part>.+?) av (?:de |totalt )?(?P<whole>\S+)(?P<rest> .*)?", re.IGNORECASE)


class Reading(NamedTuple):
    """What a text says: a value, or the code of the finding that tells why it has none."""

    value: Decimal | None = None
    unit: str = ""
    fault: Regel | None = None
    share_of: bool = False
    """Read from `37 av 64`, and so in percent whatever the size."""


def read_text(text: str) -> Reading:
    """A number with what follows it as its unit: `10,1 mkr` → 10.1, mkr."""
    tidy = tidied(text)
    if not tidy:
        return Reading(fault=Regel.INTE_ETT_TAL)
    if share := _share_of(tidy):
        return share
    value, rest = _leading_number(tidy)
    if _VAGUE.search(tidy):
        return Reading(fault=Regel.FLERA_ELLER_UNGEFARLIGA_VARDEN if _has_number(tidy) else Regel.INTE_ETT_TAL)
    if value is None:
        return Reading(fault=Regel.INTE_ETT_TAL)
    if _has_number(rest):
        return Reading(fault=Regel.FLERA_ELLER_UNGEFARLIGA_VARDEN)
    if rest and not _UNIT.fullmatch(rest):
        return Reading(fault=Regel.INTE_ETT_TAL)
    return Reading(value, rest)


def fits(reading: Reading, unit: str) -> bool:
    """Whether the unit in the cell can be the row's: the same, or things in a row that counts them."""
    if not reading.unit:
        return True
    said, row = canonical_unit(reading.unit), canonical_unit(unit)
    if said == row or not row:
        return True
    return counts_the_same(said, row)


def tidied(text: str) -> str:
    """Every kind of space as one plain space, none at the ends."""
    return _SPACES.sub(" ", text).strip()


def decimal_of(number: float) -> Decimal:
    """A stored number in its shortest decimal form; 65.0 is 65."""
    if isinstance(number, int):
        return Decimal(int(number))
    if not number.is_integer():
        return Decimal(repr(number))
    return Decimal(int(number)) if abs(number) < _EXACT else Decimal(repr(number)).to_integral_value()


def stored(raw: object) -> Decimal | None:
    """The decimal form of a number that is stored as such; None for whatever else a cell may hold."""
    return decimal_of(raw) if raw.__class__ is float and isfinite(raw) else None


def decimals_of(raws: Sequence[Any], other: Callable[[Any], T]) -> list[Decimal | T | None]:
    """A column of stored numbers as `decimal_of` gives them; what is no such number, or a vast one, as `other` does."""
    return [
        None
        if raw is None
        else Decimal(int(raw) if raw.is_integer() else repr(raw))
        if raw.__class__ is float and -_EXACT < raw < _EXACT
        else other(raw)
        for raw in raws
    ]


def percent_of(share: float) -> Decimal:
    """A stored share that is shown as a percentage: 0.647 is 64.7."""
    value = decimal_of(share).scaleb(2)
    whole = value.to_integral_value()
    return whole + 0 if value == whole else value  # 4E+1 is 40; a number too long for that stays rounded


def _leading_number(tidy: str) -> tuple[Decimal | None, str]:
    """The number that a text begins with, and what follows it."""
    word, _, rest = tidy.partition(" ")
    spelled = NUMBER_WORDS.get(word.casefold())
    if spelled is not None:
        return spelled, rest.strip()
    match = _NUMBER.match(tidy)
    if not match or _ambiguous(match):
        return None, ""
    digits = match["whole"].replace(" ", "")
    sign = "-" if match["sign"] in ("-", "−", "–") else ""
    value = Decimal(f"{sign}{digits}.{match['decimals']}") if match["decimals"] else Decimal(f"{sign}{digits}")
    rest = tidy[match.end() :]
    # `3.2.1` is a number of something, not an amount, and `1_000` is a programmer's.
    return (None, "") if rest[:1] in (".", ",", "_") else (value, rest.strip())


def _ambiguous(match: re.Match[str]) -> bool:
    """`2.133` may be two thousand or two point one: nobody can tell. `2,133` is Swedish and `0.133` is plain."""
    return match["mark"] == "." and len(match["decimals"]) == 3 and match["whole"] != "0"  # noqa: PLR2004 - thousands


def _share_of(tidy: str) -> Reading | None:
    """`37 av 64 respondenter` as percent; None if the text is something else."""
    match = _OF.fullmatch(tidy)
    if not match or _VAGUE.search(tidy):
        return None
    part, before = _leading_number(match["part"])
    whole, after = _leading_number(match["whole"])
    if part is None or whole is None or before or after or _has_number(match["rest"] or ""):
        return None
    if whole <= 0:
        return Reading(fault=Regel.INTE_ETT_TAL)
    return Reading(part / whole * 100, "%", share_of=True)


def _has_number(text: str) -> bool:
    return any(character.isdigit() for character in text) or any(
        word.casefold() in NUMBER_WORDS and word.casefold() not in ("en", "ett") for word in text.split()
    )
