"""The sheet Fynd: what is found, in order, with links, growing and shrinking."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runxl
from runxl.excel import reference
from tests.conftest import MakeWorkbook
from tests.output.workbooks import PLAN, change, rows, run


def links(path: Path) -> dict[str, str]:
    """Where each link of Fynd leads."""
    sheet: Any = openpyxl.load_workbook(path)["Fynd"]
    linked = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    return {cell.coordinate: cell.hyperlink.location for cell in linked}


def extent(path: Path) -> str:
    return str(openpyxl.load_workbook(path)["Fynd"].tables["tblFynd"].ref)


def test_findings_stand_the_gravest_first_and_lead_to_their_cells(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(PLAN)
    change(path, "Indikatorer", I2="abc", I3=None)
    change(path, "Mål", B2=None)
    run(path)
    found = rows(path, "Fynd")
    assert [(row["Nivå"], row["Blad"], row["Cell"]) for row in found] == [
        ("fel", "Mål", "B2"),
        ("fel", "Indikatorer", "I2"),
        ("varning", "Indikatorer", "I3"),
    ]
    assert found[1]["Nr"] == "1.1.1"
    assert "abc" in found[1]["Meddelande"]
    assert links(path) == {"D2": "'Mål'!B2", "D3": "'Indikatorer'!I2", "D4": "'Indikatorer'!I3"}
    assert extent(path) == "A1:H4"


def test_what_has_been_mended_is_gone_after_the_next_run(make_workbook: MakeWorkbook) -> None:
    """Its row, its link, and so its mark; the table keeps one row."""
    path = make_workbook(PLAN)
    change(path, "Indikatorer", I2="abc", I3=None)
    run(path)
    change(path, "Indikatorer", I3=90)
    run(path)
    assert [row["Cell"] for row in rows(path, "Fynd")] == ["I2"]
    assert (links(path), extent(path)) == ({"D2": "'Indikatorer'!I2"}, "A1:H2")
    change(path, "Indikatorer", I2=81)
    run(path)
    assert (rows(path, "Fynd"), links(path), extent(path)) == ([], {}, "A1:H2")


def test_an_accepted_finding_says_so(make_workbook: MakeWorkbook) -> None:
    """Its row stays in sight, without a mark at the cell."""
    waiver = (
        "## Dispenser\n| Kod | Blad | Nr | Motivering | Beslutad av |\n| RX102 | Indikatorer | 1.1.1 | Ok | Chef |\n"
    )
    path = make_workbook(f"{PLAN}\n{waiver}")
    change(path, "Indikatorer", I2="abc")
    run(path)
    (row,) = [row for row in rows(path, "Fynd") if row["Kod"] == "RX102"]
    assert row["Godtagen"] == "Ja"


def test_columns_that_have_been_moved_are_followed(make_workbook: MakeWorkbook) -> None:
    """The header row tells where each fact goes; the link stands at Cell."""
    path = make_workbook(f"{PLAN}\n## Fynd (exakt, från B3)\n| Meddelande | Cell | Kod |\n")
    change(path, "Indikatorer", I2="abc")
    run(path)
    sheet = openpyxl.load_workbook(path)["Fynd"]
    assert (sheet["C4"].value, sheet["D4"].value) == ("I2", "RX102")
    assert links(path) == {"C4": "'Indikatorer'!I2"}


@pytest.mark.parametrize("count", [1, 40])
def test_many_findings_get_the_look_of_the_column(tmp_path: Path, count: int) -> None:
    """Also below what the template had styled, with room for their texts."""
    path = runxl.new(tmp_path / "plan.xlsx", example=True)
    change(path, "Indikatorer", **{f"I{row}": "abc" for row in range(2, 2 + count)})
    run(path)
    sheet = openpyxl.load_workbook(path)["Fynd"]
    last = sheet.max_row
    assert last >= 1 + count
    assert sheet[f"F{last}"].alignment.wrap_text
    assert all((sheet.row_dimensions[row].height or 0) >= 15 for row in range(2, last + 1))


def test_a_sheets_name_is_written_as_a_reference_has_it() -> None:
    """An apostrophe in it, which a sheet of the region's own may have, ends nothing."""
    assert reference("Nämndens 'egna'", "B2") == "'Nämndens ''egna'''!B2"
