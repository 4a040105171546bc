"""The pages after the mål: what needs attention, and every table that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from runxl.output.document import marks
from runxl.output.document.blocks import Block, Grid, GridCell, GridColumn, GridRow, Missing
from runxl.output.document.slides.amount_pages import forecast_pages
from runxl.output.document.slides.pages import SlidePage
from runxl.output.document.slides.scene import Scene
from runxl.output.document.slides.tidy import one_line, tidy
from runxl.output.document.table_grids import table_grids
from runxl.output.said.attention_list import NOTHING_TO_ATTEND_TO, attention
from runxl.output.said.presented import presented


def attention_pages(scene: Scene) -> Iterator[SlidePage]:
    """What is not met, what is missing, what is late."""
    rows = []
    for one in attention(scene):
        said = marks.word(one.status, scene.basis.styrmodell)
        rows.append(
            GridRow((GridCell(one.named(scene)), said, GridCell(one_line(one.ansvarig)), GridCell(tidy(one.why))))
        )
    columns = (GridColumn("Gäller", 38), GridColumn("Status", 15), GridColumn("Ansvarig", 16), GridColumn("Varför", 38))
    if rows:
        yield SlidePage(title="Att uppmärksamma", grids=(Grid("Det som behöver uppmärksammas", columns, tuple(rows)),))
    else:
        yield SlidePage(title="Att uppmärksamma", sentences=(NOTHING_TO_ATTEND_TO,))


def table_pages(scene: Scene) -> Iterator[Block]:
    """A page for each chapter of tables; one for each group of rows, where a table has groups."""
    for chapter, several in groupby(presented().values(), key=lambda one: one.chapter):
        tables = [one for one in several if one.table.name == "uppdrag" or not scene.plan]
        grids = [_tidied(grid) for one in tables for grid in table_grids(scene, one.table.name)]
        if grids and chapter == "Ekonomi":
            yield from forecast_pages(scene)
        if any(one.shown.group for one in tables):
            yield from (SlidePage(title=grid.caption, grids=(grid,)) for grid in grids)
        elif grids:
            yield SlidePage(title=chapter, grids=tuple(grids))
        elif chapter in _WANTED and not scene.plan:
            yield Missing(_WANTED[chapter])


_WANTED = {
    "Händelser av väsentlig betydelse": (
        "Bilden Händelser av väsentlig betydelse saknas: bladet Händelser har inga rader."
    ),
    "Ekonomi": "Bilderna om ekonomi saknas: bladen om ekonomi har inga rader.",
}
"""What a deck usually has, and what is said where it has not."""


def _tidied(grid: Grid) -> Grid:
    """As a slide can bear it: notes stand with their texts."""
    heads = tuple(replace(column, title=one_line(column.title)) for column in grid.columns)
    rows = tuple(replace(row, cells=tuple(map(_tidy, row.cells))) for row in grid.rows)
    return replace(grid, caption=one_line(grid.caption), columns=heads, rows=rows)


def _tidy(cell: GridCell) -> GridCell:
    return replace(cell, text=tidy(f"{cell.text}\n{cell.note}"), note="")
