"""`berakna` on a workbook that is full of what others have put there: everything else comes out as it was."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

import runxl
from tests.by_title import sheet_part, sheet_parts
from tests.output.workbooks import run
from tests.patch import rich
from tests.soffice import convert

WRITTEN = {
    "Inställningar",
    "Mål",
    "Delmål",
    "Indikatorer",
    "Aktiviteter",
    "Sammanfattning",
    "Fynd",
    "Tidigare perioder",
}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """The example with text box, threaded comments, sparklines, x14 lists, slicer, label, macros and more."""
    return rich.decorate(runxl.new(tmp_path / "plan.xlsx", example=True))


def written_parts(path: Path) -> set[str]:
    """The parts that runxl may change: the sheets it writes, the tables that grow, and the order to recalculate."""
    with zipfile.ZipFile(path) as archive:
        tables = {name for name in archive.namelist() if name.startswith("xl/tables/")}
        growing = {
            name for name in tables if any(key in archive.read(name) for key in (b'"tblHistorik"', b'"tblFynd"'))
        }
    sheets = {part for title, part in sheet_parts(path).items() if title in WRITTEN}
    return sheets | growing | {"xl/workbook.xml"}


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_every_part_that_is_not_written_keeps_its_bytes(workbook: Path) -> None:
    """Pictures, comments, labels, slicers, macros, printer settings: stored bytes are the same."""
    before, allowed = rich.raw_parts(workbook), written_parts(workbook)
    run(workbook)
    after = rich.raw_parts(workbook)
    changed = {name for name in before if before[name] != after[name]}
    assert list(after) == list(before)
    assert changed <= allowed
    assert {sheet_part(workbook, title) for title in ("Indikatorer", "Sammanfattning")} <= changed


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_the_sheet_that_is_written_keeps_what_hangs_on_it(workbook: Path) -> None:
    """Sparklines and x14 lists live inside the sheet's own part."""
    run(workbook)
    with zipfile.ZipFile(workbook) as archive:
        sheet = archive.read(sheet_part(workbook, rich.DECORATED)).decode()
    for mark in ("x14:sparklineGroups", "x14:dataValidations", '<drawing r:id="x1"/>', '<legacyDrawing r:id="x2"/>'):
        assert mark in sheet


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_openpyxl_and_calamine_read_the_new_statuses(workbook: Path) -> None:
    run(workbook)
    sheet = openpyxl.load_workbook(workbook)["Delmål"]
    title = [cell.value for cell in sheet[1]].index("Beräknad status")
    statuses = [row[title] for row in sheet.iter_rows(min_row=2, values_only=True)]
    rows = CalamineWorkbook.from_path(workbook).get_sheet_by_name("Delmål").to_python()
    assert statuses == [row[title] for row in rows[1:]]
    assert {status: statuses.count(status) for status in set(statuses)} == {"Helt": 6, "Delvis": 13}


@pytest.mark.libreoffice
def test_libreoffice_opens_it_and_reads_the_new_statuses(workbook: Path, tmp_path: Path) -> None:
    run(workbook)
    convert("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,4", tmp_path, workbook)
    (text,) = (path.read_text(encoding="utf-8") for path in tmp_path.glob("*Delm*.csv"))
    assert text.count("Delvis") >= 13
