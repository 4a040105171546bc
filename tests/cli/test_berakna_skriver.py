"""runxl berakna that writes, and runxl jamfor."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from runxl.cli import main
from tests.conftest import MakeWorkbook
from tests.output.workbooks import PLAN, change, column

Capture = pytest.CaptureFixture[str]


def test_the_result_is_written_and_the_last_line_says_so(make_workbook: MakeWorkbook, capsys: Capture) -> None:
    """With the name of the copy that was kept; the second time there is nothing to write."""
    path = make_workbook(PLAN)
    assert main(["berakna", str(path)]) == 0
    (copy,) = path.parent.glob("*.bak-*")
    said = capsys.readouterr().out
    assert f"Säkerhetskopia: {copy.name}." in " ".join(said.split())
    assert column(path, "Indikatorer", "Status")["1.1.1"] == "Inte"
    assert main(["berakna", str(path)]) == 0
    assert "visar redan resultatet. Ingenting behövde skrivas." in " ".join(capsys.readouterr().out.split())


def test_json_on_stdout_and_words_on_stderr(make_workbook: MakeWorkbook, capsys: Capture) -> None:
    """What a program reads holds nothing else."""
    path = make_workbook(PLAN)
    assert main(["berakna", str(path), "--json", "--period", "DÅ 2"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["period"] == "DÅ 2"
    assert "är uppdaterad" in err
    assert column(path, "Inställningar", "Värde", "Inställning")["Period"] == "DÅ 2"


def test_faults_are_written_and_give_one(make_workbook: MakeWorkbook) -> None:
    """Exit 1 says that something is wrong with the data, not with the run."""
    path = make_workbook(PLAN)
    change(path, "Indikatorer", I2="abc")
    assert main(["berakna", str(path)]) == 1
    assert column(path, "Indikatorer", "Status")["1.2.1"] == "Helt"


def test_another_file_and_a_closed_period_need_ersatt(
    make_workbook: MakeWorkbook, tmp_path: Path, capsys: Capture
) -> None:
    """Without it the run stops with 2 and leaves everything as it was; showing always works."""
    path, out = make_workbook(PLAN), tmp_path / "ut.xlsx"
    assert main(["berakna", str(path), "-o", str(out), "--period", "DÅ 2"]) == 0
    assert main(["berakna", str(path), "-o", str(out)]) == 2
    assert "finns redan" in capsys.readouterr().err
    before = out.read_bytes()
    assert main(["berakna", str(out), "--period", "DÅ 1"]) == 2
    said = capsys.readouterr().err
    assert "DÅ 1 2024 är avslutad" in said
    assert "svaren i arbetsboken avser DÅ 2 2024. En tidigare periods svar står" in said
    assert "--ersatt" not in said, "that is refused just the same"
    assert main(["berakna", str(out), "--period", "DÅ 1", "--ersatt"]) == 1
    said = " ".join("".join(capsys.readouterr()).split())
    assert "svaren som står i arbetsboken avser DÅ 2 2024" in said
    assert "Skriv annars tillbaka DÅ 2 2024 i Period och År om något annat står där" in said
    assert out.read_bytes() == before
    change(out, "Inställningar", B6=None)
    before = out.read_bytes()
    assert main(["berakna", str(out), "--period", "DÅ 1"]) == 2
    assert "DÅ 1 2024 är avslutad" in capsys.readouterr().err
    assert main(["berakna", str(out), "--period", "DÅ 1", "--bara-visa"]) == 0
    assert out.read_bytes() == before
    assert main(["berakna", str(out), "--period", "DÅ 1", "--ersatt"]) == 0
    assert main(["berakna", str(path), "--bara-visa", "-o", str(out)]) == 2


def test_what_cannot_be_read_or_written_gives_two(make_workbook: MakeWorkbook, tmp_path: Path, capsys: Capture) -> None:
    """A missing file, another program's workbook, and one that is open in Excel."""
    assert main(["berakna", str(tmp_path / "saknas.xlsx")]) == 2
    openpyxl.Workbook().save(tmp_path / "annan.xlsx")
    assert main(["berakna", str(tmp_path / "annan.xlsx")]) == 2
    path = make_workbook(PLAN)
    (tmp_path / "~$plan.xlsx").write_bytes(b"")
    capsys.readouterr()
    assert main(["berakna", str(path)]) == 2
    assert "öppen i Excel" in capsys.readouterr().err


def test_two_workbooks_are_compared(make_workbook: MakeWorkbook, capsys: Capture) -> None:
    """One sentence per change; a workbook against itself has none."""
    before, after = make_workbook(PLAN), make_workbook(PLAN, "efter.xlsx")
    change(after, "Indikatorer", I2=81)
    change(after, "Inställningar", B5="DÅ 2")
    assert main(["jamfor", str(before), str(after)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "Indikator 1, delmål 1.1, har gått från rött till grönt (Inte till Helt)." in said
    assert main(["jamfor", str(before), str(after), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"version": 1, "forandringar": said}
    assert main(["jamfor", str(before), str(before)]) == 0
    assert capsys.readouterr().out == "Ingenting har förändrats.\n"
    assert main(["jamfor", str(before), "saknas.xlsx"]) == 2


@pytest.mark.parametrize("more", [[], ["--bara-visa"]])
def test_json_says_why_a_workbook_could_not_be_read(tmp_path: Path, capsys: Capture, more: list[str]) -> None:
    """Exit 2, one line on stderr, and on stdout the same shape with the finding."""
    path = tmp_path / "text.xlsx"
    path.write_text("Nr;Mål\n", encoding="utf-8")
    assert main(["berakna", str(path), "--json", *more]) == 2
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert [one["kod"] for one in document["fynd"]] == ["RX002"]
    assert document["period"] is None
    assert len(err.splitlines()) == 1
    assert main(["jamfor", str(path), str(path), "--json"]) == 2
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert err == f"runxl: {document.pop('stopp')}\n"
    assert document == {"version": 1, "forandringar": []}
