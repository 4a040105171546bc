"""What names stand for in a workbook: its tables and its defined names, as the cells that a formula reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from runxl.excel import Area, fold
from runxl.opc.markup import cleaned
from runxl.opc.package_book import PackageBook
from runxl.opc.tags import attributes, prefix_of, tag, unescaped
from runxl.workbook.patch import table_part
from runxl.workbook.patch.formulas import Formula
from runxl.workbook.patch.references import InTable, NameRef, Reads, Ref, reads_of

NamedCells = tuple[str, Area]
"""Cells of a sheet."""

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_ITEM = re.compile(r"\[((?:[^\[\]']|'.)*)\]")
_QUOTED = re.compile(r"'(.)", re.DOTALL)
_THIS_ROW, _HEADERS = "#this row", "#headers"


class _Table(NamedTuple):
    sheet: str
    area: Area
    header_rows: int
    columns: tuple[str, ...]
    resized: bool


@dataclass(slots=True)
class DefinedNames:
    """The tables by their names; the defined names by the sheet that they hold in (none: everywhere) and their own."""

    tables: Mapping[str, _Table]
    defined: Mapping[tuple[str, str], str]
    _read: dict[str, Reads | None] = field(default_factory=dict)
    _meant: dict[tuple[str, str], Sequence[NamedCells] | None] = field(default_factory=dict)

    @property
    def resized(self) -> bool:
        """Whether a table grows or shrinks: its name then means other cells than before."""
        return any(table.resized for table in self.tables.values())

    def read_by(self, formula: Formula) -> Sequence[NamedCells] | None:
        """The cells that a formula reads; None where that cannot be told."""
        reads = self._reads(formula.text) if formula.text is not None else None
        if reads is None:
            return None
        places: list[NamedCells] = []
        for ref in reads.refs:
            found = self._places(ref, formula)
            if found is None:
                return None
            places += found
        return _grown(places) if reads.grows else places

    def _reads(self, text: str) -> Reads | None:
        if text not in self._read:
            self._read[text] = reads_of(text)
        return self._read[text]

    def _places(self, ref: Ref | InTable | NameRef, formula: Formula) -> Sequence[NamedCells] | None:
        if isinstance(ref, Ref):
            down, right = formula.area.top - formula.origin[0], formula.area.left - formula.origin[1]
            return [(ref.sheet or formula.sheet, ref.moved(down, right))]
        if isinstance(ref, InTable):
            return self._in_table(ref, formula)
        return self._named(ref.sheet or formula.sheet, fold(ref.name))

    def _in_table(self, ref: InTable, formula: Formula) -> Sequence[NamedCells] | None:
        table = self.tables.get(fold(ref.table)) if ref.table else self._around(formula)
        if table is None:
            return None
        said = ref.said.strip()
        items = [_QUOTED.sub(r"\1", item) for item in _ITEM.findall(said) or [said.removeprefix("@")]]
        words = {fold(item) for item in items if item.startswith("#")}
        columns = [table.columns.index(name) for item in items if (name := fold(item)) in table.columns]
        if len(columns) + len(words) < len(items) - (items == [""]):
            columns = []  # a column that is not there: the whole table
        top, left, bottom, right = table.area
        if columns:
            left, right = left + min(columns), left + max(columns)
        row = formula.area.top
        if (said.startswith("@") or _THIS_ROW in words) and table.sheet == formula.sheet and top <= row <= bottom:
            top = bottom = row
        elif table.resized:
            return None
        elif words == {_HEADERS}:
            bottom = top + table.header_rows - 1
        return [(table.sheet, Area(top, left, bottom, right))]

    def _around(self, formula: Formula) -> _Table | None:
        """The table that a formula stands in."""
        tables = (one for one in self.tables.values() if one.sheet == formula.sheet)
        return next((one for one in tables if one.area.meets(formula.area)), None)

    def _named(self, sheet: str, name: str) -> Sequence[NamedCells] | None:
        for key in ((sheet, name), ("", name)):
            if key in self.defined:
                return self._defined(key, sheet)
        table = self.tables.get(name)
        return None if table is None or table.resized else [(table.sheet, table.area)]

    def _defined(self, key: tuple[str, str], sheet: str) -> Sequence[NamedCells] | None:
        """What a defined name means; None where it means something else in each cell, or itself."""
        if key not in self._meant:
            self._meant[key] = None
            text = self.defined[key]
            reads = self._reads(text)
            if reads and all(one.fixed for one in reads.refs if isinstance(one, Ref)):
                self._meant[key] = self.read_by(Formula(sheet, Area(0, 0, 0, 0), text, (0, 0)))
        return self._meant[key]


def names_of(book: PackageBook, changed: Mapping[str, bytes]) -> DefinedNames:
    """The names of a workbook in which tables may change."""
    tables = {}
    for sheet in book.sheets:
        for part in book.table_parts(sheet.part):
            old = table_part.parse(part, cleaned(book.parts[part]))
            new = table_part.parse(part, changed[part]) if part in changed else old
            area, columns = old.area.around(new.area), tuple(_columns(old))
            tables[fold(old.name)] = _Table(fold(sheet.title), area, old.header_rows, columns, new.area != old.area)
    return DefinedNames(tables, dict(_defined_in(book)))


def _columns(table: table_part.TablePart) -> Iterable[str]:
    for start in tag(prefix_of(table.data, "table"), "tableColumn").findall(table.data):
        yield fold(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), attributes(start).get("name", "")))


def _defined_in(book: PackageBook) -> Iterable[tuple[tuple[str, str], str]]:
    data = cleaned(book.parts[book.part])
    start = tag(prefix_of(data, "workbook"), "definedName")
    for found in re.finditer(rb"(" + start.pattern + rb")([^<]*)<", data):
        said = attributes(found[1])
        own = said.get("localSheetId", "")
        sheet = fold(book.sheets[int(own)].title) if own.isdigit() and int(own) < len(book.sheets) else ""
        yield (sheet, fold(said.get("name", ""))), unescaped(found[2].decode("utf-8", "replace"))


def _grown(places: Sequence[NamedCells]) -> list[NamedCells]:
    """Each as large as the largest."""
    height = max((area.bottom - area.top for _, area in places), default=0)
    width = max((area.right - area.left for _, area in places), default=0)
    return [(sheet, area._replace(bottom=area.top + height, right=area.left + width)) for sheet, area in places]
