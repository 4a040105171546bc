"""A table of ours written anew: only what changes is named, however many rows are left as they were read."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from runxl.contract.load import contract
from runxl.output.results.standing import rewritten, same, same_row, standing_in, table_edits
from runxl.workbook.edits import Edits, Written
from runxl.workbook.heights import LINE, SINGLE, row_height
from runxl.workbook.tables import CellError, Raw, RawSheet, Uncalculated

TABLE = contract().tables["fynd"]
TITLES: list[Raw] = [column.title for column in TABLE.columns]
_RAW = st.sampled_from(
    [None, "a", "a\r\nb", 1, 1.0, True, dt.date(2025, 1, 1), CellError("#N/A"), Uncalculated(), dt.time(1)]
)
_ROWS = st.lists(st.lists(_RAW, min_size=len(TITLES), max_size=len(TITLES)), min_size=1, max_size=4)


@settings(deadline=None)
@given(before=_ROWS, other=_ROWS, left=st.integers(0, 4))
def test_the_cells_that_change_are_named_and_no_others(
    before: list[list[Raw]], other: list[list[Raw]], left: int
) -> None:
    """As many rows as there may be are left as they were; all is as if each cell had been looked at by itself."""
    sheet = RawSheet("Fynd", [TITLES, *before])
    names = [column.name for column in TABLE.columns]
    rows = [list(map(rewritten, values)) for values in [*before[:left], *other[len(before[:left]) :]]]
    edits = table_edits(sheet, TABLE, names, rows)
    blanked: list[list[Written]] = [[None] * len(names) for _ in range(len(before) - len(rows))]
    expected = [
        (number, index, value)
        for number, row in enumerate([*rows, *blanked], 2)
        for index, value in enumerate(row, 1)
        if not same(sheet.at(number, index), value)
    ]
    assert cells_of(edits) == expected
    assert [height.row for height in edits.heights] == sorted({row for row, _, _ in expected})


def cells_of(edits: Edits) -> list[tuple[int, int, Written]]:
    """Row, column and value of every cell."""
    rows = edits.rows
    return [(one.row, *cell) for one in rows for cell in zip(one.columns, one.values, strict=True)]


def test_columns_stand_where_the_sheet_has_them() -> None:
    """In any order, with some missing and a stranger between them; a value whose column is missing is left out."""
    first, second, third = (column.title for column in TABLE.columns[:3])
    names = [column.name for column in TABLE.columns[:3]]
    sheet = RawSheet("Fynd", [[second, "Eget", first], ["b", "kvar", None]], first_row=4, first_column=2)
    edits = table_edits(sheet, TABLE, [*names[::-1]], [("c", "b", "a"), (third, "bb", None)])
    assert cells_of(edits) == [(5, 4, "a"), (6, 2, "bb")]


@given(row=st.integers(-1, 6), columns=st.lists(st.integers(1, 9), min_size=1))
def test_several_cells_of_a_row_stand_as_each_does(row: int, columns: list[int]) -> None:
    """Also outside what is used."""
    sheet = RawSheet("Fynd", [[1, 2, 3], [4, 5, 6]], first_row=2, first_column=3)
    assert standing_in(sheet, row, columns) == [sheet.at(row, column) for column in columns]


@given(stands=st.lists(_RAW, min_size=3, max_size=3), wanted=st.lists(_RAW | st.just(""), min_size=3, max_size=3))
def test_a_row_is_the_same_if_each_of_its_cells_is(stands: list[Raw], wanted: list[Raw]) -> None:
    """The quick look at the whole row says what a look at each cell would."""
    values = list(map(rewritten, wanted))
    assert same_row(stands, values) == all(map(same, stands, values))


@given(text=st.text(max_size=90) | st.text("ab cdefg", max_size=90), width=st.sampled_from([8.0, 17.0, 44.0]))
def test_a_text_is_as_high_alone_as_below_another(text: str, width: float) -> None:
    """What is settled at once, for a text without a line of its own, is what counting its paragraphs says."""
    alone, below = row_height([(text, width)]), row_height([(f"x\n{text or ' '}", width)])
    many = 1 if alone == SINGLE else (alone - 3) / LINE
    assert below == (1 + many) * LINE + 3


def test_a_truth_value_is_the_same_as_itself_alone() -> None:
    """One that stands there already is not written again; a number that Python takes for its equal is."""
    assert same(True, True)
    assert same(False, False)
    assert not same(True, False)
    assert not same(True, 1)
    assert not same(0, False)
