"""The old file or the new one is whole at every instant, and a second writer is told."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runxl.errors import RunxlError
from runxl.files import save
from runxl.opc.rewrite import rewritten
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import cell_content, patch, readback
from runxl.workbook.read import read
from tests.patch import rich
from tests.patch.reading import written
from tests.patience import PATIENCE

EDITS = Edits((Edit("Mål", "B2", 1.5), Edit("Mål", "D2", "Delvis")))


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return rich.write(tmp_path / "plan.xlsm")


def others(path: Path) -> list[str]:
    """What stands beside a workbook."""
    return sorted(file.name for file in path.parent.iterdir() if file != path)


def backups(path: Path) -> list[Path]:
    return sorted(path.parent.glob("*.bak-*"))


def test_a_backup_holds_the_workbook_as_it_was(workbook: Path) -> None:
    """Its name tells the file and the time, and is no name of a workbook."""
    before = workbook.read_bytes()
    patch(workbook, EDITS)
    [copy] = backups(workbook)
    assert copy.read_bytes() == before
    assert time.strptime(copy.name, "plan.xlsm.bak-%Y%m%d-%H%M%S")
    assert others(workbook) == [copy.name]


def test_a_file_that_another_program_holds_for_a_moment_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a virus scanner or OneDrive does in Windows; one that is held for good is told as before."""
    new, old = tmp_path / "new", tmp_path / "old"
    new.write_text("nytt", encoding="utf-8")
    held = [PermissionError("held"), PermissionError("held")]
    replaced = os.replace

    def replace(one: Path, other: Path) -> None:
        if held:
            raise held.pop()
        replaced(one, other)

    monkeypatch.setattr("os.replace", replace)
    save.take_place(new, old, pauses=(0, 0, 0))
    assert old.read_text(encoding="utf-8") == "nytt"
    held += [PermissionError("held")] * 4
    with pytest.raises(PermissionError):
        save.take_place(new, old, pauses=(0, 0, 0))
    assert not held


def test_a_workbook_that_is_being_replaced_is_opened_again(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In Windows it cannot be opened just then; one that nobody may read is told of as before."""
    opened, held = Path.open, [PermissionError("held")]

    def opening(path: Path, *how: Any) -> Any:
        if path == workbook and held:
            raise held.pop()
        return opened(path, *how)

    monkeypatch.setattr(Path, "open", opening)
    monkeypatch.setattr(save.patiently, "__defaults__", ((0, 0),))
    assert read(workbook).readable
    held += [PermissionError("held")] * 3
    assert [one.code for one in read(workbook).findings] == ["RX008"]


def test_five_backups_are_kept_and_none_written_over(workbook: Path) -> None:
    """Also when several runs happen within a second, the newest five states are there; other files are left alone."""
    workbook.with_name("plan.xlsm.bak-mitt").write_text("eget")
    for number in range(7):
        patch(workbook, Edits((Edit("Mål", "B2", number),)))
    *kept, own = backups(workbook)
    assert own.name == "plan.xlsm.bak-mitt"
    assert [written_in_copy(copy) for copy in kept] == [1, 2, 3, 4, 5]


def written_in_copy(copy: Path) -> str | float:
    return written(copy)["B2"]


def test_another_file_is_made_without_a_backup(workbook: Path, tmp_path: Path) -> None:
    before = workbook.read_bytes()
    out, _ = patch(workbook, EDITS, tmp_path / "ut.xlsm")
    assert workbook.read_bytes() == before
    assert written(out)["B2"] == 1.5
    assert others(workbook) == ["ut.xlsm"]


def test_a_file_in_the_way_is_not_written_over(workbook: Path, tmp_path: Path) -> None:
    """Unless one says so; the workbook itself counts as in the way."""
    out = tmp_path / "ut.xlsm"
    out.write_text("viktigt")
    for target in (out, workbook):
        with pytest.raises(RunxlError, match="finns redan"):
            patch(workbook, EDITS, target)
    assert out.read_text() == "viktigt"
    patch(workbook, EDITS, out, replace=True)
    assert written(out)["B2"] == 1.5
    patch(workbook, EDITS, workbook, replace=True)
    assert len(backups(workbook)) == 1


@pytest.mark.parametrize(
    ("out", "reason"), [("ut.xlsx", r"sluta på \.xlsm"), ("saknas/ut.xlsm", "Mappen"), ("mapp.xlsm", "är en mapp")]
)
def test_a_path_that_cannot_be_is_refused(workbook: Path, out: str, reason: str) -> None:
    """Another kind of file, a missing folder, a folder."""
    workbook.with_name("mapp.xlsm").mkdir()
    with pytest.raises(RunxlError, match=reason):
        patch(workbook, EDITS, workbook.parent / out, replace=True)


def test_a_missing_workbook_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(RunxlError, match=r"ingen fil som heter .*saknas\.xlsx"):
        patch(tmp_path / "saknas.xlsx", EDITS)
    with pytest.raises(RunxlError, match="är ingen fil"):
        patch(tmp_path, EDITS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("lock", "program"), [("~$plan.xlsm", "Excel"), (".~lock.plan.xlsm#", "LibreOffice")])
def test_a_workbook_that_is_open_is_not_written(workbook: Path, lock: str, program: str) -> None:
    """The message names the program and the lock file; to write elsewhere is allowed."""
    workbook.with_name(lock).touch()
    before = workbook.read_bytes()
    with pytest.raises(RunxlError, match=f"öppen i {program}"):
        patch(workbook, EDITS)
    assert workbook.read_bytes() == before
    assert written(patch(workbook, EDITS, workbook.with_name("ut.xlsm")).file)["B2"] == 1.5


def test_a_workbook_changed_since_it_was_read_is_refused(workbook: Path) -> None:
    """Rows may have moved: the edits no longer fit."""
    stamp = save.stamp(workbook)
    patch(workbook, Edits((Edit("Mål", "B3", 2),)), stamp=stamp)
    with pytest.raises(RunxlError, match="har ändrats sedan den lästes"):
        patch(workbook, EDITS, stamp=stamp)
    assert written(workbook)["B2"] == 75.8


def test_a_change_while_writing_is_seen(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves the workbook while runxl writes: theirs stays."""
    real = os.fsync

    def meanwhile(descriptor: int) -> None:
        real(descriptor)
        workbook.write_bytes(b"sparad av en annan")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(RunxlError, match="har ändrats"):
        patch(workbook, EDITS)
    assert workbook.read_bytes() == b"sparad av en annan"
    assert others(workbook) == []


def test_a_write_protected_workbook_is_refused(workbook: Path) -> None:
    """Somebody has protected it on purpose."""
    workbook.chmod(0o444)
    with pytest.raises(RunxlError, match="skrivskyddad"):
        patch(workbook, EDITS)


def test_rights_are_kept(workbook: Path) -> None:
    workbook.chmod(0o640)
    before = workbook.stat().st_mode
    patch(workbook, EDITS)
    assert workbook.stat().st_mode == before
    assert written(workbook)["B2"] == 1.5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows kräver rättigheter för länkar")
def test_a_link_still_leads_to_the_one_file_which_is_written(workbook: Path) -> None:
    link = workbook.with_name("genväg.xlsm")
    link.symlink_to(workbook)
    assert patch(link, EDITS).file == link
    assert link.is_symlink()
    assert written(workbook)["B2"] == 1.5


def test_a_change_after_writing_is_seen(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last look comes just before the new file takes the old one's place."""
    real = readback.compare

    def meanwhile(*arguments: Any) -> None:
        real(*arguments)
        workbook.write_bytes(b"sparad av en annan")

    monkeypatch.setattr(readback, "compare", meanwhile)
    with pytest.raises(RunxlError, match="har ändrats"):
        patch(workbook, EDITS)
    assert workbook.read_bytes() == b"sparad av en annan"


def test_a_part_that_is_another_than_was_meant_is_not_used(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole, valid and wrong is still wrong."""
    before = workbook.read_bytes()
    other = {"xl/workbook.xml": b"<workbook/>"}
    monkeypatch.setattr("runxl.workbook.patch.rewritten", lambda old, _: rewritten(old, other))
    with pytest.raises(RunxlError, match="Kontrolläsningen"):
        patch(workbook, EDITS)
    assert workbook.read_bytes() == before


def test_a_text_that_came_out_as_another_is_not_used(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should a sign ever be lost on the way to XML, the cell is found before anything is written."""
    monkeypatch.setattr(cell_content, "escaped", lambda text: text.replace("&", ""))
    with pytest.raises(RunxlError, match="Kontrolläsningen"):
        patch(workbook, Edits((Edit("Mål", "D2", "hälsa & vård"),)))
    assert others(workbook) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root får skriva överallt")
def test_a_read_only_folder_is_told(workbook: Path) -> None:
    """The workbook is whole and the message says what to do."""
    workbook.parent.chmod(0o555)
    try:
        with pytest.raises(RunxlError, match="en mapp där du får skriva"):
            patch(workbook, EDITS)
    finally:
        workbook.parent.chmod(0o755)


NO_NAME_THERE = pytest.mark.skipif(sys.platform == "win32", reason="Windows tillåter inte sådana filnamn")


@pytest.mark.parametrize(
    "name",
    [
        "å ä ö 😀.xlsx",
        "-o.xlsx",
        "e\u0301.xlsx",
        "[a].xlsx",
        "x" * 100 + "å" * 60 + ".xlsx",
        pytest.param("rad\nrad.xlsx", marks=NO_NAME_THERE),
        pytest.param("[a]*?.xlsx", marks=NO_NAME_THERE),
    ],
)
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    """Whatever a file system takes as a name, as long as the backup's fits too."""
    path = rich.write(tmp_path / name)
    patch(path, EDITS)
    assert written(path)["B2"] == 1.5
    assert len(backups(path)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows mäter hela sökvägen, inte namnet")
def test_a_name_too_long_for_a_backup_is_told(tmp_path: Path) -> None:
    """It can still be written to another file."""
    path = rich.write(tmp_path / ("x" * 245 + ".xlsx"))
    with pytest.raises(RunxlError, match="för långt"):
        patch(path, EDITS)
    assert others(path) == []
    assert written(patch(path, EDITS, tmp_path / ("y" * 250 + ".xlsx")).file)["B2"] == 1.5


OPERATIONS: list[Any] = [
    (os, "open"),
    (os, "fsync"),
    (os, "replace"),
    pytest.param(os, "close", marks=pytest.mark.skipif(sys.platform == "win32", reason="det öppna är låst i Windows")),
    pytest.param(os, "fstat", marks=pytest.mark.skipif(sys.platform == "win32", reason="frågas inte i Windows")),
    (shutil, "copy2"),
    (Path, "open"),
    (Path, "chmod"),
    (Path, "stat"),
    (Path, "unlink"),
    (Path, "iterdir"),
]


@pytest.mark.parametrize(("owner", "name"), OPERATIONS)
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EROFS])
def test_every_file_operation_may_fail(
    workbook: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, code: int
) -> None:
    """The first, second, third … call fails in turn: told in Swedish, old or new file whole, and the next run clears up."""
    before, nth, told = workbook.read_bytes(), 0, 0
    while True:
        nth += 1
        calls = failing(monkeypatch, owner, name, nth, code)
        try:
            patch(workbook, EDITS)
        except RunxlError:
            told += 1
            assert workbook.read_bytes() == before
        finally:
            monkeypatch.undo()
        if written(workbook)["B2"] == 1.5:
            patch(workbook, Edits((Edit("Mål", "B3", nth),)))
            assert all(".bak-" in other for other in others(workbook))
            shutil.copy(backups(workbook)[0], workbook)
            workbook.write_bytes(before)
        else:
            assert not backups(workbook) or name == "unlink"
        for copy in backups(workbook):
            copy.unlink()
        if len(calls) < nth:
            break
    assert told or name in {"close", "iterdir"}


def failing(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, nth: int, code: int) -> list[int]:
    """Let the nth call of a function fail. The list grows by one for each call."""
    real: Callable[..., Any] = getattr(owner, name)
    calls: list[int] = []

    def fail(*args: Any, **kwargs: Any) -> Any:
        calls.append(len(calls))
        if len(calls) == nth:
            raise OSError(code, os.strerror(code))
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, name, fail)
    return calls


def child(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another Python with the names a writer needs."""
    head = "import sys\nfrom runxl.errors import RunxlError\nfrom runxl.workbook.edits import Edit, Edits\nfrom runxl.workbook.patch import patch\n"
    command = [sys.executable, "-I", "-X", "utf8", "-B", "-c", head + code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on file size")
@pytest.mark.parametrize("limit", [0, 1, 100, 5_000, 9_000])
def test_a_full_disk_leaves_the_workbook_whole(workbook: Path, limit: int) -> None:
    """However many bytes fit, the old file is there and nothing else."""
    before = workbook.read_bytes()
    code = (
        f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "try:\n    patch(sys.argv[1], Edits((Edit('Mål', 'B2', 1.5),)))\nexcept RunxlError as error:\n    print(error)"
    )
    with child(code, workbook) as process:
        told, _ = process.communicate(timeout=PATIENCE)
    assert "Disken är full" in told
    assert workbook.read_bytes() == before
    assert others(workbook) == []


def test_the_second_of_two_writers_is_told(workbook: Path) -> None:
    """In the same process or in another one; once the first is done, the second may write."""
    code = (
        "try:\n    patch(sys.argv[1], Edits((Edit('Mål', 'B2', 1.5),)))\nexcept RunxlError as error:\n    print(error)"
    )
    with save.claimed(workbook):
        with child(code, workbook) as process:
            told, _ = process.communicate(timeout=PATIENCE)
        assert "En annan körning av runxl skriver i plan.xlsm" in told
        with pytest.raises(RunxlError, match="En annan körning"):
            patch(workbook, EDITS)
    assert others(workbook) == []
    patch(workbook, EDITS)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tar inte bort en öppen fil, och jämför inte")
def test_a_folder_that_numbers_files_anew_each_time_is_written_all_the_same(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As some network folders do: there nothing tells that the lock is the file that stands there."""
    monkeypatch.setattr(os.path, "samestat", lambda *_: False)
    patch(workbook, EDITS)
    assert written(workbook)["B2"] == 1.5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks in another way")
def test_a_folder_that_knows_no_locks_is_written_all_the_same(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network folders have none; the stamp still tells of a change made meanwhile."""

    def no_locks(*_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", no_locks)
    patch(workbook, EDITS)
    assert written(workbook)["B2"] == 1.5


def test_many_writers_at_once_leave_a_whole_file(workbook: Path) -> None:
    """Each either writes or is told; the file is one of theirs."""
    code = (
        "for turn in range(30):\n    try:\n        patch(sys.argv[1], Edits((Edit('Mål', 'B2', int(sys.argv[2]) + turn),)))\n"
        "    except RunxlError as error:\n        assert 'En annan körning' in str(error) or 'har ändrats' in str(error), error"
    )
    children = [child(code, workbook, number * 100) for number in (1, 2)]
    assert [process.wait(timeout=PATIENCE) for process in children] == [0, 0]
    for process in children:
        process.communicate()
    assert whole(workbook) % 100 < 30
    assert all(".bak-" in other for other in others(workbook))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_writer_leaves_a_whole_file(workbook: Path) -> None:
    """Killed at any instant, the workbook and every backup are whole, and the next run takes away what was left."""
    code = (
        "print('redo', flush=True)\nturn = 0\nwhile True:\n    turn += 1\n"
        "    patch(sys.argv[1], Edits((Edit('Mål', 'B2', turn),)))"
    )
    instants = random.Random(20240831)  # noqa: S311  # no secret
    for _ in range(int(os.environ.get("RUNXL_FUZZ_KILLS", "20"))):
        with child(code, workbook) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(instants.uniform(0.005, 0.15))
            process.send_signal(signal.SIGKILL)
        for file in (workbook, *backups(workbook)):
            whole(file)
        patch(workbook, Edits((Edit("Mål", "B3", instants.random()),)))
        assert all(".bak-" in other for other in others(workbook))


KILLED_AT = """
import os, signal
turn, last = 0, int(sys.argv[2])
def strike(*_):
    global turn
    turn += 1
    if turn == last:
        os.kill(os.getpid(), signal.SIGKILL)
folder = os.path.dirname(sys.argv[1])
def hook(event, args):
    if event in ("open", "os.rename", "os.remove", "os.chmod", "os.utime") and str(args[0]).startswith(folder):
        strike()
for name in ("fsync", "write"):
    def before(*args, real=getattr(os, name)):
        strike()
        return real(*args)
    setattr(os, name, before)
sys.addaudithook(hook)
patch(sys.argv[1], Edits((Edit("Mål", "B2", 1.5),)))
"""
"""Kills itself just before the n:th thing it does to the files of the folder."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_before_each_file_operation_in_turn(workbook: Path) -> None:
    """Until a run lives to its end: every time the old or the new file is whole, and so is the backup."""
    before, operations = workbook.read_bytes(), 0
    while True:
        operations += 1
        with child(KILLED_AT, workbook, operations) as process:
            ended = process.wait(timeout=PATIENCE)
        assert whole(workbook) in (75.8, 1.5)
        assert all(whole(file) == 75.8 for file in backups(workbook))
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        workbook.write_bytes(before)
    assert operations > 5
    assert all(".bak-" in other for other in others(workbook))


def whole(path: Path) -> float:
    """The value in B2 of a workbook whose every part is whole."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
    return float(written(path)["B2"])


def test_what_a_killed_run_left_is_cleared_away(workbook: Path) -> None:
    """Half a file, half a backup and a lock whose holder is gone."""
    with save.claimed(workbook) as temporary:
        names = [temporary.name, temporary.name.replace("-tmp", "-bak"), temporary.name.replace("-tmp", "-lock")]
    for name in names:
        workbook.with_name(name).write_text("halv")
    patch(workbook, EDITS)
    assert written(workbook)["B2"] == 1.5
    assert len(others(workbook)) == 1


def test_a_file_that_does_not_read_back_is_not_used(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk or network that changes a byte is found before the original is replaced."""
    real, before = os.fsync, workbook.read_bytes()

    def damage(descriptor: int) -> None:
        real(descriptor)
        os.lseek(descriptor, os.fstat(descriptor).st_size // 2, os.SEEK_SET)
        os.write(descriptor, b"\xff")

    monkeypatch.setattr(os, "fsync", damage)
    with pytest.raises(RunxlError):
        patch(workbook, EDITS)
    assert workbook.read_bytes() == before
    assert others(workbook) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows låser på ett annat sätt")
def test_a_folder_that_gives_no_lock_is_told_and_keeps_no_lock_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_descriptor: int, _how: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("fcntl.flock", broken)
    with pytest.raises(RunxlError, match="disken svarar med ett fel"):
        save.write(tmp_path / "plan.xlsx", b"nytt")
    assert [*tmp_path.iterdir()] == []
