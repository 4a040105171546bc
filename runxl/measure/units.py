"""Units: which words mean the same, and which count things."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

WORDS_KEPT = 1024
"""The same few words stand in row after row; but a cell may hold anything, and all is not kept."""

_SAME = {
    "%": ("%", "procent", "andel", "andel %", "andel i procent", "procent %", "pct"),
    "procentenheter": ("procentenhet", "procentenheter", "p.e.", "%-enheter"),
    "mkr": ("mkr", "mnkr", "miljoner kronor", "miljon kronor", "milj kr", "miljoner", "msek"),
    "tkr": ("tkr", "kkr", "tusen kronor", "ksek"),
    "kr": ("kr", "kronor", "krona", "sek"),
    "mdkr": ("mdkr", "miljarder kronor", "miljarder"),
    "antal": ("antal", "st", "st.", "stycken", "styck"),
}
_CANONICAL = {word: unit for unit, words in _SAME.items() for word in words}

# Units that measure rather than count; a number of things is never one of them.
_MEASURES = frozenset(_SAME) - {"antal"} | {
    "dgr", "dagar", "timmar", "km", "ton", "år", "månader", "kg", "kwh", "mwh", "gwh", "index",
}  # fmt: skip
_BRACKETS = str.maketrans("()", "  ")  # andel (%)
_ANY_THING = {"antal", *_SAME["antal"]}
_RELATED = {"per", "i", "av", "för", "om", "på", "med", "till", "från", "inom", "hos", "vid", "/"}
"""What follows one of these says where or when, and not what."""

_STEM = 4
_SCALE = re.compile(r"(?:skala\s*)?(-?\d+)\s*(?:[-–—−]|till)\s*(-?\d+)(?:\s*poäng)?", re.IGNORECASE)


@lru_cache(maxsize=WORDS_KEPT)
def canonical_unit(unit: str) -> str:
    """One word for those that mean the same: mnkr → mkr, procent → %. Others in small letters as they are."""
    tidy = " ".join(unit.replace("\u00a0", " ").translate(_BRACKETS).split()).casefold()
    return _CANONICAL.get(tidy, tidy)


def is_percent(unit: str) -> bool:
    return canonical_unit(unit) == "%"


def counts_things(canonical: str) -> bool:
    """`antal`, `personer`, `forum per år`: whatever is no measure of its own and no scale."""
    return canonical not in _MEASURES and not _SCALE.fullmatch(canonical)


@lru_cache(maxsize=WORDS_KEPT)
def counts_the_same(said: str, row: str) -> bool:
    """`20 personer` in a row of `antal`, `personer` or `antal personer`, but not in one of `kommuner`."""
    if not (counts_things(said) and counts_things(row)):
        return False
    theirs, ours = _things(said), _things(row)
    return not theirs or not ours or any(_is_alike(one, other) for one in theirs for other in ours)


def _things(unit: str) -> set[str]:
    """What is counted; nothing where it may be anything, as in `antal i länet` or `st per år`."""
    return {*takewhile(lambda word: word not in _RELATED, unit.split())} - _ANY_THING


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
