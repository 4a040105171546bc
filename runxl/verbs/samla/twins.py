"""Two answers of the same unit: where they do not say the same."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.contract.load import contract
from runxl.verbs.forslag import Wish
from runxl.verbs.owners import shown
from runxl.verbs.samla.answer import Answer, NewRow
from runxl.verbs.samla.sameness import same
from runxl.workbook.cell_text import as_typed
from runxl.workbook.tables import Raw

Difference = tuple[tuple[str, str], str, Raw, Raw]
"""The table and the row, the column, and what each says."""


def differences(one: Answer, other: Answer) -> Iterator[Difference]:
    """Every place, in no order."""
    for row in one.rows.keys() | other.rows.keys():
        for column in (c.name for c in contract().tables[row[0]].columns if c.role == "unit"):
            first, second = _value(one, row, column), _value(other, row, column)
            if not same(first, second):
                yield (row[0], _name(one, other, row)), column, first, second
    for mine, its in ((one, other), (other, one)):
        yield from _own_rows_that_differ(mine, its, turned=mine is other)
    yield from _wishes_that_differ(one, other)


def _own_rows_that_differ(one: Answer, other: Answer, *, turned: bool) -> Iterator[Difference]:
    for row in one.new_rows:
        if not any(row.table == its.table and _same_values(row, its) for its in other.new_rows):
            table = contract().tables[row.table]
            column = next(column for column in table.columns if column.role == "unit")
            said = row.values.get(column.name)
            yield (row.table, as_typed(said)), column.name, *((None, said) if turned else (said, None))


def _wishes_that_differ(one: Answer, other: Answer) -> Iterator[Difference]:
    def by_cell(answer: Answer) -> dict[tuple[str, str, str], Wish]:
        return {(wish.blad, wish.rad, wish.kolumn): wish for wish in answer.wishes}

    first, second = by_cell(one), by_cell(other)
    for cell in first.keys() | second.keys():
        mine, its = (wishes[cell].foreslas if cell in wishes else None for wishes in (first, second))
        table = contract().table_of_sheet(cell[0])
        if table and not same(mine, its):
            names = {column.title: column.name for column in table.columns}
            yield (table.name, cell[1]), names.get(cell[2], table.columns[0].name), mine, its


def _same_values(one: NewRow, other: NewRow) -> bool:
    return all(same(one.values.get(name), other.values.get(name)) for name in one.values.keys() | other.values.keys())


def _name(one: Answer, other: Answer, row: tuple[str, int]) -> str:
    found, place = one.rows.get(row) or other.rows[row]
    return shown(contract().tables[row[0]], found, place)


def _value(answer: Answer, row: tuple[str, int], column: str) -> Raw:
    table, place = answer.rows.get(row, (None, 0))
    return table.values(column)[place] if table else None
