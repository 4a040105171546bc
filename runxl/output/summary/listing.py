"""What a list sheet is: its columns, how they look, and where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from runxl.assessment.basis import LABEL_OF, Basis
from runxl.assessment.historia import History
from runxl.assessment.model import Assessment
from runxl.check.rows import Checked
from runxl.output.summary.facts import Row
from runxl.workbook.build.words import capital

Look = Literal[
    "text", "key", "short", "status", "number", "whole", "share", "percent", "date", "centre", "quiet", "link"
]
"""`text` wraps, `short` does not; `share` has a decimal, `percent` none; `quiet` is what a chart is drawn from."""


@dataclass(frozen=True, slots=True)
class Field:
    title: str
    width: float
    look: Look = "text"


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook while its facts are gathered. `owners` holds each delmål's Ansvarig by its Nr."""

    checked: Checked
    assessment: Assessment
    basis: Basis
    history: History
    owners: Mapping[str, str]

    def word(self, objekt: str) -> str:
        """Indikator, in the styrmodell's word."""
        return capital(self.basis.styrmodell.labels[LABEL_OF[objekt]].one)

    def owner(self, ansvarig: str, delmal: str) -> str | None:
        """A row belongs to its delmål's Ansvarig if it has none of its own."""
        return ansvarig or self.owners.get(delmal) or None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list sheet: `rows` gathers a workbook's, `empty` is said where there are none at all.

    An `optional` sheet without rows is hidden: not every plan has such a table.
    """

    sheet: str
    about: str
    fields: tuple[Field, ...]
    rows: Callable[[Source], Iterator[Row]]
    empty: str
    optional: bool = False
    strong: str = ""
    """The level, by the styrmodell's name for it, whose rows stand out; the first column says which level a row is."""


LEAD = (Field("Nämnd", 24), Field("Enhet", 18), Field("Period", 15))
"""What tells workbooks apart stands first in every list; a column that says the same everywhere is hidden."""
