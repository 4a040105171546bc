"""Whatever people have written in words is in the document, or in its list of what no chapter tells."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

import runxl
from runxl.contract.load import contract
from runxl.contract.vocabulary import DataRow, Table
from runxl.template.book import build

NOT_PUBLISHED = ("ansvarig", "faststalld_av", "perspektiv", "namn")
"""Who answers for a row, who has decided, and a perspektiv where the styrmodell has none: for the workbook alone."""

NO_SHEETS = ("texter", "enheter", "dispenser", "periodvarden")
FACTS: Mapping[str, DataRow] = {
    "mal": {"nr": "1", "faststalld_status": "Helt"},
    "delmal": {"nr": "1.1", "mal": "1", "faststalld_status": "Helt"},
    "indikatorer": {"nr": "1.1.1", "delmal": "1.1", "typ": "Minst", "enhet": "antal", "malvarde": 10, "utfall": 12},
    "aktiviteter": {"nr": "1.1-A1", "delmal": "1.1", "status": "Avslutad", "slutdatum": dt.date(2024, 5, 5)},
    "uppdrag": {"nr": "U1", "uppdragsgivare": "Fullmäktige till nämnd", "status": "Klar"},
    "handelser": {"mal": "1"},
    "avvikelser": {"omrade": "Ekonomi"},
}
Marks = Mapping[str, tuple[Table, str]]
"""A word that stands in one cell alone, and the table and the column that it stands in."""


def marked(path: Path, styrmodell: str, period: str) -> Marks:
    """A workbook with a row on each sheet and a word in every column of texts."""
    marks: dict[str, tuple[Table, str]] = {}
    rows: dict[str, list[DataRow]] = {}
    for name, table in contract().tables.items():
        if table.kind != "data" or name in NO_SHEETS:
            continue
        told = [one for one in table.columns if one.type == "text" and one.is_input and one.name not in NOT_PUBLISHED]
        words = {one.name: f"Zq{len(marks) + place:03}x" for place, one in enumerate(told)}
        marks |= {word: (table, table.column(column).title) for column, word in words.items()}
        rows[name] = [{**words, **FACTS.get(name, {})}]
    settings = {"namnd": "Nämnden", "ar": 2024, "period": period, "plan_id": "ord"}
    build(path, contract(), contract().styrmodeller[styrmodell], rows, settings)
    return marks


def words_in(path: Path) -> str:
    """All that stands in a document, with what is said by heart beside a slide."""
    with zipfile.ZipFile(path) as archive:
        parts = [
            archive.read(name) for name in archive.namelist() if re.search(r"document\.xml|[sS]lide\d+\.xml", name)
        ]
    return re.sub(r"<[^>]+>", "", b"".join(parts).decode())


@pytest.mark.parametrize("suffix", [".docx", ".pptx"])
@pytest.mark.parametrize(
    ("styrmodell", "period"),
    [("vasterbotten", "Nämndplan"), ("vasterbotten", "Årsrapport"), ("norrbotten", "DÅ 1")],
)
def test_no_text_is_lost_in_silence(styrmodell: str, period: str, suffix: str, tmp_path: Path) -> None:
    marks = marked(tmp_path / "plan.xlsx", styrmodell, period)
    done = runxl.report(tmp_path / "plan.xlsx", tmp_path / f"plan{suffix}")
    said, listed = words_in(done.file), "\n".join(done.left_out)
    untold = {word: where for word, where in marks.items() if word not in said}
    silent = [
        f"{table.sheet}: {column}"
        for table, column in untold.values()
        if f"Bladet {table.sheet} (" not in listed and f"Kolumnen {column} på bladet {table.sheet} (" not in listed
    ]
    assert silent == []
    assert untold.keys() < marks.keys()
    told = [f"{table.sheet}: {column}" for word, (table, column) in marks.items() if word in said]
    assert [one for one in told if "Kolumnen {1} på bladet {0} (".format(*one.split(": ")) in listed] == []
