"""Tables laid out one below the other, from slide to slide: every row is measured, none is cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from runxl.output.document.blocks import Grid, GridCell, GridRow
from runxl.output.document.slides.ruler import Ruler

PAD_X, PAD_Y = 8.0, 3.5
"""Between a cell's edge and its text."""

_GAP = 14.0
_KEPT_FREE = 4
"""Lines that a piece of a very long row leaves free, for a group row that stands above it again."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A table, or the part of it that stands on a slide: `top` from the room's upper edge, a height for each row.

    The first height is the header's.
    """

    grid: Grid
    top: float
    heights: tuple[float, ...]
    size: float

    @property
    def bottom(self) -> float:
        return self.top + sum(self.heights)


def laid(grids: Iterable[Grid], width: float, height: float, ruler: Ruler, size: float) -> list[tuple[Placed, ...]]:
    """The tables in a size, slide by slide."""
    done: list[list[Placed]] = [[]]
    for grid in grids:
        _Flow(_Measured(grid, width, ruler, size), height, done).lay()
    return [tuple(placed) for placed in done if placed]


def suits(grids: Iterable[Grid], width: float, ruler: Ruler, size: float) -> bool:
    """Whether no word of the headers and no status has to be broken in this size."""
    return all(_Measured(grid, width, ruler, size).whole for grid in grids)


def table_width(grid: Grid, width: float) -> float:
    return width * min(1.0, sum(column.share for column in grid.columns) / 100)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A table's rows, measured in a size."""

    grid: Grid
    width: float
    ruler: Ruler
    size: float

    @property
    def head(self) -> float:
        return self.height(GridRow(tuple(GridCell(column.title, strong=True) for column in self.grid.columns)))

    def height(self, row: GridRow) -> float:
        lines = max((len(self.lines(row, place)) for place in range(len(row.cells))), default=1)
        return lines * self.ruler.line(self.size) + 2 * PAD_Y

    def lines(self, row: GridRow, place: int) -> tuple[str, ...]:
        cell, column = row.cells[place], row.column(place)
        room = self._room(column, row.span if place == 0 else 1)
        return self.ruler.lines(cell.shown, room, self.size, bold=cell.strong or bool(cell.mark))

    def _room(self, column: int, span: int = 1) -> float:
        """For a text in a cell that covers so many columns."""
        shares = [one.share for one in self.grid.columns]
        own = sum(shares[column : column + span])
        return table_width(self.grid, self.width) * own / sum(shares) - 2 * PAD_X

    @property
    def whole(self) -> bool:
        """Nothing that has to be found at a glance is broken."""
        header = ((place, word) for place, one in enumerate(self.grid.columns) for word in one.title.split())
        marked = (
            (row.column(place), cell.shown)
            for row in self.grid.rows
            for place, cell in enumerate(row.cells)
            if cell.mark and cell.filled
        )
        every = chain(header, marked)
        return all(len(self.ruler.lines(said, self._room(at), self.size, bold=True)) == 1 for at, said in every)

    def pieces(self, row: GridRow, room: float) -> Iterator[GridRow]:
        """The row, or pieces of it if it is higher than the room."""
        most = max(1, int((room - 2 * PAD_Y) / self.ruler.line(self.size)) - _KEPT_FREE)
        lines = [self.lines(row, place) for place in range(len(row.cells))]
        longest = max(map(len, lines), default=1)
        if longest <= most:
            yield row
            return
        for start in range(0, longest, most):
            cells = [
                replace(cell, text="".join(own[start : start + most]).strip()) if not cell.mark else cell
                for cell, own in zip(row.cells, lines, strict=True)
            ]
            cells = [GridCell() if start and cell.mark else cell for cell in cells]
            yield replace(row, cells=tuple(cells), group=row.group and not start)


@dataclass(slots=True)
class _Flow:
    """A table on its way to the slides, of which the last is the one being filled."""

    table: _Measured
    height: float
    done: list[list[Placed]]
    top: float = 0.0
    rows: list[GridRow] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)

    def lay(self) -> None:
        """A table or a block is kept together where a slide has room for it."""
        if self.done[-1]:
            self.top = self.done[-1][-1].bottom + _GAP
        blocks = list(_blocks(self.table.grid.rows))
        whole = sum(self._tall(block) for block in blocks)
        if self.left < whole <= self._most and self.done[-1]:
            self._turn()
        for block in blocks:
            tall, start = self._tall(block), self._tall(block[:2])
            if self._begun and self.left < (tall if tall <= self._most else start if block[0].group else 0):
                self._turn()
            self._fill(block)
        self._close()

    @property
    def left(self) -> float:
        return self.height - self.top - self.table.head - sum(self.heights)

    @property
    def _most(self) -> float:
        """What an empty slide has room for."""
        return self.height - self.table.head

    @property
    def _begun(self) -> bool:
        return bool(self.rows or self.done[-1])

    def _tall(self, rows: Iterable[GridRow]) -> float:
        return sum(self.table.height(row) for row in rows)

    def _fill(self, block: list[GridRow]) -> None:
        for place, row in enumerate(block):
            for piece in self.table.pieces(row, self._most):
                height = self.table.height(piece)
                if self.left < height and self._begun:
                    self._turn()
                    if place and block[0].group:
                        again = _again(block[0])
                        self._add(again, self.table.height(again))
                self._add(piece, height)

    def _add(self, row: GridRow, height: float) -> None:
        self.rows.append(row)
        self.heights.append(height)

    def _turn(self) -> None:
        """To an empty slide."""
        self._close()
        self.done.append([])
        self.top, self.rows, self.heights = 0.0, [], []

    def _close(self) -> None:
        if self.rows:
            part = replace(self.table.grid, rows=tuple(self.rows))
            self.done[-1].append(Placed(part, self.top, (self.table.head, *self.heights), self.table.size))


def _again(group: GridRow) -> GridRow:
    first = replace(group.cells[0], text=group.again or group.cells[0].text)
    return replace(group, cells=(first, *(GridCell() for _ in group.cells[1:])))


def _blocks(rows: Iterable[GridRow]) -> Iterator[list[GridRow]]:
    """A group row with the rows below it; a row outside every group is a block of its own."""
    block: list[GridRow] = []
    for row in rows:
        if block and (row.group or not block[0].group):
            yield block
            block = []
        block.append(row)
    if block:
        yield block
