"""What runxl writes it reads again: every row and every value that the document says."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import runxl
from runxl.template.example import example
from runxl.verbs.styrmodell import chosen
from tests.verbs.importera.measured import NAMES, Fact, measured

_SAID = {
    "namndplan": {
        "Mål": ("mal",),
        "Delmål": ("mal", "delmal"),
        "Indikatorer": ("delmal", "indikator", "malvarde", "periodicitet"),
        "Aktiviteter": ("delmal", "aktivitet"),
        "Uppdrag": ("uppdrag", "uppdragsgivare", "riktas_till", "status", "periodicitet", "slutdatum"),
    },
    "": {
        "Mål": ("mal", "perspektiv", "analys", "faststalld_status", "motivering", "prognos"),
        "Delmål": ("mal", "delmal", "analys", "faststalld_status", "motivering"),
        "Indikatorer": ("delmal", "indikator", "malvarde", "utfall", "avser_ar", "kommentar"),
        "Aktiviteter": ("delmal", "aktivitet", "status", "kommentar"),
        "Uppdrag": ("uppdrag", "uppdragsgivare", "riktas_till", "status", "analys", "periodicitet", "slutdatum"),
    },
}
"""What each document says of the rows, by sheet."""

_IN_OTHER_WORDS = {"Ett forum per år": "1", "Ett forum/år": "1", "20 personer/ 12 kommuner": "20 personer/12 kommuner"}


@pytest.mark.parametrize(
    ("styrmodell", "dokument"), [("vasterbotten", "namndplan"), ("vasterbotten", ""), ("norrbotten", "")]
)
def test_all_that_a_document_of_runxls_says_comes_back(styrmodell: str, dokument: str, tmp_path: Path) -> None:
    plan = runxl.new(tmp_path / "plan.xlsx", styrmodell=styrmodell, example=True)
    runxl.report(plan, tmp_path / "dokument.docx", document=dokument)
    done = runxl.import_plan(tmp_path / "dokument.docx", tmp_path / "tillbaka.xlsx", styrmodell=styrmodell)
    found = measured(done, _facts(styrmodell, dokument))
    sys.stdout.write(f"{styrmodell} {dokument or 'rapport'}: {found}\n")
    assert found.share == 1.0
    assert found.invented == ()
    assert {one.kolumn for one in done.review} <= {"Nivå", "Enhet", *(["Analys"] if styrmodell == "norrbotten" else [])}


def _facts(styrmodell: str, dokument: str) -> Iterator[Fact]:
    """The example as the document tells it: numbers where the styrmodell shows them, else names."""
    rows, _ = example(chosen(styrmodell))
    for sheet, name in NAMES.items():
        table = {"Mål": "mal", "Delmål": "delmal"}.get(sheet, sheet.casefold())
        for row in rows.get(table, ()):
            for column in _SAID[dokument][sheet]:
                value = _told(row, column)
                if value not in (None, ""):
                    said = _IN_OTHER_WORDS.get(str(value), str(value))
                    yield Fact(sheet, str(row["nr"]), str(row[name]), column, said)


def _told(row: Mapping[str, object], column: str) -> object:
    """A target that is where it began is told by its base; the word for it is runxl's own."""
    if column == "malvarde" and (row.get("typ") in ("Öka", "Minska", "Bibehåll") or not row.get(column)):
        return None
    return row.get(column)
