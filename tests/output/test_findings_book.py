"""The report workbook of runxl validera -o."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from runxl.contract.message import finding
from runxl.contract.regel import Regel
from runxl.errors import RunxlError
from runxl.findings import FileReport, Finding, Report
from runxl.output.findings_book import write_findings_book


def fault(file: str, value: str = "Pågår", sheet: str = "Aktiviteter", cell: str = "D7") -> Finding:
    words = {"forslag": "", "tillatna": "Avslutad"}
    return finding(
        Regel.INTE_I_LISTAN,
        file=file,
        sheet=sheet,
        cell=cell,
        row=7,
        column="Status",
        key="3.2-A1",
        value=value,
        **words,
    )


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "svar" / "Plan å 2024.xlsx"
    path.parent.mkdir()
    path.touch()
    return str(path)


def written(report: Report, tmp_path: Path) -> openpyxl.Workbook:
    write_findings_book(report, tmp_path / "rapport.xlsx")
    return openpyxl.load_workbook(tmp_path / "rapport.xlsx")


def test_the_overview_has_a_row_per_file_with_its_counts(plan: str, tmp_path: Path) -> None:
    """Also for a file without findings and for one that could not be read."""
    report = Report(
        (
            FileReport(plan, (fault(plan), fault(plan).accept())),
            FileReport("b.xlsx"),
            FileReport("c.xls", (), readable=False),
        )
    )
    sheet = written(report, tmp_path)["Översikt"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows == [
        [plan, 1, 0, 0, 1, "Ja", "Visa fynden"],
        ["b.xlsx", 0, 0, 0, 0, "Ja", None],
        ["c.xls", 0, 0, 0, 0, "Nej", None],
    ]


def test_every_finding_stands_there_with_a_link_to_its_cell(plan: str, tmp_path: Path) -> None:
    """Relative to the report, so that both can be moved together; the sheet's name quoted."""
    found = (fault(plan), fault(plan, sheet="Ann's blad"), fault("saknas.xlsx"))
    sheet = written(Report((FileReport(plan, found),)), tmp_path)["Fynd"]
    assert [cell.value for cell in sheet[2]] == [
        "fel", "RX103", plan, "Aktiviteter", "D7", "3.2-A1", found[0].message, found[0].remedy, None,
    ]  # fmt: skip
    assert sheet["E2"].hyperlink.target.replace("\\", "/") == "svar/Plan%20å%202024.xlsx"
    assert sheet["E2"].hyperlink.location == "'Aktiviteter'!D7"
    assert sheet["E3"].hyperlink.location == "'Ann''s blad'!D7"
    assert sheet.auto_filter.ref == "A1:I4"
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("value", ['=HYPERLINK("http://x")', "+1", "@SUM(A1)", "-2", "http://x.se", "\t=1", "0012"])
def test_text_from_a_workbook_is_text_in_the_report(value: str, plan: str, tmp_path: Path) -> None:
    """No formula, number or link comes out of what somebody has typed."""
    found = fault(plan, value=value, sheet=value, cell=value)
    row = written(Report((FileReport(plan, (found,)),)), tmp_path)["Fynd"][2]
    assert {cell.data_type for cell in row if cell.value is not None} == {"s"}
    assert [cell.coordinate for cell in row if cell.hyperlink] == []


@pytest.mark.parametrize("name", ["a#b.xlsx", "a%41b.xlsx", "saknas.xlsx"])
def test_a_file_that_no_link_can_name_is_text(name: str, tmp_path: Path) -> None:
    """A wrong link is worse than none."""
    path = tmp_path / name
    if name != "saknas.xlsx":
        path.touch()
    book = written(Report((FileReport(str(path), (fault(str(path)),)),)), tmp_path)
    assert book["Fynd"]["E2"].hyperlink is None
    assert book["Översikt"]["A5"].hyperlink is None


def test_a_report_that_cannot_be_written_leaves_the_old_one(
    plan: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole or not at all, and nothing left beside it."""
    target = tmp_path / "rapport.xlsx"
    target.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(RunxlError, match="Disken är full"):
        write_findings_book(Report((FileReport(plan, (fault(plan),)),)), target)
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rapport.xlsx", "svar"]


def test_a_long_text_is_cut_as_excel_counts_its_signs(plan: str, tmp_path: Path) -> None:
    """In UTF-16, where some signs count twice: a cell with more than it can hold would have to be repaired."""
    found = replace(fault(plan), remedy="😀" * 20_000)
    said = written(Report((FileReport(plan, (found,)),)), tmp_path)["Fynd"]["H2"].value
    assert isinstance(said, str)
    assert said.endswith("…")
    assert len(said.encode("utf-16-le")) // 2 <= 32_767
