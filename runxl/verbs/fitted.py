"""Numbers written so that their cells show them as they are meant: 40 is 0,4 in a cell that shows 40 %."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from runxl.excel import position
from runxl.output.results.standing import standing
from runxl.verbs.samla.sameness import as_text
from runxl.verbs.typed import as_number
from runxl.workbook.edits import Edits, Written
from runxl.workbook.patch import patch
from runxl.workbook.read import read
from runxl.workbook.tables import Percent, RawSheet, Workbook


def fitted(workbook: Workbook, edits: Edits) -> Edits:
    """Which cells show percentages is seen by trying: the cell's own look, its row's or its column's decides."""
    numbers = [value for edit in edits.rows for value in edit.values] + [edit.value for edit in edits.cells]
    if not any(isinstance(value, int | float) for value in numbers):
        return edits
    with tempfile.TemporaryDirectory() as folder:
        tried = Path(folder, f"plan{workbook.path.suffix}")
        patch(workbook.path, edits, tried, stamp=workbook.stamp)
        sheets = read(tried, to_write=True).sheets
    cells = tuple(
        edit._replace(value=_fitted(sheets[edit.sheet], *(position(edit.cell) or (0, 0)), edit.value))
        for edit in edits.cells
    )
    rows = tuple(
        edit._replace(
            values=[
                _fitted(sheets[edit.sheet], edit.row, column, value)
                for column, value in zip(edit.columns, edit.values, strict=True)
            ]
        )
        for edit in edits.rows
    )
    return replace(edits, cells=cells, rows=rows)


def _fitted(sheet: RawSheet, row: int, column: int, value: Written) -> Written:
    if not isinstance(value, int | float) or not isinstance(standing(sheet, row, column), Percent):
        return value
    # 0,62 or 62? Nobody knows, and as a percentage nobody would ask: it stays what it was, in words.
    return as_text(value) if 0 < value <= 1 else as_number(Decimal(repr(value)).scaleb(-2))
