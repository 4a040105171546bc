"""The formulas that hang on cells whose value changes lose the value that they had: it is of what stood there before.

A formula without a value is calculated when a program that calculates opens the workbook, and whoever reads it before
that is told so (RX105). Every other formula keeps its value.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from runxl.excel import MAX_COLUMN, MAX_ROW, Area, fold
from runxl.opc.markup import cleaned, refuse_malformed
from runxl.opc.package_book import ListedSheet, PackageBook
from runxl.opc.refused import RefusedError
from runxl.opc.tags import tag
from runxl.workbook.edits import RowEdit
from runxl.workbook.patch import sheet_part
from runxl.workbook.patch.defined_names import NamedCells, names_of
from runxl.workbook.patch.formulas import Formula, cleared, formulas_in, may_have_formulas
from runxl.workbook.patch.sheet_part import SheetPart
from runxl.workbook.patch.stored_value import StoredValues

_PASSES = 20
"""Chains of formulas that are not followed to their end in so many looks, each way in turn, are taken to hang whole."""


class Hanging(NamedTuple):
    """The parts in which formulas lose their values, and how many formulas do."""

    parts: dict[str, bytes]
    formulas: int


_NONE = Hanging({}, 0)


class Touched:
    """Cells whose value is no longer what it was."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[int, list[int]]] = {}
        self._areas: list[NamedCells] = []

    def __bool__(self) -> bool:
        return bool(self._rows or self._areas)

    def add(self, sheet: str, row: int, column: int) -> None:
        rows = self._rows.setdefault(sheet, {}).setdefault(column, [])
        if not rows or row > rows[-1]:
            rows.append(row)
        else:
            insort(rows, row)

    def add_area(self, sheet: str, area: Area) -> None:
        if (area.top, area.left) == (area.bottom, area.right):
            self.add(sheet, area.top, area.left)
        else:
            self._areas.append((sheet, area))

    def meets(self, place: NamedCells) -> bool:
        """Whether any of the cells is among them."""
        sheet, area = place
        columns = self._rows.get(sheet, {})
        wide = area.right - area.left >= len(columns)
        among = [one for one in columns if area.left <= one <= area.right] if wide else range(area.left, area.right + 1)
        for column in among:
            rows = columns.get(column, ())
            first = bisect_left(rows, area.top)
            if first < len(rows) and rows[first] <= area.bottom:
                return True
        return any(other == sheet and its.meets(area) for other, its in self._areas)


def without_old_values(
    book: PackageBook, changed: Mapping[str, bytes], written: Mapping[str, Mapping[int, RowEdit]]
) -> Hanging:
    """What becomes of a workbook's formulas when parts of it change; `written` are the rows of each sheet part."""
    sheets = [one for one in book.sheets if not one.problem and may_have_formulas(book.parts[one.part])]
    if not sheets:
        return _NONE
    touched, names = _touched(book, changed, written), names_of(book, changed)
    if not touched and not names.resized:
        return _NONE
    found = list(_formulas(book, sheets, changed, touched))
    hanging = hanging_on(touched, [(one, names.read_by(one)) for _, _, its in found for one in its])
    by_sheet: dict[str, list[Area]] = {}
    for formula in hanging:
        by_sheet.setdefault(formula.sheet, []).append(formula.area)
    return _cleared({part: (sheet, by_sheet.get(fold(sheet.title), [])) for part, sheet, _ in found})


def _touched(book: PackageBook, changed: Mapping[str, bytes], written: Mapping[str, Mapping[int, RowEdit]]) -> Touched:
    """The cells of the written rows that say something else than before."""
    touched, values = Touched(), StoredValues(book)
    for sheet in book.sheets:
        if sheet.part in changed:
            old = sheet_part.parse(sheet.title, cleaned(book.parts[sheet.part]))
            new = sheet_part.parse(sheet.title, changed[sheet.part])
            for row, edit in sorted(written.get(sheet.part, {}).items()):
                before, after = values.in_row(old, row), values.in_row(new, row)
                for column in edit.columns:
                    if before.get(column) != after.get(column):
                        touched.add(fold(sheet.title), row, column)
    return touched


def _formulas(
    book: PackageBook, sheets: Iterable[ListedSheet], changed: Mapping[str, bytes], touched: Touched
) -> Iterator[tuple[str, SheetPart, Sequence[Formula]]]:
    """The sheets with formulas, as they will be. Of one in which nobody finds their way all cells are touched."""
    for sheet in sheets:
        try:
            parsed = sheet_part.parse(sheet.title, changed.get(sheet.part) or cleaned(book.parts[sheet.part]))
            yield sheet.part, parsed, formulas_in(parsed, fold(sheet.title))
        except RefusedError:
            touched.add_area(fold(sheet.title), Area(1, 1, MAX_ROW, MAX_COLUMN))


def _cleared(sheets: Mapping[str, tuple[SheetPart, Sequence[Area]]]) -> Hanging:
    """Read back as far as it is new."""
    new, count = {}, 0
    for part, (sheet, areas) in sheets.items():
        data, cells = cleared(sheet, areas)
        if cells:
            refuse_malformed(b"".join((b"<cells>", *cells, b"</cells>")))
            new[part] = data
            count += sum(map(bool, map(tag(sheet.prefix, "f").search, cells)))
    return Hanging(new, count)


def hanging_on(touched: Touched, read: Iterable[tuple[Formula, Sequence[NamedCells] | None]]) -> list[Formula]:
    """The formulas that read a touched cell, or one that hangs on a touched cell, or of which that cannot be told."""
    hanging, waiting = [], []
    for formula, places in read:
        if places is None:
            hanging.append(formula)
            touched.add_area(formula.sheet, formula.area)
        elif places:
            waiting.append((formula, places))
    for _ in range(_PASSES):
        left = []
        for formula, places in waiting:
            if any(map(touched.meets, places)):
                hanging.append(formula)
                touched.add_area(formula.sheet, formula.area)
            else:
                left.append((formula, places))
        if len(left) == len(waiting):
            return hanging
        waiting = left[::-1]
    return hanging + [formula for formula, _ in waiting]
