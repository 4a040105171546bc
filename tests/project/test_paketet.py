"""What is installed, and by whom: a plain install, and the extras beside it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import grimp
import pytest

import runxl
from runxl import process
from runxl.addin.install import xlam
from runxl.errors import RunxlError
from runxl.extras import EXTRAS
from runxl.served import said
from tests.conftest import MakeWorkbook
from tests.json_documents import refuse_unlike
from tests.output.workbooks import PLAN

TOP = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
GIVEN = PROJECT["optional-dependencies"]
ADRS = "".join(path.read_text(encoding="utf-8") for path in (TOP / "docs" / "adr").glob("001[35]-*.md"))
DOORS = {
    "documents": "runxl.output.document",
    "import": "runxl.verbs.importera",
    "excel": "runxl.addin",
    "dask": "runxl.batch",
    "parquet": "runxl.output.tidy",
}
"""The room that needs each extra."""

WINDOWS = {"pythoncom", "win32api", "win32com"}
"""They come with xlwings there, and are asked for nowhere else."""


def _names(requirements: Sequence[str]) -> list[str]:
    return [_known(re.split(r"[\[<>=;! ]", one)[0]) for one in requirements]


def _known(name: str) -> str:
    return name.lower().replace("_", "-")


def _brought() -> dict[str, set[str]]:
    """The packages that bring each module."""
    return {module: {_known(name) for name in names} for module, names in metadata.packages_distributions().items()}


def test_every_package_has_its_reason() -> None:
    told = "".join(line.lower() for line in ADRS.splitlines(keepends=True) if line.startswith("| "))
    wanted = _names([*PROJECT["dependencies"], *(one for extra in EXTRAS for one in GIVEN[extra])])
    assert [name for name in wanted if name not in told] == []
    assert [extra for extra in GIVEN if f"| `{extra}` |" not in told] == []


def test_the_extras_are_those_that_the_program_names() -> None:
    """By the packages that bring the modules; what the tests run has all of them."""
    brought = _brought()
    for extra, modules in EXTRAS.items():
        assert {name for module in modules for name in brought[module]} == set(_names(GIVEN[extra])), extra
    assert GIVEN.keys() == {*EXTRAS, "test"}
    assert f"runxl[{','.join(EXTRAS)}]" in GIVEN["test"]


def test_each_room_needs_its_own_extra_and_all_else_is_in_a_plain_install() -> None:
    """Told by the imports themselves."""
    graph = grimp.build_graph("runxl", include_external_packages=True)
    used = {
        module: graph.find_modules_that_directly_import(module)
        for module in graph.modules - {"runxl"}
        if not module.startswith("runxl.") and module not in sys.stdlib_module_names
    }
    extra = {module for modules in EXTRAS.values() for module in modules}
    for name, room in DOORS.items():
        assert {one for one in used.keys() & extra if any(by.startswith(room) for by in used[one])} == {*EXTRAS[name]}
    brought, needed = _brought(), {*_names(PROJECT["dependencies"])}
    plain = {module for module in used if brought.get(module, set()) & needed}
    assert used.keys() - extra - WINDOWS <= plain
    assert extra & plain <= {"xlwings"}, "which a plain install has in Windows and on a Mac"


def test_xlsxwriter_is_held_to_one_minor_only_where_bytes_are_compared() -> None:
    assert "XlsxWriter>=3.3,<4" in PROJECT["dependencies"]
    assert "XlsxWriter>=3.3,<3.4" in GIVEN["test"]


_PLAIN = """
import contextlib, io, json, sys
for name in sys.argv[1:]:
    sys.modules[name] = None  # as where it is not installed
from runxl.cli import main
for command in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = main(command)
    print(json.dumps([code, said.getvalue()]))
"""
_NEEDS = {
    ("rapport", "plan.xlsx", "-o", "nej.docx"): "documents",
    ("rapport", "plan.xlsx", "-o", "nej.pptx"): "documents",
    ("rapport", "plan.xlsx", "-o", "nej.pdf"): "documents",
    ("sammanfatta", "plan.xlsx", "-o", "nej 2.docx"): "documents",
    ("sammanfatta", "plan.xlsx", "-o", "nej 2.pdf"): "documents",
    ("importera", "plan.xlsx", "-o", "nej 3.xlsx"): "import",
    ("importera", "plan.csv", "--till", "plan.xlsx"): "import",
    ("historik", "plan.xlsx", "-o", "nej.parquet"): "parquet",
    ("validera", "plan.xlsx", "--dask", "tcp://127.0.0.1:1"): "dask",
    ("validera", "plan.xlsx"): "",
    ("berakna", "plan.xlsx"): "",
    ("dela", "plan.xlsx", "-o", "ut"): "",
    ("status", "ut", "--till", "plan.xlsx"): "",
    ("samla", "ut", "--till", "plan.xlsx"): "",
    ("godta", "plan.xlsx"): "",
    ("jamfor", "plan.xlsx", "plan.xlsx"): "",
    ("migrera", "plan.xlsx", "-o", "ny.xlsx"): "",
    ("sammanfatta", "plan.xlsx", "-o", "ut.xlsx"): "",
    ("sammanfatta", "plan.xlsx", "-o", "ut.html"): "",
    ("historik", "plan.xlsx", "-o", "ut.csv"): "",
    ("rapport", "plan.xlsx", "-o", "ut 2.html"): "",
}


def _plain(folder: Path, *commands: Sequence[str]) -> list[tuple[int, str]]:
    """The exit code and what is printed of commands, in a Python without any of the extras."""
    absent = {module for modules in EXTRAS.values() for module in modules}
    done = subprocess.run(
        [*process.python(_PLAIN), *absent],
        cwd=folder,
        input=json.dumps(commands),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [(code, told) for code, told in map(json.loads, done.stdout.splitlines())]


def test_a_plain_install_says_which_extra_a_command_needs(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """To programs too, with the line to type, and nothing is left half written; all else works."""
    make_workbook(PLAN, "plan.xlsx")
    told = _plain(tmp_path, *([*command, "--json"] for command in _NEEDS))
    for (command, extra), (code, printed) in zip(_NEEDS.items(), told, strict=True):
        refuse_unlike(command[0], json.loads(printed))
        why = json.loads(printed).get("stopp", "")
        assert code == (2 if extra else 0), (command, why)
        assert why.endswith(f'installeras med: pip install "runxl[{extra}]"') or extra in ("", "parquet"), why
        assert (f'pip install "runxl[{extra}]"' in why) == bool(extra), why
    assert not list(tmp_path.glob("nej*"))


def test_it_is_said_before_anything_is_read(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """A folder of thousands is not read for nothing: that these are no workbooks is not noticed."""
    for name in ("plan.xlsx", "plan.docx"):
        (tmp_path / name).write_bytes(b"")
    for command, extra in _NEEDS.items():
        if extra:
            ((_, printed),) = _plain(tmp_path, [*command, "--json"])
            assert f"runxl[{extra}]" in json.loads(printed)["stopp"], command


def test_a_plain_demonstration_shows_all_but_the_report(tmp_path: Path) -> None:
    ((code, story),) = _plain(tmp_path, ["demo", "år"])
    assert code == 0
    assert "Årsrapport 2024.docx är inte skriven. En rapport i Word behöver python-docx" in " ".join(story.split())
    assert '\n   pip install "runxl[documents]"\n' in story
    assert "6 helt uppfyllda, 13 delvis uppfyllda" in story
    assert (tmp_path / "år" / "Plan 2025.xlsx").is_file()
    assert not list(tmp_path.rglob("*.docx"))


@pytest.fixture
def without_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    for modules in EXTRAS.values():
        for module in modules:
            monkeypatch.setitem(sys.modules, module, None)


@pytest.mark.usefixtures("without_extras")
def test_the_library_says_it_too(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """In the same words, whatever the verb."""
    path = make_workbook(PLAN)
    line = 'som saknas här och installeras med: pip install "runxl[{}]"'
    for name, what, packages in (
        ("ut.docx", "En rapport i Word", "python-docx och python-pptx"),
        ("ut.pptx", "Ett bildspel", "python-docx och python-pptx"),
        ("ut.pdf", "En PDF", "python-docx och python-pptx"),
    ):
        with pytest.raises(RunxlError) as stopped:
            runxl.report(path, tmp_path / name)
        assert str(stopped.value) == f"{what} behöver {packages}, {line.format('documents')}"
    with pytest.raises(RunxlError) as stopped:
        runxl.summarize(path, tmp_path / "ut.docx")
    assert str(stopped.value).endswith(line.format("documents"))
    with pytest.raises(RunxlError) as stopped:
        runxl.import_plan(path, tmp_path / "ut.xlsx")
    assert str(stopped.value) == f"Att hämta in en plan behöver rapidfuzz och python-docx, {line.format('import')}"
    with pytest.raises(RunxlError) as stopped:
        runxl.history(path, tmp_path / "ut.parquet")
    assert line.format("parquet") in str(stopped.value)
    with pytest.raises(RunxlError) as stopped:
        xlam.build(tmp_path / "runxl.xlam")
    assert str(stopped.value) == f"Tillägget i Excel behöver xlwings, {line.format('excel')}"
    assert sorted(file.name for file in tmp_path.iterdir()) == [path.name]


@pytest.mark.usefixtures("without_extras")
def test_whoever_has_no_pip_is_told_whom_to_ask_and_what_else_works(
    make_workbook: MakeWorkbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with setup.exe, whose Python looks where this file says."""
    (tmp_path / "python313._pth").touch()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    with pytest.raises(RunxlError) as stopped:
        runxl.history(make_workbook(PLAN), tmp_path / "ut.parquet")
    assert str(stopped.value) == (
        "Parquet behöver pyarrow, som inte ingår i den här installationen. Be den som sköter runxl om en med tillägget "
        "parquet. Eller skriv .xlsx eller .csv, som inte behöver det."
    )
    assert "pip" not in said(ModuleNotFoundError(name="distributed"))


@pytest.mark.usefixtures("without_extras")
def test_a_part_of_an_extra_is_missed_by_its_extra() -> None:
    """Where something imports it all the same."""
    assert said(ModuleNotFoundError(name="pptx.util")).endswith(
        'python-pptx, som saknas här och installeras med: pip install "runxl[documents]"'
    )
    assert said(ModuleNotFoundError(name="pandas")).endswith("pip install pandas")
