"""A table of the document as HTML: a caption, headers for columns and rows, and room to scroll where it is wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from runxl.output.document.blocks import Grid, GridCell
from runxl.output.web.hypertext import Html, joined, tag, text
from runxl.output.web.looks_of_marks import Looks

_WIDE = 4
"""Tables of more columns than this keep a width and are scrolled where the window is narrower."""


def table(grid: Grid, number: int, looks: Looks, places: Sequence[str | None]) -> Html:
    """`places`: the name by which each row is found, if it has one."""
    name = f"tabell-{number}"
    titles = (tag("th", column.title, scope="col", class_="r" if column.right else None) for column in grid.columns)
    named = _named(grid)
    rows = (_row(grid, place, looks, named, found) for place, found in enumerate(places))
    caption = tag("caption", f"Tabell {number}. {grid.caption}", id=name)
    return scrolled(name, caption, titles, rows, "wide" if len(grid.columns) > _WIDE else None)


def titled(name: str, caption: str, titles: Iterable[str], rows: Iterable[Html], look: str | None = None) -> Html:
    """A table whose caption is read aloud and not seen."""
    heads = (tag("th", title, scope="col") for title in titles)
    return scrolled(name, tag("caption", caption, id=name, class_="vh"), heads, rows, look)


def scrolled(name: str, caption: Html, heads: Iterable[Html], rows: Iterable[Html], look: str | None) -> Html:
    """A table that is reached and scrolled by the keyboard too, where it is wider than the window."""
    made = tag("table", caption, tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_=look)
    return tag("div", made, class_="scroll", role="group", tabindex=0, aria_labelledby=name)


def _named(grid: Grid) -> int:
    """The column that says what a row is about: the first of no statuses."""
    return next(
        (place for place in range(len(grid.columns)) if not any(row.cells[place].mark for row in grid.rows)), -1
    )


def _row(grid: Grid, place: int, looks: Looks, named: int, found: str | None) -> Html:
    row = grid.rows[place]
    made = (
        _cell(grid, place, at, looks, is_header=at == named or row.group)
        for at, cell in enumerate(row.cells)
        if not cell.joined
    )
    return tag("tr", *made, id=found, class_="group" if row.group else None)


def _cell(grid: Grid, place: int, at: int, looks: Looks, *, is_header: bool) -> Html:
    row = grid.rows[place]
    cell = row.cells[at]
    joined_to_it = takewhile(lambda one: at < len(one.cells) and one.cells[at].joined, grid.rows[place + 1 :])
    below = 1 + sum(1 for _ in joined_to_it)
    look = "r" if grid.columns[row.column(at)].right else None
    size = {"rowspan": below if below > 1 else None, "colspan": row.span if at == 0 and row.span > 1 else None}
    if is_header and cell.text:
        return tag("th", cell_text(cell, looks), scope="rowgroup" if below > 1 else "row", class_=look, **size)
    return tag("td", cell_text(cell, looks), class_=look, **size)


def cell_text(cell: GridCell, looks: Looks) -> Html:
    """With its look, and its note below."""
    notes = (tag("small", line) for line in cell.note.split("\n")) if cell.note else ()
    return joined((_said(cell, looks), *notes))


def _said(cell: GridCell, looks: Looks) -> Html:
    if cell.mark and cell.filled:
        return looks.chip(cell.text, cell.mark)
    if cell.mark:
        return tag("span", cell.shown, class_=f"calm {looks.of(cell.mark)}")
    return tag("strong", cell.text) if cell.strong and cell.text else text(cell.text)
