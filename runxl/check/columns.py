"""A whole column → its typed values at once, where no cell has anything to tell.

Most columns hold nothing, only text or only numbers. A reader here gives the values that reading cell by cell would
give, or None where some cell must be looked at by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from itertools import compress
from types import NoneType
from typing import Any

from runxl.check.cells import LONGEST_TEXT

Kinds = frozenset[type]
"""The types that stand in a column."""

WholeReader = Callable[[Sequence[Any], Kinds], list[Any] | None]

NOTHING: Kinds = frozenset({NoneType})
_TEXT: Kinds = frozenset({str, NoneType})
_FLOAT: Kinds = frozenset({float, NoneType})
_MOMENT: Kinds = frozenset({dt.datetime, NoneType})


def kinds_of(raws: Sequence[object]) -> Kinds:
    return frozenset(map(type, raws))


def texts(raws: Sequence[Any], kinds: Kinds, nothing: str | None = None) -> list[Any] | None:
    """Texts without spaces at the ends; `nothing` where nothing is said."""
    if not kinds <= _TEXT or max(map(len, filter(None, raws)), default=0) > LONGEST_TEXT:
        return None
    if NoneType in kinds:
        return [raw.strip() or nothing if raw else nothing for raw in raws]
    said = list(map(str.strip, raws))
    return said if all(said) else [one or nothing for one in said]


def integers(raws: Sequence[Any], kinds: Kinds) -> list[int | None] | None:
    """Whole numbers, which Excel stores as floats."""
    if not kinds <= _FLOAT or not all(map(float.is_integer, compress(raws, raws))):
        return None
    return [None if raw is None else int(raw) for raw in raws]


def dates(raws: Sequence[Any], kinds: Kinds) -> list[dt.date | None] | None:
    """The dates of moments, as Excel stores dates."""
    return [raw and raw.date() for raw in raws] if kinds <= _MOMENT else None


WHOLE: Mapping[str, WholeReader] = {
    "text": texts,
    "nr": texts,
    "ref": texts,
    "unit": texts,
    "integer": integers,
    "date": dates,
}
"""By the column's type in the contract."""
