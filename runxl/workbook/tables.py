"""What a workbook holds once read: raw sheets, the tables found in them, and what reading noticed.

The file reader and the live add-in both make RawSheets; from there on the journey is the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from runxl import notebook
from runxl.errors import RunxlError
from runxl.excel import area, column_letters
from runxl.findings import Finding
from runxl.frames import Tidied, frame
from runxl.notebook import in_short
from runxl.opc.styles import NumberFormat, dress_of

if TYPE_CHECKING:
    import pandas as pd


class Percent(float):
    """A stored number that its cell shows as a percentage: Percent(0.4) stands as 40 %."""

    __slots__ = ()


class Dressed(float):
    """A stored number whose cell adds a unit to it: `500 kr`, where Excel has made a currency of what was typed.

    `thousands`: how many times its last three figures are left out, `2 133` of 2133000.
    """

    __slots__ = ("thousands", "unit")
    unit: str
    thousands: int

    def __new__(cls, value: float, unit: str = "", thousands: int = 0) -> Self:
        made = super().__new__(cls, value)
        made.unit, made.thousands = unit, thousands
        return made

    @property
    def seen(self) -> float:
        """The number that the cell shows."""
        return float(self) / float(1000**self.thousands)


class SpeltNumber(float):
    """A stored number of which its cell shows more than is stored: `4,0` of 4, `+1` of 1, `402,1` of 402.125."""

    __slots__ = ("least", "most", "plus")
    least: int
    most: int
    plus: bool

    def __new__(cls, value: float, least: int = 0, most: int = 0, *, plus: bool = False) -> Self:
        made = super().__new__(cls, value)
        made.least, made.most, made.plus = least, most, plus
        return made


class Formatted(float):
    """A number on a sheet that is none of ours, with the number format of its cell."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, value: float, code: str = "") -> Self:
        made = super().__new__(cls, value)
        made.code = code
        return made


def dressed(value: float, how: NumberFormat | str) -> float:
    """A number as a format shows it; on a sheet that is none of ours together with its format."""
    if isinstance(how, str):
        return Formatted(value, how)
    dress = dress_of(value, how)
    if dress.percent:
        return Percent(value)
    if dress.unit or dress.thousands:
        return Dressed(value, dress.unit, dress.thousands)
    if dress.least or dress.plus:
        return SpeltNumber(value, dress.least, dress.most, plus=dress.plus)
    return value


@dataclass(frozen=True, slots=True)
class CellError:
    """An error in a cell, such as #DIV/0!."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Uncalculated:
    """A formula without a stored value: the workbook was never calculated by a spreadsheet program."""

    formula: str = ""

    def __str__(self) -> str:
        return f"={self.formula.removeprefix('=')}"


Raw = None | bool | int | float | str | dt.datetime | dt.date | dt.time | dt.timedelta | CellError | Uncalculated
"""A cell as it stands in the file. Percent, Dressed and SpeltNumber are floats. An empty cell is None, never ''."""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet's used range, rows equally long. Row 1 and column 1 are Excel's; `values[0]` stands on `first_row`."""

    title: str
    values: list[list[Raw]]
    first_row: int = 1
    first_column: int = 1
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()
    table_ref: str = ""
    totals: int = 0
    """How many rows last in the Excel table sum up the others and are none of them."""

    far: str = ""
    """The address of the first value far outside the rest; what stands there is not in `values`."""

    problem: str = ""
    """Why the sheet could not be read; `values` is then empty."""

    def at(self, row: int, column: int) -> Raw:
        """What stands in a cell; None outside what is used."""
        row, column = row - self.first_row, column - self.first_column
        if not 0 <= row < len(self.values) or not 0 <= column < len(self.values[row]):
            return None
        return self.values[row][column]

    @property
    def totals_rows(self) -> range:
        """The rows that Excel sums up a table in, below its last."""
        covered = area(self.table_ref) if self.totals else None
        return range(covered.bottom - self.totals + 1, covered.bottom + 1) if covered else range(0)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """The values of one column, one per data row, and where it stands (1 = column A)."""

    index: int
    values: list[Raw]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table found in a sheet by its headers. Blank rows are left out; `rows` are Excel's row numbers."""

    name: str
    sheet: str
    header_row: int
    rows: list[int]
    columns: Mapping[str, TableColumn]
    """By the contract's column name. A column that the sheet lacks is not there."""

    extra: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    """Rows below the Excel table that somebody has written beside it: a sum, a source. They are not among `rows`."""

    def __len__(self) -> int:
        return len(self.rows)

    def values(self, column: str) -> list[Raw]:
        """A column's values; empty cells throughout if the sheet lacks the column."""
        found = self.columns.get(column)
        return found.values if found else [None] * len(self.rows)

    def row(self, position: int) -> dict[str, Raw]:
        """A row by the names of its columns."""
        return {name: column.values[position] for name, column in self.columns.items()}

    def cell(self, column: str, position: int) -> str:
        """The address of a cell, `D7`; the row alone (`7`) if the sheet lacks the column."""
        found = self.columns.get(column)
        return f"{column_letters(found.index) if found else ''}{self.rows[position]}"


@dataclass(frozen=True, slots=True)
class Absence:
    """Why a table was not found: its sheet has perhaps got another name, or is there but could not be read."""

    renamed_to: str = ""
    is_there: bool = False


class Template(Enum):
    """The template that a workbook was made from, against the program's own."""

    OLDER = "older"
    SAME = "same"
    NEWER = "newer"


@dataclass(frozen=True, slots=True, repr=False, weakref_slot=True)
class Workbook:
    """A workbook as read. `tables` holds the contract's tables that were found, by name."""

    path: Path
    tables: Mapping[str, FoundTable] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    readable: bool = True
    stamp: tuple[int, int] | None = None
    """Size and modification time (ns) when read, so that writing can tell that the file has changed since."""

    name: str = ""
    """What findings call the file, if not by its path."""

    absent: Mapping[str, Absence] = field(default_factory=dict)
    """The contract's tables that were not found, by name."""

    template: Template = Template.SAME
    styrmodell: str = ""
    """The text of the styrmodell that it has with it, as it stands; empty if it has none."""

    titles: tuple[str, ...] = ()
    """All its sheets."""

    own: Mapping[str, RawSheet] = field(default_factory=dict)
    """The nämnd's own sheets that its outline asks for, by their folded titles."""

    sheets: Mapping[str, RawSheet] = field(default_factory=dict)
    """The sheets as they stand, by the contract's names, if asked for: whoever writes must know what is there."""

    @property
    def file(self) -> str:
        """How findings name the file: as the person gave it."""
        return self.name or str(self.path)

    def __repr__(self) -> str:
        return in_short("Workbook", self.file, self._sizes() if self.readable else ["går inte att läsa"])

    def _repr_html_(self) -> str:
        rows = [(table.sheet, len(table)) for table in self.tables.values()]
        return notebook.table(self.file, [one.message for one in self.findings], ("Blad", "Rader"), rows)

    def _sizes(self) -> list[str]:
        return [f"{table.sheet} {len(table)}" for table in self.tables.values() if len(table)]

    def frame(self, sheet: str) -> pd.DataFrame:
        """A sheet's rows with the sheet's own headers, as read (before anything is interpreted).

        A column of numbers or dates holds nothing else; the words that stand in it are in a column of their own, last:
        `Utfall` and `Utfall text`. RunxlError for a sheet that is not there.
        """
        from runxl.contract.message import asked_table

        table = asked_table(sheet)
        if table.name not in self.tables:
            raise RunxlError(f"Bladet {table.sheet} finns inte i {self.file}.")
        found = self.tables[table.name]
        there = [column for column in table.columns if column.name in found.columns]
        columns = (Tidied(one.title, one.holds, found.values(one.name), one.holds != "text") for one in there)
        return frame(columns, found.rows)

    def to_dict(self) -> dict[str, list[dict[str, Any]]]:
        """Every table as a list of rows, by sheet and header."""
        return {table.sheet: list(_rows(table)) for table in self.tables.values()}


def _rows(table: FoundTable) -> Iterator[dict[str, Any]]:
    from runxl.contract.load import contract

    titles = {column.name: column.title for column in contract().tables[table.name].columns}
    for position in range(len(table)):
        yield {titles[name]: column.values[position] for name, column in table.columns.items()}
