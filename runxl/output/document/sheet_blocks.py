"""A sheet's own table as it stands, for the outline that asks for it by name: one of ours, or one of the nämnd's own.

Of the nämnd's own nothing is known but what is seen: the headers, the numbers as their cells show them, the sums.
"""

from __future__ import annotations

from collections.abc import Iterator

from runxl.contract.load import contract
from runxl.excel import address, fold
from runxl.output.document.blocks import Block, Grid, GridCell, GridColumn, GridRow, Missing, Paragraph
from runxl.output.document.table_grids import filled, in_parts, sheet_grids
from runxl.output.said.seen import MOST_COLUMNS, MOST_ROWS, SeenLine, SeenSheet, SeenTable, seen
from runxl.output.said.source import Source
from runxl.svenska import listed

_LETTER, _NARROWEST, _WIDEST, _LONG = 1.3, 8.0, 48.0, 36


def sheet_blocks(source: Source, name: str) -> Iterator[Block]:
    table = contract().table_of_sheet(name)
    if table:
        yield from sheet_grids(source, table)
    elif found := _own(source, name):
        yield from _blocks(found)


def lacking(source: Source, name: str) -> str:
    """Why there is nothing of a sheet: `Investeringar (bladet är tomt)`."""
    table, own = contract().table_of_sheet(name), source.checked.own.get(fold(name))
    if table or own:
        why = f"går inte att läsa: {own.problem}" if own and own.problem else "är tomt"
        return f"{own.title if own else name} (bladet {why})"
    return f"{name} (bladet finns inte)"


def unseen(source: Source, name: str) -> Iterator[str]:
    """What a document does not show of a sheet of the nämnd's own."""
    found = _own(source, name)
    if found and found.hidden:
        yield f"Dolda rader eller kolumner på bladet {found.title}"
    if found and found.beyond:
        yield f"Bladet {found.title}: det som inte ryms i {MOST_ROWS} rader och {MOST_COLUMNS} kolumner"


def _own(source: Source, name: str) -> SeenSheet | None:
    sheet = source.checked.own.get(fold(name))
    return seen(sheet) if sheet else None


def _blocks(found: SeenSheet) -> Iterator[Block]:
    for part in found.parts:
        if isinstance(part, SeenTable):
            yield from in_parts(_grid(part, found.title))
        else:
            yield Paragraph(part)
    if found.faults:
        places = listed([address(row, column) for row, column, _ in found.faults[:_TOLD]])
        more = f" och {len(found.faults) - _TOLD} till" if len(found.faults) > _TOLD else ""
        what = listed([*dict.fromkeys(fault for _, _, fault in found.faults)])
        cells = "värdet i cell" if len(found.faults) == 1 else "värdena i cellerna"
        yield Missing(f"{cells} {places}{more} på bladet {found.title} ({what})")


_TOLD = 5
"""So many cells are named."""


def _grid(table: SeenTable, title: str) -> Grid:
    lines = [_cells(line) for line in table.lines]
    kept = [place for place in range(len(table.header)) if table.header[place] or place in filled(lines)]
    columns = tuple(
        GridColumn(table.header[place], _share(table, place), right=_is_of_numbers(table, place)) for place in kept
    )
    rows = tuple(GridRow(tuple(line[place] for place in kept)) for line in lines)
    return Grid(title, columns, rows, f"Bladet {title} som det står.")


def _cells(line: SeenLine) -> tuple[GridCell, ...]:
    return tuple(GridCell(cell.text, strong=line.is_sum, joined=cell.joined) for cell in line.cells)


def _is_of_numbers(table: SeenTable, place: int) -> bool:
    cells = [line.cells[place] for line in table.lines if line.cells[place].text]
    return bool(cells) and all(cell.number for cell in cells)


def _share(table: SeenTable, place: int) -> float:
    """As wide as its longest word; a text as wide as it is long, within reason."""
    texts = [table.header[place], *(line.cells[place].text for line in table.lines)]
    word = max((len(word) for text in texts for word in text.split(" ")), default=0)
    long = max(min(len(text), _LONG) for text in texts)
    return min(max(_NARROWEST, _LETTER * word, _LETTER * long), _WIDEST)
