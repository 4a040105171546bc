"""Workbooks for the live tests, and what stands in them cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from runxl.workbook.tables import RawSheet
from tests.output.workbooks import PLAN, change

TRAPS = (
    PLAN.replace("Ett attraktivt län", "=1+1")
    .replace("Fler flyttar hit", "2024-01-01")
    .replace("Nöjdhet", "=HYPERLINK(1)")
    .replace("| 90 |", "| abc |")
    .replace("Kampanj", "SANT")
)
"""Texts that a spreadsheet program would take for something else, and a fault with a cell of its own."""


def cells_of(sheet: RawSheet) -> dict[tuple[int, int], tuple[str, Any]]:
    """Every filled cell with its kind."""
    return {
        (row, column): (type(value).__name__, value)
        for row, values in enumerate(sheet.values, sheet.first_row)
        for column, value in enumerate(values, sheet.first_column)
        if value is not None
    }


def contents(path: Path) -> dict[str, dict[str, Any]]:
    """Every sheet's values, links and tables, by openpyxl."""
    found = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        cells = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row}
        found[sheet.title] = {
            "values": {place: (cell.value, cell.data_type) for place, cell in cells.items() if cell.value is not None},
            "links": {place: cell.hyperlink.location for place, cell in cells.items() if cell.hyperlink},
            "tables": {name: sheet.tables[name].ref for name in sheet.tables},
        }
    return found


def set_traps(path: Path) -> None:
    """The same texts and faults in the example workbook."""
    change(path, "Mål", B2="=1+1", B3="2024-01-01", B4="+46 90 785", B5="SANT")
    change(path, "Delmål", C2="'apostrof", C3="@runxl", C4="1.10")
    change(path, "Indikatorer", I2="abc", C3="=HYPERLINK(1)", B4="9.9")
