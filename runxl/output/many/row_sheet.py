"""A sheet that long lists are written to, whole rows at a time and straight to its file.

XlsxWriter's own way, a call and an object for each cell, costs five times as much, and with hundreds of workbooks the
cells of these lists are most of what the summary costs. Only rows are written here; all else is XlsxWriter's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from xlsxwriter.worksheet import Worksheet

from runxl.output.many.facts import FactCell
from runxl.output.many.lines import LineColumn, lines, numbered


class RowSheet(Worksheet):  # type: ignore[misc] # XlsxWriter has no types
    """Rows are appended from the top; links, widths, conditional formats and print settings are given as usual."""

    def begin(self, columns: Sequence[LineColumn]) -> None:
        self.used = 0
        self.columns = tuple(columns)
        self.letters = tuple(column.letters for column in columns)
        self.ignore_write_string = True  # a link is added to a cell that has been written

    def styles(self, formats: Iterable[Any]) -> tuple[str, ...]:
        """The cells' formats for `append`, from the left."""
        return tuple(f' s="{one._get_xf_index()}"' for one in formats)  # noqa: SLF001 - our base class does the same

    def append(self, cells: Sequence[FactCell], styles: Sequence[str], least: float = 0.0) -> None:
        """A row of cells from the left, high enough to be read in every program."""
        self.extend(lines(self.columns, styles, [tuple(cells)], least))

    def extend(self, several: Sequence[bytes]) -> None:
        """Rows that are XML already."""
        self.row_data_fh.buffer.write(numbered(several, self.used + 1))
        self.used += len(several)

    def finish(self) -> None:
        """Once all rows are there."""
        self._check_dimensions(0, 0)
        self._check_dimensions(max(0, self.used - 1), len(self.letters) - 1)

    def _prepare_formula(self, formula: str, *_: bool) -> str:
        """As it is: XlsxWriter looks for many newer functions in each of hundreds of conditions, and ours have none."""
        return formula.removeprefix("=")

    def _write_optimized_sheet_data(self) -> None:
        """Nothing: the rows are put in when the workbook is packed (see pack.py)."""
        self.row_data_fh.close()
        self._xml_start_tag("sheetData")
        self._xml_end_tag("sheetData")


def row_sheet(book: Any, title: str) -> RowSheet:
    return cast("RowSheet", book.add_worksheet(title, worksheet_class=RowSheet))
