"""Numbers as people write them in Swedish: 2 133 · 84,7 % · −15 · 37 av 64 · tre · Ett forum per år.

A text is read only when there is no doubt about what it says. The result keeps how many decimals were
written (65,0 has one).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal
from math import isfinite
from typing import Any, NamedTuple, TypeVar

from runxl.contract.regel import Regel
from runxl.measure.units import canonical_unit, is_measure, is_related, is_same_unit
from runxl.measure.values import EXACT, decimal_of, percent_of
from runxl.svenska import NUMBER_WORDS, comma
from runxl.workbook.tables import Dressed, Percent

T = TypeVar("T")

SAID = {word: Decimal(value) for value, word in enumerate(NUMBER_WORDS)} | {"en": Decimal(1)}

# Words that make a number less than exact. They belong in Kommentar, not in the cell.
_VAGUE = re.compile(
    r"(?<!\w)(minst|högst|drygt|knappt|över|under|cirka|ca|c:a|ungefär|omkring|runt|nästan|max|min|upp till|mer än|"
    r"mindre än|fler än|färre än|närmare|(?:en|ett) par|några|flera|många|eller|typ|"
    r"(?:tio|tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio|hundra|tusen)tals?|dussin\w*|tjog\w*)(?!\w)"
    r"|[<>~≈≥≤±]",
    re.IGNORECASE,
)

# Words that make another number of the one before them.
_CHANGES = re.compile(
    r"tusen.*|hundra.*|miljon.*|miljard.*|milj|mdr|halv[at]?|halvan|par|plus|minus|gånger|x|dubb.*|"
    r"(?:tredje|fjärde|femte|sjätte|sjunde|åtton|nion|tion|tolfte|hundra|tusen)del.*|kvart|kvarts|"
    r"fler|färre|mer|mindre|högre|lägre|sämre|bättre|ytterligare|ökning|minskning|underskott|förlust|back|kvar|saknas|"
    r"återstår|komma|utav|procentig.*"
)
_BEGINNINGS = ("och", "till", "à", "a", "e")
"""What changes a number when it stands next to it: `tre och en halv`, `3 till`."""

_SHORTEST = 3
"""Of fewer letters than these a word that nobody knows is an abbreviation: `12 k`, `3 mn`."""

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_DIGITS = r"(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,30})"
_NUMBER = re.compile(
    rf"(?P<sign>[+\-−–]?) ?(?P<whole>{_DIGITS})(?:(?P<mark>[,.])(?P<decimals>[0-9]{{1,30}}))?(?![0-9])"
)
_UNIT = re.compile(r"(?=.*[^\W\d_]|.*[%€])(?:[^\W\d_]|[%/.:&€ \-²³])+")
_OF = re.compile(r"(?P<part>.+?) av (?:de |totalt )?(?P<whole>.+)", re.IGNORECASE)


class Reading(NamedTuple):
    """What a text says: a value, or the code of the finding that tells why it has none."""

    value: Decimal | None = None
    unit: str = ""
    fault: Regel | None = None
    share_of: bool = False
    """Read from `37 av 64`, and so in percent whatever the size."""


def read_text(text: str, unit: str = "") -> Reading:
    """A number with what follows it as its unit: `10,1 mkr` → 10.1, mkr. `unit` is the row's own."""
    tidy = tidied(text)
    if share := _share_of(tidy):
        return share
    value, rest, is_joined = _leading_number(tidy)
    if value is not None and rest and canonical_unit(rest) == canonical_unit(unit):
        return Reading(value, rest)
    if _VAGUE.search(tidy):
        return Reading(fault=Regel.FLERA_ELLER_UNGEFARLIGA_VARDEN if _names_number(tidy) else Regel.INTE_ETT_TAL)
    if value is None or (rest and _is_broken(rest[0])):
        return Reading(fault=Regel.INTE_ETT_TAL)
    if _has_number(rest):
        return Reading(fault=Regel.FLERA_ELLER_UNGEFARLIGA_VARDEN)
    if rest and (not _UNIT.fullmatch(rest) or _changes(rest, is_joined=is_joined)):
        return Reading(fault=Regel.INTE_ETT_TAL)
    return Reading(value, rest)


def fits(reading: Reading, unit: str) -> bool:
    """Whether the unit in the cell can be the row's: the same, or things in a row that counts them."""
    return not reading.unit or not unit or is_same_unit(reading.unit, unit)


def tidied(text: str) -> str:
    """Every kind of space as one plain space, none at the ends, and every letter as one sign."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def stored(raw: object) -> Decimal | None:
    """The decimal form of a number that is stored as such; None for whatever else a cell may hold."""
    return decimal_of(raw) if raw.__class__ is float and isfinite(raw) else None


def decimals_of(raws: Sequence[Any], other: Callable[[Any], T]) -> list[Decimal | T | None]:
    """A column of stored numbers as `decimal_of` gives them; what is no such number, or a vast one, as `other` does."""
    return [
        None
        if raw is None
        else Decimal(int(raw) if raw.is_integer() else repr(raw))
        if raw.__class__ is float and -EXACT < raw < EXACT
        else other(raw)
        for raw in raws
    ]


def with_unit(raw: float) -> str:
    """A stored number as the text that its cell shows, with all its figures."""
    if isinstance(raw, Percent):
        return comma(f"{percent_of(raw):f} %")
    return comma(f"{decimal_of(float(raw)):f} {raw.unit if isinstance(raw, Dressed) else ''}")


def _leading_number(tidy: str) -> tuple[Decimal | None, str, bool]:
    """The number that a text begins with, what follows it, and whether that is written together with it."""
    word, _, rest = tidy.partition(" ")
    spelled, slash, more = word.casefold().partition("/")
    if spelled in SAID:
        return SAID[spelled], f"{slash}{more} {rest}".strip(), False
    match = _NUMBER.match(tidy)
    if not match or _ambiguous(match):
        return None, "", False
    digits = match["whole"].replace(" ", "")
    sign = "-" if match["sign"] in ("-", "−", "–") else ""
    value = Decimal(f"{sign}{digits}.{match['decimals']}") if match["decimals"] else Decimal(f"{sign}{digits}")
    rest = tidy[match.end() :]
    # `3.2.1` is a number of something, not an amount, and `1_000` is a programmer's.
    return (None, "", False) if rest[:1] in (".", ",", "_") else (value, rest.strip(), rest[:1].isalpha())


def _ambiguous(match: re.Match[str]) -> bool:
    """`2.133` may be two thousand or two point one: nobody can tell. `2,133` is Swedish and `0.133` is plain."""
    return match["mark"] == "." and len(match["decimals"]) == 3 and match["whole"] != "0"  # noqa: PLR2004 - thousands


def _share_of(tidy: str) -> Reading | None:
    """`37 av 64 respondenter` as percent; None if the text is something else."""
    match = _OF.fullmatch(tidy)
    if not match or _VAGUE.search(tidy):
        return None
    part, before, _ = _leading_number(match["part"])
    whole, after, is_joined = _leading_number(match["whole"])
    if (
        part is None
        or whole is None
        or before
        or (after and _changes(after, is_joined=is_joined))
        or _has_number(after)
    ):
        return None
    if whole <= 0:
        return Reading(fault=Regel.INTE_ETT_TAL)
    return Reading(part / whole * 100, "%", share_of=True)


def _changes(rest: str, *, is_joined: bool) -> bool:
    """Whether what follows a number makes another of it: `tusen`, `k`, `-tal`, `och en halv`."""
    words = [word for one in rest.casefold().replace("/", " / ").split() if (word := one.strip(".,:;"))]
    if is_measure(" ".join(words[:2])) and len(words) > 1:
        words = words[2:] or ["/"]  # `miljoner kronor`
    if rest[0] in "-–:" or not words or any(map(_CHANGES.fullmatch, words)):
        return True
    first = words[0]
    if is_measure(first):
        return False
    if first in _BEGINNINGS or (len(first) < _SHORTEST and not is_related(first)):
        return True
    return is_joined


def _is_broken(sign: str) -> bool:
    """½ and its kin."""
    return unicodedata.category(sign) == "No"


def _has_number(text: str) -> bool:
    """A figure in any script, or a word for one; `en` and `ett` may be articles."""
    return any(sign.isnumeric() and sign not in "²³" for sign in text) or any(
        word.casefold() in SAID and word.casefold() not in ("en", "ett") for word in text.split()
    )


def _names_number(text: str) -> bool:
    return _has_number(text) or any(word.casefold() in SAID for word in text.split())
