"""What slides have beside the common blocks: pages of any length, which paginate.py divides, and charts."""

from __future__ import annotations

from dataclasses import dataclass

from runxl.output.document.blocks import Block, Grid, GridCell

POINT = "• "
"""Before a sentence that is a point of a list."""


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
class SlidePage(Block):
    """Something to be shown under a title, on as many slides as it takes.

    `verdicts` stand below the title; `sentences` beside the chart, or alone; then the tables. `notes` are the
    speaker's.
    """

    title: str
    verdicts: tuple[GridCell, ...] = ()
    chart: Chart | None = None
    sentences: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    notes: tuple[str, ...] = ()
