"""An indikator may belong to an uppdrag: it is assessed, stands with the uppdrag, and counts in no delmål."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

import runxl
from tests.conftest import MakeWorkbook
from tests.output.workbooks import run, section
from tests.verbs.returns import put

PLAN = """
## Inställningar
| Inställning | Värde |
|---|---|
| Nämnd | Kulturnämnden |
| År | 2024 |
| Period | Årsrapport |
## Mål
| Nr | Mål |
|---|---|
| 1 | Ett attraktivt län |
## Delmål
| Nr | Mål | Delmål | Ansvarig |
|---|---|---|---|
| 1.1 | 1 | Fler flyttar hit | HR |
## Indikatorer
| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Periodicitet |
|---|---|---|---|---|---|---|
| 1.1.1 | 1.1 | Inflyttade | Minst | {tal 10} | {tal 12} | År |
| U2.1 | U2 | Tjänsteresor | Högst | {tal 15} | {tal 30} | År |
## Uppdrag
| Nr | Uppdragsgivare | Uppdrag | Status | Analys | Ansvarig |
|---|---|---|---|---|---|
| U2 | Fullmäktige till nämnd | Minska resandet | Pågående | Resorna ökar. | Stab |
"""


@pytest.fixture
def path(make_workbook: MakeWorkbook) -> Path:
    return make_workbook(PLAN)


def test_it_is_assessed_and_counts_in_no_delmal(path: Path) -> None:
    assert [one.code for one in runxl.validate(path) if one.is_fault or one.code in ("RX303", "RX304")] == []
    said = runxl.assess(path).to_dict()
    assert {one["nr"]: one["status"] for one in said["indikatorer"]} == {"1.1.1": "Helt", "U2.1": "Inte"}
    assert [one["status"] for one in said["delmal"]] == ["Helt"]
    assert said["sammanfattning"]["indikatorer"]["antal"] == 2


def test_it_stands_with_its_uppdrag(path: Path, tmp_path: Path) -> None:
    """In Sammanfattning and in the report, with the reason; and nowhere as a row that hangs on nothing."""
    run(path)
    (line,) = section(path, "Uppdrag")
    assert line[1].splitlines() == [
        "Resorna ökar.",
        "U2.1 Tjänsteresor: Utfall 30 mot målvärdet högst 15 ger 0 % → Inte",
    ]
    runxl.report(path, tmp_path / "r.docx")
    document = docx.Document(str(tmp_path / "r.docx"))
    told = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "U2.1 Tjänsteresor: Utfall 30" in told
    assert "Indikatorer utan delmål" not in [one.text for one in document.paragraphs]


def test_it_is_answered_by_whom_the_uppdrag_belongs_to(path: Path, tmp_path: Path) -> None:
    """Sent out with the uppdrag beside it, and taken in again."""
    put(path, {("Indikatorer", "U2.1", "Utfall"): None})
    parts = {part.unit: part.file for part in runxl.split(path, tmp_path / "ut").parts}
    assert [row["Nr"] for row in runxl.read(parts["Stab"]).to_dict()["Indikatorer"]] == ["U2.1"]
    assert [one.code for one in runxl.validate(parts["Stab"]) if one.is_fault] == []
    put(parts["Stab"], {("Indikatorer", "U2.1", "Utfall"): 14})
    done = runxl.collect(tmp_path / "ut", path)
    assert done.cells == 1
    assert {one.nr: one.status for one in runxl.assess(path).indikatorer}["U2.1"] == "Helt"
