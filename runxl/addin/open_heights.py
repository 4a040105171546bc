"""The heights of rows in an open workbook: few questions, and one order for all rows that are to be equally high."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from runxl.addin.open_document import Document, answered_parts
from runxl.addin.rectangles import rectangles
from runxl.workbook.edits import Height


def set_heights(document: Document, at: Callable[[str], str], heights: Iterable[Height]) -> None:
    """Gives rows their heights. Of two for the same row the latter counts."""
    sheets: dict[str, dict[int, Height]] = {}
    for one in heights:
        sheets.setdefault(one.sheet, {})[one.row] = one
    for sheet, wanted in sheets.items():
        stands = _standing(document, at(sheet), [row for row, one in wanted.items() if one.grow_only])
        alike: dict[float, list[int]] = {}
        for row, one in wanted.items():
            if not (one.grow_only and stands[row] >= one.points):
                alike.setdefault(one.points, []).append(row)
        for points, rows in alike.items():
            document.set_row_height(at(sheet), rectangles([(row, 1) for row in rows]), points)


def _standing(document: Document, sheet: str, rows: list[int]) -> dict[int, float]:
    return {
        row: points or 0.0
        for one in rectangles([(row, 1) for row in rows])
        for part, points in answered_parts(one, partial(document.row_height, sheet))
        for row in range(part.top, part.bottom + 1)
    }
