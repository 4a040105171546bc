"""What is installed, and by whom: a plain install, and the extras beside it."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from runxl import process
from runxl.addin.install import xlam
from runxl.errors import RunxlError
from tests.conftest import MakeWorkbook
from tests.output.workbooks import PLAN

TOP = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ADR = (TOP / "docs" / "adr" / "0013-paketen-och-vad-som-foljer-med.md").read_text(encoding="utf-8")


def _names(requirements: list[str]) -> list[str]:
    return [re.split(r"[\[<>=;! ]", one)[0] for one in requirements]


def test_every_package_has_its_reason() -> None:
    table = [line for line in ADR.splitlines() if line.startswith("| ")]
    assert [name for name in _names(PROJECT["dependencies"]) if not any(name in line for line in table)] == []
    assert [extra for extra in PROJECT["optional-dependencies"] if f"| `{extra}` |" not in ADR] == []


def test_what_the_tests_run_has_all_the_extras() -> None:
    extras = PROJECT["optional-dependencies"]
    wanted = {name for extra, given in extras.items() if extra != "test" for name in _names(given)}
    assert wanted <= set(_names(extras["test"]))


def test_xlsxwriter_is_held_to_one_minor_only_where_bytes_are_compared() -> None:
    assert "XlsxWriter>=3.3,<4" in PROJECT["dependencies"]
    assert "XlsxWriter>=3.3,<3.4" in PROJECT["optional-dependencies"]["test"]


_SERVER = """
import contextlib, io, json, sys
for name in ("docx", "pptx", "openpyxl", "rapidfuzz"):
    sys.modules[name] = None  # as where it is not installed
from runxl.cli import main
for command in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = main([*command, "--json"])
    print(json.dumps([code, json.loads(said.getvalue()).get("stopp", "")]))
"""
_NEEDS = {
    ("rapport", "plan.xlsx", "-o", "ut.docx"): "python-docx",
    ("rapport", "plan.xlsx", "-o", "ut.pptx"): "python-pptx",
    ("sammanfatta", "plan.xlsx", "-o", "ut 2.docx"): "python-docx",
    ("importera", "plan.xlsx", "-o", "ut 3.xlsx"): "rapidfuzz",
    ("validera", "plan.xlsx"): "",
    ("berakna", "plan.xlsx"): "",
    ("dela", "plan.xlsx", "-o", "ut"): "",
    ("status", "ut", "--till", "plan.xlsx"): "",
    ("samla", "ut", "--till", "plan.xlsx"): "",
    ("sammanfatta", "plan.xlsx", "-o", "ut.xlsx"): "",
    ("historik", "plan.xlsx", "-o", "ut.csv"): "",
    ("rapport", "plan.xlsx", "-o", "ut.html"): "",
}


def test_a_server_does_without_what_writes_documents_and_imports(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """As docs/adr/0013 says; what needs a package says its name, to programs too, and leaves nothing half written."""
    make_workbook(PLAN, "plan.xlsx")
    done = subprocess.run(
        process.python(_SERVER),
        cwd=tmp_path,
        input=json.dumps([*_NEEDS]),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    for (command, package), line in zip(_NEEDS.items(), done.stdout.splitlines(), strict=True):
        code, why = json.loads(line)
        assert (code, f"pip install {package}" in why) == ((2, True) if package else (0, False)), (command, why)
    assert not list(tmp_path.glob("ut*.docx"))


def test_without_xlwings_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    with pytest.raises(RunxlError, match=r"runxl\[excel\]"):
        xlam.build(tmp_path / "runxl.xlam")
    assert not (tmp_path / "runxl.xlam").exists()
