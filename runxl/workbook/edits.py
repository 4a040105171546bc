"""What to write into a workbook, as data. The closed-file patch and the live add-in apply the same edits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from typing import NamedTuple

from runxl.excel import Area

Written = None | str | int | float | dt.date | dt.datetime
"""A value to write; None blanks the cell. Text is always text, never a formula."""

WrittenRow = Mapping[str, Written]
"""A row to write, by the names of its columns."""


class Edit(NamedTuple):
    """One cell, by its address. `like` names a cell of the same sheet whose style it takes; empty keeps its own."""

    sheet: str
    cell: str
    value: Written
    like: str = ""


class RowEdit(NamedTuple):
    """Cells of one row, at least one, from left to right: what is written in great numbers is written so.

    `likes` names a sample for each of them, as an edit's `like` does; empty where all keep their own style.
    """

    sheet: str
    row: int
    columns: tuple[int, ...]
    values: Sequence[Written]
    likes: tuple[str, ...] = ()


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


class NewSheet(NamedTuple):
    """A sheet that the workbook lacks, to stand last: its headers in row 1, over a table with nothing in it yet.

    `like`: the sheet that it looks like. Its rows are edits as any others.
    """

    title: str
    table: str
    headers: tuple[str, ...]
    widths: tuple[float, ...]
    like: str

    @property
    def area(self) -> Area:
        """What its table covers before anything stands in it: Excel takes none without a row."""
        return Area(1, 1, 2, len(self.headers))


@dataclass(frozen=True, slots=True)
class Edits:
    """What to write. Of two edits of the same cell the latter counts; `rows` are later than `cells`."""

    cells: tuple[Edit, ...] = ()
    extents: tuple[Extent, ...] = ()
    links: tuple[Link, ...] = ()
    linked_sheets: tuple[str, ...] = ()
    """Sheets whose internal links are replaced by `links` (all earlier ones go)."""

    heights: tuple[Height, ...] = ()
    rows: tuple[RowEdit, ...] = ()
    new_sheets: tuple[NewSheet, ...] = ()

    @property
    def changed_cells(self) -> int:
        """How many cells are named, each counted once; none is named both by itself and in a row."""
        in_rows = {(edit.sheet, edit.row, column) for edit in self.rows for column in edit.columns}
        return len({(edit.sheet, edit.cell) for edit in self.cells}) + len(in_rows)

    def in_sheets(self, titles: Mapping[str, str]) -> Edits:
        """The same in sheets of other titles: a workbook from an older template may call one of ours something else."""
        if not titles:
            return self
        return Edits(
            cells=tuple(one._replace(sheet=titles.get(one.sheet, one.sheet)) for one in self.cells),
            extents=tuple(replace(one, sheet=titles.get(one.sheet, one.sheet)) for one in self.extents),
            links=tuple(replace(one, sheet=titles.get(one.sheet, one.sheet)) for one in self.links),
            linked_sheets=tuple(titles.get(one, one) for one in self.linked_sheets),
            heights=tuple(one._replace(sheet=titles.get(one.sheet, one.sheet)) for one in self.heights),
            rows=tuple(one._replace(sheet=titles.get(one.sheet, one.sheet)) for one in self.rows),
            new_sheets=self.new_sheets,
        )

    @property
    def sheets(self) -> set[str]:
        """The sheets with cells to write."""
        return {edit.sheet for edit in self.cells} | {edit.sheet for edit in self.rows}


def joined(parts: Iterable[Edits]) -> Edits:
    """Several edits as one."""
    parts = tuple(parts)
    kinds = (kind.name for kind in fields(Edits))
    return Edits(**{kind: tuple(chain.from_iterable(getattr(part, kind) for part in parts)) for kind in kinds})
