"""A new table is one YAML file and one entry of how it is shown: added as a developer would, in a copy of the program."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from lxml import html

from runxl.contract.load import contract
from runxl.output.said.presented import ASSESSED, NOT_SHOWN, PRESENTED, half_done, presented
from tests.program_copy import TOP, copied, fill, run, runxl, runxl_each, written

ENTRY = "PRESENTED: Mapping[str, Shown] = {\n"

YAML = """
name: fordon
sheet: Fordon
table: tblFordon
title: Fordon
help: Fordon som verksamheterna har.
key: []
after: Personal
columns:
  - {name: fordon, title: Fordon, type: text, role: in, width: 30, long: true, help: Slag av fordon.}
  - {name: enhet, title: Enhet, type: unit, role: in, width: 10, help: Till exempel st.}
  - {name: antal, title: Antal, type: number, unit: enhet, role: in, width: 10, minimum: 0, help: Hur många.}
  - {name: fore, title: Året före, type: number, unit: enhet, role: in, width: 10, help: Hur många året före.}
  - {name: analys, title: Analys, type: text, role: unit, width: 60, long: true, help: Varför det är så många.}
  - {name: ansvarig, title: Ansvarig, type: text, role: in, width: 20, help: Den som svarar för uppgiften.}
"""


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("kopia"))


def describe(copy: Path, yaml: str) -> None:
    (copy / "validation" / "tables" / "fordon.yaml").write_text(yaml, encoding="utf-8")


def show(copy: Path, entry: str) -> None:
    """With this entry, and no other of the kind."""
    here = Path("runxl", "output", "said", "presented.py")
    said = (TOP / here).read_text(encoding="utf-8")
    assert ENTRY in said
    written(copy / here, said.replace(ENTRY, f"{ENTRY}    {entry}\n"))


@pytest.fixture(scope="module")
def copy(bare: Path) -> Path:
    """A plan with the new table, sent out, answered and collected, and all that is written about it."""
    describe(bare, YAML)
    show(bare, '"fordon": Shown(),')
    runxl(bare, "ny", "plan.xlsx", "--exempel")
    fill(bare, "plan.xlsx", "Fordon", A2="Elbilar", B2="st", C2="14", D2="9", F2="Garaget", A3="Lastcyklar", C3="3")
    runxl(bare, "dela", "plan.xlsx", "-o", "ut")
    (part,) = (one for one in (bare / "ut").glob("*.xlsx") if "Garaget" in one.name)
    fill(bare, str(part), "Fordon", E2="Fem nya elbilar har ersatt bensinbilar.")
    runxl_each(
        bare,
        ("samla", "ut", "--till", "plan.xlsx"),
        ("berakna", "plan.xlsx"),
        ("sammanfatta", "plan.xlsx", "-o", "sammanfattning.xlsx"),
        *(("rapport", "plan.xlsx", "-o", f"rapport.{suffix}") for suffix in ("docx", "pptx", "html")),
    )
    return bare


def lines(copy: Path, file: str, sheet: str) -> list[list[Any]]:
    rows = openpyxl.load_workbook(copy / file)[sheet].iter_rows(values_only=True)
    return [[value for value in row if value is not None] for row in rows]


def test_its_sheet_stands_where_it_says_and_its_rows_are_sent_and_gathered_in(copy: Path) -> None:
    sheets = openpyxl.load_workbook(copy / "plan.xlsx").sheetnames
    assert sheets[sheets.index("Personal") + 1] == "Fordon"
    assert lines(copy, "plan.xlsx", "Fordon")[:2] == [
        ["Fordon", "Enhet", "Antal", "Året före", "Analys", "Ansvarig"],
        ["Elbilar", "st", 14, 9, "Fem nya elbilar har ersatt bensinbilar.", "Garaget"],
    ]


def test_its_cells_are_checked(copy: Path) -> None:
    shutil.copy(copy / "plan.xlsx", copy / "fel.xlsx")
    fill(copy, "fel.xlsx", "Fordon", C3="många")
    (file,) = json.loads(runxl(copy, "validera", "fel.xlsx", "--json").stdout)["filer"]
    assert [one["cell"] for one in file["fynd"] if (one["blad"], one["niva"]) == ("Fordon", "fel")] == ["C3"]


def test_its_rows_stand_in_sammanfattning(copy: Path) -> None:
    found = lines(copy, "plan.xlsx", "Sammanfattning")
    place = found.index(["Fordon"])
    assert found[place + 1] == ["Fordon", "Analys", "Antal", "Året före", "Ansvarig", "Måttenhet"]
    assert found[place + 2] == ["Elbilar", "Fem nya elbilar har ersatt bensinbilar.", 14, 9, "Garaget", "st"]
    assert found[place + 3] == ["Lastcyklar", 3]


def test_its_rows_have_a_sheet_in_the_workbook_about_many(copy: Path) -> None:
    found = lines(copy, "sammanfattning.xlsx", "Fordon")
    assert found[0][-6:] == ["Fordon", "Måttenhet", "Antal", "Året före", "Analys", "Ansvarig"]
    assert found[1][-6:] == ["Elbilar", "st", 14, 9, "Fem nya elbilar har ersatt bensinbilar.", "Garaget"]
    assert "Fordon" in [line[0] for line in lines(copy, "sammanfattning.xlsx", "Översikt") if line]


TOLD = [
    ["Fordon (st)", "Antal", "Året före", "Analys", "Ansvarig"],
    ["Elbilar", "14", "9", "Fem nya elbilar har ersatt bensinbilar.", "Garaget"],
    ["Lastcyklar", "3", "", "", ""],
]


def test_it_stands_last_in_a_report_that_has_no_chapter_for_it(copy: Path) -> None:
    document = docx.Document(str(copy / "rapport.docx"))
    assert [[cell.text for cell in row.cells] for row in document.tables[-1].rows] == TOLD
    assert "Fordon" in [one.text for one in document.paragraphs if (one.style and one.style.name) == "Heading 1"]


def test_it_stands_on_the_page(copy: Path) -> None:
    page: Any = html.fromstring((copy / "rapport.html").read_text(encoding="utf-8"))
    tables = [[[cell.text_content() for cell in row] for row in table.iter("tr")] for table in page.iter("table")]
    assert TOLD in tables


def test_it_has_a_slide(copy: Path) -> None:
    deck = pptx.Presentation(str(copy / "rapport.pptx"))
    (slide,) = (one for one in deck.slides if one.shapes.title is not None and one.shapes.title.text == "Fordon")
    shapes: Any = slide.shapes
    (table,) = (one.table for one in shapes if one.has_table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == TOLD


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("", "Bladet Fordon (validation/tables/fordon.yaml) visas ingenstans: skriv i PRESENTED"),
        ('"bilar": Shown(), "fordon": Shown(),', "nämner tabellen bilar, men validation/tables/bilar.yaml finns inte."),
        ('"fordon": Shown(brief=("bil",)),', "fordon: brief nämner bil, som inte är någon av kolumnerna."),
        (
            '"fordon": Shown(columns=(ShownColumn("bil"),)),',
            "fordon: kolumnen bil finns inte i validation/tables/fordon.yaml",
        ),
        ('"fordon": Shown(), "texter": Shown(),', "Tabellen texter står både i PRESENTED och i NOT_SHOWN"),
    ],
)
def test_what_is_half_done_is_refused_by_name(entry: str, fault: str, copy: Path) -> None:
    show(copy, entry)
    refused = run(copy, "-m", "runxl", "sammanfatta", "plan.xlsx", "-o", "nej.xlsx")
    assert refused.returncode == 2
    assert fault in refused.stderr
    assert not (copy / "nej.xlsx").exists()


def test_its_sheet_has_one_place(bare: Path) -> None:
    for after, fault in (
        ("after: Personal\n", ""),
        ("", "bladet Fordon ska stå antingen i contract.yaml eller efter ett annat"),
        ("after: Bilar\n", "bladet Bilar står inte i contract.yaml"),
    ):
        describe(bare, YAML.replace("after: Personal\n", after))
        assert fault in run(bare, "-m", "runxl", "validera", "plan.xlsx").stderr


def test_every_table_of_the_contract_is_shown_or_excused() -> None:
    assert [*half_done(contract(), PRESENTED, NOT_SHOWN)] == []
    assert set(presented()) | set(NOT_SHOWN) | set(ASSESSED) == {
        table.name for table in contract().tables.values() if table.kind == "data"
    }
