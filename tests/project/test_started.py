"""Every Python that is started runs what is installed, and nothing that lies where somebody else can put a file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from runxl import process
from runxl.batch.executors import Workers
from runxl.verbs.validera.many import reports
from runxl.workbook.read import read
from tests.conftest import MakeWorkbook
from tests.output.workbooks import PLAN
from tests.project.traps import Traps


@pytest.fixture
def traps(tmp_path_factory: pytest.TempPathFactory) -> Traps:
    return Traps(tmp_path_factory.mktemp("märke") / "utlösta")


def test_the_traps_can_be_sprung(traps: Traps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    traps.everywhere(tmp_path, monkeypatch)
    subprocess.run([sys.executable, "-c", "import json"], capture_output=True, check=False)
    assert traps.sprung


def test_a_worker_takes_nothing_from_the_folders_of_others(
    make_workbook: MakeWorkbook, traps: Traps, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_workbook(PLAN)
    traps.everywhere(path.parent, monkeypatch)
    with Workers(1) as pool:
        (report,) = pool.submit(reports, [path], read).result()
    assert Path(report.file).name == path.name
    assert traps.sprung == []


def test_another_python_has_the_same_runxl_whatever_is_installed(
    traps: Traps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    traps.everywhere(tmp_path, monkeypatch)
    command = process.python("import runxl.errors; print(runxl.errors.__file__)")
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert Path(said.strip()) == Path(process.__file__).with_name("errors.py")


def test_the_installed_command_takes_nothing_from_the_current_folder(
    traps: Traps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(traps.lay(tmp_path))
    command = Path(sys.executable).with_name("runxl")
    done = subprocess.run([command, "regler", "RX103"], env=os.environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert traps.sprung == []
