"""A row that leaves the plan: emptied where it stands, with what tells of it alone, and never from under other rows.

The rows below are not moved up: notes and formulas beside them, and formulas on people's own sheets, would then be of
other rows than they were, and only Excel itself can move them all. A blank row is no fault: everything passes it over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from runxl.contract.load import contract
from runxl.contract.vocabulary import Table
from runxl.excel import area
from runxl.verbs.owners import nrs, shown
from runxl.workbook.edits import Edits, Extent, RowEdit
from runxl.workbook.tables import FoundTable, RawSheet, Workbook

Gone = tuple[str, int]
"""A row that goes: its table and its position there."""


def held_by(workbook: Workbook, table: Table, nr: str, gone: Collection[Gone]) -> list[str]:
    """The rows that would be left without what they belong to, but for those that go too."""
    tables = contract().tables
    return [
        shown(tables[name], workbook.tables[name], position)
        for name, position in _naming(workbook, table, nr)
        if not _tells_of(tables[name]) and (name, position) not in gone
    ]


def along(workbook: Workbook, table: Table, nr: str) -> Iterator[Gone]:
    """The rows that say something of the row alone: what holds for an indikator in each period."""
    return (one for one in _naming(workbook, table, nr) if _tells_of(contract().tables[one[0]]))


def _naming(workbook: Workbook, table: Table, nr: str) -> Iterator[Gone]:
    """The rows of people's own that refer to a row."""
    for name, other in contract().tables.items():
        found = workbook.tables.get(name)
        for column in other.columns if found and nr else ():
            if found and table.name in (column.ref, column.also):
                yield from ((name, position) for position, said in enumerate(nrs(found, column.name)) if said == nr)


def _tells_of(table: Table) -> bool:
    """Whether the rows of a table are known by the row of another that they tell of."""
    return bool(table.key) and table.column(table.key[0]).type == "ref"


def emptied(workbook: Workbook, gone: Sequence[Gone], growing: Collection[str]) -> Edits:
    """The cells of the rows, and how far their tables reach then. `growing` tables are given rows below."""
    rows: list[RowEdit] = []
    extents: list[Extent] = []
    for name in dict.fromkeys(name for name, _ in gone):
        table, found = contract().tables[name], workbook.tables[name]
        places = tuple(sorted(column.index for column in found.columns.values()))
        numbers = {found.rows[position] for other, position in gone if other == name}
        rows += [RowEdit(table.sheet, number, places, (None,) * len(places)) for number in sorted(numbers)]
        if name not in growing:
            extents += _shortened(workbook.sheets[table.sheet], table, found, numbers)
    return Edits(rows=tuple(rows), extents=tuple(extents))


def _shortened(sheet: RawSheet, table: Table, found: FoundTable, gone: Collection[int]) -> Iterator[Extent]:
    """The table without the emptied rows that stand last in it, where nobody has anything else."""
    covered, ours = area(sheet.table_ref), {column.index for column in found.columns.values()}
    if covered is None or covered.top != found.header_row:
        return
    bottom = covered.bottom
    while bottom > covered.top + 1 and bottom in gone and not _else(sheet, bottom, ours):
        bottom -= 1
    if bottom != covered.bottom:
        yield Extent(table.sheet, table.table, str(covered._replace(bottom=bottom)))


def _else(sheet: RawSheet, row: int, ours: Collection[int]) -> bool:
    """Whether anything stands in a row beside our columns."""
    values = sheet.values[row - sheet.first_row] if row - sheet.first_row < len(sheet.values) else []
    return any(value is not None and place not in ours for place, value in enumerate(values, sheet.first_column))
