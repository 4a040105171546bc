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


@dataclass(frozen=True, slots=True)
class Listing:
    """A list sheet: `rows` gathers a workbook's, `empty` is said where there are none at all.

    An `optional` sheet without rows is hidden: not every plan has such a table.
    """

    sheet: str
    about: str
    fields: tuple[Field, ...]
    rows: Callable[[Source], Iterator[FactRow]]
    empty: str
    optional: bool = False
    strong: str = ""
    """The level, by the styrmodell's name for it, whose rows stand out; the first column says which level a row is."""


LEAD = (Field("Nämnd", 24), Field("Enhet", 18), Field("Period", 15))
"""What tells workbooks apart stands first in every list; a column that says the same everywhere is hidden."""
