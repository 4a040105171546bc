"""Row heights: room for what was written, never against a height that a person has set."""

from __future__ import annotations

from pathlib import Path

import pytest

from runxl.workbook.edits import Edit, Edits, Height
from runxl.workbook.patch import patch
from runxl.workbook.patch.sheet_part import with_height
from tests.patch import rich
from tests.patch.reading import part, xml_cells


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return rich.write(tmp_path / "plan.xlsm")


def row(path: Path, number: int) -> bytes:
    """The row's start tag."""
    data = part(path)
    start = data.index(b"<row ht=" if b'<row ht="44.5" r="%d"' % number in data else b'<row r="%d"' % number)
    return data[start : data.index(b">", start) + 1]


def test_a_row_gets_a_height_that_it_may_still_adjust(workbook: Path) -> None:
    """Without customHeight; its cells, also the formula's, stay as they were."""
    before = xml_cells(workbook)
    patch(workbook, Edits(heights=(Height("Mål", 2, 44.5),)))
    assert b'ht="44.5"' in row(workbook, 2)
    assert b"customHeight" not in row(workbook, 2)
    assert xml_cells(workbook) == before


def test_a_height_that_a_person_has_set_stays(workbook: Path) -> None:
    before = workbook.read_bytes()
    patch(workbook, Edits(heights=(Height("Mål", 3, 99),)))
    assert workbook.read_bytes() == before


def test_a_row_only_grows_where_it_is_said_so(workbook: Path) -> None:
    """Other texts in the row may need the height that it has."""
    patch(workbook, Edits(heights=(Height("Mål", 2, 44.5),)))
    before = workbook.read_bytes()
    patch(workbook, Edits(heights=(Height("Mål", 2, 20, grow_only=True),)))
    assert workbook.read_bytes() == before
    patch(workbook, Edits(heights=(Height("Mål", 2, 20),)))
    assert b'ht="20"' in part(workbook)


def test_a_new_row_gets_its_height_and_an_empty_one_is_not_made(workbook: Path) -> None:
    """A height alone makes no row."""
    patch(workbook, Edits((Edit("Mål", "A12", "ny"),), heights=(Height("Mål", 12, 44.5), Height("Mål", 14, 44.5))))
    assert b'ht="44.5"' in row(workbook, 12)
    assert b'r="14"' not in part(workbook)


def test_a_row_without_cells_keeps_its_form(tmp_path: Path) -> None:
    path = rich.write(tmp_path / "plan.xlsm")
    patch(path, Edits((Edit("Mål", "A9", None),), heights=(Height("Mål", 9, 44.5),)))
    patch(path, Edits(heights=(Height("Mål", 9, 30),)))
    assert b'ht="30"' in part(path)


@pytest.mark.parametrize(
    ("start", "written"),
    [
        (b"<row>", b'<row ht="20">'),
        (b'<x:row r="2"/>', b'<x:row ht="20" r="2"/>'),
        (b"<row r='2' ht='15'>", b"<row r='2' ht=\"20\">"),
        (b'<row ht="?" r="2">', b'<row ht="20" r="2">'),
        (b'<row r="2" ht = "15" customHeight="0">', b'<row r="2" ht = "20" customHeight="0">'),
        (b"<row r='2' ht='15' customHeight = 'true'>", b"<row r='2' ht='15' customHeight = 'true'>"),
        (b'<row ht="20.0" r="2">', b'<row ht="20.0" r="2">'),
    ],
)
def test_a_height_is_set_however_the_row_is_written(start: bytes, written: bytes) -> None:
    """In its place, else first; one that says the same already stays as it is."""
    assert with_height(start, Height("Mål", 2, 20)) == written
