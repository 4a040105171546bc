"""A whole column → its typed values at once, where no cell has anything to tell.

Most columns hold nothing, only text or only numbers. A reader here gives the values that reading cell by cell would
give, or None where some cell must be looked at by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress
from types import NoneType
from typing import Any, TypeVar
from unicodedata import is_normalized, normalize

from runxl.excel import LONGEST_TEXT

T = TypeVar("T")
Kinds = frozenset[type]
"""The types that stand in a column."""

WholeReader = Callable[[Sequence[Any], Kinds], list[Any] | None]

_TEXT: Kinds = frozenset({str, NoneType})
_FLOAT: Kinds = frozenset({float, NoneType})
_MOMENT: Kinds = frozenset({dt.datetime, NoneType})


def kinds_of(raws: Iterable[object]) -> Kinds:
    return frozenset(map(type, raws))


def is_empty(values: Sequence[object]) -> bool:
    """Whether there is no value at all. Where there is one, it is most often among the first."""
    return not any(values) and values.count(None) == len(values)


def each_once(read: Callable[[Any], T], raws: Sequence[Any]) -> list[T]:
    """What a reader makes of each cell. What comes again is read once: columns repeat a few words, row after row."""
    words = set(raws)
    if kinds_of(words) <= _TEXT:
        made = {word: read(word) for word in words}
        return [made[raw] for raw in raws]
    keys = list(zip(map(type, raws), raws, strict=True))  # 1, 1.0 and True are equal and not the same
    typed = {key: read(key[1]) for key in set(keys)}
    return [typed[key] for key in keys]


def texts(raws: Sequence[Any], kinds: Kinds, nothing: str | None = None) -> list[Any] | None:
    """Texts without spaces at the ends; `nothing` where nothing is said."""
    if not kinds <= _TEXT or _one_is_too_long(list(filter(None, raws)) if NoneType in kinds else raws):
        return None
    if NoneType in kinds:
        return [raw.strip() or nothing if raw else nothing for raw in raws]
    said = list(map(str.strip, raws))
    return said if all(said) else [one or nothing for one in said]


def names(raws: Sequence[Any], kinds: Kinds) -> list[Any] | None:
    """Texts that others refer to, or that are compared: every letter as one sign, however it was typed."""
    said = texts(raws, kinds)
    if said is None or is_normalized("NFC", "".join(filter(None, said))):
        return said
    return [one and normalize("NFC", one) for one in said]


def _one_is_too_long(said: Sequence[str]) -> bool:
    """All texts of an ordinary column are together no longer than one may be, which is soon found out."""
    return len("".join(said)) > LONGEST_TEXT and max(map(len, said)) > LONGEST_TEXT


def integers(raws: Sequence[Any], kinds: Kinds) -> list[int | None] | None:
    """Whole numbers, which Excel stores as floats."""
    if not kinds <= _FLOAT or not all(map(float.is_integer, compress(raws, raws))):
        return None
    return [None if raw is None else int(raw) for raw in raws] if NoneType in kinds else list(map(int, raws))


def dates(raws: Sequence[Any], kinds: Kinds) -> list[dt.date | None] | None:
    """The dates of moments, as Excel stores dates."""
    return [raw and raw.date() for raw in raws] if kinds <= _MOMENT else None


WHOLE: Mapping[str, WholeReader] = {
    "text": texts,
    "nr": names,
    "ref": names,
    "unit": names,
    "integer": integers,
    "date": dates,
}
"""By the column's type in the contract."""
