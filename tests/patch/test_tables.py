"""Tables grow and shrink with their filters, and nothing stands in their way unnoticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from runxl.errors import RunxlError
from runxl.workbook.edits import Edit, Edits, Extent
from runxl.workbook.patch import patch
from tests.patch import rich
from tests.patch.reading import attribute

TABLE = "xl/tables/table1.xml"


def resized(path: Path, ref: str, table: str = "tblMal") -> str | None:
    patch(path, Edits(extents=(Extent("Mål", table, ref),)))
    return attribute(path, "table", "ref", TABLE)


def changed(path: Path, old: str, new: str) -> Path:
    return rich.write(path, {TABLE: rich.parts()[TABLE].replace(old.encode(), new.encode())})


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return rich.write(tmp_path / "plan.xlsm")


@pytest.mark.parametrize("ref", ["A1:D9", "A1:D100000", "A1:D2"])
def test_a_table_and_its_filter_reach_as_far_as_they_are_told(workbook: Path, ref: str) -> None:
    """Longer or shorter, the filter follows; the sheet and all other parts stay as they are."""
    before = rich.raw_parts(workbook)
    assert resized(workbook, ref) == ref
    assert attribute(workbook, "autoFilter", "ref", TABLE) == ref
    after = rich.raw_parts(workbook)
    assert {name for name in before if before[name] != after[name]} == {TABLE, "xl/workbook.xml"}


def test_a_table_keeps_one_row_of_data(workbook: Path) -> None:
    """A table of headers alone is one that Excel repairs."""
    assert resized(workbook, "A1:D1") == "A1:D2"


def test_the_sorting_follows_the_table(tmp_path: Path) -> None:
    """What is sorted by ends where the table ends."""
    sorting = '</autoFilter><sortState ref="A2:D4"><sortCondition ref="B2:B4"/></sortState><tableColumns'
    path = changed(
        tmp_path / "plan.xlsm", '<autoFilter ref="A1:D4"/><tableColumns', '<autoFilter ref="A1:D4">' + sorting
    )
    resized(path, "A1:D20")
    assert attribute(path, "sortState", "ref", TABLE) == "A2:D20"
    assert attribute(path, "sortCondition", "ref", TABLE) == "B2:B20"


def test_a_table_that_is_no_more_is_passed_over(workbook: Path) -> None:
    """A person may have turned the table into plain cells: the rows are written all the same."""
    patch(workbook, Edits((Edit("Mål", "A10", "3.3"),), (Extent("Mål", "tblFynd", "A1:H9"),)))
    assert attribute(workbook, "table", "ref", TABLE) == "A1:D4"


@pytest.mark.parametrize("ref", ["A2:D9", "A1:E9", "B1:D9", "nonsens"])
def test_a_table_is_not_moved_or_widened(workbook: Path, ref: str) -> None:
    """Its headers are its columns: another top row or width would need other columns."""
    before = workbook.read_bytes()
    with pytest.raises(RunxlError, match="tblMal"):
        resized(workbook, ref)
    assert workbook.read_bytes() == before


def test_a_table_does_not_grow_into_another(tmp_path: Path) -> None:
    """Two tables in one place is a damaged workbook."""
    parts = rich.parts()
    rels = parts["xl/worksheets/_rels/sheet1.xml.rels"].replace(
        b"</Rel", b'<Relationship Id="rId99" Type="x/table" Target="/xl/tables/t3.xml"/></Rel', 1
    )
    other = parts[TABLE].replace(b"tblMal", b"tblEgen").replace(b"A1:D4", b"C8:F9")
    path = rich.write(tmp_path / "plan.xlsm", {"xl/worksheets/_rels/sheet1.xml.rels": rels, "xl/tables/t3.xml": other})
    assert resized(path, "A1:D7") == "A1:D7"
    with pytest.raises(RunxlError, match="tblEgen"):
        resized(path, "A1:D8")


def test_a_totals_row_stops_the_table_from_growing(tmp_path: Path) -> None:
    """It would be left in the middle of the data; the message says how to take it away."""
    path = changed(tmp_path / "plan.xlsm", 'totalsRowShown="0"', 'totalsRowCount="1"')
    assert resized(path, "A1:D4") == "A1:D4"
    with pytest.raises(RunxlError, match="summarad"):
        resized(path, "A1:D9")
    with pytest.raises(RunxlError, match="Mål!A4 står på tabellens summarad"):
        patch(path, Edits((Edit("Mål", "A4", 1),)))
