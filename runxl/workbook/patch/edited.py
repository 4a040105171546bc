"""Edits → the parts of the package that change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from runxl.errors import RunxlError
from runxl.excel import MAX_COLUMN, MAX_ROW, address, inside, position
from runxl.opc.markup import cleaned, refuse_malformed
from runxl.opc.package import Package
from runxl.opc.package_book import ListedSheet, PackageBook, book_of
from runxl.workbook.edits import Edits, Extent, Height, Link, RowEdit
from runxl.workbook.patch import readback, sheet_part, table_part
from runxl.workbook.patch import refusals as why
from runxl.workbook.patch.added_sheets import with_sheets
from runxl.workbook.patch.cell_writer import CellWriter
from runxl.workbook.patch.hanging import Hanging, without_old_values
from runxl.workbook.patch.hyperlinks import replace_links
from runxl.workbook.patch.number_formats import mended
from runxl.workbook.patch.refusals import Refusals
from runxl.workbook.patch.workbook_part import recalculated, refuse_signed


@dataclass(slots=True)
class _SheetEdits:
    """What is to happen in one sheet part. `links` is None where links stay as they are."""

    title: str
    rows: dict[int, RowEdit] = field(default_factory=dict)
    extents: list[Extent] = field(default_factory=list)
    heights: dict[int, Height] = field(default_factory=dict)
    links: list[Link] | None = None

    def add(self, edit: RowEdit) -> None:
        earlier = self.rows.get(edit.row)
        self.rows[edit.row] = edit if earlier is None else _merged(earlier, edit)


def edited_parts(package: Package, edits: Edits) -> Hanging:
    """The changed parts by their names in lower case, and how many formulas lose their value with them.

    Raises if any edit must not be made.
    """
    refuse_signed(package.entries)
    refused = Refusals()
    book, added = with_sheets(book_of(package.parts), edits.new_sheets)
    changed: dict[str, bytes] = {}
    by_part = _by_part(book, edits, refused)
    for part, wanted in by_part.items():
        changed |= _edited(book, part, wanted, refused)
    refused.stop()
    formats = mended(book)
    if not changed and not formats and not added:
        return Hanging({}, 0)
    hanging = without_old_values(book, changed, {part: wanted.rows for part, wanted in by_part.items()})
    return Hanging(added | recalculated(book) | formats | changed | hanging.parts, hanging.formulas)


def _edited(book: PackageBook, part: str, wanted: _SheetEdits, refused: Refusals) -> dict[str, bytes]:
    tables = [table_part.parse(name, cleaned(book.parts[name])) for name in book.table_parts(part)]
    changed = table_part.resize(tables, wanted.extents)
    for data in changed.values():
        refuse_malformed(data)
    if not wanted.rows and not wanted.heights and wanted.links is None:
        return changed
    old = sheet_part.parse(wanted.title, cleaned(book.parts[part]))
    cells = {row: edit.columns for row, edit in wanted.rows.items()}
    _refuse_covered(old, cells, refused)
    table_part.refuse_frame(wanted.title, tables, cells, refused)
    writer = CellWriter(old, wanted.rows, refused, book.date1904, wanted.heights)
    new = writer.write()
    if wanted.links is not None:
        new = replace_links(replace(old, data=new, tail=len(new) - len(old.data) + old.tail), wanted.links)
    if new != old.data:
        readback.compare_sheet(writer, new)
        changed[part] = new
    return changed


def _refuse_covered(old: sheet_part.SheetPart, cells: Mapping[int, Iterable[int]], refused: Refusals) -> None:
    """Refuse cells inside array formulas and data tables, and all but the first cell of merged ranges."""
    for _, row, column in inside(sheet_part.spreads(old), cells):
        refused.add(why.SPREAD, old.title, address(row, column))
    for whole, row, column in inside(sheet_part.merges(old), cells):
        if (row, column) != (whole.top, whole.left):
            refused.add(why.MERGED, old.title, address(row, column))


def _by_part(book: PackageBook, edits: Edits, refused: Refusals) -> dict[str, _SheetEdits]:
    """The edits gathered by sheet and row."""
    parts: dict[str, _SheetEdits] = {}
    found: dict[str, _SheetEdits] = {}

    def of(title: str) -> _SheetEdits:
        its = found.get(title)
        if its is None:
            sheet = _sheet(book, title)
            its = found[title] = parts.setdefault(sheet.part, _SheetEdits(sheet.title))
        return its

    for title in edits.linked_sheets:
        of(title).links = []
    for link in edits.links:
        links = of(link.sheet).links
        if links is not None and _is_cell(link, refused):
            links.append(link)
    for extent in edits.extents:
        of(extent.sheet).extents.append(extent)
    for height in edits.heights:
        of(height.sheet).heights[height.row] = height
    for edit in edits.cells:
        place = position(edit.cell)
        if place is None:
            refused.add(why.OUTSIDE, edit.sheet, edit.cell)
        else:
            of(edit.sheet).add(RowEdit(edit.sheet, place[0], (place[1],), (edit.value,), (edit.like,)))
    for row in edits.rows:
        if row.row > MAX_ROW or row.columns[-1] > MAX_COLUMN:
            refused.add(why.OUTSIDE, row.sheet, address(row.row, row.columns[-1]))
        else:
            of(row.sheet).add(row)
    return parts


def _sheet(book: PackageBook, title: str) -> ListedSheet:
    sheet = book.sheet(title)
    if sheet is None:
        raise RunxlError(f"Ingenting har skrivits: arbetsboken har inget blad som heter {title}.")
    if sheet.problem:
        raise RunxlError(f"Ingenting har skrivits: bladet {title} går inte att läsa, eftersom {sheet.problem}.")
    return sheet


def _merged(earlier: RowEdit, later: RowEdit) -> RowEdit:
    """Two edits of one row as one. What both name is as the latter has it."""
    cells: dict[int, list[Any]] = {}
    for edit in (earlier, later):
        likes = edit.likes or ("",) * len(edit.columns)
        cells |= {column: rest for column, *rest in zip(edit.columns, edit.values, likes, strict=True)}
    columns = tuple(sorted(cells))
    values, likes = zip(*map(cells.__getitem__, columns), strict=True)
    return RowEdit(later.sheet, later.row, columns, values, likes)


def _is_cell(link: Link, refused: Refusals) -> bool:
    if position(link.cell) is None:
        refused.add(why.OUTSIDE, link.sheet, link.cell)
        return False
    return True
