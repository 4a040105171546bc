"""What a file does to the process that reads it costs that file a finding, and nothing else."""

from __future__ import annotations

import ast
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

import runxl
from runxl.batch.executors import Here, Workers
from runxl.batch.spread import Work, spread
from runxl.cli import main
from runxl.contract.load import contract
from runxl.errors import RunxlError
from runxl.files.save import Stamp
from runxl.findings import FileReport
from runxl.opc.package_book import PackageBook
from runxl.verbs.validera.validate import validate
from runxl.workbook import guarded
from runxl.workbook.read import open_book, read
from runxl.workbook.tables import Workbook
from tests.batch import processes
from tests.markdown_workbook import write
from tests.patience import PATIENCE

PLAN = """
## Mål
| Nr | Mål |
| 1 | Ett mål |
## Delmål
| Nr | Mål | Delmål | Ansvarig |
| 1.1 | 1 | Ett delmål | Kultur |
## Indikatorer
| Nr | Delmål | Indikator | Typ | Målvärde | Utfall |
| 1.1.1 | 1.1 | Besök | Minst | 10 | många |
"""
HEALTHY = 10
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows har inga signaler")


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Two workers for all tests here: they outlive what dies among them."""
    with Workers(2) as pool:
        yield pool


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    first = write(PLAN, tmp_path / "plan 00.xlsx")
    for number in range(1, HEALTHY):
        shutil.copyfile(first, tmp_path / f"plan {number:02}.xlsx")
    return tmp_path


def opened_after(word: str, path: Path) -> tuple[PackageBook, Stamp]:
    processes.DEEDS[word]()
    return open_book(path)


def troubled(folder: Path, *words: str) -> list[Path]:
    """The plans with others among them that do as their names say."""
    for place, word in enumerate(words):
        shutil.copyfile(folder / "plan 00.xlsx", folder / f"plan 0{place * 3 + 1} {word}.xlsx")
    return sorted(folder.glob("*.xlsx"))


def done(work: Work[FileReport], paths: list[Path], executor: Workers | Here | ProcessPoolExecutor) -> list[FileReport]:
    return list(spread(work, paths, executor, lost=lambda report: report, advance=lambda: None))


def refused(reports: list[FileReport], paths: list[Path]) -> dict[str, str]:
    """What is said of the files that were not read. All others have been checked, each once and in order."""
    assert [one.file for one in reports] == [str(path) for path in paths]
    for one in reports:
        codes = [finding.code for finding in one.findings if finding.severity == "fel"]
        assert codes == (["RX102"] if one.readable else ["RX027"])
    return {Path(one.file).stem.split()[-1]: one.findings[0].message for one in reports if not one.readable}


@posix
def test_a_worker_that_dies_takes_only_its_file_with_it(folder: Path, workers: Workers) -> None:
    """Killed by the system or aborted by native code, twice in the same chunk."""
    paths = troubled(folder, "dödar", "avbryter")
    said = refused(done(processes.reports, paths, workers), paths)
    assert said == dict.fromkeys(("dödar", "avbryter"), "Arbetsboken är inte läst: processen som läste den stannade.")


@posix
def test_the_file_is_found_that_kills_after_the_reading(folder: Path, workers: Workers) -> None:
    """Nobody knows which file it was: the chunk is halved until it is alone."""
    paths = troubled(folder, "dödar")
    assert list(refused(done(processes.late, paths, workers), paths)) == ["dödar"]


def test_a_file_that_hangs_is_given_up(folder: Path) -> None:
    """The worker ends itself, whatever holds it, and another goes on."""
    paths = troubled(folder, "hänger")
    with Workers(1) as pool:
        said = refused(done(processes.impatient, paths, pool), paths)
    assert said == {"hänger": "Arbetsboken är inte läst: den tog längre tid än den får ta."}


@pytest.mark.parametrize("command", ["berakna", "rapport", "samla"])
def test_every_command_that_reads_holds_to_the_time(
    folder: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is named, nothing is written, and there is no traceback."""
    if not hasattr(signal, "setitimer"):
        pytest.skip("plattformen har ingen väckarklocka")
    monkeypatch.setattr(guarded.read_guarded, "__defaults__", (read, 0.2))
    hangs = partial(opened_after, "hänger")
    monkeypatch.setattr(read, "__kwdefaults__", {"name": "", "to_write": False, "opened": hangs})
    book = str(folder / "plan 00.xlsx")
    given = {"berakna": [book], "rapport": [book, "-o", str(folder / "r.docx")], "samla": [str(folder), "--till", book]}
    before = sorted(path.name for path in folder.iterdir())
    assert main([command, *given[command]]) == 2
    assert "den tog längre tid än den får ta" in capsys.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == before


ANEW = {
    "workbook/patch/__init__.py": "what somebody has asked to be written in",
    "verbs/fitted.py": "what runxl has just written, to see how Excel would show it",
    "verbs/demo/people.py": "the workbooks of the example",
    "addin/advance.py": "the copy of the period that Excel has just saved",
    "addin/prova/tries.py": "the copy of the example that the buttons are tried on",
}
"""Who may read a file without limits: it is of runxl's own making, or has been read within them."""


def test_whoever_reads_a_persons_file_holds_to_the_limits() -> None:
    """The reader is handed to those who hold it to its time and its memory, and is called by nobody else."""
    room = Path(runxl.__file__).parent
    calls = {path.relative_to(room).as_posix() for path in room.rglob("*.py") if unguarded_calls(path)}
    assert calls == ANEW.keys()


def unguarded_calls(path: Path) -> bool:
    """Whether a module calls the reader itself; one that it is given is the giver's."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        one.asname or one.name
        for imported in ast.walk(module)
        if isinstance(imported, ast.ImportFrom) and imported.module == "runxl.workbook.read"
        for one in imported.names
    }
    given = {
        id(part)
        for made in ast.walk(module)
        if isinstance(made, ast.FunctionDef) and names & {one.arg for one in made.args.args}
        for part in ast.walk(made)
    }
    called = (one for one in ast.walk(module) if isinstance(one, ast.Call) and id(one) not in given)
    return any(isinstance(one.func, ast.Name) and one.func.id in names for one in called)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="bara Linux håller en gräns för minnet")
def test_a_file_may_not_take_all_memory(folder: Path, workers: Workers) -> None:
    """The worker has a cap: what would go beyond it is refused, and the machine goes on as before."""
    paths = troubled(folder, "sväller")
    said = refused(done(processes.reports, paths, workers), paths)
    assert said == {"sväller": "Arbetsboken är inte läst: den fick inte plats i datorns minne."}


@pytest.mark.parametrize("who", ["workers", "here"])
def test_a_mistake_of_ours_costs_one_file(folder: Path, workers: Workers, who: str) -> None:
    """An error that nobody foresaw, in a worker as in this process."""
    paths = troubled(folder, "snubblar")
    said = refused(done(processes.late, paths, workers if who == "workers" else Here()), paths)
    assert said == {"snubblar": "Arbetsboken är inte läst: ett oväntat fel inträffade (ZeroDivisionError)."}


@posix
def test_somebody_elses_pool_that_breaks_is_replaced(folder: Path) -> None:
    """The standard library's pool is of no more use after a death; the rest is done by workers of our own."""
    paths = troubled(folder, "dödar")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        said = refused(done(processes.unguarded, paths, pool), paths)
    assert list(said) == ["dödar"]


def test_a_run_by_itself_holds_to_the_time_too(folder: Path) -> None:
    """Without a worker, the file is left and the run goes on."""
    if not hasattr(signal, "setitimer"):
        pytest.skip("plattformen har ingen väckarklocka")
    hangs = partial(read, opened=partial(opened_after, "hänger"))
    here = Here(read=partial(guarded.read_guarded, read=hangs, seconds=0.2))
    reports = validate([folder / "plan 00.xlsx"], executor=here).report.files
    assert reports[0].findings[0].message == "Arbetsboken är inte läst: den tog längre tid än den får ta."


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="bara Linux håller en gräns för minnet")
def test_a_run_by_itself_holds_to_the_memory_too(folder: Path) -> None:
    """And what the process may have is the same afterwards."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    swells = partial(read, opened=partial(opened_after, "sväller"))
    report = validate([folder / "plan 00.xlsx"], executor=Here(read=partial(guarded.read_guarded, read=swells))).report
    assert [one.code for one in report] == ["RX006"]
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="bara Linux håller en gräns för minnet")
@pytest.mark.parametrize("allowed", [None, 300 << 20])
def test_threads_that_read_at_once_leave_no_limit_behind(folder: Path, allowed: int | None) -> None:
    """The second comes in before the first goes out; nor is a limit that somebody else has set ever raised."""
    import resource

    given, hard = resource.getrlimit(resource.RLIMIT_DATA)
    before = (
        given
        if allowed is None
        else allowed + resource.getpagesize() * int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[5])
    )
    resource.setrlimit(resource.RLIMIT_DATA, (before, hard))
    second_in, first_out = threading.Event(), threading.Event()
    path = folder / "plan 00.xlsx"

    def first(one: Path) -> Workbook:
        assert second_in.wait(PATIENCE)
        return read(one)

    def second(one: Path) -> Workbook:
        second_in.set()
        assert first_out.wait(PATIENCE)
        limit = resource.getrlimit(resource.RLIMIT_DATA)[0]
        assert limit != resource.RLIM_INFINITY
        assert before == resource.RLIM_INFINITY or limit <= before
        return read(one)

    try:
        with ThreadPoolExecutor(2) as pool:
            one = pool.submit(guarded.read_guarded, path, first)
            other = pool.submit(guarded.read_guarded, path, second)
            one.result()
            first_out.set()
            other.result()
        assert resource.getrlimit(resource.RLIMIT_DATA) == (before, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (given, hard))


def test_the_time_grows_with_the_file(tmp_path: Path) -> None:
    """A large workbook is no hang, and one that is not there is no trouble."""
    large = tmp_path / "stor.xlsx"
    with large.open("wb") as file:
        file.truncate(20 << 20)
    assert guarded.seconds_for(large) == 2 * guarded.seconds_for(tmp_path) + 40
    assert guarded.seconds_for(tmp_path / "saknas.xlsx") == guarded.SECONDS


@posix
@pytest.mark.parametrize("program", ["saknas", "/bin/false"])
def test_python_that_does_not_start_is_told(program: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", program)
    paths = sorted(folder.glob("*.xlsx"))
    with Workers(1) as pool, pytest.raises(RunxlError, match="Det gick inte att starta Python"):
        done(processes.reports, paths, pool)


def test_a_file_that_is_read_has_no_such_finding(folder: Path) -> None:
    """Nor is the code about anything but the run."""
    assert "RX027" not in {one.code for one in read(folder / "plan 00.xlsx").findings}
    assert contract().rules["RX027"].severity == "fel"
