"""A sheet's rows as bytes: where they stand in the part, and how far they reach.

The reader allocates the whole rectangle between the outermost cells, so the rows are bounded before it gets them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from runxl.contract.regel import Regel
from runxl.excel import MAX_COLUMN, MAX_ROW, address, column_index
from runxl.opc import limits
from runxl.opc.refused import RefusedError

FRAME = b"<sheetData></sheetData>"
FILLED = rb'<c r="%s"[^/>]*>'  # cells with a style alone end in />, and the reader leaves them out

Position = tuple[int, int]
_T = TypeVar("_T")

_FILLED_CELL = re.compile(FILLED % rb"([A-Z]+)(\d+)" + rb".*?</c>", re.DOTALL)


def rows_of(data: bytes) -> bytes:
    """What stands in sheetData, with its tags, if there are none after it; whether there are more in it is not told."""
    start = data.find(b"<sheetData")
    end = data.rfind(b"</sheetData>")
    refuse_second(data, max(start, end) + 1)
    if end > start >= 0:
        return data[start : end + len(b"</sheetData>")]
    if start >= 0 and data.find(b"/>", start) != data.find(b">", start) - 1:
        raise RefusedError(Regel.BLAD_GAR_INTE_ATT_LASA, orsak="slutet på bladet saknas")
    return FRAME


def refuse_second(data: bytes, start: int) -> None:
    """Rows in two places: the reader would take those of one."""
    if data.find(b"<sheetData", start) >= 0:
        raise RefusedError(Regel.BLAD_GAR_INTE_ATT_LASA, orsak="det har sina rader på två ställen")


def cells_in(rows: bytes) -> int:
    """How many cells are filled in."""
    cells = rows.count(b"</c>")
    if cells > limits.MAX_CELLS:
        raise RefusedError(Regel.BLAD_GAR_INTE_ATT_LASA, orsak="det har fler än fem miljoner ifyllda celler")
    return cells


def bounded(rows: bytes, filled_rows: Iterable[int], filled_columns: Collection[int]) -> tuple[bytes, str, int]:
    """The rows without cells far away, the address of the first such cell, and the area that is left."""
    numbers = sorted(filled_rows)
    if not numbers:
        return rows, "", 0
    outermost = max(filled_columns)
    if outermost > MAX_COLUMN or numbers[-1] > MAX_ROW:
        raise RefusedError(Regel.BLAD_GAR_INTE_ATT_LASA, orsak="det har celler utanför Excels gränser")
    last_row = _last_before_gap(numbers)
    last_column = max(column for column in filled_columns if column <= limits.FAR_COLUMN)
    area = last_row * last_column
    if area > limits.MAX_AREA:
        raise RefusedError(
            Regel.BLAD_GAR_INTE_ATT_LASA, orsak="uppgifterna sträcker sig över för många rader och kolumner"
        )
    if last_row == numbers[-1] and last_column == outermost:
        return rows, "", area
    return *_cut(rows, last_row, last_column), area


def _last_before_gap(numbers: list[int]) -> int:
    last = 0
    for number in numbers:
        if number - last > limits.FAR_GAP:
            break
        last = number
    return last


def _cut(rows: bytes, last_row: int, last_column: int) -> tuple[bytes, str]:
    far: list[Position] = []

    def keep(cell: re.Match[bytes]) -> bytes:
        row, column = position(cell)
        if row <= last_row and column <= last_column:
            return cell[0]
        far.append((row, column))
        return b""

    kept = _FILLED_CELL.sub(keep, rows)
    row, column = min(far)
    return kept, address(row, column)


def position(cell: re.Match[bytes]) -> Position:
    """Row and column of a cell whose letters and number are the first two groups."""
    return int(cell[2]), column_index(cell[1].decode())


def few(marks: Iterator[_T]) -> Iterator[_T]:
    """No more than can be held in memory."""
    for number, mark in enumerate(marks):
        if number == limits.MAX_MARKS:
            raise RefusedError(
                Regel.BLAD_GAR_INTE_ATT_LASA, orsak="det har för många felvärden, oräknade formler eller procentceller"
            )
        yield mark
