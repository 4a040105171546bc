"""Numbers written so that their cells show them as they are meant: 40 is 0,4 in a cell that shows 40 %."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from runxl.excel import position
from runxl.verbs.typed import as_number
from runxl.workbook.cell_text import as_typed
from runxl.workbook.edits import Edits, Written
from runxl.workbook.patch import patch
from runxl.workbook.read import read
from runxl.workbook.tables import Percent, Workbook

Shows = Callable[[str, int, int], bool]
"""Whether a number in a cell (sheet, row, column) would be shown as a percentage."""


def fitted(workbook: Workbook, edits: Edits) -> Edits:
    """Which cells show percentages is seen by trying: the cell's own look, its row's or its column's decides."""
    if not any(True for _ in numbers_in(edits)):
        return edits
    with tempfile.TemporaryDirectory() as folder:
        tried = Path(folder, f"plan{workbook.path.suffix}")
        patch(workbook.path, edits, tried, stamp=workbook.stamp)
        sheets = read(tried, to_write=True).sheets
    return fitted_where(edits, lambda sheet, row, column: isinstance(sheets[sheet].at(row, column), Percent))


def numbers_in(edits: Edits) -> Iterator[tuple[str, int, int]]:
    """The cells that are given a number."""
    for edit in edits.cells:
        if isinstance(edit.value, int | float):
            yield edit.sheet, *(position(edit.cell) or (0, 0))
    for row in edits.rows:
        for column, value in zip(row.columns, row.values, strict=True):
            if isinstance(value, int | float):
                yield row.sheet, row.row, column


def fitted_where(edits: Edits, shows: Shows) -> Edits:
    """The numbers written for cells that show percentages."""
    cells = tuple(
        edit._replace(value=_fitted(edit.value, shows, edit.sheet, *(position(edit.cell) or (0, 0))))
        for edit in edits.cells
    )
    rows = tuple(
        edit._replace(
            values=[
                _fitted(value, shows, edit.sheet, edit.row, column)
                for column, value in zip(edit.columns, edit.values, strict=True)
            ]
        )
        for edit in edits.rows
    )
    return replace(edits, cells=cells, rows=rows)


def _fitted(value: Written, shows: Shows, sheet: str, row: int, column: int) -> Written:
    if not isinstance(value, int | float) or not shows(sheet, row, column):
        return value
    # 0,62 or 62? Nobody knows, and as a percentage nobody would ask: it stays what it was, in words.
    return as_typed(value) if 0 < value <= 1 else as_number(Decimal(repr(value)).scaleb(-2))
