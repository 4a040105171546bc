"""What to write into a workbook, as data. The closed-file patch and the live add-in apply the same edits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

Written = None | str | int | float | dt.date | dt.datetime
"""A value to write; None blanks the cell. Text is always text, never a formula."""


class Edit(NamedTuple):
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


class Height(NamedTuple):
    """A row's height in points, for texts that have become longer or shorter. A height that a person has set stays.

    `grow_only`: a row that is taller already stays as it is.
    """

    sheet: str
    row: int
    points: float
    grow_only: bool = False


@dataclass(frozen=True, slots=True)
class Edits:
    """What to write. Of two edits of the same cell the latter counts."""

    cells: tuple[Edit, ...] = ()
    extents: tuple[Extent, ...] = ()
    links: tuple[Link, ...] = ()
    linked_sheets: tuple[str, ...] = ()
    """Sheets whose internal links are replaced by `links` (all earlier ones go)."""

    heights: tuple[Height, ...] = ()

    @property
    def changed_cells(self) -> int:
        """How many cells are named, each counted once."""
        return len({(edit.sheet, edit.cell) for edit in self.cells})


def joined(parts: Iterable[Edits]) -> Edits:
    """Several edits as one."""
    parts = tuple(parts)
    return Edits(
        cells=tuple(edit for part in parts for edit in part.cells),
        extents=tuple(extent for part in parts for extent in part.extents),
        links=tuple(link for part in parts for link in part.links),
        linked_sheets=tuple(sheet for part in parts for sheet in part.linked_sheets),
        heights=tuple(height for part in parts for height in part.heights),
    )
