"""runxl rapport."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from runxl.cli import main
from tests.conftest import MakeWorkbook
from tests.output.workbooks import PLAN, change


def test_it_says_what_it_wrote_and_what_is_left_to_write(
    make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The places to fill, one per line."""
    out = tmp_path / "Delårsrapport.docx"
    assert main(["rapport", str(make_workbook(PLAN)), "-o", str(out)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"{out} är skriven."
    assert said[1].endswith("platser är kvar att fylla i:")
    assert "  – Analys av delmål 1.1" in said
    assert said[-2:] == ["Det här i arbetsboken är inte med i dokumentet:", "  – Bladet Aktiviteter (1 rad)"]
    assert docx.Document(str(out)).paragraphs


def test_the_two_lists_as_json(make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the document lacks, and what it leaves out."""
    out = tmp_path / "ut.docx"
    assert main(["rapport", str(make_workbook(PLAN)), "-o", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["fil"] == str(out)
    assert "Analys av delmål 1.1" in told["saknas"]
    assert told["ej_med"] == ["Bladet Aktiviteter (1 rad)"]


def test_a_report_that_exists_is_replaced_only_when_asked(
    make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2 without --ersatt; with it the name of the copy is told."""
    path, out = str(make_workbook(PLAN)), tmp_path / "ut.docx"
    out.write_bytes(b"redigerad")
    assert main(["rapport", path, "-o", str(out)]) == 2
    assert "--ersatt" in capsys.readouterr().err
    assert main(["rapport", path, "-o", str(out), "--ersatt"]) == 0
    assert "Säkerhetskopia av den tidigare: ut.docx.bak-" in capsys.readouterr().out


def test_faults_in_the_workbook_are_told(
    make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report is written all the same; exit 1."""
    path = make_workbook(PLAN)
    change(path, "Indikatorer", I2="drygt 50")
    assert main(["rapport", str(path), "-o", str(tmp_path / "ut.docx")]) == 1
    assert "runxl validera" in capsys.readouterr().out
    assert (tmp_path / "ut.docx").exists()


@pytest.mark.parametrize("name", ["ut.odt", "ut", "ingen/ut.docx"])
def test_what_cannot_be_written_is_one_line(
    name: str, make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rapport", str(make_workbook(PLAN)), "-o", str(tmp_path / name)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
