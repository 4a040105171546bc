"""The memory: what has been read is not read again, and nothing is believed that may have changed."""

from __future__ import annotations

import os
import pickle
import shutil
import sqlite3
import sys
import zlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

import runxl
from runxl import resources
from runxl.batch import memory as room
from runxl.batch.executors import Here
from runxl.errors import RunxlError
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.guarded import read_guarded
from runxl.workbook.patch import patch
from tests.output.region import written

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension is not supported:UserWarning")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six workbooks of three nämnder, old enough to have settled, and a file that is none."""
    top = tmp_path / "in"
    top.mkdir()
    written(top)
    (top / "trasig.xlsx").write_text("nej", encoding="utf-8")
    return top


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As if what is written in these tests had been written long before."""
    monkeypatch.setattr(room, "_SETTLED", -1)
    return tmp_path / "minne"


class Seen(Here):
    """Whoever reads in these tests, with the names of the files that were read."""

    def __init__(self) -> None:
        super().__init__(read=self._noted)
        self.names: list[str] = []

    def _noted(self, path: Path) -> runxl.Workbook:
        self.names.append(path.name)
        return read_guarded(path)


@pytest.fixture
def seen() -> Seen:
    return Seen()


def said(path: Path) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path)
    return [(sheet.title, *row) for sheet in book for row in sheet.iter_rows(values_only=True)]


def test_what_has_been_read_is_not_read_again(folder: Path, memory: Path, seen: Seen, tmp_path: Path) -> None:
    """And the summary says the same, cell by cell. What could not be read is tried anew."""
    plain = runxl.summarize(folder, tmp_path / "utan.xlsx")
    first = runxl.summarize(folder, tmp_path / "ut.xlsx", memory=memory, executor=seen)
    seen.names.clear()
    second = runxl.summarize(folder, tmp_path / "igen.xlsx", memory=memory, executor=seen)
    assert seen.names == ["trasig.xlsx"]
    assert said(plain.out) == said(first.out) == said(second.out)
    assert (second.headlines, second.faults) == (plain.headlines, plain.faults)


def test_the_table_of_history_is_the_same_too(folder: Path, memory: Path, seen: Seen) -> None:
    """Each kind of work remembers its own."""
    plain = runxl.history(folder)
    runxl.history(folder, memory=memory, executor=seen)
    seen.names.clear()
    assert runxl.history(folder, memory=memory, executor=seen) == plain
    assert seen.names == ["trasig.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows säger när en fil skapades, inte när den ändrades")
def test_a_changed_file_is_read_again(folder: Path, memory: Path, seen: Seen) -> None:
    """Also where it is as large and as old as before; one that has only been touched or copied back is not."""
    runxl.history(folder, memory=memory, executor=seen)
    one, other, third = sorted(folder.glob("*nämnden.xlsx"))[:3]
    found = one.stat()
    content = other.read_bytes()
    one.write_bytes(content.ljust(found.st_size, b"\0")[: found.st_size])
    os.utime(one, ns=(found.st_atime_ns, found.st_mtime_ns))
    os.utime(other)
    third.write_bytes(third.read_bytes())
    seen.names.clear()
    runxl.history(folder, memory=memory, executor=seen)
    assert sorted(seen.names) == sorted([one.name, "trasig.xlsx"])


def test_what_was_changed_just_now_is_looked_into(folder: Path, memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that counts in seconds does not tell of it: then the content must be the same."""
    monkeypatch.setattr(room, "_SETTLED", 10**18)
    runxl.history(folder, memory=memory)
    looked: list[str] = []
    content = room._content

    def look(path: Path) -> str:
        looked.append(path.name)
        return content(path)

    monkeypatch.setattr(room, "_content", look)
    runxl.history(folder, memory=memory)
    assert len(looked) == 7


def test_a_run_that_was_stopped_goes_on_where_it_was(folder: Path, memory: Path) -> None:
    names: list[str] = []

    def read(path: Path) -> runxl.Workbook:
        if len(names) == 3:
            raise KeyboardInterrupt
        names.append(path.name)
        return read_guarded(path)

    one_by_one = Here(1, read)
    with pytest.raises(KeyboardInterrupt):
        runxl.history(folder, memory=memory, executor=one_by_one)
    done = list(names)
    names[:] = [""] * 10
    table = runxl.history(folder, memory=memory, executor=one_by_one)
    assert len(done) == 3
    assert not set(done) & set(names)
    assert table == runxl.history(folder)


def test_nothing_is_believed_that_another_version_made(
    folder: Path, memory: Path, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the program, of the contract or of what they stand on."""
    runxl.history(folder, memory=memory, executor=seen)
    seen.names.clear()
    monkeypatch.setattr(room, "basis", lambda: "en annan")
    runxl.history(folder, memory=memory, executor=seen)
    assert len(seen.names) == 7


def test_the_basis_is_of_the_code_and_of_the_contract(tmp_path: Path) -> None:
    """A word more in a rule is another basis."""
    copy = Path(shutil.copytree(resources.validation(), tmp_path / "validation"))
    before = room.basis(copy)
    assert before == room.basis(copy)
    with (copy / "rules.yaml").open("a", encoding="utf-8") as file:
        file.write("# en rad\n")
    assert room.basis(copy) != before


def test_a_workbook_that_somebody_has_open_is_not_remembered(folder: Path, memory: Path, seen: Seen) -> None:
    """What it says of itself then holds no longer than that."""
    one = min(folder.glob("*nämnden.xlsx"))
    lock = one.with_name(f"~${one.name}")
    lock.write_bytes(b"")
    runxl.history(one, memory=memory, executor=seen)
    lock.unlink()
    seen.names.clear()
    runxl.history(one, memory=memory, executor=seen)
    assert seen.names == [one.name]


def test_somebody_elses_file_is_left_alone(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text or another program's base is not written into, nor held: Windows would not let it be removed."""
    text, base = tmp_path / "text.txt", tmp_path / "annan.db"
    text.write_text("viktigt " * 500, encoding="utf-8")
    with closing(sqlite3.connect(base)) as other, other:
        other.execute("create table viktigt (ord text)")
    for path in (text, base):
        before = path.read_bytes()
        with pytest.raises(RunxlError, match="minne"):
            runxl.history(folder, memory=path)
        assert path.read_bytes() == before
    opened = [sqlite3.connect(path) for path in (text, base)]
    for path, one in zip((text, base), opened, strict=True):
        monkeypatch.setattr(sqlite3, "connect", lambda *_args, one=one, **_named: one)
        with pytest.raises(RunxlError, match="minne"):
            runxl.history(folder, memory=path)
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            one.execute("select 1")


class _Evil:
    def __reduce__(self) -> tuple[object, ...]:
        return (os.system, ("touch hackad",))


def test_what_somebody_has_put_in_the_memory_runs_nothing(
    folder: Path, memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told, and nothing is made of it."""
    monkeypatch.chdir(tmp_path)
    runxl.history(folder, memory=memory)
    with closing(sqlite3.connect(memory)) as base, base:
        base.execute("update lots set made = ?", (zlib.compress(pickle.dumps(_Evil())),))
    with pytest.raises(RunxlError, match="skadat"):
        runxl.history(folder, memory=memory)
    assert not (tmp_path / "hackad").exists()


def test_what_is_made_anew_stands_where_it_stood(folder: Path, memory: Path, seen: Seen) -> None:
    """In the run after next each workbook is still told as itself."""
    runxl.history(folder, memory=memory, executor=seen)
    one, other = sorted(folder.glob("*nämnden.xlsx"))[:2]
    one.write_bytes(other.read_bytes())
    changed = runxl.history(folder, memory=memory, executor=seen)
    seen.names.clear()
    assert runxl.history(folder, memory=memory, executor=seen) == changed == runxl.history(folder)
    assert seen.names == ["trasig.xlsx"]


def test_what_is_no_longer_asked_for_takes_no_room(folder: Path, memory: Path) -> None:
    """A lot is there as long as something of it holds."""
    runxl.history(folder, memory=memory)
    books = sorted(folder.glob("*nämnden.xlsx"))
    for some in (books[:1], books[1:]):
        for path in some:
            patch(path, Edits((Edit("Inställningar", "E2", path.name),)))
        changed = runxl.history(folder, memory=memory)
        assert changed == runxl.history(folder, memory=memory) == runxl.history(folder)
    with closing(sqlite3.connect(memory)) as base:
        there = base.execute("select number from lots order by number").fetchall()
        assert there == base.execute("select distinct lot from made order by lot").fetchall()
    assert (1,) not in there


def test_a_memory_with_other_tables_is_begun_anew(folder: Path, memory: Path, seen: Seen) -> None:
    """As an earlier version has left it."""
    plain = runxl.history(folder)
    runxl.history(folder, memory=memory)
    with closing(sqlite3.connect(memory)) as base, base:
        base.execute("update basis set said = ?", ("en tidigare",))
        base.execute("drop table made")
        base.execute("create table made (work text, file text, stamp text, content text, value blob)")
    assert runxl.history(folder, memory=memory, executor=seen) == plain
    assert len(seen.names) == 7


def test_a_memory_that_another_run_has_made_anew_is_told(
    folder: Path, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was there when this one began is gone: to begin again helps."""
    runxl.history(folder, memory=memory)
    places = room.Memory.places

    def meanwhile(self: room.Memory, paths: Sequence[Path]) -> list[room.Place | None]:
        found = places(self, paths)
        with closing(sqlite3.connect(memory)) as other, other:
            other.execute("delete from lots")
        return found

    monkeypatch.setattr(room.Memory, "places", meanwhile)
    with pytest.raises(RunxlError, match="försök igen"):
        runxl.history(folder, memory=memory)


def test_a_name_from_a_folder_is_not_the_same_from_another(
    folder: Path, memory: Path, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is found is told of the file by the name that it was given."""
    elsewhere = Path(shutil.copytree(folder, folder.parent / "ut"))
    for there in (folder, elsewhere):
        monkeypatch.chdir(there)
        seen.names.clear()
        runxl.history(Path(), memory=memory, executor=seen)
        assert len(seen.names) == 7
