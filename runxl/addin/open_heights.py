"""The heights of rows in an open workbook: few questions, and one order for all rows that are to be equally high."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from runxl.addin.open_document import Document
from runxl.addin.rectangles import rectangles
from runxl.excel import Area
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
        row: points
        for one in rectangles([(row, 1) for row in rows])
        for part, points in _heights(document, sheet, one)
        for row in range(part.top, part.bottom + 1)
    }


def _heights(document: Document, sheet: str, rows: Area) -> Iterator[tuple[Area, float]]:
    """Parts of equal height. Where they differ each half is asked."""
    points = document.row_height(sheet, rows)
    if points is not None or rows.top == rows.bottom:
        yield rows, points or 0.0
        return
    middle = (rows.top + rows.bottom) // 2
    yield from _heights(document, sheet, rows._replace(bottom=middle))
    yield from _heights(document, sheet, rows._replace(top=middle + 1))
