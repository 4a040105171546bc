"""The tables that are shown, as a document's grids: columns that nobody has filled in are left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from runxl.contract.vocabulary import DataRow, Table
from runxl.output.document import marks
from runxl.output.document.blocks import Grid, GridCell, GridColumn
from runxl.output.document.prose import in_cell
from runxl.output.said.presented import presented
from runxl.output.said.shown import AMOUNTS, Shown, ShownColumn, ShownTable, ToldValue, shown_table
from runxl.output.said.source import Source
from runxl.output.said.unassessed import is_sum, shared_unit, text, unit_said
from runxl.svenska import number, percent, signed

_NAME, _WIDE_NAME, _TEXT, _SHORT, _LEAST = 25.0, 40.0, 50.0, 16.0, 9.5
"""Percent of a table's width. Together columns may have more, and each then has its part."""

_PAGE, _SQUEEZED, _READABLE = 100.0, 105.0, 35.0
"""What has room beside each other, how much is squeezed in before a table is divided, and what a text needs."""

_LETTER, _BOLD, _SYMBOL, _WIDER = 1.3, 1.4, 1.2, 1.25
_NAMES = ("text", "short")


def table_grids(
    source: Source, name: str, *, columns: Sequence[str] = (), only: Callable[[DataRow], bool] = bool
) -> Iterator[Grid]:
    """A grid for each group of rows, or of `only` some of them; `columns` are others than documents usually have."""
    one = presented()[name]
    told = tuple(map(one.column, columns)) or one.documents
    groups: dict[str, list[DataRow]] = {}
    for row in filter(only, one.rows(source)):
        groups.setdefault(one.group(source, row), []).append(row)
    for caption, rows in groups.items():
        yield from _grid(one, source, told, rows, caption)


def _grid(
    one: ShownTable, source: Source, columns: Sequence[ShownColumn], rows: Sequence[DataRow], caption: str
) -> Iterator[Grid]:
    """With the unit in its first header, if all rows have the same; none if nothing could be read in any column."""
    unit = next((column.name for column in columns if column.kind == "unit"), "")
    shared = shared_unit(rows, unit) if unit else ""
    columns = [column for column in columns if column.kind != "unit"]
    cells = [[_cell(one, column, source, row, "" if shared else text(row, unit)) for column in columns] for row in rows]
    kept = filled(cells)
    if not kept:
        return
    columns = [columns[place] for place in kept]
    bold = _stands_out(columns)
    lines = [
        tuple(_strong(line[place], stands_out=is_sum(row, one.named) or (bold and place == kept[0])) for place in kept)
        for row, line in zip(rows, cells, strict=True)
    ]
    titles = [column.dated(source) for column in columns]
    if shared:
        titles[0] = f"{titles[0]} ({shared})"
    yield Grid.plain(
        caption, f"{one.about.rstrip('.')}.", _heads(columns, titles, [line[0].text for line in lines]), lines
    )


def sheet_grids(source: Source, table: Table) -> Iterator[Grid]:
    """A sheet's own table as it stands."""
    shown = shown_table(table, Shown(rows=lambda source: source.standing(table.name)))
    for grid in _grid(shown, source, shown.documents, shown.rows(source), table.title):
        yield from in_parts(grid)


def in_parts(grid: Grid) -> Iterator[Grid]:
    """A table that is wider than a page as several: in each the columns that name its rows, and some of the others.

    A row is named by its first column; where that is a narrow one, a Nr, by the widest of the next two as well.
    """
    shares = [min(one.share, _READABLE) for one in grid.columns]
    if sum(shares) <= _SQUEEZED:
        yield grid
        return
    names = {0, max(range(min(3, len(shares))), key=shares.__getitem__)} if shares[0] <= _LEAST else {0}
    parts: list[list[int]] = [[]]
    for place in (one for one in range(len(shares)) if one not in names):
        if parts[-1] and sum(shares[one] for one in (*names, *parts[-1], place)) > _PAGE:
            parts.append([])
        parts[-1].append(place)
    for part in parts:
        kept = sorted((*names, *part))
        rows = tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in grid.rows)
        yield replace(grid, columns=tuple(grid.columns[place] for place in kept), rows=rows)


def kept_grid(
    caption: str, about: str, columns: Sequence[GridColumn], rows: Sequence[tuple[GridCell, ...]]
) -> Iterator[Grid]:
    """A table without the columns that say nothing in any row; none where there are no rows."""
    kept = filled(rows)
    if rows:
        lines = (tuple(row[place] for place in kept) for row in rows)
        yield Grid.plain(caption, about, [columns[place] for place in kept], lines)


def filled(lines: Sequence[Sequence[GridCell]]) -> list[int]:
    """The columns that say something in some row."""
    return [place for place, cells in enumerate(zip(*lines, strict=True)) if any(one.text or one.note for one in cells)]


def _cell(one: ShownTable, column: ShownColumn, source: Source, row: DataRow, unit: str) -> GridCell:
    said = column.said(source, row)
    if column.kind == "status" and one.table.name == "uppdrag":
        return marks.uppdrag(str(said or ""))
    if column.kind == "status":
        return marks.word(str(said or ""), source.basis.styrmodell)
    return GridCell(_words(said, column, unit), note=column.note(source, row) if column.note else "")


def _words(said: ToldValue, column: ShownColumn, unit: str) -> str:
    if column.kind == "share" and isinstance(said, Decimal | float):
        return percent(Decimal(str(said)))
    if isinstance(said, Decimal):
        told = unit_said(unit) if column.kind == "amount" else ""
        return f"{signed(said) if column.kind == 'change' else number(said)}{told}"
    return f"{said:%Y-%m-%d}" if isinstance(said, dt.date) else in_cell(str(said or ""))


def _strong(cell: GridCell, *, stands_out: bool) -> GridCell:
    return replace(cell, strong=True) if stands_out and not cell.mark else cell


def _stands_out(columns: Sequence[ShownColumn]) -> bool:
    """Whether the rows' names do: where all else is texts."""
    return columns[0].kind in _NAMES and not any(column.kind in AMOUNTS for column in columns)


def _heads(columns: Sequence[ShownColumn], titles: Sequence[str], names: Sequence[str]) -> tuple[GridColumn, ...]:
    """The names have room for their longest word and what the others leave; these are wider where they are few."""
    shares = [_share(column) for column in columns]
    if columns[0].kind in _NAMES:
        others = sum(shares[1:])
        wider = min(max(1.0, (100 - _WIDE_NAME) / max(others, 1.0)), _WIDER)
        shares = [_NAME, *(share * wider for share in shares[1:])]
        word = min(_WIDE_NAME, _BOLD * max((len(word) for name in names for word in name.split()), default=0))
        shares[0] = max(_NAME, min(_WIDE_NAME, 100 - others * wider), word / (100 - word) * sum(shares[1:]))
    told = zip(titles, shares, columns, strict=True)
    return tuple(GridColumn(title, share, right=column.kind in AMOUNTS) for title, share, column in told)


def _share(column: ShownColumn) -> float:
    """No narrower than the longest word of its header, or than the words of a status with their symbol."""
    if column.kind == "text":
        return min(column.width, _TEXT)
    own = {"status": column.width * _SYMBOL, "short": min(column.width, _SHORT)}.get(column.kind or "", 0.0)
    return max(_LEAST, own, _LETTER * max(map(len, column.title.split()), default=0))
