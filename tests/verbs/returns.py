"""Plans to send out, and what people do to the workbooks before they send them back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from runxl.verbs.dela.split import Split, split
from runxl.verbs.samla.collect import Collected, collect
from runxl.workbook.read import read
from tests.fuzz.edited import Edited, typed
from tests.markdown_workbook import as_markdown, write

Where = tuple[str, str, str]
"""A cell as people name it: sheet, Nr, header."""


def plan(path: Path, units: int = 12) -> Path:
    """A plan whose units each have a delmål, two indikatorer and an aktivitet, and every third an uppdrag."""
    names = [f"Enhet {number}" for number in range(1, units + 1)]
    delmal, indikatorer, aktiviteter, uppdrag = [], [], [], []
    for number, name in enumerate(names, 1):
        nr = f"1.{number}"
        delmal.append({"Nr": nr, "Mål": "1", "Delmål": f"Delmål för {name}", "Ansvarig": name, "Analys": ""})
        common = {"Delmål": nr, "Typ": "Minst", "Periodicitet": "År", "Utfall": "", "Kommentar": ""}
        indikatorer += [
            {**common, "Nr": f"{nr}.1", "Indikator": f"Besök hos {name}", "Enhet": "antal", "Målvärde": "{tal 10}"},
            {**common, "Nr": f"{nr}.2", "Indikator": f"Andel hos {name}", "Enhet": "%", "Målvärde": "{procent 0.8}"},
        ]
        aktiviteter.append(
            {
                "Nr": f"{nr}-A1", "Delmål": nr, "Aktivitet": f"Kampanj hos {name}", "Status": "Pågående enligt plan",
                "Startdatum": "2024-02-01", "Kommentar": "",
            }
        )  # fmt: skip
        if number % 3 == 0:
            uppdrag.append({"Nr": f"U{number}", "Uppdrag": f"Utred {name}", "Status": "Pågående", "Ansvarig": name})
    settings = (
        "## Inställningar\n| Inställning | Värde |\n| Plan-id | abcd1234 |\n| Kontakt | controller@example.se |\n"
    )
    sheets = {"Delmål": delmal, "Indikatorer": indikatorer, "Aktiviteter": aktiviteter, "Uppdrag": uppdrag}
    parts = [settings, "## Mål\n| Nr | Mål |\n| 1 | Ett attraktivt län |\n"]
    return write("\n".join([*parts, *(as_markdown(title, rows) for title, rows in sheets.items() if rows)]), path)


def send(path: Path, folder: Path, **options: Any) -> Split:
    return split(path, folder, **options)


def changed(path: Path, change: Callable[[openpyxl.Workbook], object]) -> Path:
    """A workbook that a person has changed and saved."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def put(path: Path, values: Mapping[Where, object]) -> Path:
    """Types values into cells, straight in the XML where that can be: to let a library open and save takes longer than most verbs."""
    grids = CalamineWorkbook.from_path(str(path))
    book = Edited(path)
    for (sheet, nr, header), value in values.items():
        rows = grids.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        at = next((at for at, row in enumerate(rows, 1) if at > 1 and str(row[0]) == nr), None)
        if at is None or header not in rows[0] or not isinstance(value, str | int | float | None):
            return _put_by_openpyxl(path, values)
        book.change(sheet, typed(at, rows[0].index(header) + 1, "" if value is None else value))
    book.uncalculated()
    book.save()
    return path


def _put_by_openpyxl(path: Path, values: Mapping[Where, object]) -> Path:
    def fill(book: openpyxl.Workbook) -> None:
        for (sheet, nr, header), value in values.items():
            ws = book[sheet]
            cell = ws.cell(row_of(ws, nr), column_of(ws, header))
            cell.value = value  # type: ignore[assignment] # whatever a cell takes

    return changed(path, fill)


def setting(path: Path, name: str, value: object) -> Path:
    return put(path, {("Inställningar", name, "Värde"): value})


def row_of(ws: Worksheet, nr: str) -> int:
    return next(row for row in range(2, ws.max_row + 1) if str(ws.cell(row, 1).value) == nr)


def column_of(ws: Worksheet, header: str) -> int:
    return next(cell.column for cell in ws[1] if cell.value == header)


def value(path: Path, where: Where) -> Any:
    """What stands in a cell, as runxl reads it."""
    sheet, nr, header = where
    rows = read(path).to_dict()[sheet]
    return next(row[header] for row in rows if str(row.get("Nr", row.get("Inställning"))) == nr)


def gathered(folder: Path, master: Path, **options: Any) -> Collected:
    return collect(folder, master, **options)


def codes(collected: Collected, prefix: str = "RX5") -> list[str]:
    """The codes of all findings of a kind, in order."""
    return sorted(one.code for one in collected.every_finding() if one.code.startswith(prefix))


def copied(folder: Path, to: Path) -> Path:
    """A folder of one's own to spoil."""
    shutil.copytree(folder, to)
    return to
