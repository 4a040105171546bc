"""The header row of a sheet: the row that has most of the table's headers, in any column order, moved down or right."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from runxl.contract.vocabulary import Table
from runxl.excel import column_letters, fold
from runxl.workbook.cell_text import as_typed
from runxl.workbook.tables import Raw, RawSheet

SEARCHED_ROWS = 50
ENOUGH = 2
SMALL_TABLE = 3
"""A table of three columns or fewer is known by a single header."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where headers stand: ours by column name, ours once more, and those that are not ours. Columns count from 1."""

    row: int
    columns: Mapping[str, int]
    twice: Mapping[int, str]
    extra: Mapping[int, str]

    def cell(self, column: int) -> str:
        return f"{column_letters(column)}{self.row}"

    @property
    def first_cell(self) -> str:
        return self.cell(min(self.columns.values()))


def header_of(table: Table, sheet: RawSheet) -> Header | None:
    """The header row, or None if no row looks like one."""
    titles = {fold(title): column.name for column in table.columns for title in (*column.formerly, column.title)}
    found, most = 0, 0
    for position, cells in enumerate(sheet.values[:SEARCHED_ROWS]):
        matches = len({fold(cell) for cell in cells if isinstance(cell, str)} & titles.keys())
        if matches > most:
            found, most = position, matches
        if most == len(titles):
            break
    if most < (1 if len(titles) <= SMALL_TABLE else ENOUGH):
        return None
    return _header(sheet.first_row + found, sheet.first_column, sheet.values[found], titles)


def _header(row: int, first_column: int, cells: Sequence[Raw], titles: Mapping[str, str]) -> Header:
    columns: dict[str, int] = {}
    twice: dict[int, str] = {}
    extra: dict[int, str] = {}
    for index, cell in enumerate(cells, first_column):
        name = titles.get(fold(cell if isinstance(cell, str) else _text(cell)))
        if name is None:
            if text := _text(cell):
                extra[index] = text
        elif name in columns:
            twice[index] = name
        else:
            columns[name] = index
    return Header(row, columns, twice, extra)


def _text(cell: Raw) -> str:
    """A header as text; a year may stand there as a number."""
    return " ".join(unicodedata.normalize("NFC", as_typed(cell)).split())
