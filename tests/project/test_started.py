"""Every Python that is started runs what is installed, and nothing that lies where somebody else can put a file."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from runxl import office, process
from runxl.addin.install import health, oxt
from runxl.batch.executors import Workers
from runxl.errors import RunxlError
from runxl.verbs import handbok
from runxl.verbs.validera.validate import reports
from runxl.workbook.read import read
from tests.conftest import MakeWorkbook
from tests.output.workbooks import PLAN
from tests.project.traps import Traps

TOP = Path(__file__).resolve().parents[2]
ROOMS = ("runxl", "tests", "benchmarks", "docs", ".ci", "macros")
STARTERS = {"runxl/batch/executors.py", "runxl/addin/install/health.py", "runxl/office.py"}
"""The modules of the product that start a program. Each is tried below; what Excel starts, in tests/addin/test_build.py."""

OPENERS = {
    "runxl/verbs/handbok.py": "the handbook of the program's own, in the person's browser",
    "runxl/addin/boxes.py": "a file that the person has just had written, in the program that Windows has for it",
    "runxl/addin/prova/bench.py": "a workbook that prova made, in Excel",
}
"""Those that ask the system to open a file: what starts then is the system's choice, and never a Python."""

_STARTS = {"subprocess.run", "subprocess.Popen", "subprocess.call", "subprocess.check_call", "subprocess.check_output"}
_OTHER_WAYS = (
    "os.system", "os.popen", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "pty.", "multiprocessing.",
    "concurrent.futures.ProcessPoolExecutor", "asyncio.create_subprocess",
)  # fmt: skip
_OPENS = ("webbrowser.open", "webbrowser.get", "os.startfile")

BAITS = {
    "test_the_traps_can_be_sprung": "shows that the traps work",
    "test_a_module_in_the_current_folder_is_not_run": "shows the same of the add-in's",
    "said": "stands in that test",
    "test_python_m_runxl_lets_go_of_the_current_folder": "is about what the bare command does",
}


@pytest.fixture
def traps(tmp_path_factory: pytest.TempPathFactory) -> Traps:
    return Traps(tmp_path_factory.mktemp("märke") / "utlösta")


def sources(*words: str) -> Iterator[tuple[str, ast.Module]]:
    """Every module, or those that say one of the words."""
    for room in ROOMS:
        for path in sorted((TOP / room).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if not words or any(word in text for word in words):
                yield path.relative_to(TOP).as_posix(), ast.parse(text)


def test_the_product_starts_programs_in_these_places_only() -> None:
    assert {path for path, said in _said_in_the_product() if said in _STARTS} == STARTERS
    assert {path for path, said in _said_in_the_product() if said.startswith(_OPENS)} == {*OPENERS}
    assert [f"{path}: {said}" for path, said in _said_in_the_product() if said.startswith(_OTHER_WAYS)] == []


def test_no_way_of_starting_is_called_something_else() -> None:
    """`from subprocess import run` would not be found above."""
    modules = {"subprocess", "webbrowser", "multiprocessing", "pty"}
    named = [
        f"{path}: from {node.module}"
        for path, tree in sources()
        if path.startswith("runxl/")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in modules
    ]
    assert named == []


@cache
def _said_in_the_product() -> tuple[tuple[str, str], ...]:
    return tuple(
        (path, ast.unparse(node))
        for path, tree in sources()
        if path.startswith("runxl/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
    )


def test_the_handbook_is_shown_by_the_persons_browser(
    traps: Traps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of the program's own, and no program that lies in the current folder."""
    opened: list[tuple[str, str]] = []

    def opens(address: str) -> bool:
        opened.append((address, os.environ["PATH"]))
        return True

    monkeypatch.setattr("webbrowser.open", opens)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".", "program", str(Path(sys.executable).parent))))
    traps.everywhere(tmp_path, monkeypatch)
    assert handbok.shown(TOP / "README.md")
    assert opened == [((TOP / "README.md").as_uri(), str(Path(sys.executable).parent))]
    assert traps.sprung == []


def unsafe(function: ast.AST) -> Iterator[str]:
    """Command lines that start this Python without -I, or without -P and either -E or a path of its own."""
    own_path = any(word in ast.unparse(function) for word in ("'PYTHONPATH'", "'-E'"))
    for node in ast.walk(function):
        words = node.elts if isinstance(node, ast.List) else node.args if isinstance(node, ast.Call) else []
        for program, switch in pairwise(map(ast.unparse, words)):
            if program == "sys.executable" and switch != "'-I'" and not (switch == "'-P'" and own_path):
                yield ast.unparse(node)


def test_every_python_that_is_started_is_told_where_to_look() -> None:
    """In tests and tools too: they are run in folders of received workbooks."""
    found = [
        f"{path}: {command}"
        for path, tree in sources("sys.executable")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name not in BAITS
        for command in unsafe(node)
        if not path.startswith("benchmarks/")  # the path is given once for all there
    ]
    assert found == []


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
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert Path(said.strip()) == Path(process.__file__).with_name("errors.py")


def test_the_look_at_the_addins_python_takes_nothing(
    traps: Traps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    traps.everywhere(tmp_path, monkeypatch)
    assert health._python(sys.executable).ready
    assert traps.sprung == []


@pytest.mark.skipif(sys.platform == "win32", reason="programmet i provet är ett skalskript")
def test_libreoffices_python_takes_nothing(traps: Traps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be too old for -P and find its modules by a variable of its own, so it is run where it lies itself."""
    programs = tmp_path / "program"
    programs.mkdir()
    (programs / "uno.py").write_text("import json", encoding="utf-8")
    python = programs / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    traps.everywhere(tmp_path / "mottaget", monkeypatch)
    assert oxt._their_python(programs / "unopkg") == "{}.{}".format(*sys.version_info[:2])
    assert traps.sprung == []


def test_no_program_is_taken_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A received folder may hold a soffice too, and PATH the current folder."""
    for name in ("unopkg", "unopkg.exe", "soffice", "soffice.exe"):
        (tmp_path / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".")))
    monkeypatch.setattr(office, "FOLDERS", ())
    for name in ("unopkg", "soffice"):
        with pytest.raises(RunxlError, match="LibreOffice hittas inte"):
            office.program(name)


COMMAND = Path(sysconfig.get_path("scripts"), "runxl.exe" if sys.platform == "win32" else "runxl")


@pytest.mark.skipif(
    sys.platform == "win32" and not COMMAND.exists(), reason="kommandot är inte installerat i den här Python"
)
def test_the_installed_command_takes_nothing_from_the_current_folder(
    traps: Traps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(traps.lay(tmp_path))
    done = subprocess.run(
        [COMMAND, "regler", "RX103"], env=os.environ, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert traps.sprung == []


def test_python_m_runxl_lets_go_of_the_current_folder(
    traps: Traps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it has begun: a runxl.py there is beyond help, and so are the modules that Python itself finds runxl by."""
    monkeypatch.chdir(traps.lay(tmp_path, "argparse", "json", "numpy", "pandas", "yaml", "rich"))
    command = [sys.executable, "-m", "runxl", "regler", "RX103"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert traps.sprung == []
