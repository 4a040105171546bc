"""A sheet that is none of ours, as it looks to whoever opens it: lines of text and tables, numbers in their formats.

What is hidden there is not shown, and no formula is followed: a cell says what it said when the workbook was saved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from runxl.excel import Area, area, fold
from runxl.opc.shown_as import shown_as
from runxl.output.said.clean import clean
from runxl.workbook.tables import CellError, Formatted, Raw, RawSheet, Uncalculated

MOST_ROWS, MOST_COLUMNS = 500, 60
"""So much of a sheet is shown in a document."""

_SUMS = ("summa", "totalt", "total", "summa totalt", "totalsumma")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_UNSAVED = "formeln är inte beräknad"


class SeenCell(NamedTuple):
    """`joined`: merged with the cell above."""

    text: str = ""
    number: bool = False
    joined: bool = False


class SeenLine(NamedTuple):
    cells: tuple[SeenCell, ...]
    is_sum: bool = False


class SeenTable(NamedTuple):
    header: tuple[str, ...]
    lines: tuple[SeenLine, ...]


class SeenSheet(NamedTuple):
    """`parts`: lines of text and tables, from above. `faults`: row, column and what is wrong in cells without a value.

    `hidden` and `beyond`: something is hidden in the sheet, or is more than a document can show.
    """

    title: str
    parts: tuple[str | SeenTable, ...] = ()
    faults: tuple[tuple[int, int, str], ...] = ()
    hidden: bool = False
    beyond: bool = False


def seen(sheet: RawSheet) -> SeenSheet:
    look = _Look(sheet)
    return SeenSheet(sheet.title, tuple(look.parts()), tuple(look.faults), hidden=look.hidden, beyond=look.beyond)


class _Look:
    """A sheet looked at from above. `rows`: their numbers in Excel, those that are seen; so with `columns`."""

    def __init__(self, sheet: RawSheet) -> None:
        self.sheet = sheet
        rows = [sheet.first_row + place for place, row in enumerate(sheet.values) if any(map(_says, row))]
        columns = [
            sheet.first_column + place
            for place, column in enumerate(zip(*sheet.values, strict=True))
            if any(map(_says, column))
        ]
        self.rows = [row for row in rows if row not in sheet.hidden_rows]
        self.columns = [column for column in columns if column not in sheet.hidden_columns]
        self.hidden = len(self.rows) < len(rows) or len(self.columns) < len(columns)
        self.beyond = len(self.rows) > MOST_ROWS or len(self.columns) > MOST_COLUMNS
        del self.rows[MOST_ROWS:], self.columns[MOST_COLUMNS:]
        self.faults: list[tuple[int, int, str]] = []
        self.merged: list[Area] = [found for one in sheet.merged if (found := area(one))]
        self.across = {one.top for one in self.merged if one.right > one.left}  # rows with one over several columns

    def parts(self) -> Iterator[str | SeenTable]:
        """What stands together is a table; rows below an empty one that have no header go on in the one before."""
        table: SeenTable | None = None
        for run in self._runs():
            above = next((place for place, row in enumerate(run) if not self._is_text(row)), len(run))
            if above and table:
                yield table
                table = None
            yield from (self._line_of_text(row) for row in run[:above])
            rows = run[above:]
            if rows and table and not self._is_header(rows[0]):
                table = table._replace(lines=(*table.lines, *map(self._line, rows)))
            elif rows:
                if table:
                    yield table
                table = self._table(rows)
        if table:
            yield table

    def _runs(self) -> Iterator[list[int]]:
        """Rows without an empty one between them; a hidden one parts nothing."""
        run: list[int] = []
        for row in self.rows:
            if run and any(one not in self.sheet.hidden_rows for one in range(run[-1] + 1, row)):
                yield run
                run = []
            run.append(row)
        if run:
            yield run

    def _table(self, rows: Sequence[int]) -> SeenTable:
        """Headers in two rows, the upper ones over several columns each, are one."""
        headers = 0
        if self._is_header(rows[0]):
            two = len(rows) > 2 and rows[0] in self.across and self._is_header(rows[1])  # noqa: PLR2004 - headers and a row
            headers = 2 if two else 1
        titles = [[self._title(row, column) for row in rows[:headers]] for column in self.columns]
        header = tuple(" ".join(dict.fromkeys(filter(None, one))) for one in titles)
        return SeenTable(header, tuple(map(self._line, rows[headers:])))

    def _title(self, row: int, column: int) -> str:
        return self._text(*self._origin(row, column)).replace("\n", " ")

    def _line(self, row: int) -> SeenLine:
        cells = tuple(self._cell(row, column) for column in self.columns)
        name = fold(next((cell.text for cell in cells if cell.text), ""))
        return SeenLine(cells, is_sum=row in self.sheet.totals_rows or name in _SUMS)

    def _cell(self, row: int, column: int) -> SeenCell:
        raw = self.sheet.at(row, column)
        if isinstance(raw, CellError | Uncalculated):
            self.faults.append((row, column, _UNSAVED if isinstance(raw, Uncalculated) else raw.text))
            return SeenCell()
        above = self._origin(row, column)
        joined = above != (row, column) and above[1] == column and above[0] in self.rows
        return SeenCell("" if joined else _text(raw), _is_number(raw), joined)

    def _line_of_text(self, row: int) -> str:
        return " ".join(filter(None, (self._text(row, column) for column in self.columns)))

    def _is_header(self, row: int) -> bool:
        """Words and years, and nothing else."""
        said = [raw for column in self.columns if _says(raw := self.sheet.at(row, column))]
        return bool(said) and all(isinstance(raw, str) or _is_year(raw) for raw in said)

    def _is_text(self, row: int) -> bool:
        """One cell alone, which is no header over several columns."""
        said = [column for column in self.columns if _says(self.sheet.at(row, column))]
        is_over = said[0] > self.columns[0] and row in self.across
        return len(said) == 1 < len(self.columns) and not is_over

    def _text(self, row: int, column: int) -> str:
        return _text(self.sheet.at(row, column))

    def _origin(self, row: int, column: int) -> tuple[int, int]:
        """Merged cells are one: what stands in the first stands in all."""
        around = (one for one in self.merged if one.top <= row <= one.bottom and one.left <= column <= one.right)
        first = next(around, None)
        return (first.top, first.left) if first else (row, column)


def _says(raw: Raw) -> bool:
    return raw is not None and raw != ""


def _is_year(raw: Raw) -> bool:
    return _is_number(raw) and _FIRST_YEAR <= float(str(raw)) <= _LAST_YEAR and float(str(raw)).is_integer()


def _is_number(raw: Raw) -> bool:
    return isinstance(raw, float | int) and not isinstance(raw, bool)


def _text(raw: Raw) -> str:
    match raw:
        case None | CellError() | Uncalculated():
            return ""
        case bool():
            return "Sant" if raw else "Falskt"
        case Formatted():
            return shown_as(raw, raw.code)
        case float() | int():
            return shown_as(raw)
        case dt.datetime():
            return f"{raw:%Y-%m-%d %H:%M}" if raw.time() != dt.time() else f"{raw:%Y-%m-%d}"
        case dt.date():
            return f"{raw:%Y-%m-%d}"
        case dt.time():
            return f"{raw:%H:%M}"
        case dt.timedelta():
            minutes = int(raw.total_seconds()) // 60
            return f"{minutes // 60}:{minutes % 60:02d}"
    return clean(raw).strip()
