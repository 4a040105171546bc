"""Plans in tests, and what stands in a workbook as another program than runxl reads it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl

import runxl
from runxl.verbs.berakna import WrittenBook, berakna
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.edits import Written as Value
from runxl.workbook.patch import patch
from runxl.workbook.places import LIST_FIRST_ROW

NOW = dt.datetime(2024, 5, 15, 10, 30)  # noqa: DTZ001  # a cell knows no time zone

PLAN = """
## Inställningar
| Inställning | Värde |
| Period | DÅ 1 |
## Mål
| Nr | Mål |
| 1 | Ett attraktivt län |
## Delmål
| Nr | Mål | Delmål | Ansvarig |
| 1.1 | 1 | Fler flyttar hit | HR |
| 1.2 | 1 | Bättre resor | Trafik |
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall | Periodicitet |
| 1.1.1 | 1.1 | Nöjdhet | % | Minst | 80 | 50 | Tertial |
| 1.2.1 | 1.2 | Restid | min | Högst | 100 | 90 | Tertial |
## Aktiviteter
| Nr | Delmål | Aktivitet | Status |
| 1.1-A1 | 1.1 | Kampanj | Pågående enligt plan |
## Uppdrag
| Nr | Uppdragsgivare | Uppdrag | Status | Analys | Periodicitet | Slutdatum | Ansvarig |
| U1 | Fullmäktige till nämnd | Minska resandet | Pågående | Går bra. | År | 2024-12-31 | Stab |
"""


def run(path: Path, **options: Any) -> WrittenBook:
    """Computes and writes at a fixed time."""
    return berakna(path, **{"now": NOW, **options})


def change(path: Path, sheet: str, **values: Value) -> None:
    """Changes cells as a person would: `change(path, "Indikatorer", H2=79)`."""
    patch(path, Edits(cells=tuple(Edit(sheet, cell, value) for cell, value in values.items())))


def without_outline(path: Path) -> None:
    """Empties Texter: the styrmodell's outline of the period's document holds."""
    last = openpyxl.load_workbook(path)["Texter"].max_row
    change(path, "Texter", **{f"{column}{row}": None for column in "ABCDEFG" for row in range(2, last + 1)})


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows below a sheet's headers in row 1, blank ones left out, without empty cells."""
    header, *below = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    found = [{str(k): v for k, v in zip(header, row, strict=True) if v is not None} for row in below]
    return [row for row in found if row]


def column(path: Path, sheet: str, title: str, key: str = "Nr") -> dict[Any, Any]:
    """A column by the rows' Nr."""
    return {row.get(key): row.get(title) for row in rows(path, sheet)}


def summary(path: Path) -> list[tuple[Any, ...]]:
    """Sammanfattning from its first row, six columns wide."""
    sheet = openpyxl.load_workbook(path)["Sammanfattning"]
    return [row[:6] for row in sheet.iter_rows(values_only=True)]


def section(path: Path, heading: str) -> list[tuple[Any, ...]]:
    """The rows of one of Sammanfattning's lists, headers left out."""
    lines = summary(path)[LIST_FIRST_ROW - 1 :]
    headings = [str(line[0] or "") if line[1] is None else "" for line in lines]
    start = next(place for place, said in enumerate(headings) if said.startswith(heading))
    found = []
    for line in lines[start + 2 :]:
        if not any(value is not None for value in line):
            break
        found.append(line)
    return found


def step(path: Path, period: str) -> None:
    """The step to another period, where every unit answers as it did before."""
    answers = {"Indikatorer": "Utfall", "Aktiviteter": "Status", "Uppdrag": "Status"}
    given: dict[str, dict[str, Value]] = {}
    book = openpyxl.load_workbook(path)
    for title, answer in answers.items():
        (head,) = (cell for cell in book[title][1] if cell.value == answer)
        cells: list[Any] = [cell for cell in book[title][head.column_letter][1:] if cell.value is not None]
        given[title] = {cell.coordinate: cell.value for cell in cells}
    runxl.advance(path, period)
    for title, values in given.items():
        change(path, title, **values)
