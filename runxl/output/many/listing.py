"""What a list sheet is: its columns, how they look, and where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from runxl.output.many.facts import FactRow
from runxl.output.said.source import Source

ListLook = Literal[
    "text", "key", "short", "status", "number", "whole", "amount", "share", "percent", "date", "centre", "quiet", "link"
]
"""`text` wraps, `short` does not; an `amount` shows decimals where it has any, `share` has one and `percent` none;
`quiet` is what a chart is drawn from."""


@dataclass(frozen=True, slots=True)
class Field:
    title: str
    width: float
    look: ListLook = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list sheet. `empty` is said where there are no rows; an `optional` one is hidden then.

    `together`: the column, by its title, and the word in it by which a row that is of them all stands out.
    """

    sheet: str
    fields: tuple[Field, ...]
    empty: str
    about: str = ""
    optional: bool = False
    together: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookListing(Listing):
    """One that each workbook gives its `rows`. It is optional where not every plan has such a table."""

    rows: Callable[[Source], Iterator[FactRow]]
    strong: str = ""
    """The level, by the styrmodell's name for it, whose rows stand out; the first column says which level a row is."""


LEAD = (Field("Nämnd", 24), Field("Enhet", 18), Field("Period", 15))
"""What tells workbooks apart stands first in every list; a column that says the same everywhere is hidden."""
