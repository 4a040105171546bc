"""A year of an invented region whose styrmodell is a file outside the package: what it types, and where words stand."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

FILE = Path(__file__).with_name("sjoland.yaml")
STATUSES = ("Fullt ut", "I hög grad", "I någon mån", "Knappast", "Ej bedömd")
PERIODS = ("Färdplan", "Kvartal 1", "Halvår", "Kvartal 3", "Bokslut")

Rows = Mapping[str, Sequence[Mapping[str, str | int | float]]]

PLAN: Rows = {
    "Mål": [{"Nr": "1", "Mål": "Ett hav i balans"}],
    "Delmål": [
        {"Nr": "1.1", "Mål": "1", "Delmål": "Renare vikar", "Ansvarig": "Hamn"},
        {"Nr": "1.2", "Mål": "1", "Delmål": "Fler båtar", "Ansvarig": "Färja"},
    ],
    "Indikatorer": [
        {"Nr": "1.1.1", "Delmål": "1.1", "Indikator": "Siktdjup", "Enhet": "cm", "Typ": "Minst", "Målvärde": 1000, "Periodicitet": "Kvartal"},
        {"Nr": "1.1.2", "Delmål": "1.1", "Indikator": "Prover", "Enhet": "antal", "Typ": "Minst", "Målvärde": 1000, "Periodicitet": "Kvartal", "Gräns helt": 0.99, "Gräns delvis": 0.98},
        {"Nr": "1.2.1", "Delmål": "1.2", "Indikator": "Turer", "Enhet": "antal", "Typ": "Minst", "Målvärde": 1000, "Periodicitet": "Kvartal"},
        {"Nr": "1.2.2", "Delmål": "1.2", "Indikator": "Ny kaj", "Typ": "Ja/Nej", "Periodicitet": "Kvartal"},
        {"Nr": "1.2.3", "Delmål": "1.2", "Indikator": "Bojar", "Enhet": "antal", "Typ": "Minst", "Målvärde": 1000, "Periodicitet": "Kvartal"},
        {"Nr": "1.2.4", "Delmål": "1.2", "Indikator": "Nöjdhet", "Enhet": "antal", "Typ": "Minst", "Målvärde": 10, "Periodicitet": "År"},
    ],
    "Aktiviteter": [
        {"Nr": "1.1-A1", "Delmål": "1.1", "Aktivitet": "Muddring", "Status": "Pågående enligt plan"},
        {"Nr": "1.2-A1", "Delmål": "1.2", "Aktivitet": "Bojtillsyn", "Status": "Försenad"},
    ],
    "Uppdrag": [{"Nr": "U1", "Uppdrag": "Utred fyren", "Status": "Pågående", "Analys": "Går bra.", "Ansvarig": "Hamn"}],
}  # fmt: skip
FIRST: Rows = {
    "Indikatorer": [
        {"Nr": "1.1.1", "Utfall": 985}, {"Nr": "1.1.2", "Utfall": 985}, {"Nr": "1.2.1", "Utfall": 750},
        {"Nr": "1.2.2", "Utfall": "Delvis"}, {"Nr": "1.2.3", "Utfall": 100},
    ],
}  # fmt: skip
"""985 of 1 000 is Fullt ut by the styrmodell's limit of 98, and I någon mån by the row's own of 99 and 98."""

SECOND: Rows = {
    "Indikatorer": [
        {"Nr": "1.1.1", "Utfall": 940}, {"Nr": "1.1.2", "Utfall": 995}, {"Nr": "1.2.1", "Utfall": 990},
        {"Nr": "1.2.2", "Utfall": "Ja"}, {"Nr": "1.2.3", "Utfall": 100},
    ],
    "Delmål": [{"Nr": "1.1", "Analys": "Bättre sikt.", "Prognos": "I hög grad"}],
    "Aktiviteter": [
        {"Nr": "1.1-A1", "Status": "Pågående enligt plan"}, {"Nr": "1.2-A1", "Status": "Försenad"},
    ],
    "Uppdrag": [{"Nr": "U1", "Status": "Pågående"}],
}  # fmt: skip

FOREIGN = re.compile(
    r"(?i)uppfyll(?!else)|uppnå(?!s)|regionmål|delmål|styrmått|framgångsfaktor|strategisk|indikator|försiktighet"
    r"|västerbotten|norrbotten|\bDÅ \d|tertial|per april|per augusti|nämndplan|\bdelårsrapport|\bårsrapport"
    r"|\bhelt\b|\bgrönt\b|\bgult\b|\brött\b"
)
"""Words of the styrmodeller that come with runxl, or of one of them."""

CONTRACT = re.compile(
    r"\b(?:bladet |raden på |Blad: )?(?:Delmål|Indikatorer|Indikator|Gräns helt|Gräns delvis)\b|\blst_\w+"
)
"""Sheets, headers and settings are called the same in every region, and so are the names that formulas go by."""


def foreign(texts: Iterator[str] | Sequence[str]) -> list[tuple[str, str]]:
    """What is said in another region's words: the word, and where it stands."""
    return [(found[0], text) for text in texts for found in FOREIGN.finditer(CONTRACT.sub("", text))]


def fill(path: Path, rows: Rows) -> None:
    """Types rows as a person would, by the sheet's headers and the rows' Nr, and saves."""
    book: Any = openpyxl.load_workbook(path)
    for sheet, several in rows.items():
        columns = {cell.value: cell.column for cell in book[sheet][1]}
        nrs = [cell.value for (cell,) in book[sheet].iter_rows(max_col=1)]
        for row in several:
            place = (
                nrs.index(row["Nr"]) + 1 if row["Nr"] in nrs else nrs.index(None) + 1 if None in nrs else len(nrs) + 1
            )
            nrs[place - 1 : place] = [row["Nr"]]
            for title, value in row.items():
                book[sheet].cell(place, columns[title], value)
    book.save(path)


def texts(path: Path) -> Iterator[str]:
    """All text that a document of Word's or PowerPoint's holds."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if re.fullmatch(
                r"(?:word|ppt)/(?:document|slides/slide\d+|charts/chart\d+|footer\d+|header\d+)\.xml", name
            ):
                yield from re.sub(r"<[^>]*>", "|", package.read(name).decode()).split("|")


def cells(path: Path, *sheets: str) -> Iterator[str]:
    """All text that stands in sheets of a workbook."""
    book: Any = openpyxl.load_workbook(path)
    for sheet in sheets or book.sheetnames:
        yield from (value for row in book[sheet].iter_rows(values_only=True) for value in row if isinstance(value, str))
