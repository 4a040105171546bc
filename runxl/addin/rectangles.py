"""Edits of single cells gathered into rectangles, so that each costs one call instead of one per cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from runxl.excel import Area, address, area, position
from runxl.workbook.edits import Edits, Written


class CellEdit(NamedTuple):
    """An edit of one cell, by its place."""

    sheet: str
    row: int
    column: int
    value: Written
    like: str

    @property
    def cell(self) -> str:
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle of one sheet and what is to stand in it."""

    sheet: str
    area: Area
    values: tuple[tuple[Written, ...], ...]


def single_cells(edits: Edits) -> Iterator[CellEdit]:
    """All cells that are to be written, one by one."""
    for sheet, cell, value, like in edits.cells:
        place = position(cell)
        if place:
            yield CellEdit(sheet, *place, value, like)
    for sheet, row, columns, values, likes in edits.rows:
        for column, value, like in zip(columns, values, likes or ("",) * len(columns), strict=True):
            yield CellEdit(sheet, row, column, value, like)


def blocks(edits: Iterable[CellEdit]) -> Iterator[Rectangle]:
    """Cells beside each other, and equal stretches of rows below each other, as one block. The latter edit counts."""
    for sheet, cells in _by_sheet(edits).items():
        for where in rectangles(cells):
            rows = range(where.top, where.bottom + 1)
            columns = range(where.left, where.right + 1)
            values = tuple(tuple(cells[row, column].value for column in columns) for row in rows)
            yield Rectangle(sheet, where, values)


def looks(edits: Iterable[CellEdit]) -> Iterator[tuple[str, Area, list[Area]]]:
    """Which rectangles of which sheet take the look of which sample."""
    for sheet, cells in _by_sheet(edits).items():
        for sample in sorted({edit.like for edit in cells.values() if edit.like}):
            given = area(sample)
            if given:
                yield sheet, given, rectangles([place for place, edit in cells.items() if edit.like == sample])


def _by_sheet(edits: Iterable[CellEdit]) -> dict[str, dict[tuple[int, int], CellEdit]]:
    found: dict[str, dict[tuple[int, int], CellEdit]] = {}
    for edit in edits:
        found.setdefault(edit.sheet, {})[edit.row, edit.column] = edit
    return found


def rectangles(cells: Iterable[tuple[int, int]]) -> list[Area]:
    """Cells as rectangles: stretches of each row, joined downwards where the next row has the same stretch."""
    rows: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, []).append(column)
    done: list[Area] = []
    open_: Mapping[tuple[int, int], Area] = {}
    for row, columns in rows.items():
        now = {}
        for left, right in _stretches(columns):
            above = open_.get((left, right))
            joined = above is not None and above.bottom == row - 1
            now[left, right] = above._replace(bottom=row) if above and joined else Area(row, left, row, right)
        done += [one for stretch, one in open_.items() if stretch not in now or now[stretch].top != one.top]
        open_ = now
    return [*done, *open_.values()]


def _stretches(columns: list[int]) -> Iterator[tuple[int, int]]:
    left = last = columns[0]
    for column in columns[1:]:
        if column != last + 1:
            yield left, last
            left = column
        last = column
    yield left, last
