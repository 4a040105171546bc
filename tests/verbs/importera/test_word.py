"""Plans that stand in Word come in right, and what is not sure is said."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement

import runxl
from runxl.cli import main
from runxl.contract.load import contract
from runxl.verbs.examine import examine
from tests.verbs.importera.measured import facts, measured
from tests.verbs.importera.written import DATA, word

SOURCES = {"plan_2026": "vasterbotten", "arsrapport_2024": "vasterbotten", "delar_2020": "norrbotten"}

_PLAN = """
#title Nämndplan 2026
#title Kulturnämnden

# Mål och uppföljning
## Mål 1. Trygga uppväxtvillkor

| Delmål | Indikator | Utfall 2024 | Mål 2026 | Periodicitet | Ansvarig |
| --- | --- | --- | --- | --- | --- |
| Delmål 1.1 Kultur för unga | Antal insatser | 123 | 90 | Tertial: aug, dec | Kultur |
| ^ | Andel barn som deltar | 23,4 % | 40 % | År | Kultur |
"""


@pytest.mark.parametrize("source", SOURCES)
def test_a_published_document_comes_in_right_and_nothing_wrong_goes_untold(source: str, tmp_path: Path) -> None:
    file = word(tmp_path / "dokument.docx", (DATA / f"{source}.md").read_text(encoding="utf-8"))
    done = runxl.import_plan(file, tmp_path / "plan.xlsx", styrmodell=SOURCES[source])
    found = measured(done, facts(DATA / f"{source}.csv"))
    sys.stdout.write(f"{source}: {found}\n")
    assert found.share >= 0.98
    assert (found.wrong, found.missing, found.invented, found.untold) == ((), (), (), ())


def test_every_row_says_where_it_stood(tmp_path: Path) -> None:
    done = runxl.import_plan(word(tmp_path / "plan.docx", _PLAN), tmp_path / "plan.xlsx")
    places = {(row.blad, row.nr): row.plats for row in done.rows}
    assert places["Indikatorer", "1.1.2"] == "tabell 1, rad 3"
    assert places["Mål", "1"].startswith("rubriken «Mål 1.")
    assert all(row.kalla == "plan.docx" for row in done.rows)


def test_year_and_namnd_are_read_and_said(tmp_path: Path) -> None:
    done = runxl.import_plan(word(tmp_path / "plan.docx", _PLAN), tmp_path / "plan.xlsx")
    settings = examine(done.file).checked.settings
    assert (settings.ar, settings.namnd, settings.period) == (2026, "Kulturnämnden", "Nämndplan")
    assert {"År", "Nämnd"} <= {one.kolumn for one in done.interpreted if one.blad == "Inställningar"}


def test_the_sheet_import_holds_what_needs_a_person_first(tmp_path: Path) -> None:
    text = _PLAN.replace("40 %", "cirka 40 %") + "\nEn text som ingen rubrik hör till.\n"
    done = runxl.import_plan(word(tmp_path / "plan.docx", text), tmp_path / "plan.xlsx")
    sheet = _cells(done.file, "Import")
    assert sheet[0][:6] == ["Vad", "Blad", "Nr", "Kolumn", "Text i källan", "Läst som"]
    assert sheet[1][:5] == ["Att granska", "Indikatorer", "1.1.2", "Målvärde", "cirka 40 %"]
    assert {"Tolkat", "Rad"} <= {row[0] for row in sheet[1:]}


def _cells(path: Path, sheet: str) -> list[list[object]]:
    import openpyxl

    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[sheet].iter_rows()]


def test_a_value_that_is_not_sure_is_left_empty(tmp_path: Path) -> None:
    done = runxl.import_plan(word(tmp_path / "plan.docx", _PLAN.replace("40 %", "cirka 40 %")), tmp_path / "plan.xlsx")
    indikator = examine(done.file).checked.indikatorer[1]
    assert (indikator.indikator, indikator.malvarde, indikator.typ) == ("Andel barn som deltar", None, "")
    (review,) = done.review
    assert (review.kolumn, review.text, review.plats) == ("Målvärde", "cirka 40 %", "tabell 1, rad 3")


def test_what_is_struck_out_is_not_read_and_what_is_inserted_is(tmp_path: Path) -> None:
    file = word(tmp_path / "plan.docx", _PLAN)
    document = docx.Document(str(file))
    cell = document.tables[0].cell(1, 1)
    run = cell.paragraphs[0].runs[0]._r
    for tag, text in (("w:del", "strukna "), ("w:ins", "nya ")):
        change = OxmlElement(tag)
        made = OxmlElement("w:r")
        words = OxmlElement("w:delText" if tag == "w:del" else "w:t")
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(words)
        change.append(made)
        run.addprevious(change)
    document.save(str(file))
    done = runxl.import_plan(file, tmp_path / "plan.xlsx")
    assert next(row.namn for row in done.rows if row.blad == "Indikatorer") == "nya Antal insatser"


def test_a_placeholder_row_is_no_indikator(tmp_path: Path) -> None:
    done = runxl.import_plan(
        word(tmp_path / "plan.docx", (DATA / "plan_2026.md").read_text(encoding="utf-8")), tmp_path / "plan.xlsx"
    )
    assert [one.text for one in done.not_read if set(one.text) <= set("….| ")] != []
    assert not any(set(row.namn) <= set("….") for row in done.rows)


def test_lists_below_a_heading_are_indikatorer_and_aktiviteter(tmp_path: Path) -> None:
    text = """
# Mål 1. Trygga uppväxtvillkor
## Delmål 1.1 Kultur för unga
### Indikatorer
- Antal insatser, mål 90
- Andel barn som deltar (målvärde: 40 %)
### Aktiviteter
- Ta fram en rapport
- Två möten med kommunerna
"""
    done = runxl.import_plan(word(tmp_path / "plan.docx", text), tmp_path / "plan.xlsx", year=2026)
    found = examine(done.file).checked
    assert [(one.nr, one.indikator, float(one.malvarde), one.enhet) for one in found.indikatorer] == [  # type: ignore[arg-type]
        ("1.1.1", "Antal insatser", 90.0, "antal"),
        ("1.1.2", "Andel barn som deltar", 40.0, "%"),
    ]
    assert [(one.nr, one.aktivitet) for one in found.aktiviteter] == [
        ("1.1-A1", "Ta fram en rapport"),
        ("1.1-A2", "Två möten med kommunerna"),
    ]


def test_one_number_with_two_wordings_is_asked_about(tmp_path: Path) -> None:
    text = _PLAN + "\n## Delmål 1.1 Något helt annat om kollektivtrafik\n"
    done = runxl.import_plan(word(tmp_path / "plan.docx", text), tmp_path / "plan.xlsx")
    assert [(one.nr, one.kolumn) for one in done.review] == [("1.1", "Delmål")]


def test_the_command_says_the_same_as_json_and_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = word(tmp_path / "plan.docx", _PLAN.replace("40 %", "cirka 40 %"))
    assert main(["importera", str(file), "-o", str(tmp_path / "a.xlsx"), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["rader"] == {"Mål": 1, "Delmål": 1, "Indikatorer": 2, "Aktiviteter": 0, "Uppdrag": 0}
    assert set(said) >= {"kallor", "rader", "att_granska", "ej_inlast"}
    assert set(said["att_granska"][0]) == {"kalla", "plats", "blad", "nr", "kolumn", "text", "tolkat", "varfor"}
    assert main(["importera", str(file), "-o", str(tmp_path / "b.xlsx")]) == 1
    out = capsys.readouterr().out
    assert "Att granska (1 uppgift):" in out
    assert "Indikatorer 1.1.2 Målvärde" in out


_TARGETS = """
# Mål 1. Trygga uppväxtvillkor

| Delmål | Indikator | Mål 2026 |
| --- | --- | --- |
| Delmål 1.1 Kultur | 1.1.1 Antal gästnätter | +3 % |
| ^ | 1.1.2 Antal resor | 20 % |
| ^ | 1.1.3 Tillväxt | −15 % |
| ^ | 1.1.4 Andel nöjda | 0,70 |
| ^ | 1.1.5 Besök | cirka 4 st. |
"""


def test_neither_target_nor_unit_is_taken_where_they_speak_against_each_other(tmp_path: Path) -> None:
    done = runxl.import_plan(word(tmp_path / "plan.docx", _TARGETS), tmp_path / "plan.xlsx", year=2026)
    table = runxl.read(done.file).tables["indikatorer"]
    rows = [*zip(*(table.values(name) for name in ("typ", "malvarde", "enhet")), strict=True)]
    assert rows[:4] == [(None, 3, None), (None, None, None), (None, -15, None), (None, None, "%")]
    asked = {(one.nr, one.kolumn) for one in done.review}
    assert {("1.1.1", "Enhet"), ("1.1.2", "Målvärde"), ("1.1.2", "Enhet"), ("1.1.3", "Typ")} <= asked


def test_what_is_asked_is_said_in_whole_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["importera", str(word(tmp_path / "plan.docx", _TARGETS)), "-o", str(tmp_path / "a.xlsx"), "--ar", "2026"])
    said = capsys.readouterr().out
    assert "”0,70” det kan vara 0,7 eller 70 procent. Kanske 0,7. (" in said
    assert "Kanske cirka 4 st. (" in said
    assert not any(join in said for join in ("?.", "..", "!."))


def test_all_that_is_sure_ends_with_zero(tmp_path: Path) -> None:
    assert main(["importera", str(word(tmp_path / "plan.docx", _PLAN)), "-o", str(tmp_path / "plan.xlsx")]) == 0


def test_an_existing_workbook_is_not_written_over(tmp_path: Path) -> None:
    file, target = word(tmp_path / "plan.docx", _PLAN), tmp_path / "plan.xlsx"
    target.write_bytes(b"mitt")
    assert main(["importera", str(file), "-o", str(target)]) == 2
    assert target.read_bytes() == b"mitt"
    assert main(["importera", str(file), "-o", str(target), "--ersatt"]) == 0
    assert [*tmp_path.glob("plan.xlsx.bak-*")]


def test_a_document_that_is_no_plan_is_refused_with_what_was_seen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = word(tmp_path / "kallelse.docx", "# Kallelse\n\n| Tid | Plats |\n| --- | --- |\n| 9.00 | Umeå |\n")
    assert main(["importera", str(file), "-o", str(tmp_path / "plan.xlsx")]) == 2
    said = capsys.readouterr().err
    assert "”Kallelse”" in said
    assert "”Tid, Plats”" in said
    assert not (tmp_path / "plan.xlsx").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.pdf", b"%PDF-1.7\n", "pdf-dokument"), ("a.docx", b"", "en tom fil"), ("a.doc", b"\x89PNG\r\n", "en bild")],
)
def test_what_it_really_is_is_said(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(runxl.RunxlError, match=said):
        runxl.import_plan(tmp_path / name, tmp_path / "plan.xlsx")


def test_the_facts_of_the_sources_are_of_columns_that_there_are() -> None:
    for source in SOURCES:
        with (DATA / f"{source}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter=";"):
                table = contract().table_of_sheet(row["blad"])
                assert table is not None
                assert row["kolumn"] in {column.name for column in table.columns}
