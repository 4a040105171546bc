"""What is installed, and by whom: a plain install, and the extras beside it."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from runxl.addin.install import xlam
from runxl.errors import RunxlError

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


def test_without_xlwings_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    with pytest.raises(RunxlError, match=r"runxl\[excel\]"):
        xlam.build(tmp_path / "runxl.xlam")
    assert not (tmp_path / "runxl.xlam").exists()
