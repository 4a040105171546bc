"""Whoever does the work, in whatever chunks: the same comes out, in the order of the files.

RUNXL_BATCH=1000 (`make fuzz`) takes as many workbooks as a region has; every fifteenth has some trouble.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import runxl
from runxl.batch import executors, spread
from runxl.batch.executors import Here, Workers, chosen
from runxl.cli import main
from runxl.errors import RunxlError
from runxl.findings import FileReport
from runxl.output.many.facts import BookFacts
from runxl.output.many.gather import unread
from runxl.verbs.sammanfatta import facts
from runxl.verbs.validera.validate import validate
from runxl.workbook.guarded import ReadFile
from tests.batch import processes
from tests.patience import PATIENCE
from tests.verbs.test_sammanfatta import plan

FILES = int(os.environ.get("RUNXL_BATCH", "60"))
EVERY = 15
"""One file of so many is no workbook, or half of one."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("manga")
    for number in range(FILES):
        path = top / f"plan {number:04}.xlsx"
        if number < 22:
            plan(path, number)
        else:
            shutil.copyfile(top / f"plan {number % 22:04}.xlsx", path)
    for number in range(4, FILES, EVERY):
        path = top / f"plan {number:04}.xlsx"
        path.write_bytes(b"inte en arbetsbok" if number % 2 else path.read_bytes()[:3000])
    return top


@pytest.fixture(scope="module")
def single(folder: Path) -> list[BookFacts]:
    """What each workbook says when it is alone."""
    return [facts([path])[0] for path in sorted(folder.iterdir())]


class Backwards(Executor):
    """Keeps the tasks until somebody must have a result, and does the newest first."""

    def __init__(self) -> None:
        self._tasks: list[tuple[_Awaited, Callable[[], Any]]] = []
        self.taken = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future = _Awaited(self)
        self.taken += 1
        self._tasks.append((future, lambda: fn(*args, **kwargs)))
        return future

    def work(self) -> None:
        while self._tasks:
            future, task = self._tasks.pop()
            future.set_result(task())


class _Awaited(Future[Any]):
    def __init__(self, executor: Backwards) -> None:
        super().__init__()
        self._executor = executor

    def result(self, timeout: float | None = None) -> Any:
        self._executor.work()
        return super().result(timeout)


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """A cluster of dask in this process; its address."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=":0", protocol="tcp"
    ) as cluster:
        yield str(cluster.scheduler_address)


WHO: dict[str, Callable[[], Executor]] = {
    "here": Here,
    "workers": lambda: Workers(2),
    "threads": lambda: ThreadPoolExecutor(3),
    "processes": lambda: ProcessPoolExecutor(1, mp_context=get_context("spawn")),
    "backwards": Backwards,
}


@pytest.mark.parametrize("who", WHO)
def test_the_same_comes_out_whoever_does_it(folder: Path, single: list[BookFacts], who: str) -> None:
    """Compared with single runs, fact by fact, also of those that could not be read."""
    with WHO[who]() as executor:
        assert summarized(folder, executor) == single


@pytest.mark.parametrize("size", [1, 7, FILES])
def test_the_chunks_do_not_show(folder: Path, single: list[BookFacts], size: int) -> None:
    """One workbook at a time, some, or all at once."""
    assert summarized(folder, Here(size)) == single


@pytest.mark.parametrize(("files", "among", "count"), [(240, 240, 2), (240, 24_000, 1), (600, 24_000, 2)])
def test_so_many_workers_as_there_is_work_for(files: int, among: int, count: int) -> None:
    """Where nearly all is known, this process has more to tell than one worker has to read."""
    with chosen(None, files, among, lambda: 2) as who:
        assert isinstance(who, Workers)
        assert who.count == count


def test_a_cluster_gives_the_same(folder: Path, single: list[BookFacts], cluster: str) -> None:
    with executors.dask_executor(cluster) as executor:
        assert summarized(folder, executor) == single


def summarized(folder: Path, executor: Executor) -> list[BookFacts]:
    advanced: list[int] = []
    paths = sorted(folder.iterdir())
    done = list(spread.spread(facts, paths, executor, lost=unread, advance=lambda: advanced.append(1)))
    assert len(advanced) == len(paths)
    return done


def test_the_summary_is_the_same_part_for_part(folder: Path, tmp_path: Path) -> None:
    """Workers are used by themselves for so many files; the workbook is what one process would have written."""
    out = tmp_path / "av många.xlsx"
    runxl.summarize(folder, out)
    runxl.summarize(folder, tmp_path / "av en.xlsx", executor=Here())
    assert parts(out) == parts(tmp_path / "av en.xlsx")


def parts(path: Path) -> dict[str, bytes]:
    """All but when it was made."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if name != "docProps/core.xml"}


class Interrupted(Executor):
    """Somebody else's, whose process is told to stop after its first file."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        paths, read = args
        future: Future[Any] = Future()
        future.set_result(fn(paths[:1], read, **kwargs))
        return future


def test_what_anothers_process_left_is_read_all_the_same(folder: Path) -> None:
    """The person interrupted nothing, so nothing may be missing."""
    paths = sorted(folder.iterdir())
    done = validate(paths, executor=Interrupted())
    assert done.left == 0
    assert done.report == validate(paths, executor=Here()).report


def test_validating_finds_the_same(folder: Path) -> None:
    """Each finding of each file, from Python and in the order of the files."""
    paths = sorted(folder.iterdir())
    alone = validate(paths, executor=Here()).report
    assert validate(paths).report == alone
    with ThreadPoolExecutor(2) as threads:
        assert runxl.validate(*paths, executor=threads) == alone
    assert sum(not one.readable for one in alone.files) == len(range(4, FILES, EVERY))


def test_few_files_start_no_process() -> None:
    """It would cost more than it gives; many have at most a worker for each processor."""
    with chosen(None, 19) as who:
        assert isinstance(who, Here)
    for files, count in ((20, 1), (45, 2), (1000, 3)):
        with chosen(None, files, processors=lambda: 3) as who:
            assert isinstance(who, Workers)
            assert who.count == count


def test_a_worker_without_tasks_ends_at_once(tmp_path: Path) -> None:
    """It has answered, and nobody waits for Python to tear down what it had loaded."""
    with Workers(1) as pool:
        pool.submit(processes.leave, tmp_path / "efteråt").result()
    assert not any(tmp_path.iterdir())


def test_large_workbooks_are_taken_one_by_one(tmp_path: Path) -> None:
    """Memory holds a chunk at a time, so that a chunk of many is one of small."""
    for name, size in (("a", 1), ("b", 1), ("c", 30 << 20), ("d", 1), ("e", 1)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    chunks = list(spread._chunks(sorted(tmp_path.iterdir()), 10))
    assert ["".join(path.name for path in chunk) for chunk in chunks] == ["ab", "c", "de"]


def test_no_more_is_under_way_than_can_be_kept(tmp_path: Path) -> None:
    """Memory stays flat however many files there are: chunks wait until earlier ones have been taken."""
    paths = [tmp_path / f"{number}.xlsx" for number in range(8_000)]
    taken = []
    for several in (paths[:4_000], paths):
        executor = Backwards()
        coming = spread.spread(as_they_are, several, executor, lost=lambda one: one.file, advance=lambda: None)
        assert next(coming) == str(paths[0])
        taken.append(executor.taken)
    assert taken[0] == taken[1] < len(paths) // 100


def as_they_are(paths: Sequence[Path], _: ReadFile) -> Sequence[str]:
    return [str(path) for path in paths]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows skickar Ctrl-C på annat sätt")
def test_interrupted_it_reports_what_the_workers_have_done(folder: Path) -> None:
    """Ctrl-C reaches the whole group of processes: the report tells how much is missing, and no process is left."""
    code = (
        "import sys, runxl.verbs.validera.validate as run\n"
        "from runxl.cli import main\n"
        "from tests.batch.processes import slow, telling\n"
        "run.reports, run.spread = slow, telling(run.spread)\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-I", "-c", code, "validera", *sorted(map(str, folder.glob("*[02468].xlsx")))[:24]]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    ) as process:
        assert process.stderr is not None
        awaited = {"väntar\n", "kommit\n"}  # the report of the first chunk has been taken care of, the next is awaited
        while awaited:
            told = process.stderr.readline()
            assert told, "it has ended before it was interrupted"
            awaited.discard(told)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, err
    assert "runxl: Avbrutet." in err
    assert "filer är inte kontrollerade" in err
    assert "plan 0000.xlsx" in out
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_no_cluster_at_the_address_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a line of Swedish, also when the addition is not installed."""
    pytest.importorskip("distributed")
    assert main(["validera", str(folder), "--dask", "ingen:adress"]) == 2
    assert "Ingen schemaläggare för dask svarar på ingen:adress" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["validera", str(folder), "--dask", "tcp://127.0.0.1:1"]) == 2
    assert 'pip install "runxl[dask]"' in capsys.readouterr().err


def test_the_command_line_takes_a_cluster(
    folder: Path, cluster: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ut.xlsx"
    assert main(["sammanfatta", str(folder), "-o", str(out), "--dask", cluster]) == 1
    runxl.summarize(folder, tmp_path / "av en.xlsx", executor=Here())
    assert parts(out) == parts(tmp_path / "av en.xlsx")


def test_what_stops_the_run_is_not_a_finding(folder: Path) -> None:
    """A faulty contract, say: every file would have it."""
    paths = sorted(folder.iterdir())

    def stopped(*_: object) -> list[FileReport]:
        raise RunxlError("Kontraktet är felaktigt.")

    with pytest.raises(RunxlError, match="felaktigt"):
        list(spread.spread(stopped, paths, Here(), lost=lambda one: one, advance=lambda: None))
