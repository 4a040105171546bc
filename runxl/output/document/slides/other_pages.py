"""The pages after the mål: what needs attention, and every table that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from runxl.output.document import marks
from runxl.output.document.blocks import Block, Grid, GridCell, Missing, Paragraph, heads
from runxl.output.document.computed import basis
from runxl.output.document.contents import told
from runxl.output.document.other_chapters import PLANNED_UPPDRAG
from runxl.output.document.sheet_blocks import sheet_blocks
from runxl.output.document.slides.amount_pages import forecast_pages
from runxl.output.document.slides.pages import POINT, SlidePage
from runxl.output.document.slides.scene import Scene
from runxl.output.document.slides.tidy import one_line, tidy
from runxl.output.document.table_grids import table_grids
from runxl.output.said.attention_list import NOTHING_TO_ATTEND_TO, attention
from runxl.output.said.presented import presented
from runxl.output.said.unassessed import text


def attention_pages(scene: Scene) -> Iterator[SlidePage]:
    """What is not met, what is missing, what is late."""
    rows = []
    for one in attention(scene):
        said = (one_line(one.ansvarig), tidy(one.why))
        rows.append((GridCell(one.named(scene)), marks.word(one.status, scene.basis.styrmodell), *map(GridCell, said)))
    columns = heads(("Gäller", 38), ("Status", 15), ("Ansvarig", 16), ("Varför", 38))
    if rows:
        grid = Grid.plain("Det som behöver uppmärksammas", "", columns, rows)
        yield SlidePage(title="Att uppmärksamma", grids=(grid,))
    else:
        yield SlidePage(title="Att uppmärksamma", sentences=(NOTHING_TO_ATTEND_TO,))


def event_pages(scene: Scene) -> Iterator[Block]:
    """As points where they are but headings."""
    events = scene.rows("handelser")
    if any(text(row, "beskrivning") for row in events):
        yield from table_pages(scene, "Händelser")
    elif events:
        points = tuple(f"{POINT}{one_line(row.get('rubrik'))}" for row in events)
        yield SlidePage(title=presented()["handelser"].caption, sentences=points)


def computed_pages(scene: Scene) -> Iterator[SlidePage]:
    """What is computed beside what is decided."""
    grids = tuple(_tidied(grid) for grid in basis(scene) if isinstance(grid, Grid))
    if grids:
        yield SlidePage(title="Beräknat underlag", grids=grids)


def table_pages(scene: Scene, content: str) -> Iterator[Block]:
    """A page of the tables that a block is made of; one for each group of rows, where a table has groups."""
    for name in told(content):
        one = presented()[name]
        planned = PLANNED_UPPDRAG if name == "uppdrag" and scene.plan else ()
        grids = [_tidied(grid) for grid in table_grids(scene, name, columns=planned)]
        if grids and name == "driftredovisning":
            yield from forecast_pages(scene)
        if one.shown.group:
            yield from (SlidePage(title=grid.caption, grids=(grid,)) for grid in grids)
        elif grids:
            yield SlidePage(title=one.caption, grids=tuple(grids))


def sheet_page(scene: Scene, sheet: str) -> Iterator[Block]:
    """A sheet's own table as it stands, below the lines of text on it."""
    made = list(sheet_blocks(scene, sheet))
    grids = tuple(_tidied(one) for one in made if isinstance(one, Grid))
    sentences = tuple(tidy(one.text) for one in made if isinstance(one, Paragraph))
    if grids or sentences:
        yield SlidePage(title=sheet, sentences=sentences, grids=grids)
    yield from (one for one in made if isinstance(one, Missing))


def _tidied(grid: Grid) -> Grid:
    """As a slide can bear it: notes stand with their texts."""
    heads = tuple(replace(column, title=one_line(column.title)) for column in grid.columns)
    rows = tuple(replace(row, cells=tuple(map(_tidy, row.cells))) for row in grid.rows)
    return replace(grid, caption=one_line(grid.caption), columns=heads, rows=rows)


def _tidy(cell: GridCell) -> GridCell:
    return replace(cell, text=tidy(f"{cell.text}\n{cell.note}"), note="")
