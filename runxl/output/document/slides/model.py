"""What a deck says, as values: pages of any length, which paginate.py divides into slides and draw.py draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from runxl.contract.look import Mark

Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A text. `mark` is the look of a status: its symbol and colour, and its ground as well if `filled`."""

    text: str = ""
    mark: Mark | None = None
    filled: bool = True
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its percent of the width. Shares of more than 100 together are scaled down."""

    title: str
    share: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose first cell covers `span` columns.

    A group row stands out, and the rows below it, to the next group, belong to it. Where they go on to another slide
    it stands there again as `again`.
    """

    cells: tuple[Cell, ...]
    span: int = 1
    group: bool = False
    again: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `about` is its alternative text."""

    about: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A row of bars. A status gives it that status's colour; otherwise `colour` does."""

    name: str
    values: tuple[float | int | None, ...]
    colour: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, a group or a stack of them for each category. `about` is the alternative text."""

    about: str
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    number_format: str
    stacked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Something to be shown under a title, on as many slides as it takes.

    `verdicts` stand below the title; `sentences` beside the chart, or alone; then the tables. `notes` are the
    speaker's.
    """

    title: str
    verdicts: tuple[Cell, ...] = ()
    chart: Chart | None = None
    sentences: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """`missing` says, in Swedish, what the workbook lacks that a deck usually has."""

    title: str
    subtitle: str
    author: str
    pages: tuple[Page, ...]
    missing: tuple[str, ...] = ()
