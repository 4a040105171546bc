"""The documentation says what the program does."""

from __future__ import annotations

import argparse
import importlib.util
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

import runxl
from runxl.cli import _parser
from runxl.contract.load import contract

TOP = Path(__file__).resolve().parents[2]
DOCUMENTS = [TOP / "README.md", TOP / "CHANGELOG.md", *sorted((TOP / "docs").rglob("*.md"))]


@pytest.fixture(scope="module")
def generera() -> ModuleType:
    """docs/generera.py as a module."""
    spec = importlib.util.spec_from_file_location("generera", TOP / "docs" / "generera.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["generera"] = module
    spec.loader.exec_module(module)
    return module


def test_generated_documents_are_up_to_date(generera: ModuleType) -> None:
    """What the generators make is what stands in docs/, and the output shown in the README is real."""
    assert list(generera.out_of_date(TOP)) == []


def test_a_changed_or_superfluous_document_is_noticed(generera: ModuleType, tmp_path: Path) -> None:
    """The check can fail, and `make docs` mends what it found."""
    shutil.copytree(TOP / "docs", tmp_path / "docs")
    shutil.copy(TOP / "README.md", tmp_path)
    (tmp_path / "docs" / "regler" / "RX101.md").write_text("annat", encoding="utf-8")
    (tmp_path / "docs" / "regler" / "RX999.md").write_text("gammal", encoding="utf-8")
    changes = generera.out_of_date(tmp_path)
    assert set(changes) == {"docs/regler/RX101.md", "docs/regler/RX999.md"}
    generera.write(tmp_path, changes)
    assert generera.out_of_date(tmp_path) == {}


def test_every_finding_code_has_a_page() -> None:
    """And the list names it."""
    names = {path.stem for path in (TOP / "docs" / "regler").glob("RX*.md")}
    assert names == set(contract().rules)
    listed = (TOP / "docs" / "regler" / "README.md").read_text(encoding="utf-8")
    assert all(f"[{code}]({code}.md)" in listed for code in names)


def commands() -> list[tuple[str, argparse.ArgumentParser]]:
    actions = [action for action in _parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return list(actions[0].choices.items())


@pytest.mark.parametrize(("name", "parser"), commands(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_and_option_is_documented(name: str, parser: argparse.ArgumentParser) -> None:
    """In the README, on the line of the command."""
    lines = [line for line in (TOP / "README.md").read_text(encoding="utf-8").splitlines() if f"`runxl {name}" in line]
    options = [action.option_strings[-1] for action in parser._actions if action.option_strings]
    assert lines
    assert [option for option in options if option != "--help" and not any(option in line for line in lines)] == []


def test_no_command_is_documented_that_does_not_exist() -> None:
    """Neither in the README nor in the rules."""
    known = {name for name, _ in commands()} | {"KOMMANDO", "addin"}
    said = {name for path in DOCUMENTS for name in re.findall(r"`runxl (\w+)", path.read_text(encoding="utf-8"))}
    assert said <= known


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example can be copied as it stands, and names every verb there is."""
    (code,) = re.findall(r"```python\n(.*?)```", (TOP / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 (our own README)
    assert all(f"runxl.{verb}(" in code for verb in runxl.__all__)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    """Every relative link and picture is there."""
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
