"""Years of nämnder that never were: each is planned, followed up period by period, and begun anew, by the verbs alone."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import runxl
from runxl.contract.load import contract
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.edits import Written as Value
from runxl.workbook.patch import patch
from tests.markdown_workbook import write

PERIODS = ("DÅ 1", "DÅ 2", "Årsrapport")
PLAN = """
## Inställningar
| Inställning | Värde |
| Nämnd | {namnd} |
| År | {ar} |
| Period | DÅ 1 |
## Mål
| Nr | Mål |
| 1 | Ett attraktivt län |
## Delmål
| Nr | Mål | Delmål | Ansvarig |
| 1.1 | 1 | Fler flyttar hit | HR |
| 1.10 | 1 | Bättre resor | Trafik |
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Periodicitet |
| 1.1.1 | 1.1 | Nöjdhet | % | Minst | 80 | Tertial |
| 1.1.2 | 1.1 | Restid | min | Högst | 100 | Tertial |
| 1.10.1 | 1.10 | Bolaget har bildats | | Ja/Nej | | Tertial |
| 1.10.2 | 1.10 | Deltagare | | Sammansatt | 20 personer/12 kommuner | År |
## Aktiviteter
| Nr | Delmål | Aktivitet |
| 1.1-A1 | 1.1 | Kampanj |
## Uppdrag
| Nr | Uppdragsgivare | Uppdrag |
| U1 | Fullmäktige till nämnd | Minska resandet |
"""
_ANSWERS = {
    "1.1.1": ("50", 70.5, 80, 91, "Svar saknas", None),
    "1.1.2": (90, 100, 130.25, None),
    "1.10.1": ("Ja", "Nej", "Delvis"),
    "1.10.2": ("20 personer/12 kommuner", "10 personer/12 kommuner"),
}


def lived(folder: Path, namnd: str, seed: int, years: int = 2) -> list[Path]:
    """The workbooks that are left afterwards: a kept copy of every period but the last of each year, and the plans."""
    dice = random.Random(seed)  # noqa: S311 - a story, no secret
    path = write(PLAN.format(namnd=namnd, ar=2026), folder / f"{namnd} 2026.xlsx")
    left = []
    for ar in range(2026, 2026 + years):
        for period in PERIODS:
            if period != "DÅ 1":
                taken = runxl.advance(path, period)
                assert taken.archive
                left.append(taken.archive)
            _answer(path, dice)
            runxl.write_back(path, runxl.assess(path))
        left.append(path)
        if ar + 1 < 2026 + years:
            after = folder / f"{namnd} {ar + 1}.xlsx"
            runxl.new(after, previous=path)
            target = ("Indikatorer", "1.1.1", "Målvärde")
            put(after, {("Inställningar", "Period", "Värde"): "DÅ 1", target: dice.choice((80, 75))})
            path = after
    return left


def _answer(path: Path, dice: random.Random) -> None:
    """What is answered and what somebody decides, now in one way and now in another."""
    said: dict[tuple[str, str, str], Value] = {
        ("Indikatorer", nr, "Utfall"): dice.choice(answers) for nr, answers in _ANSWERS.items()
    }
    said["Aktiviteter", "1.1-A1", "Status"] = dice.choice(("Avslutad", "Försenad"))
    said["Uppdrag", "U1", "Status"] = dice.choice(("Pågående", "Klar"))
    if dice.random() < 0.6:
        decided = {"Fastställd status": dice.choice(("Helt", "Delvis", "Inte")), "Motivering": "Se analysen."}
        decided |= {"Fastställd av": "Nämnden", "Prognos": "Delvis"}
        said |= {("Delmål", "1.1", header): value for header, value in decided.items()}
    put(path, said)


def put(path: Path, said: Mapping[tuple[str, str, str], Value]) -> None:
    """Writes in cells, by sheet, Nr (or setting) and header."""
    book = runxl.read(path)
    edits = []
    for (sheet, nr, header), value in said.items():
        table = contract().table_of_sheet(sheet)
        assert table
        found = book.tables[table.name]
        names = {column.title: column.name for column in table.columns}
        row = [str(raw) for raw in found.values(table.columns[0].name)].index(nr)
        edits.append(Edit(sheet, found.cell(names[header], row), value))
    patch(path, Edits(cells=tuple(edits)))
