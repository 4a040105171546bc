"""No file that runxl writes breaks a rule that Office holds: it opens, and nothing is repaired."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import runxl
from tests.office import docx, package, pptx, tools, xlsx
from tests.office.corpus import KINDS, Kind
from tests.office.package import Package

RULES = {".xlsx": xlsx.faults, ".xlam": xlsx.faults, ".docx": docx.faults, ".pptx": pptx.faults}
_SHOWN_TO_MICROSOFT = 2
"""Of each kind: its validator takes a second for each."""


def faults(path: Path) -> list[str]:
    opened = Package(path)
    return [*package.faults(opened), *RULES[path.suffix](opened)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.__name__)
def test_no_file_breaks_a_rule(kind: Kind, tmp_path: Path) -> None:
    """Neither those that no schema says, nor, where Microsoft's validator is here, those that the schemas do."""
    files = list(kind(tmp_path))
    assert files
    assert {path.name: found for path in files if (found := faults(path)[:10])} == {}
    assert {path.name: found for path in files[-_SHOWN_TO_MICROSOFT:] if (found := tools.errors(path))} == {}


def test_microsofts_validator_sees_what_a_schema_forbids(tmp_path: Path) -> None:
    """So that its silence above says something."""
    tools.require_validator()
    sound, broken = runxl.new(tmp_path / "plan.xlsx"), tmp_path / "trasig.xlsx"
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<sheetData>", b"<pageMargins/><sheetData>"))
    assert tools.errors(sound) == []
    assert tools.errors(broken)
