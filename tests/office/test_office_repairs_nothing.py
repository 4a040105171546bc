"""No file that runxl writes breaks a rule that Office holds: it opens, and nothing is repaired."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office import docx, package, pptx, xlsx
from tests.office.corpus import KINDS, Kind
from tests.office.package import Package

RULES = {".xlsx": xlsx.faults, ".xlam": xlsx.faults, ".docx": docx.faults, ".pptx": pptx.faults}


def faults(path: Path) -> list[str]:
    opened = Package(path)
    return [*package.faults(opened), *RULES[path.suffix](opened)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.__name__)
def test_no_file_breaks_a_rule(kind: Kind, tmp_path: Path) -> None:
    found = {path.name: faults(path)[:10] for path in kind(tmp_path)}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert found
