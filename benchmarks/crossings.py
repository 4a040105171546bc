"""How often each button asks Excel: counted, not timed, so the same everywhere. One costs 0.1–0.5 ms in Excel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import runxl
from benchmarks.figures import Size
from benchmarks.table import Row
from runxl.excel import address
from runxl.verbs.berakna import berakna
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch
from runxl.workbook.read import read
from tests.addin.fake_excel import Excel, click, open_in_excel
from tests.addin.fake_pywin32 import CROSSINGS

GOALS = {
    "validera": 500,
    "berakna": 2500,
    "berakna igen": 600,
    "forklara": 600,
    "nasta_fynd": 600,
    "sammanfattning": 600,
    "angra": 1500,
    "handbok": 50,
    "om": 20,
    "skicka_ut": 1500,
    "status": 1000,
    "samla": 1500,
    "godta": 600,
    "hamta_in": 1500,
    "rapport": 600,
    "bildspel": 600,
    "nasta_period": 2500,
}
"""In the example workbook: clicked in this order, the first computation filling everything.

What is asked for a folder or a file reads the workbook once for each question: the call ends there, and is made anew.
"""


def count(folder: Path) -> dict[str, int]:
    """The questions of each click in the example, in xlwings' own engine for Windows."""
    excel = open_in_excel(runxl.new(folder / "plan.xlsx", example=True))
    excel.select("Indikatorer", "C2")
    excel.folder, excel.file = folder / "Utskick", folder / "mer.csv"
    excel.folder.mkdir()
    excel.file.write_text("Delmål;Indikator;Mål 2024\n1.1;Antal nya insatser;5\n", encoding="utf-8")
    found = {}
    with mock.patch("webbrowser.open", return_value=True):
        for name in [one for one in GOALS if one != "nasta_period"]:
            found[name] = _asked(excel, name)
            if name == "skicka_ut":
                _answer(excel.folder)
            if name == "samla":
                _agree(excel)
    return {**found, "nasta_period": _asked(_before_the_last_report(folder / "DÅ 2.xlsx"), "nasta_period")}


def _asked(excel: Excel, name: str) -> int:
    before = CROSSINGS.count
    click(excel, name.removesuffix(" igen"))
    return CROSSINGS.count - before


def _answer(folder: Path) -> None:
    """One of the units has an outcome to tell of, and proposes another target."""
    answer = next(folder.glob("Svar Digitalisering*.xlsx"))
    found = read(answer).tables["indikatorer"]
    cells = [address(found.rows[0], found.columns[name].index) for name in ("utfall", "malvarde")]
    patch(answer, Edits(tuple(Edit("Indikatorer", cell, 3) for cell in cells)))


def _agree(excel: Excel) -> None:
    """The person writes Ja for what is proposed."""
    sheet = excel.book["Förslag"]
    header = next(cell for row in sheet.iter_rows(max_row=3) for cell in row if cell.value == "Godtas")
    sheet.cell(header.row + 1, header.column, "Ja")


def _before_the_last_report(path: Path) -> Excel:
    """The example as if it were one report earlier, computed, so that there is a step to take."""
    table = read(runxl.new(path, example=True)).tables["installningar"]
    at = dict(zip(table.values("installning"), table.rows, strict=True))
    said = {"Period": "DÅ 2", "Svaren avser": "DÅ 2 2024"}
    patch(path, Edits(tuple(Edit("Inställningar", f"B{at[name]}", value) for name, value in said.items())))
    berakna(path)
    return open_in_excel(path)


def clicks(folder: Path, _: Size) -> Iterator[Row]:
    """How often each button asks Excel, in the example."""
    for name, asked in count(folder).items():
        yield Row(f"knappen {name}", "", asked, GOALS[name], unit="frågor")
