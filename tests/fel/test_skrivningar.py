"""Whatever fails while a file is written: the old file or the new one is whole, and nothing else is left.

One mechanism for every way of writing (vagar.py). RUNXL_FUZZ_KILLS (`make fuzz`) tries every single step.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from runxl.cli import main
from runxl.files import save
from tests.fel import handelser
from tests.fel.vagar import VAGAR, content, faults, prepare, renew
from tests.patience import PATIENCE

ALL = "RUNXL_FUZZ_KILLS" in os.environ
STEPS = 1_000_000 if ALL else 6
"""So many steps of each way fail in turn, evenly chosen."""

KILLED = (
    VAGAR
    if ALL
    else ("berakna", "period", "ny --ersatt", "dela --ersatt", "sammanfatta", "rapport", "godta", "status --mejl")
)
"""The others write as one of these."""

CODES = {"full disk": errno.ENOSPC, "no right": errno.EACCES, "broken disk": errno.EIO}
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension is not supported:UserWarning")


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("fel") / "mapp")


@pytest.fixture
def folder(pristine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    target = tmp_path / "mapp"
    shutil.copytree(pristine, target)
    monkeypatch.chdir(target)
    return target


def failing(code: int) -> OSError:
    return OSError(code, os.strerror(code))


@pytest.mark.parametrize("name", VAGAR)
def test_every_step_may_fail(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Opening, creating, renaming, removing, fsync: told in a line of Swedish with exit 2, or of no importance."""
    vag, before = VAGAR[name], content(folder)
    with handelser.at(0, folder, lambda: None) as counted:
        assert main(vag.command) in (0, 1)
    steps, told = counted.count, 0
    for turn in range(1, steps + 1, max(1, steps // STEPS)):
        code = list(CODES.values())[turn % len(CODES)]

        def fail(code: int = code) -> None:
            raise failing(code)

        renew(folder, before)
        capsys.readouterr()
        with handelser.at(turn, folder, fail):
            ended = main(vag.command)
        said = capsys.readouterr().err
        kept = counted.struck == "os.remove"
        assert faults(vag, before, content(folder), may_be_left=kept) == [], f"steg {turn} av {steps}"
        assert ended in (0, 1, 2)
        if ended == 2:
            told += 1
            assert any(line.startswith("runxl: ") for line in said.splitlines()), said
            assert os.strerror(code) not in said or f"«{os.strerror(code)}»" in said or code == errno.EIO
            assert "Traceback" not in said
    assert told


@pytest.mark.skipif(sys.platform == "win32", reason="Windows har ingen gräns för en fils storlek")
@pytest.mark.parametrize("name", VAGAR)
def test_a_disk_may_be_full_at_any_byte(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """However much of a file fits, it is not there until all of it is."""
    import resource

    vag, before = VAGAR[name], content(folder)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for limit in (0, 1, 200, 3_000) if ALL else (0, 3_000):
        renew(folder, before)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            ended = main(vag.command)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        after = content(folder)
        written = [data for name, data in after.items() if data != before.get(name)]
        assert faults(vag, before, after) == [], f"{limit} byte"
        if ended != 2:  # a short one fits
            assert written
            assert max(map(len, written)) <= limit
            continue
        assert "Disken är full" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows kan inte dela en process")
@pytest.mark.parametrize("name", KILLED)
def test_killed_at_any_step(name: str, folder: Path) -> None:
    """Before each thing that is done to a file; and the next run clears up."""
    command = [sys.executable, "-I", "-m", "tests.fel.dodad", name, str(folder), str(STEPS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    *wrong, last = done.stdout.splitlines()
    assert wrong == []
    assert int(last.split()[0]) >= 3


@pytest.mark.parametrize("name", VAGAR)
def test_the_second_of_two_writers_is_told(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """While another run holds the file, in this process or another, it is left as it is."""
    vag, before = VAGAR[name], content(folder)
    target = folder / vag.may_change[0]
    target.parent.mkdir(exist_ok=True)
    with save.claimed(target):
        ended = main(vag.command)
        assert f"En annan körning av runxl skriver i {target.name}" in capsys.readouterr().err.replace("\n", " ")
    assert ended == 2
    assert content(folder).get(vag.may_change[0]) == before.get(vag.may_change[0])
    assert faults(vag, before, content(folder)) == []
