"""What runxl writes it reads again: every row and every value that the document says."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import runxl
from runxl.check.rows import Indikator
from runxl.contract.load import contract
from runxl.measure.values import PartValue
from runxl.output.document.phrases import yearly_target
from runxl.template.example import example
from runxl.verbs.importera import targets
from runxl.verbs.styrmodell import chosen
from tests.conftest import MakeWorkbook
from tests.typer.test_malets_ord import WORDS
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
    assert {one.nr for one in done.review if one.kolumn == "Typ"} <= {""}  # of the whole column
    asked = {one.kolumn for one in done.review}
    assert asked <= {"Nivå", "Enhet", "Typ", *(["Analys", "Utgångsvärde"] if styrmodell == "norrbotten" else [])}
    assert set(found.untold) <= {*_example(styrmodell)}  # what else came is the example's own
    told = {(one.blad, one.nr, one.kolumn) for one in done.review}
    faults = {(f.sheet, f.key, f.column) for f in runxl.validate(done.file).findings if f.severity == "fel"}
    assert faults <= told  # such as what Öka is counted from, which no document says
    if (styrmodell, dokument) == ("vasterbotten", ""):  # the other documents tell no events
        assert _events(done.file) == _events(plan)


_POINTS = (PartValue(Decimal(2), "procentenheter"),)
_WORDED: list[tuple[str, dict[str, Any]]] = [
    *((typ, values) for typ, values, *_ in WORDS if typ != "Utan namn" and (typ != "Intervall" or len(values) > 1)),
    ("Minst", {"malvarde": Decimal("-15.8")}),
    ("Förändring", {"malvarde": _POINTS, "enhet": "%"}),
    ("Milstolpe", {"malvarde": "3 avtal tecknade", "enhet": ""}),
    ("Milstolpe", {"malvarde": "Minst 3 avtal", "enhet": ""}),
    ("Öka", {"utgangsvarde": Decimal(3), "malvarde": "Fler nöjda resenärer"}),
    ("Budget", {"malvarde": "Positivt resultat"}),
]
"""How the Typ word their targets. What the plan itself has a fault in (no Typ, half an interval) is not among them."""


@pytest.mark.parametrize("name", ["Resande", "Antal resor", "Sjukfrånvaro"])
@pytest.mark.parametrize(("typ", "values"), _WORDED)
def test_no_target_comes_back_as_another_typ_unsaid(typ: str, values: dict[str, Any], name: str) -> None:
    row = Indikator(**{"typ": typ, "enhet": "%", **values})
    found = targets.read(yearly_target(row), name, "", own=True)
    assert found.values.get("typ") == typ or "typ" in found.doubts or found.also


def test_a_year_in_a_target_in_words_is_part_of_it() -> None:
    """The year that runxl adds stands in brackets."""
    found = targets.read("Handlingsplan antagen senast 2027", "Planen", "", own=True)
    assert (found.values, found.doubts["malvarde"][0]) == ({}, "Handlingsplan antagen senast 2027")
    assert targets.read("90 % (2028)", "Andel", "", own=True).values["malar"] == 2028


_PLAN = """
## Mål
| Nr | Mål |
|---|---|
| 1 | Trygga |
## Delmål
| Nr | Mål | Delmål |
|---|---|---|
| 1.1 | 1 | Växande |
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Utgångsvärde | Målvärde | Utfall | Periodicitet |
|---|---|---|---|---|---|---|---|---|
| 1.1.1 | 1.1 | Antal gästnätter | antal | Förändring | 1250000 | 3 | 1300000 | År |
| 1.1.2 | 1.1 | Marknadsandel | % | Förändring | 12 | 2 procentenheter | 13 | År |
| 1.1.3 | 1.1 | Nöjdhet | 1–6 | Skala |  | 4,75 | 4,5 | År |
| 1.1.4 | 1.1 | Besök | antal | Minst |  | 20 | 19 | År |
| 1.1.5 | 1.1 | Flygandel | % | Högst |  | 14 | 12 | År |
"""


def test_a_change_and_a_scale_are_asked_about(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    runxl.report(make_workbook(_PLAN), tmp_path / "ut.docx")
    done = runxl.import_plan(tmp_path / "ut.docx", tmp_path / "ater.xlsx")
    asked = [(one.nr, one.kolumn, one.text, one.tolkat) for one in done.review if one.blad == "Indikatorer"]
    assert asked == [
        ("1.1.1", "Typ", "+3 %", "Förändring"),
        ("1.1.1", "Enhet", "+3 %", "antal"),
        ("1.1.2", "Typ", "+2 procentenheter", "Förändring"),
        ("1.1.2", "Enhet", "+2 procentenheter", "%"),
        ("", "Typ", "4,75", ""),
    ]
    back = runxl.read(done.file).tables["indikatorer"]
    assert back.values("typ") == [None, None, "Minst", "Minst", "Högst"]
    assert back.values("enhet")[:2] == [None, None]
    assert back.values("malvarde") == [3, "2 procentenheter", 4.75, 20, 14]


def test_a_number_in_the_summary_workbook_says_no_typ(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    runxl.summarize([make_workbook(_PLAN)], tmp_path / "sammanstallning.xlsx")
    done = runxl.import_plan(tmp_path / "sammanstallning.xlsx", tmp_path / "ater.xlsx")
    back = runxl.read(done.file).tables["indikatorer"]
    assert {one.nr for one in done.review if one.kolumn == "Typ"} == {"1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.1.5"}
    assert back.values("typ") == [None] * 5
    assert back.values("malvarde") == [3, "2 procentenheter", 4.75, 20, 14]
    assert back.values("enhet") == ["antal", "%", "1–6", "antal", "%"]
    assert back.values("utfall") == [1300000, 13, 4.5, 19, 12]


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
