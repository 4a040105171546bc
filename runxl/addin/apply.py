"""Edits into an open workbook. What stands in the way is found out before the first cell is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from runxl.addin.blocks import Block, CellEdit, blocks, even_rows, looks, single_cells
from runxl.addin.host import Host, host_of
from runxl.addin.read_book import range_of
from runxl.errors import RunxlError
from runxl.excel import Area, address, area, fold
from runxl.workbook.edits import Edits, Extent, Written
from runxl.workbook.patch import refusals as why
from runxl.workbook.patch.refusals import Refusals
from runxl.workbook.tables import RawSheet

_WORDS_THAT_ARE_VALUES = frozenset(("true", "false", "sant", "falskt"))


@dataclass(frozen=True, slots=True)
class Sheets:
    """The workbook's sheets by the contract's names, whatever their case."""

    book: Any
    found: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        if not self.found:
            self.found.update({fold(sheet.name): sheet for sheet in self.book.sheets})
        return self.found[fold(name)]


def apply(book: Any, edits: Edits, read: Mapping[str, RawSheet], *, before: Callable[[], object] | None = None) -> None:
    """Writes the edits. `read` is what stood in the sheets when the edits were made. RunxlError: nothing is written.

    `before` is done when nothing stands in the way any longer, before the first cell is written.
    """
    host, sheets = host_of(book), Sheets(book)
    cells = list(single_cells(edits))
    wanted = list(blocks(cells))
    _refuse(wanted, sheets, read)
    with _quiet(book.app), _unlocked(host, [sheets[name] for name in _touched(edits)]):
        if before:
            before()
        for extent in edits.extents:
            _resize(sheets, extent)
        for block in wanted:
            _write(sheets[block.sheet], block)
        for name, sample, where in looks(cells):
            host.copy_look(sheets[name], sample, where)
        for name in edits.linked_sheets:
            if name in edits.sheets:
                host.replace_links(sheets[name], [link for link in edits.links if link.sheet == name])
        _set_heights(sheets, edits)


def _touched(edits: Edits) -> list[str]:
    return sorted(edits.sheets | {one.sheet for one in edits.heights} | {one.sheet for one in edits.extents})


@contextmanager
def _quiet(app: Any) -> Iterator[None]:
    """Without flicker, recalculation between cells and other macros; all is as it was afterwards."""
    with app.properties(screen_updating=False, calculation="manual", enable_events=False):
        yield


@contextmanager
def _unlocked(host: Host, sheets: Iterable[Any]) -> Iterator[None]:
    """Protection without a password is lifted and put back. With one, nothing is written."""
    opened: list[tuple[Any, Any]] = []
    try:
        for sheet in sheets:
            if host.locked(sheet):
                how = host.unlock(sheet)
                if how is None:
                    raise RunxlError(
                        f"Bladet {sheet.name} är skyddat med lösenord, så ingenting har skrivits. Ta bort skyddet "
                        "(Granska – Ta bort bladets skydd) och försök igen."
                    )
                opened.append((sheet, how))
        yield
    finally:
        for sheet, how in opened:
            host.lock(sheet, how)


def _refuse(wanted: Iterable[Block], sheets: Sheets, read: Mapping[str, RawSheet]) -> None:
    """Formulas and the covered cells of merged ranges, all named in one message."""
    refused = Refusals()
    for block in wanted:
        merged = [found for found in map(area, read[block.sheet].merged) if found] if block.sheet in read else []
        for row, column in _formulas(sheets[block.sheet], block.area):
            refused.add(why.FORMULA, block.sheet, address(row, column))
        for one in merged:
            for row, column in _places(block.area) if one.meets(block.area) else ():
                if one.top <= row <= one.bottom and one.left <= column <= one.right and (row, column) != one[:2]:
                    refused.add(why.MERGED, block.sheet, address(row, column))
    refused.stop()


def _formulas(sheet: Any, where: Area) -> Iterator[tuple[int, int]]:
    """The cells with a formula: they begin with = and show something else."""
    formulas = grid(range_of(sheet, where).formula)
    if not any(isinstance(cell, str) and cell.startswith("=") for row in formulas for cell in row):
        return
    values = range_of(sheet, where).options(ndim=2, err_to_str=True).value
    for place, (row, column) in enumerate(_places(where)):
        down, right = divmod(place, where.right - where.left + 1)
        formula = formulas[down][right]
        if isinstance(formula, str) and formula.startswith("=") and formula != values[down][right]:
            yield row, column


def grid(given: Any) -> list[list[Any]]:
    """What xlwings hands out for a range's formulas: one value, or rows."""
    if not isinstance(given, list | tuple):
        return [[given]]
    return [list(row) if isinstance(row, list | tuple) else [row] for row in given]


def _places(where: Area) -> Iterator[tuple[int, int]]:
    for row in range(where.top, where.bottom + 1):
        for column in range(where.left, where.right + 1):
            yield row, column


def _write(sheet: Any, block: Block) -> None:
    """One call for the whole block. Its texts are asked about first, a column at a time."""
    rows = [list(row) for row in block.values]
    for offset in range(len(rows[0])):
        told = [row for row in rows if isinstance(row[offset], str)]
        if not any(_looks_like_a_value(str(row[offset])) for row in told):
            continue
        left = block.area.left + offset
        if range_of(sheet, block.area._replace(left=left, right=left)).number_format != "@":
            for row in told:
                row[offset] = as_text(str(row[offset]))
    range_of(sheet, block.area).value = rows


def as_text(text: str) -> str:
    """A text that must not be taken for a formula, a number or a date: the apostrophe says so and is not kept."""
    return f"'{text}" if _looks_like_a_value(text) else text


def _looks_like_a_value(text: str) -> bool:
    """All but words: a text with a digit in it may be a date in some language."""
    word = text[:1].isalpha() and not any(sign.isdigit() for sign in text)
    return bool(text) and (not word or text.strip().casefold() in _WORDS_THAT_ARE_VALUES)


def _resize(sheets: Sheets, extent: Extent) -> None:
    sheet, wanted = sheets[extent.sheet], area(extent.ref)
    table = next((one for one in sheet.tables if one.name.casefold() == extent.table.casefold()), None)
    if table is None or wanted is None:
        return
    wanted = wanted._replace(bottom=max(wanted.bottom, wanted.top + 1))
    if table.range.get_address(False, False) != str(wanted):
        table.resize(range_of(sheet, wanted))


def _set_heights(sheets: Sheets, edits: Edits) -> None:
    for height, last in even_rows(edits.heights):
        rows = range_of(sheets[height.sheet], Area(height.row, 1, last, 1))
        stands = rows.row_height
        if height.grow_only and stands is None:
            for row in range(height.row, last + 1):
                one = range_of(sheets[height.sheet], Area(row, 1, row, 1))
                one.row_height = max(one.row_height, height.points)
        elif stands != height.points and not (height.grow_only and stands > height.points):
            rows.row_height = height.points


def value_of(read: RawSheet | None, edit: CellEdit) -> Written:
    """What stood in an edit's cell."""
    from runxl.output.results.standing import rewritten, standing

    return rewritten(standing(read, edit.row, edit.column)) if read else None
