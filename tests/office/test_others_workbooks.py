"""What runxl writes into workbooks of other programs breaks no rule that they had not broken themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from runxl.workbook.edits import Edit, Edits, Height
from runxl.workbook.patch import patch
from tests.office import others, package, xlsx
from tests.office.package import Package

WRITERS = [
    others.by_openpyxl,
    pytest.param(others.by_libreoffice, marks=pytest.mark.libreoffice),
    others.by_gnumeric,
    others.by_javascript,
]
SHEET = "Mål"
EDITS = Edits(
    cells=(
        Edit(SHEET, "B4", "Nytt & <mål>\n_x0041_"),
        Edit(SHEET, "C4", 2.5),
        Edit(SHEET, "C5", None),
        Edit(SHEET, "D6", dt.date(2026, 6, 30)),
        Edit(SHEET, "K40", "långt bort"),
        Edit(SHEET, "A12", 7, like="A3"),
    ),
    heights=(Height(SHEET, 4, 40.0), Height(SHEET, 40, 30.0)),
)


def faults(path: Path) -> set[str]:
    opened = Package(path)
    return {*package.faults(opened), *xlsx.faults(opened)}


def values(path: Path) -> dict[str, dict[str, Any]]:
    return {
        sheet.title: {cell.coordinate: cell.value for row in sheet for cell in row if cell.value is not None}
        for sheet in openpyxl.load_workbook(path).worksheets
    }


@pytest.mark.filterwarnings("ignore::UserWarning")  # what openpyxl does not know of theirs
@pytest.mark.parametrize("writer", WRITERS)
def test_writing_in_a_strangers_workbook_breaks_nothing(writer: Callable[[Path], list[Path]], tmp_path: Path) -> None:
    """All that was written is there, all else is as it was, and no rule is broken that was not."""
    made = writer(tmp_path)
    assert len(made) >= len(others.KINDS)
    for path in made:
        before, wrong = values(path), faults(path)
        patch(path, EDITS)
        after = values(path)
        assert faults(path) - wrong == set(), path.name
        written = after[SHEET]
        assert written["B4"].replace("_x005F_", "_") == "Nytt & <mål>\n_x0041_", path.name
        assert (written["C4"], written["K40"], written["A12"]) == (2.5, "långt bort", 7), path.name
        assert "C5" not in written
        assert written["D6"].date() == dt.date(2026, 6, 30)
        touched = {edit.cell for edit in EDITS.cells}
        for sheet, cells in before.items():
            kept = {place: value for place, value in cells.items() if sheet != SHEET or place not in touched}
            assert kept.items() <= after[sheet].items(), path.name
