"""A table of ours written anew: only what changes is named, however many rows are left as they were read."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from runxl.contract.load import contract
from runxl.output.cells import rewritten, same, standing, table_edits
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
    rows = [
        dict(zip(names, map(rewritten, values), strict=True))
        for values in [*before[:left], *other[len(before[:left]) :]]
    ]
    edits = table_edits(sheet, TABLE, rows)
    expected = [
        (f"{chr(ord('A') + index)}{number}", value)
        for number, row in enumerate([*rows, *[{}] * (len(before) - len(rows))], 2)
        for index, value in enumerate(map(row.get, names))
        if not same(standing(sheet, number, index + 1), value)
    ]
    assert [(edit.cell, edit.value) for edit in edits.cells] == expected
    assert [height.row for height in edits.heights] == sorted({int(cell[1:]) for cell, _ in expected})
