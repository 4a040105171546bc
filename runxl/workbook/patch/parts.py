"""Edits → the parts of the package that change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from runxl.workbook.edits import Edit, Edits, Extent, Height, Link
from runxl.workbook.patch import book, readback, sheet, table
from runxl.workbook.patch import refusals as why
from runxl.workbook.patch.cells import CellWriter, refuse_covered
from runxl.workbook.patch.grid import position, positions
from runxl.workbook.patch.links import replace_links
from runxl.workbook.patch.markup import plain
from runxl.workbook.patch.package import Package
from runxl.workbook.patch.refusals import Refusals


@dataclass(slots=True)
class _SheetEdits:
    """What is to happen in one sheet part. `links` is None where links stay as they are."""

    title: str
    cells: defaultdict[int, dict[int, Edit]] = field(default_factory=lambda: defaultdict(dict))
    extents: list[Extent] = field(default_factory=list)
    heights: dict[int, Height] = field(default_factory=dict)
    links: list[Link] | None = None


def edited_parts(package: Package, edits: Edits) -> dict[str, bytes]:
    """The changed parts by name. Raises before anything is written if any edit must not be made."""
    workbook, refused = book.read(package), Refusals()
    changed: dict[str, bytes] = {}
    for part, wanted in _by_part(workbook, edits, refused).items():
        changed |= _edited(package, part, wanted, refused, date1904=workbook.date1904)
    refused.stop()
    recalculated = workbook.recalculated()
    if changed and recalculated != workbook.data:
        readback.refuse_malformed(workbook.part, recalculated)
        changed[workbook.part] = recalculated
    return {package.name_of(name): data for name, data in changed.items()}


def _edited(package: Package, part: str, wanted: _SheetEdits, refused: Refusals, *, date1904: bool) -> dict[str, bytes]:
    tables = book.tables_of(package, part)
    changed = table.resize(tables, wanted.extents)
    for name, data in changed.items():
        readback.refuse_malformed(name, data)
    if not wanted.cells and not wanted.heights and wanted.links is None:
        return changed
    old = sheet.parse(wanted.title, plain(package.read(part)))
    refuse_covered(old, wanted.cells, refused)
    table.refuse_frame(wanted.title, tables, wanted.cells, refused)
    writer = CellWriter(old, wanted.cells, refused, date1904, wanted.heights)
    new = writer.write()
    if wanted.links is not None:
        new = replace_links(replace(old, data=new, tail=len(new) - len(old.data) + old.tail), wanted.links)
    readback.compare_sheet(writer, new)
    if new != old.data:
        changed[part] = new
    return changed


def _by_part(workbook: book.Book, edits: Edits, refused: Refusals) -> dict[str, _SheetEdits]:
    """The edits gathered by sheet and row, in one pass. Of two edits of a cell the latter counts."""
    parts: dict[str, _SheetEdits] = {}
    found: dict[str, _SheetEdits] = {}

    def of(title: str) -> _SheetEdits:
        its = found.get(title)
        if its is None:
            name, part = workbook.sheet(title)
            its = found[title] = parts.setdefault(part, _SheetEdits(name))
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
    title, cells = "", _SheetEdits("").cells
    for edit, place in zip(edits.cells, positions([edit.cell for edit in edits.cells]), strict=True):
        if place is None:
            refused.add(why.OUTSIDE, edit.sheet, edit.cell)
            continue
        if edit.sheet != title:
            title, cells = edit.sheet, of(edit.sheet).cells
        cells[place[0]][place[1]] = edit
    return parts


def _is_cell(link: Link, refused: Refusals) -> bool:
    if position(link.cell) is None:
        refused.add(why.OUTSIDE, link.sheet, link.cell)
        return False
    return True
