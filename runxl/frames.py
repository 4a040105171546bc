"""Frames that parquet, polars and DuckDB take: one kind of value in each column.

A cell of a column of numbers may hold a word: an answer (`Ja`), a target in text, a slip. The words stand in a column
of their own, last, named after the first: `Utfall` has the numbers and `Utfall text` the words.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from runxl.svenska import comma

if TYPE_CHECKING:
    import pandas as pd

Holds = Literal["text", "number", "integer", "date", "datetime", "flag"]
"""What a column is of."""

DTYPES: dict[Holds, Any] = {
    "text": "string",
    "number": "Float64",
    "integer": "Int64",
    "date": "datetime64[us]",
    "datetime": "datetime64[us]",
    "flag": "boolean",
}
"""pandas' own names. In each of them a value may be missing, and a whole number stays whole."""

WORDS = " text"
"""What stands after a column's title in the title of the column with its words."""


class Tidied(NamedTuple):
    """A column to be; `words`: it gets a column for its words, which is there also when there are none."""

    title: str
    holds: Holds
    values: Sequence[object]
    words: bool = False


def frame(columns: Iterable[Tidied], rows: Sequence[int] | None = None) -> pd.DataFrame:
    """One row for each value; `rows` are Excel's, and become the index `rad`."""
    import pandas as pd

    found, words = {}, {}
    for one in columns:
        kept = [_kept(value, one.holds) for value in one.values]
        found[one.title] = pd.array(kept, dtype=DTYPES[one.holds])
        if one.words:
            left = [_said(value) if own is None else None for value, own in zip(one.values, kept, strict=True)]
            words[f"{one.title}{WORDS}"] = pd.array(left, dtype=DTYPES["text"])
    return pd.DataFrame({**found, **words}, index=None if rows is None else pd.Index(rows, name="rad"))


def _kept(value: object, holds: Holds) -> object:
    """The value, if it is of the kind."""
    if holds == "text":
        return _said(value)
    if holds == "flag":
        return value if isinstance(value, bool) else None
    if holds in ("date", "datetime"):
        if isinstance(value, dt.datetime):
            return value.replace(tzinfo=None)
        return dt.datetime.combine(value, dt.time()) if isinstance(value, dt.date) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    if holds == "number":
        return float(value)
    return int(value) if float(value).is_integer() and abs(value) < 2**63 else None


def _said(value: object) -> str | None:
    """A value in a column of words."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else comma(f"{value:.15g}")
    return str(value)
