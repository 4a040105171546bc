"""Workbooks for the live tests, and what stands in them cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from runxl.excel import area
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


YEAR = """
## Inställningar
| Inställning | Värde |
| Nämnd | Regionala utvecklingsnämnden |
| År | 2026 |
| Period | DÅ 1 |
## Mål
| Nr | Mål | Analys | Prognos |
| 1 | Ett attraktivt län | Vi är på väg. | Delvis |
## Delmål
| Nr | Mål | Delmål | Ansvarig | Fastställd status | Motivering | Fastställd av | Fastställd den |
| 1.1 | 1 | Fler deltar | Turism | Inte | Utfallet håller inte | Nämnden | 2026-05-20 |
| 1.2 | 1 | Fler gästnätter | Kultur | | | | |
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall | Läge | Kommentar |
| 1.1.1 | 1.1 | Nöjda | % | Minst | 77,8 | 75,8 | | Mycket folk i mars |
| 1.2.1 | 1.2 | Gästnätter | antal | Minst | 10 | 8 | Följs ej upp | Mäts inte längre |
## Aktiviteter
| Nr | Delmål | Aktivitet | Status |
| 1.1-A1 | 1.1 | Bygga | Avslutad |
| 1.2-A1 | 1.2 | Utreda | Försenad |
## Uppdrag
| Nr | Uppdragsgivare | Uppdrag | Status | Analys |
| U1 | Fullmäktige till nämnd | Ta fram en plan | Pågående | Utkastet är på remiss |
## Händelser
| Nr | Rubrik | Beskrivning |
| H1 | Vintern | Den var lång |
| H2 | =1+1 | 2026-03-01 |
## Driftredovisning
| Post | Nivå | Enhet | Utfall | Budget | Avvikelse |
| Intäkter | Summa | tkr | 4200 | 4000 | 200 |
## Texter
| Rubrik | Text | Står kvar |
| Vision | Ett län för alla | Ja |
| Vårt eget kapitel | Aprils text | |
"""
"""A year's workbook in its first report, with answers, decisions and texts of every kind that a step empties."""


def with_dates(path: Path) -> Path:
    """With the template's style where dates and times will be written."""
    book = openpyxl.load_workbook(path)
    for row in range(2, 30):
        book["Tidigare perioder"][f"M{row}"].number_format = "yyyy-mm-dd"
        book["Tidigare perioder"][f"P{row}"].number_format = "yyyy-mm-dd hh:mm"
    book.save(path)
    return path


def with_totals(path: Path, title: str = "Uppdrag") -> Path:
    """With a totals row under a sheet's table."""
    book = openpyxl.load_workbook(path)
    sheet = book[title]
    table = next(iter(sheet.tables.values()))
    where = area(table.ref)
    assert where
    last = where.bottom + 1
    sheet.cell(last, where.left, "Summa")
    sheet.cell(last, where.left + 2, 12)
    table.ref = str(where._replace(bottom=last))
    table.totalsRowCount = 1
    book.save(path)
    return path


def with_setting(path: Path, title: str, value: str) -> Path:
    """A setting written by hand."""
    book = openpyxl.load_workbook(path)
    next(row[1] for row in book["Inställningar"].iter_rows(min_row=2) if row[0].value == title).value = value
    book.save(path)
    return path
