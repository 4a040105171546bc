"""A sheet that long lists are written to, whole rows at a time and straight to its file.

XlsxWriter's own way, a call and an object for each cell, costs five times as much, and with hundreds of workbooks the
cells of these lists are most of what the summary costs. Only rows and links to files are written here; all else is
XlsxWriter's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

from xlsxwriter.url import Url
from xlsxwriter.worksheet import Worksheet

from runxl.output.many.facts import FactCell
from runxl.output.many.lines import LineColumn, lines, numbered

_AT_ONCE = 1 << 16


class RowSheet(Worksheet):  # type: ignore[misc] # XlsxWriter has no types
    """Rows are appended from the top; links, widths, conditional formats and print settings are given as usual."""

    row_data_fh: Any

    def begin(self, columns: Sequence[LineColumn]) -> None:
        self.used = 0
        self.columns = tuple(columns)
        self.letters = tuple(column.letters for column in columns)
        self.ignore_write_string = True  # a link is added to a cell that has been written
        self._links: list[str] = []
        self.row_data_fh.close()  # which takes texts, a little at a time
        self.row_data_fh = Path(self.row_data_filename).open("wb", buffering=_AT_ONCE)  # noqa: SIM115 - see row_book

    def styles(self, formats: Iterable[Any]) -> tuple[str, ...]:
        """The cells' formats for `append`, from the left."""
        return tuple(f' s="{one._get_xf_index()}"' for one in formats)  # noqa: SLF001 - our base class does the same

    def append(self, cells: Sequence[FactCell], styles: Sequence[str], least: float = 0.0) -> None:
        """A row of cells from the left, high enough to be read in every program."""
        self.extend(lines(self.columns, styles, [tuple(cells)], least))

    def extend(self, several: Sequence[bytes]) -> None:
        """Rows that are XML already."""
        self.row_data_fh.write(numbered(several, self.used + 1))
        self.used += len(several)

    def link(self, row: int, column: int, to: str) -> None:
        """From a cell to a file, and to a place in it. There may be tens of thousands, each in its row's turn."""
        file, _, place = to.removeprefix("external:").partition("#")
        named = file.replace("/", "\\")
        target = named if Url._is_relative_path(named) else f"file:///{named}"  # noqa: SLF001
        self.external_hyper_links.append(("/hyperlink", Url._escape_url(target), "External"))  # noqa: SLF001
        location = f' location="{self._escape_attributes(place)}"' if place else ""
        cell = f"{self.letters[column]}{row + 1}"
        self._links.append(f'<hyperlink ref="{cell}" r:id="rId{len(self.external_hyper_links)}"{location}/>')

    def finish(self) -> None:
        """Once all rows are there."""
        self._check_dimensions(0, 0)
        self._check_dimensions(max(0, self.used - 1), len(self.letters) - 1)

    def _prepare_formula(self, formula: str, *_: bool) -> str:
        """As it is: XlsxWriter looks for many newer functions in each of hundreds of conditions, and ours have none."""
        return formula.removeprefix("=")

    def _write_hyperlinks(self) -> None:
        """Those to files; else those to sheets of the same workbook, in XlsxWriter's way."""
        if self._links:
            self.fh.write(f"<hyperlinks>{''.join(self._links)}</hyperlinks>")
        else:
            super()._write_hyperlinks()

    def _write_optimized_sheet_data(self) -> None:
        """Nothing: the rows are put in when the workbook is packed (see pack.py)."""
        self._xml_start_tag("sheetData")
        self._xml_end_tag("sheetData")


def row_sheet(book: Any, title: str) -> RowSheet:
    return cast("RowSheet", book.add_worksheet(title, worksheet_class=RowSheet))
