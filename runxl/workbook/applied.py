"""A workbook as it will be once edits are written: what is to be written can be checked and assessed before it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from runxl.excel import position
from runxl.workbook.edits import Edits, Written
from runxl.workbook.layout import filled
from runxl.workbook.tables import Raw, RawSheet, Workbook

_Cell = tuple[int, int, Written]


def applied(book: Workbook, edits: Edits) -> Workbook:
    """The workbook (read `to_write`) with the edits' values in its cells. Nothing of ours stands outside its sheets."""
    extents = {extent.sheet: extent.ref for extent in edits.extents}
    sheets = [
        _written(sheet, list(_cells(edits, name)), extents.get(name, sheet.table_ref))
        for name, sheet in book.sheets.items()
    ]
    kept = tuple(found for found in book.findings if not found.sheet)
    after = filled(replace(book, findings=()), sheets, to_write=True)
    return replace(after, findings=(*kept, *after.findings))


def _cells(edits: Edits, sheet: str) -> Iterator[_Cell]:
    for edit in edits.cells:
        place = position(edit.cell) if edit.sheet == sheet else None
        if place:
            yield (*place, edit.value)
    for row in edits.rows:
        if row.sheet == sheet:
            yield from ((row.row, column, value) for column, value in zip(row.columns, row.values, strict=True))


def _written(sheet: RawSheet, cells: list[_Cell], table_ref: str) -> RawSheet:
    if not cells:
        return replace(sheet, table_ref=table_ref)
    top = min(sheet.first_row, *(row for row, _, _ in cells))
    left = min(sheet.first_column, *(column for _, column, _ in cells))
    width = max(sheet.first_column + max(map(len, sheet.values), default=0), *(c + 1 for _, c, _ in cells)) - left
    height = max(sheet.first_row + len(sheet.values), *(row + 1 for row, _, _ in cells)) - top
    values: list[list[Raw]] = [[None] * width for _ in range(height)]
    for number, row in enumerate(sheet.values, sheet.first_row - top):
        values[number][sheet.first_column - left : sheet.first_column - left + len(row)] = row
    for number, column, value in cells:
        values[number - top][column - left] = None if value == "" else value
    return replace(sheet, values=values, first_row=top, first_column=left, table_ref=table_ref)
