"""What to write into a workbook, as data. The closed-file patch and the live add-in apply the same edits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Written = None | str | int | float | dt.date | dt.datetime
"""A value to write; None blanks the cell. Text is always text, never a formula."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell. `like` names a cell of the same sheet whose style the cell takes; empty keeps its own."""

    sheet: str
    cell: str
    value: Written
    like: str = ""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a table of ours reaches after the edits, headers included: its sheet, its name and its new ref.

    Only the last row may differ. A table that a person has turned into plain cells is passed over.
    """

    sheet: str
    table: str
    ref: str


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to another cell of the same workbook, `'Mål'!D7`."""

    sheet: str
    cell: str
    target: str


@dataclass(frozen=True, slots=True)
class Edits:
    """What to write. Of two edits of the same cell the latter counts."""

    cells: tuple[Edit, ...] = ()
    extents: tuple[Extent, ...] = ()
    links: tuple[Link, ...] = ()
    linked_sheets: tuple[str, ...] = ()
    """Sheets whose internal links are replaced by `links` (all earlier ones go)."""
