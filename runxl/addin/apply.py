"""Edits into an open workbook. What stands in the way is found out before the first cell is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from runxl.addin import messages
from runxl.addin.open_document import Document
from runxl.addin.open_heights import set_heights
from runxl.addin.patience import patient
from runxl.addin.rectangles import Rectangle, blocks, looks, single_cells
from runxl.addin.texts import as_taken
from runxl.errors import RunxlError
from runxl.excel import Area, address, area, fold
from runxl.workbook.edits import Edits, Extent, NewSheet
from runxl.workbook.patch import refusals as why
from runxl.workbook.patch.refusals import Refusals
from runxl.workbook.tables import RawSheet

Named = Callable[[str], str]
"""The sheet's title in the workbook for the contract's name, whatever its case."""


def apply(
    document: Document, edits: Edits, read: Mapping[str, RawSheet], *, before: Callable[[], object] | None = None
) -> None:
    """Writes the edits. `read` is what stood in the sheets when the edits were made. RunxlError: nothing is written.

    `before` is done when nothing stands in the way any longer, before the first cell is written.
    """
    new = {one.title for one in edits.new_sheets}
    titles = {fold(title): title for title in (*document.titles(), *new)}

    def at(name: str) -> str:
        return titles[fold(name)]

    wanted = list(blocks(single_cells(edits)))
    _refuse_fixed(edits.extents, read)
    _refuse(document, at, [block for block in wanted if block.sheet not in new], read)
    asked = patient(document)
    touched = sorted(edits.sheets | {one.sheet for one in edits.heights} | {one.sheet for one in edits.extents})
    begun = False
    try:
        with document.quiet(), _unlocked(asked, [at(name) for name in touched if name not in new]):
            if before:
                before()
            begun = True
            for sheet in edits.new_sheets:
                _add(asked, at(sheet.like), sheet, edits.extents)
            _write(asked, at, edits, wanted)
    except Exception as error:
        # A program that refuses for so long that nobody waits any more has left it half done: that is told.
        if begun and messages.is_busy(error):
            remedy = messages.TAKE_BACK if before else messages.CLICK_AGAIN
            raise messages.CutShortError(messages.CUT_SHORT + remedy) from error
        raise


def _write(document: Document, at: Named, edits: Edits, wanted: Sequence[Rectangle]) -> None:
    for extent in edits.extents:
        _resize(document, at(extent.sheet), extent)
    for block in as_taken(document, at, wanted):
        document.write(at(block.sheet), block.area, block.values)
    for name, sample, targets in looks(single_cells(edits)):
        document.copy_look(at(name), sample, targets)
    for name in edits.linked_sheets:
        if name in edits.sheets:
            document.replace_links(at(name), [link for link in edits.links if link.sheet == name])
    set_heights(document, at, edits.heights)


def _add(document: Document, like: str, sheet: NewSheet, extents: Iterable[Extent]) -> None:
    """As it comes with a file: headers and rows in the look of another sheet, and a table round them."""
    header = sheet.area._replace(bottom=1)
    whole = next((_wanted(one) for one in extents if one.sheet == sheet.title), None) or sheet.area
    document.add_sheet(sheet.title)
    document.write(sheet.title, header, [sheet.headers])
    document.copy_look(sheet.title, Area(1, 1, 1, 1), [header], like)
    document.copy_look(sheet.title, Area(2, 2, 2, 2), [whole._replace(top=2)], like)
    document.set_widths(sheet.title, sheet.widths)
    document.add_table(sheet.title, sheet.table, whole)


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


def _refuse(document: Document, at: Named, wanted: Sequence[Rectangle], read: Mapping[str, RawSheet]) -> None:
    """Formulas and the covered cells of merged ranges, all named in one message."""
    refused = Refusals()
    for block, formulas in _with_formulas(document, at, wanted):
        for row, column in block.area.cells() if block.sheet in read else ():
            if row in read[block.sheet].totals_rows:
                refused.add(why.TOTALS, block.sheet, address(row, column))
        merged = [found for found in map(area, read[block.sheet].merged) if found] if block.sheet in read else []
        for row, column in formulas:
            refused.add(why.FORMULA, block.sheet, address(row, column))
        for one in merged:
            for row, column in block.area.cells() if one.meets(block.area) else ():
                if one.top <= row <= one.bottom and one.left <= column <= one.right and (row, column) != one[:2]:
                    refused.add(why.MERGED, block.sheet, address(row, column))
    refused.stop()


def _refuse_fixed(extents: Iterable[Extent], read: Mapping[str, RawSheet]) -> None:
    """A table with a totals row cannot be resized."""
    for one in extents:
        sheet = read.get(one.sheet)
        if sheet and sheet.totals and _wanted(one) != area(sheet.table_ref):
            raise why.fixed_by_totals(one.table, one.sheet)


def _wanted(extent: Extent) -> Area | None:
    """A table without a single row of data is one that Excel refuses."""
    found = area(extent.ref)
    return found and found._replace(bottom=max(found.bottom, found.top + 1))


def _with_formulas(
    document: Document, at: Named, blocks: Sequence[Rectangle]
) -> Iterator[tuple[Rectangle, list[tuple[int, int]]]]:
    """Each block, and its cells with a formula: they begin with = and show something else.

    The formulas of a sheet are asked for at once, from the first cell that is written to the last.
    """
    areas: dict[str, Area] = {}
    for block in blocks:
        areas[block.sheet] = areas.get(block.sheet, block.area).around(block.area)
    known = {sheet: document.formulas(at(sheet), whole) for sheet, whole in areas.items()}
    for block in blocks:
        whole, where = areas[block.sheet], block.area
        found = {
            (row, column): formula
            for row, column in where.cells()
            if isinstance(formula := known[block.sheet][row - whole.top][column - whole.left], str)
            and formula.startswith("=")
        }
        values = document.values(at(block.sheet), where) if found else []
        shown = {(row, column): values[row - where.top][column - where.left] for row, column in found}
        yield block, [cell for cell, formula in found.items() if formula != shown[cell]]


def _resize(document: Document, sheet: str, extent: Extent) -> None:
    wanted = _wanted(extent)
    tables = document.tables(sheet)
    table = next((name for name in tables if name.casefold() == extent.table.casefold()), None)
    if table and wanted and tables[table].area != wanted:
        document.resize_table(sheet, table, wanted)
