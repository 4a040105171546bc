"""Whatever fails while a file is written: the old file or the new one is whole, and nothing else is left.

One mechanism for every way of writing (vagar.py). RUNXL_FUZZ_KILLS (`make fuzz`) tries every single step.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from runxl.cli import main
from runxl.files import save
from tests.fel import handelser
from tests.fel.vagar import VAGAR, content, faults, prepare, renew, with_soffice
from tests.patience import PATIENCE
from tests.project.traps import Traps

ALL = "RUNXL_FUZZ_KILLS" in os.environ
STEPS = 1_000_000 if ALL else 4
"""So many steps of each way fail in turn, evenly chosen."""

KILLED = (
    VAGAR
    if ALL
    else (
        "berakna",
        "period",
        "ny --ersatt",
        "dela --ersatt",
        "sammanfatta",
        "rapport",
        "godta",
        "status --mejl",
        "pdf",
    )
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
    monkeypatch.setenv("PATH", with_soffice(tmp_path / "program"))
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
    # (each code in turn among those that are tried: Windows tries again where it says that a right is missing)
    for turn, code in zip(range(1, steps + 1, max(1, steps // STEPS)), cycle(CODES.values()), strict=False):

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


@pytest.fixture(scope="module")
def killing() -> Iterator[Callable[..., Any]]:
    """What a process answers that is started once for all ways: to load what runxl needs takes longer than to write."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-I", "-m", "tests.fel.dodad"], stdin=pipe, stdout=pipe, encoding="utf-8"
    ) as process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin
        assert stdout

        def ask(*order: object) -> Any:
            print(json.dumps(order), file=stdin, flush=True)
            return json.loads(stdout.readline())

        yield ask
        stdin.close()
        process.wait(timeout=PATIENCE)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows kan inte dela en process")
@pytest.mark.parametrize("name", KILLED)
def test_killed_at_any_step(name: str, folder: Path, killing: Callable[..., Any]) -> None:
    """Before each thing that is done to a file; and the next run clears up."""
    killed, wrong = killing(name, str(folder), os.environ["PATH"], STEPS)
    assert wrong == []
    assert killed >= 3


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


RUN_EACH = "import sys; from runxl.cli import main; print(*(main(line.split('\\t')) for line in sys.stdin.read().splitlines()))"


def test_no_command_takes_a_module_from_where_it_works(folder: Path, tmp_path: Path) -> None:
    """Traps beside the plan, among the answers and where temporary files lie; every command by `make fuzz`."""
    traps = Traps(tmp_path / "utlösta")
    for place in (folder, folder / "svar", tmp_path / "temp"):
        traps.lay(place)
    chosen = VAGAR if ALL else ("samla", "rapport", "importera")
    given = "\n".join("\t".join(VAGAR[name].command) for name in chosen)
    env = os.environ | dict.fromkeys(("TEMP", "TMP", "TMPDIR"), str(tmp_path / "temp"))
    command = [sys.executable, "-I", "-c", RUN_EACH]
    done = subprocess.run(
        command, input=given, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=True, timeout=PATIENCE
    )
    assert traps.sprung == []
    codes = done.stdout.splitlines()[-1].split()
    assert len(codes) == len(chosen)
    assert codes.count("2") * 2 < len(codes)  # several make the same file, and the second is refused


NOBODY = 65_534
DAC_OVERRIDE = 1
"""The capability by which root writes where nobody may."""


@pytest.fixture(scope="module")
def closed(pristine: Path) -> Iterator[Path]:
    """The folder, of root's and for reading alone, where anybody can come: pytest's own folders are root's alone."""
    place = Path(tempfile.mkdtemp(prefix="läsbar-"))
    place.chmod(0o755)
    with_soffice(place / "program")
    folder = Path(shutil.copytree(pristine, place / "mapp"))
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    shutil.rmtree(place)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="bara root kan köra som en annan användare")
@pytest.mark.parametrize("name", VAGAR)
def test_a_folder_that_may_only_be_read_is_left_and_that_is_said(name: str, closed: Path) -> None:
    """In a process of its own, which gives up root's right for good.

    As another user; where such a one may not read Python (it may lie in root's own folder), as root without the right.
    """
    before = content(closed)
    ended, said = _without_right(VAGAR[name].command, closed)
    assert ended == 2, said
    assert any(line.startswith("runxl: ") for line in said.splitlines()), said
    assert any(word in said for word in ("behörighet", "skrivskydd", "får inte skriva", "får du inte")), said
    assert "Traceback" not in said
    assert os.strerror(errno.EACCES) not in said
    assert content(closed) == before


def _without_right(command: tuple[str, ...], folder: Path) -> tuple[int, str]:
    """How it ended, and all that it said."""
    with tempfile.TemporaryFile() as told:
        child = os.fork()
        if child == 0:
            with suppress(BaseException):
                os.dup2(told.fileno(), 1)
                os.dup2(told.fileno(), 2)
                sys.stdout = sys.stderr = os.fdopen(1, "w", encoding="utf-8", buffering=1)
                os._exit(_given_up(command, folder))
            os._exit(99)
        _, status = os.waitpid(child, 0)
        told.seek(0)
        return os.waitstatus_to_exitcode(status), told.read().decode("utf-8")


def _given_up(command: tuple[str, ...], folder: Path) -> int:
    os.setgroups([])
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    readable = all(os.access(path, os.R_OK, effective_ids=True) for path in (save.__file__, os.__file__))
    os.seteuid(0)
    os.setegid(0)
    if readable:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    else:
        _give_up_override()
    os.environ |= {"HOME": "/nonexistent", "PATH": f"{folder.parent / 'program'}{os.pathsep}{os.environ['PATH']}"}
    os.chdir(folder)
    try:
        return main(command)
    except BaseException:  # noqa: BLE001  # whatever it is, the parent is told
        traceback.print_exc()
        return 98


def _give_up_override() -> None:
    """Linux' own call: which capabilities there are, and then the same without the one."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, held = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, held) == 0
    for at in (0, 1):  # effective, permitted
        held[at] &= ~(1 << DAC_OVERRIDE) & 0xFFFFFFFF
    assert libc.capset(header, held) == 0
