"""A plan that is in the folder twice: counted once if both say the same, else not at all, and told in every output."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

import runxl
from runxl.cli import main
from runxl.errors import RunxlError
from tests.conftest import MakeWorkbook
from tests.output.pages import parsed, said
from tests.output.workbooks import PLAN, change

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension is not supported:UserWarning")

HEAD = "## Inställningar\n| Inställning | Värde |\n"
TOLD = "OBS! kopia.xlsx och kultur.xlsx är samma plan och samma period men säger olika, så ingen av dem räknas."


@pytest.fixture
def folder(make_workbook: MakeWorkbook, tmp_path: Path) -> Path:
    """Two nämnder, and a copy of the first one's plan."""
    for name in ("kultur", "vard"):
        told = PLAN.replace(HEAD, f"{HEAD}| Nämnd | {name.capitalize()}nämnden |\n| Plan-id | {name} |\n")
        made = make_workbook(told, f"{name}.xlsx")
        if made.parent != tmp_path:
            shutil.copy(made, tmp_path)
    shutil.copy(tmp_path / "kultur.xlsx", tmp_path / "kopia.xlsx")
    return tmp_path


def disagree(folder: Path) -> None:
    change(folder / "kopia.xlsx", "Indikatorer", I2=79)


def test_copies_that_say_the_same_are_counted_once(folder: Path) -> None:
    alone = runxl.summarize([folder / "kultur.xlsx", folder / "vard.xlsx"], folder / "utan.html")
    done = runxl.summarize(folder, folder / "med.html")
    assert [said for _, told in done.headlines for said in told] == [
        said for _, told in alone.headlines for said in told
    ]
    assert done.notes == (
        "kopia.xlsx och kultur.xlsx är samma plan och samma period och säger detsamma: de räknas en gång.",
    )
    assert alone.notes == ()
    assert len(done.region.goals[0].told) == len(alone.region.goals[0].told) == 2


@pytest.mark.parametrize("suffix", [".xlsx", ".html", ".docx"])
def test_of_copies_that_say_different_things_none_is_counted_and_the_namnd_is_missing(
    suffix: str, folder: Path
) -> None:
    """Which of them holds, nobody has said."""
    disagree(folder)
    done = runxl.summarize(folder, folder / f"ut{suffix}")
    ((title, told),) = done.headlines
    assert title == "DÅ 1 2024, 1 av 2 nämnder"
    assert told[-1] == "Saknas: Kulturnämnden."
    assert [one.owner.namnd for one in done.region.goals[0].told] == ["Vardnämnden"]
    assert TOLD in done.notes[0]
    assert done.to_dict()["obs"] == list(done.notes)
    if suffix == ".docx":
        assert any("kopia.xlsx och kultur.xlsx" in one for one in done.missing)
    elif suffix == ".html":
        assert TOLD in said(parsed(done.out))
    else:
        rows = openpyxl.load_workbook(done.out)["Översikt"].iter_rows(values_only=True)
        assert any(TOLD in str(row[0]) for row in rows)


def test_where_there_is_nothing_else_the_numbers_are_left_out_and_it_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    disagree(folder)
    plans = [str(folder / name) for name in ("kopia.xlsx", "kultur.xlsx")]
    assert main(["sammanfatta", *plans, "-o", str(folder / "ut.xlsx")]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert TOLD in shown
    assert "delmål" not in shown
    with pytest.raises(RunxlError, match="ingen av dem räknas"):
        runxl.summarize(plans, folder / "ut.docx")


def test_a_plan_that_was_copied_for_another_namnd_is_another_plan(folder: Path) -> None:
    """Whoever begins a nämnd's plan with another's file brings its Plan-id along."""
    shutil.copy(folder / "kultur.xlsx", folder / "kopia.xlsx")
    change(folder / "kopia.xlsx", "Inställningar", B2="Trafiknämnden")
    done = runxl.summarize(folder, folder / "ut.xlsx")
    assert done.notes == ()
    assert [one.owner.namnd for one in done.region.goals[0].told] == ["Kulturnämnden", "Trafiknämnden", "Vardnämnden"]
