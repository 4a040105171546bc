"""Economy, personal and events come in with the plan, chapters' texts stand where the outline has them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runxl
from runxl.contract.load import contract
from runxl.template.example import example
from runxl.verbs.importera.about import AskedFor
from runxl.verbs.importera.draft import PlanDraft
from runxl.verbs.importera.import_plan import understood
from runxl.verbs.importera.sources.opening import source_of
from runxl.verbs.styrmodell import chosen
from tests.verbs.importera.measured import Fact, measured
from tests.verbs.importera.written import sheet, word

_GIVEN = {
    "Mål": ("mal", "faststalld_status", "prognos"),
    "Delmål": ("mal", "delmal", "faststalld_status", "prognos", "ansvarig"),
    "Indikatorer": ("delmal", "indikator", "malvarde", "utfall", "enhet"),
    "Uppdrag": ("uppdrag", "status", "analys", "periodicitet", "slutdatum", "uppdragsgivare"),
}
"""What the summary workbook says of the plan's rows."""

_SIDES = ("handelser", "driftredovisning", "verksamheter", "anslag", "avvikelser", "personal")
_IN_OTHER_WORDS = {"20 personer/ 12 kommuner": "20 personer/12 kommuner", "Ett forum per år": "1", "Ett forum/år": "1"}


def _values(path: Path, table: str) -> list[dict[str, Any]]:
    found = runxl.read(path).tables[table]
    names = [column.name for column in contract().tables[table].columns if column.is_input]
    return [{name: found.values(name)[at] for name in names} for at in range(len(found.rows))]


@pytest.mark.parametrize("styrmodell", ["vasterbotten", "norrbotten"])
def test_the_summary_workbook_comes_back(styrmodell: str, tmp_path: Path) -> None:
    plan = runxl.new(tmp_path / "plan.xlsx", styrmodell=styrmodell, example=True)
    runxl.summarize([plan], tmp_path / "sammanstallning.xlsx")
    done = runxl.import_plan(tmp_path / "sammanstallning.xlsx", tmp_path / "tillbaka.xlsx", styrmodell=styrmodell)
    found = measured(done, _facts(styrmodell))
    sys.stdout.write(f"{styrmodell} sammanställning: {found}\n")
    assert found.share == 1.0
    assert (found.invented, found.wrong) == ((), ())
    for table in _SIDES:
        back = [{**row, "nr": None} if "nr" in row else row for row in _values(done.file, table)]
        assert back == [{**row, "nr": None} if "nr" in row else row for row in _values(tmp_path / "plan.xlsx", table)]


def _facts(styrmodell: str) -> Iterator[Fact]:
    rows, _ = example(chosen(styrmodell))
    for blad, columns in _GIVEN.items():
        table = {"Mål": "mal", "Delmål": "delmal"}.get(blad, blad.casefold())
        for row in rows.get(table, ()):
            for column in columns:
                value = row.get(column)
                if value in (None, "") or (column == "malvarde" and row.get("typ") in ("Öka", "Minska", "Bibehåll")):
                    continue
                yield Fact(blad, str(row["nr"]), "", column, _IN_OTHER_WORDS.get(str(value), str(value)))


def test_a_summary_of_many_workbooks_is_refused(tmp_path: Path) -> None:
    plans = [runxl.new(tmp_path / f"{name}.xlsx", namnd=name, example=True) for name in ("Ena", "Andra")]
    runxl.summarize(plans, tmp_path / "alla.xlsx")
    with pytest.raises(runxl.RunxlError, match="sammanställning av 2 arbetsböcker"):
        runxl.import_plan(tmp_path / "alla.xlsx", tmp_path / "tillbaka.xlsx")


def test_economy_personal_and_events_of_others_come_in(tmp_path: Path) -> None:
    source = sheet(
        tmp_path / "ekonomi.xlsx",
        ("Ramar", [["Fördelade ramar (tkr)"], ["Verksamhet", "Ram 2025", "Ram 2026", "Kommentar"],
                   ["Kultur", 12000, 12500, "Uppräkning"], ["SUMMA", 12000, 12500, None]]),
        ("Händelser", [["Rubrik", "Beskrivning", "Regionmål"], ["Nytt avtal", "Trafiken har ett nytt avtal.", None]]),
        ("Personal", [["Nyckeltal", "Värde", "Enhet", "Chef"], ["Sjukfrånvaro", "cirka 4", "%", "Bo"]]),
    )  # fmt: skip
    done = runxl.import_plan(source, tmp_path / "plan.xlsx", year=2026)
    assert [
        (row["verksamhet"], row["enhet"], row["ram_foregaende_ar"], row["ram"]) for row in _values(done.file, "ramar")
    ] == [
        ("Kultur", "tkr", 12000, 12500),
        ("SUMMA", "tkr", 12000, 12500),
    ]
    assert [row["rubrik"] for row in _values(done.file, "handelser")] == ["Nytt avtal"]
    assert [(row["nyckeltal"], row["varde"]) for row in _values(done.file, "personal")] == [("Sjukfrånvaro", None)]
    assert ("Personal", "Värde", "cirka 4") in {(one.blad, one.kolumn, one.text) for one in done.review}
    assert any("Chef" in one.text for one in done.not_read)
    assert ("Ramar", "Kultur", "bladet Ramar, rad 3") in {(one.blad, one.namn, one.plats) for one in done.rows}
    assert done.counts["Indikatorer"] == 0


def test_a_table_without_a_unit_asks_for_it_once(tmp_path: Path) -> None:
    rows = [["Verksamhet", "Ram föregående år", "Förändring", "Ram"], ["Kultur", 10, 1, 11], ["Film", 5, 0, 5]]
    done = runxl.import_plan(sheet(tmp_path / "a.xlsx", ("Blad1", rows)), tmp_path / "plan.xlsx", year=2026)
    assert [(one.blad, one.kolumn, one.varfor) for one in done.review] == [
        ("Ramar", "Enhet", "källan säger inte Enhet för 2 av tabellens rader")
    ]


_RAMAR = """
| Verksamhet | Ram föregående år | Förändring | Ram 2026 |
| --- | --- | --- | --- |
| Kultur | 120 000 | 2 500 | 122 500 |
"""


@pytest.mark.parametrize(
    ("over", "enhet"),
    [
        ("# Ekonomiska förutsättningar (tkr)", "tkr"),
        ("# Ramar, mnkr", "mkr"),
        ("# Ramar\nTabell 1. Ramar (tkr)", "tkr"),
        ("# Ramar\nBelopp i tkr.", "tkr"),
        ("# Ramar\nRamarna (belopp i tkr) fördelas så här.", "tkr"),
        ("# Ramar\nNämnden får 3 mkr mer, varav 2 000 tkr till kultur.", None),  # of some sums and not of all
        ("# Ramar (tkr)\nBelopp i mkr", None),
        ("# Ekonomi (tkr)\n# Ramar", None),
    ],
)
def test_the_unit_may_stand_in_what_is_over_the_table(over: str, enhet: str | None, tmp_path: Path) -> None:
    file = word(tmp_path / "plan.docx", f"#title Nämndplan 2026\n{over}\n{_RAMAR}\nText\n{_RAMAR}")
    done = runxl.import_plan(file, tmp_path / "plan.xlsx")
    first, second = [row["enhet"] for row in _values(done.file, "ramar")]
    assert first == enhet
    assert second == ("tkr" if over.startswith(("# Ekonomiska", "# Ramar (")) else "mkr" if "mnkr" in over else None)
    assert ("Enhet" in {one.kolumn for one in done.review}) == (None in (first, second))


def test_a_chapters_text_stands_where_the_outline_has_the_chapter(tmp_path: Path) -> None:
    text = """
#title Nämndplan 2026

# 1 Inledning
Nämnden ansvarar för det regionala utvecklingsarbetet.

- Kultur
- Trafik

# Något som ingen disposition har
Den här texten har ingen plats.

# Mål 1. Trygga uppväxtvillkor

| Delmål | Indikator | Mål 2026 |
| --- | --- | --- |
| Delmål 1.1 Kultur för unga | Antal insatser | 90 |
"""
    done = runxl.import_plan(word(tmp_path / "plan.docx", text), tmp_path / "plan.xlsx")
    texts = {row["rubrik"]: row["text"] for row in _values(done.file, "texter") if row["text"]}
    assert texts == {"Inledning": "Nämnden ansvarar för det regionala utvecklingsarbetet.\n- Kultur\n- Trafik"}
    assert [one.text for one in done.not_read] == ["Den här texten har ingen plats."]
    assert ("Texter", "Text") in {(one.blad, one.kolumn) for one in done.interpreted}


def _side(folder: Path, *rows: list[object], merged: str = "") -> PlanDraft:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for one in merged.split():
        book.active.merge_cells(one)
    book.save(folder / "eko.xlsx")
    return understood([source_of(folder / "eko.xlsx")], contract().default_styrmodell, AskedFor(2026)).draft


def test_headers_of_two_rows_are_read_as_one(tmp_path: Path) -> None:
    draft = _side(
        tmp_path,
        ["Driftredovisning (mkr)"],
        ["Post", "Ackumulerat", "", "", "Helår", ""],
        ["", "Utfall", "Budget", "Avvikelse", "Årsprognos", "Årsbudget"],
        ["Intäkter", 10.5, 10, 0.5, 30, 31],
        merged="A2:A3 B2:D2 E2:F2",
    )
    (row,) = draft.others["driftredovisning"]
    values = [
        row.values[name] for name in ("post", "enhet", "utfall", "budget", "avvikelse", "arsprognos", "arsbudget")
    ]
    assert values == ["Intäkter", "mkr", 10.5, 10, 0.5, 30, 31]


def test_of_two_columns_below_one_header_the_second_is_listed(tmp_path: Path) -> None:
    draft = _side(
        tmp_path,
        ["Verksamhet", "Avvikelse", ""],
        ["", "apr 2026", "helår 2026"],
        ["Kultur", 1, 2],
        merged="A1:A2 B1:C1",
    )
    (row,) = draft.others["verksamheter"]
    assert (row.name, row.values["avvikelse"]) == ("Kultur", 1)
    assert "Kolumnen Avvikelse helår 2026 hör inte till bladet Verksamheter" in [note.text for note in draft.notes]


def test_economy_in_pasted_text_is_listed_and_is_no_goals_text(tmp_path: Path) -> None:
    text = (
        "Mål 1. Trygga barn\n\nDelmål 1.1 Kultur\n\nDriftredovisning\n\nPost Utfall Budget\n\nIntäkter\n\n10,5 10,0\n"
    )
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    draft = understood([source_of(tmp_path / "plan.txt")], contract().default_styrmodell, AskedFor(2026)).draft
    assert [row.values.get("beskrivning") for row in draft.rows["delmal"]] == [None]
    assert any("Post Utfall Budget" in note.text for note in draft.notes if note.kind == "utanfor")
