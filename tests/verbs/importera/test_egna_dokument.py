"""What runxl writes it reads again: every row and every value that the document says."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import runxl
from runxl.contract.load import contract
from runxl.template.example import example
from runxl.verbs.styrmodell import chosen
from tests.verbs.importera.measured import NAMES, Fact, measured, shown

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
    asked = {one.kolumn for one in done.review}
    assert asked <= {"Nivå", "Enhet", *(["Analys", "Utgångsvärde"] if styrmodell == "norrbotten" else [])}
    assert set(found.untold) <= {*_example(styrmodell)}  # what else came is the example's own
    told = {(one.blad, one.nr, one.kolumn) for one in done.review}
    faults = {(f.sheet, f.key, f.column) for f in runxl.validate(done.file).findings if f.severity == "fel"}
    assert faults <= told  # such as what Öka is counted from, which no document says
    if (styrmodell, dokument) == ("vasterbotten", ""):  # the other documents tell no events
        assert _events(done.file) == _events(plan)


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


def _events(path: Path) -> list[tuple[object, ...]]:
    table = runxl.read(path).tables["handelser"]
    return [*zip(*(table.values(name) for name in ("rubrik", "beskrivning", "mal")), strict=True)]


def _example(styrmodell: str) -> Iterator[str]:
    """Its cells in words; a document may tell last year's outcome of another column, and that an empty Ja/Nej is Ja."""
    rows, _ = example(chosen(styrmodell))
    answers = {row["nr"]: row.get("ansvarig") for row in rows["delmal"]}
    for sheet, name in {"indikatorer": "Indikatorer", "aktiviteter": "Aktiviteter"}.items():
        titles = {column.name: column.title for column in contract().tables[sheet].columns}
        for row in rows.get(sheet, ()):
            said = dict(row) | {"ansvarig": row.get("ansvarig") or answers[row["delmal"]]}
            if sheet == "indikatorer":
                said |= {"tidigare_utfall": row.get("utfall"), "tidigare_utfall_ar": row.get("avser_ar")}
            if row.get("typ") == "Ja/Nej":
                said["malvarde"] = row.get("malvarde") or "Ja"
            yield from (f"{name} {row['nr']} {titles[key]}: {shown(value)}" for key, value in said.items())


def _told(row: Mapping[str, object], column: str) -> object:
    """A target that is where it began is told by its base; the word for it is runxl's own."""
    if column == "malvarde" and (row.get("typ") in ("Öka", "Minska", "Bibehåll") or not row.get(column)):
        return None
    return row.get(column)
