"""Run in a process of its own, since the contract is read once per process: a year of a region with four levels.

`python fyra_nivaer.py VALIDATION FOLDER`. What it makes is left in the folder.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from runxl import resources
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch

Rows = Mapping[str, Sequence[Mapping[str, str | int]]]

PLAN: Rows = {
    "Mål": [{"Nr": "1", "Mål": "Ett rikt liv"}, {"Nr": "2", "Mål": "God ekonomi"}],
    "Delmål": [
        {"Nr": "1.1", "Mål": "1", "Delmål": "Fler konserter", "Ansvarig": "Kultur", "Prognos": "I huvudsak"},
        {"Nr": "1.2", "Mål": "1", "Delmål": "Fler besök", "Ansvarig": "Kultur"},
        {"Nr": "2.1", "Mål": "2", "Delmål": "Balans", "Ansvarig": "Ekonomi"},
        {"Nr": "2.2", "Mål": "2", "Delmål": "Inköp", "Ansvarig": "Ekonomi"},
    ],
    "Indikatorer": [
        {"Nr": "1.1.1", "Delmål": "1.1", "Indikator": "Konserter", "Typ": "Minst", "Målvärde": 100, "Utfall": 100},
        {"Nr": "1.1.2", "Delmål": "1.1", "Indikator": "Nöjdhet", "Typ": "Minst", "Målvärde": 100, "Utfall": 93},
        {"Nr": "1.2.1", "Delmål": "1.2", "Indikator": "Besök", "Typ": "Minst", "Målvärde": 100, "Utfall": 70},
        {"Nr": "1.2.2", "Delmål": "1.2", "Indikator": "Ny scen", "Typ": "Ja/Nej", "Utfall": "Delvis"},
        {"Nr": "2.1.1", "Delmål": "2.1", "Indikator": "Kostnad", "Typ": "Minst", "Målvärde": 100, "Utfall": 20},
        {"Nr": "2.2.1", "Delmål": "2.2", "Indikator": "Avtal", "Typ": "Öka", "Utgångsvärde": 20, "Utfall": 20},
        {"Nr": "2.2.2", "Delmål": "2.2", "Indikator": "Avrop", "Typ": "Minst", "Målvärde": 10},
    ],
    "Aktiviteter": [
        {"Nr": "1.1-A1", "Delmål": "1.1", "Aktivitet": "Turné", "Status": "Pågående enligt plan"},
        {"Nr": "2.2-A1", "Delmål": "2.2", "Aktivitet": "Kurs", "Status": "Pausad"},
    ],
}
LATER: Rows = {
    "Indikatorer": [{"Nr": "1.1.2", "Utfall": 101}, {"Nr": "1.2.1", "Utfall": 92}, {"Nr": "2.1.1", "Utfall": 95}],
    "Delmål": [{"Nr": "2.2", "Fastställd status": "I huvudsak", "Motivering": "Avtalen är på plats."}],
}


def fill(path: Path, rows: Rows) -> None:
    """Rows by the sheet's headers, as a person would type them."""
    book = openpyxl.load_workbook(path)
    patch(path, Edits(cells=tuple(edit for sheet, several in rows.items() for edit in _edits(book[sheet], several))))


def _edits(sheet: Any, rows: Sequence[Mapping[str, str | int]]) -> list[Edit]:
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    nrs = [cell.value for cell in sheet[columns["Nr"]]]
    places = [nrs.index(row["Nr"]) + 1 if row["Nr"] in nrs else new for new, row in enumerate(rows, 2)]
    return [
        Edit(sheet.title, f"{columns[title]}{place}", value)
        for place, row in zip(places, rows, strict=True)
        for title, value in row.items()
    ]


def setting(path: Path, name: str, value: str | float) -> None:
    """Changes a setting, or adds it below the others."""
    names = [cell.value for cell in openpyxl.load_workbook(path)["Inställningar"]["A"]]
    row = names.index(name) + 1 if name in names else len(names) + 1
    patch(path, Edits(cells=(Edit("Inställningar", f"A{row}", name), Edit("Inställningar", f"B{row}", value))))


def main(validation: Path, folder: Path) -> None:
    resources.validation = lambda: validation
    from runxl.cli import main as runxl
    from runxl.verbs.berakna import berakna
    from runxl.verbs.period import advance

    def told(name: str, *arguments: str) -> int:
        with (folder / name).open("w", encoding="utf-8") as target, contextlib.redirect_stdout(target):
            return runxl(list(arguments))

    plan, other = folder / "plan.xlsx", folder / "vasterbotten.xlsx"
    assert told("ny.txt", "ny", str(plan), "--styrmodell", "fyrklover", "--ar", "2024", "--namnd", "Kulturnämnden") == 0
    fill(plan, PLAN)
    assert told("validera.json", "validera", str(plan), "--json") == 0
    berakna(plan, period="DÅ 1", now=dt.datetime(2024, 5, 2))  # noqa: DTZ001 - a cell knows no time zone
    assert told("text.txt", "berakna", str(plan), "--bara-visa") == 0
    advance(plan, "DÅ 2", now=dt.datetime(2024, 8, 1))  # noqa: DTZ001 - a cell knows no time zone
    fill(plan, PLAN)  # the answers of DÅ 1 are given once more, and then those that are others
    fill(plan, LATER)
    assert told("berakna.json", "berakna", str(plan), "--period", "DÅ 2", "--json") == 0
    assert told("rapport.txt", "rapport", str(plan), "-o", str(folder / "rapport.docx")) == 0
    assert told("bilder.txt", "rapport", str(plan), "-o", str(folder / "bilder.pptx")) == 0
    assert told("annan.txt", "ny", str(other), "--styrmodell", "vasterbotten", "--exempel") == 0
    assert told("sammanfatta.txt", "sammanfatta", str(plan), str(other), "-o", str(folder / "sammanfattning.xlsx")) == 0

    path = folder / "uppsatt.xlsx"
    assert told("tom.txt", "ny", str(path), "--styrmodell", "mittemellan", "--ar", "2024", "--namnd", "Nämnd") == 0
    setting(path, "Gräns delvis", 0.5)
    assert told("uppsatt.json", "validera", str(path), "--json") == 0

    setting(other, "Styrmodell", "Region Fyrklöver")
    with (folder / "fel_skala.txt").open("w", encoding="utf-8") as target, contextlib.redirect_stderr(target):
        assert told("tom.txt", "berakna", str(other)) == 2
    assert told("tom.txt", "migrera", str(other), "-o", str(folder / "migrerad.xlsx")) == 0


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
