"""Edits into an open workbook. What stands in the way is found out before the first cell is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from runxl.addin.open_document import Document, parts
from runxl.addin.rectangles import Block, CellEdit, blocks, even_rows, looks, single_cells
from runxl.errors import RunxlError
from runxl.excel import Area, address, area, fold
from runxl.workbook.edits import Edits, Extent, Height, Written
from runxl.workbook.patch import refusals as why
from runxl.workbook.patch.refusals import Refusals
from runxl.workbook.tables import RawSheet

Named = Callable[[str], str]
"""The sheet's title in the workbook for the contract's name, whatever its case."""

_WORDS_THAT_ARE_VALUES = frozenset(("true", "false", "sant", "falskt"))


def apply(
    document: Document, edits: Edits, read: Mapping[str, RawSheet], *, before: Callable[[], object] | None = None
) -> None:
    """Writes the edits. `read` is what stood in the sheets when the edits were made. RunxlError: nothing is written.

    `before` is done when nothing stands in the way any longer, before the first cell is written.
    """
    titles = {fold(title): title for title in document.titles()}

    def at(name: str) -> str:
        return titles[fold(name)]

    cells = list(single_cells(edits))
    wanted = list(blocks(cells))
    _refuse(document, at, wanted, read)
    with document.quiet(), _unlocked(document, [at(name) for name in _touched(edits)]):
        if before:
            before()
        for extent in edits.extents:
            _resize(document, at(extent.sheet), extent)
        for block in wanted:
            _write(document, at(block.sheet), block)
        for name, sample, targets in looks(cells):
            document.copy_look(at(name), sample, targets)
        for name in edits.linked_sheets:
            if name in edits.sheets:
                document.replace_links(at(name), [link for link in edits.links if link.sheet == name])
        for height, last in even_rows(edits.heights):
            _set_height(document, at(height.sheet), height, Area(height.row, 1, last, 1))


def _touched(edits: Edits) -> list[str]:
    return sorted(edits.sheets | {one.sheet for one in edits.heights} | {one.sheet for one in edits.extents})


@contextmanager
def _unlocked(document: Document, sheets: Iterable[str]) -> Iterator[None]:
    """Protection without a password is lifted and put back. With one, nothing is written."""
    opened = []
    try:
        for sheet in sheets:
            if document.locked(sheet):
                if not document.unlock(sheet):
                    raise RunxlError(
                        f"Bladet {sheet} är skyddat med lösenord, så ingenting har skrivits. Ta bort skyddet "
                        "(Granska – Ta bort bladets skydd) och försök igen."
                    )
                opened.append(sheet)
        yield
    finally:
        for sheet in opened:
            document.lock(sheet)


def _refuse(document: Document, at: Named, wanted: Iterable[Block], read: Mapping[str, RawSheet]) -> None:
    """Formulas and the covered cells of merged ranges, all named in one message."""
    refused = Refusals()
    for block in wanted:
        merged = [found for found in map(area, read[block.sheet].merged) if found] if block.sheet in read else []
        for row, column in _formulas(document, at(block.sheet), block.area):
            refused.add(why.FORMULA, block.sheet, address(row, column))
        for one in merged:
            for row, column in _places(block.area) if one.meets(block.area) else ():
                if one.top <= row <= one.bottom and one.left <= column <= one.right and (row, column) != one[:2]:
                    refused.add(why.MERGED, block.sheet, address(row, column))
    refused.stop()


def _formulas(document: Document, sheet: str, where: Area) -> Iterator[tuple[int, int]]:
    """The cells with a formula: they begin with = and show something else."""
    formulas = document.formulas(sheet, where)
    if not any(isinstance(cell, str) and cell.startswith("=") for row in formulas for cell in row):
        return
    values = document.values(sheet, where)
    for place, (row, column) in enumerate(_places(where)):
        down, right = divmod(place, where.right - where.left + 1)
        formula = formulas[down][right]
        if isinstance(formula, str) and formula.startswith("=") and formula != values[down][right]:
            yield row, column


def _places(where: Area) -> Iterator[tuple[int, int]]:
    for row in range(where.top, where.bottom + 1):
        for column in range(where.left, where.right + 1):
            yield row, column


def _write(document: Document, sheet: str, block: Block) -> None:
    """One call for the whole block. Its texts are asked about first, a column at a time."""
    rows = [list(row) for row in block.values]
    for offset in range(len(rows[0])):
        if not any(isinstance(row[offset], str) and _looks_like_a_value(str(row[offset])) for row in rows):
            continue
        left = block.area.left + offset
        column = block.area._replace(left=left, right=left)
        for part in parts(column, lambda part: _not_text(document.number_format(sheet, part))):
            for row in rows[part.top - column.top : part.bottom - column.top + 1]:
                value = row[offset]
                row[offset] = as_text(value) if isinstance(value, str) else value
    document.write(sheet, block.area, rows)


def _not_text(code: str | None) -> bool | None:
    """Whether cells take a text for something else; None where they have several formats."""
    return None if code is None else code != "@"


def as_text(text: str) -> str:
    """A text that must not be taken for a formula, a number or a date: the apostrophe says so and is not kept."""
    return f"'{text}" if _looks_like_a_value(text) else text


def _looks_like_a_value(text: str) -> bool:
    """All but words: a text with a digit in it may be a date in some language."""
    word = text[:1].isalpha() and not any(sign.isdigit() for sign in text)
    return bool(text) and (not word or text.strip().casefold() in _WORDS_THAT_ARE_VALUES)


def _resize(document: Document, sheet: str, extent: Extent) -> None:
    wanted = area(extent.ref)
    tables = document.tables(sheet)
    table = next((name for name in tables if name.casefold() == extent.table.casefold()), None)
    if table is None or wanted is None:
        return
    wanted = wanted._replace(bottom=max(wanted.bottom, wanted.top + 1))
    if tables[table] != wanted:
        document.resize_table(sheet, table, wanted)


def _set_height(document: Document, sheet: str, height: Height, rows: Area) -> None:
    stands = document.row_height(sheet, rows)
    if height.grow_only and stands is None:
        for row in range(rows.top, rows.bottom + 1):
            one = Area(row, 1, row, 1)
            document.set_row_height(sheet, one, max(document.row_height(sheet, one) or 0, height.points))
    elif stands != height.points and not (height.grow_only and stands is not None and stands > height.points):
        document.set_row_height(sheet, rows, height.points)


def value_of(read: RawSheet | None, edit: CellEdit) -> Written:
    """What stood in an edit's cell."""
    from runxl.output.results.standing import rewritten, standing

    return rewritten(standing(read, edit.row, edit.column)) if read else None
