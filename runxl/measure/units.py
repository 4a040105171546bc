"""Units: which words mean the same, which measure and which count things, and what a unit is counted per."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

WORDS_KEPT = 1024
"""The same few words stand in row after row; but a cell may hold anything, and all is not kept."""

_SAME = {
    "%": ("%", "procent", "andel", "andel %", "andel i procent", "procent %", "pct", "proc"),
    "procentenheter": ("procentenhet", "procentenheter", "p.e.", "p.e", "%-enheter", "%-enhet"),
    "mkr": ("mkr", "mnkr", "miljoner kronor", "miljon kronor", "milj kr", "milj kronor", "miljoner", "miljon", "msek"),
    "tkr": ("tkr", "kkr", "tusen kronor", "tusen kr", "tusental kronor", "ksek", "tsek"),
    "kr": ("kr", "kronor", "krona", "sek"),
    "mdkr": ("mdkr", "mdr", "mdr kr", "miljarder kronor", "miljarder", "miljard", "miljard kronor"),
    "antal": ("antal", "st", "stycken", "styck"),
    "år": ("år", "året"),
    "månader": ("månad", "månader", "månaden", "mån"),
    "veckor": ("vecka", "veckor", "veckan"),
    "dagar": ("dag", "dagar", "dagen", "dgr"),
    "timmar": ("timme", "timmar", "timmen", "tim"),
    "minuter": ("minut", "minuter", "min"),
    "euro": ("euro", "eur", "€"),
    "dollar": ("dollar", "usd"),
    "promille": ("promille", "‰"),
}
_CANONICAL = {word: unit for unit, words in _SAME.items() for word in words}

# Units that measure rather than count; a number of things is never one of them.
_MEASURES = frozenset(_SAME) - {"antal"} | {
    "km", "mil", "meter", "cm", "mm", "km²", "km2", "m²", "m2", "kvm", "ha", "hektar", "liter", "m³", "m3", "ton", "kg",
    "gram", "hg", "kwh", "mwh", "gwh", "twh", "kw", "mw", "gw", "index", "dygn", "sekunder", "grader", "poäng", "meur",
    "kvartal", "halvår", "tertial",
}  # fmt: skip
_BRACKETS = str.maketrans("()", "  ")  # andel (%)
_RELATED = {"per", "i", "av", "för", "om", "på", "med", "till", "från", "inom", "hos", "vid", "/", "varje", "som"}
"""What follows one of these says where or when, and not what."""

_TIMES = {"i", "om", "per", "/", "varje"}
_OFTEN = {"årligen": "år", "månadsvis": "månader", "kvartalsvis": "kvartal", "veckovis": "veckor", "dagligen": "dagar"}
_A_TIME = {
    "år", "månader", "veckor", "dagar", "dygn", "kvartal", "kvartalet", "tertial", "tertialet", "halvår", "halvåret",
}  # fmt: skip
_STEM = 4
_SCALE = re.compile(r"(?:skala\s*)?(-?\d+)\s*(?:[-–—−]|till)\s*(-?\d+)(?:\s*poäng)?", re.IGNORECASE)
_MAGNITUDE = re.compile(r"tusen(?:tals?)?|hundra(?:tals?)?|miljon(?:er|tals?)?|miljard(?:er|tals?)?")
"""In a row of `tusen besök` 12 besök are none of its own."""

_ABOUT_PERCENT = re.compile(r".*%.*|proc.*")


class Unit(NamedTuple):
    """A unit taken apart: `tkr per invånare`, `personer i snitt`."""

    measure: str
    """What it measures in; empty where things are counted."""

    things: frozenset[str]
    """What is counted; nothing where it may be anything, as in `antal i länet` or `st per år`."""

    per: str
    """Of what or how often; empty where it does not say."""


@lru_cache(maxsize=WORDS_KEPT)
def canonical_unit(unit: str) -> str:
    """One word for those that mean the same: mnkr → mkr, procent → %. Others in small letters as they are."""
    plain = unicodedata.normalize("NFC", unit).replace("\u00a0", " ").translate(_BRACKETS)
    tidy = " ".join(plain.split()).casefold()
    return _CANONICAL.get(tidy) or _CANONICAL.get(tidy.rstrip("."), tidy)


@lru_cache(maxsize=WORDS_KEPT)
def taken_apart(unit: str) -> Unit:
    tidy = canonical_unit(unit)
    if tidy in _MEASURES or _SCALE.fullmatch(tidy):
        return Unit(tidy, frozenset(), "")
    words = [word for one in tidy.replace("/", " / ").split() if (word := one.strip(".,:;"))]
    end = next((place for place, word in enumerate(words) if word in _RELATED), len(words))
    return Unit(_measure(words[:end]), _things(words[:end]), _per(words))


def is_percent(unit: str) -> bool:
    return taken_apart(unit).measure == "%"


@lru_cache(maxsize=WORDS_KEPT)
def is_same_unit(said: str, row: str) -> bool:
    """Whether a unit that stands in a cell is the row's: the same, or things in a row that counts them."""
    if canonical_unit(said) == canonical_unit(row):
        return True
    theirs, ours = taken_apart(said), taken_apart(row)
    if theirs.measure != ours.measure or not _as_often(theirs.per, ours.per):
        return False
    if any(map(_MAGNITUDE.fullmatch, ours.things)):
        return theirs.things == ours.things
    if theirs.measure or not theirs.things or not ours.things:
        return True
    return any(_is_alike(one, other) for one in theirs.things for other in ours.things)


def measure_in(unit: str) -> str:
    """What a unit measures in; empty where things are counted."""
    return taken_apart(unit).measure


def is_measure(word: str) -> bool:
    """Whether a word by itself is a unit that is known, `st` among them."""
    canonical = canonical_unit(word)
    return canonical == "antal" or canonical in _MEASURES


def is_related(word: str) -> bool:
    return word in _RELATED


def _measure(words: list[str]) -> str:
    """The first that is one: two words may be (`tusen kronor`), and so may a genitive (`månaders väntetid`)."""
    for place, word in enumerate(words):
        for said in (" ".join(words[place : place + 2]), word, word.removesuffix("s")):
            known = _CANONICAL.get(said, said)
            if known in _MEASURES:
                return known
        if _ABOUT_PERCENT.fullmatch(word):
            return word
    return ""


def _things(words: list[str]) -> frozenset[str]:
    return frozenset(word for word in words if _CANONICAL.get(word, word) != "antal")


def _per(words: list[str]) -> str:
    """`per år`, `/invånare`, `i månaden`, `om året`."""
    for place, word in enumerate(words):
        if word in _OFTEN:
            return _OFTEN[word]
        rest = words[place + 1 :]
        if word not in _TIMES or not rest:
            continue
        of = _CANONICAL.get(rest[0], rest[0])
        if word in ("per", "/") or of in _A_TIME:
            return " ".join([of, *rest[1:]])
    return ""


def _as_often(said: str, row: str) -> bool:
    """`Ett forum per år` where the row says nothing of how often; but nothing that is per month or per inhabitant."""
    return said in (row, "") or (said == "år" and not row)


def _is_alike(one: str, other: str) -> bool:
    """Person and personer, resa and resor, besök and vårdbesök."""
    shorter, longer = sorted((one, other), key=len)
    return shorter in longer or longer.startswith(shorter[: min(_STEM, len(shorter) - 1)])


@lru_cache(maxsize=WORDS_KEPT)
def scale_of(unit: str) -> tuple[int, int] | None:
    """The ends of a scale: `1–6`, `1-3`, `skala 1–6`; None if the unit is none."""
    match = _SCALE.fullmatch(" ".join(unit.split()))
    if not match:
        return None
    low, high = int(match[1]), int(match[2])
    return (low, high) if low < high else None
