"""Whatever is written is read back, the same values at the same rows; and no bytes make the reading raise."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from runxl.contract.load import contract
from runxl.workbook.read import read
from runxl.workbook.tables import Raw
from tests.workbook.packages import HEADER, header, packed, parts_with, read_parts, read_sheets, sheet

INPUTS = {column.name for column in contract().tables["mal"].columns if column.is_input}
WHOLE = packed(parts_with(sheet(header())))
FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def _survives(text: str) -> bool:
    """Control signs cannot be written, and openpyxl takes some texts for formulas and errors."""
    return not ILLEGAL_CHARACTERS_RE.search(text) and "\r" not in text and not text.startswith(("=", "#"))


texts = st.text(st.characters(codec="utf-8", exclude_characters="_\ufffe\uffff"), max_size=30).filter(_survives)
numbers = st.decimals(-(10**9), 10**9, places=4).map(float) | st.integers(-(10**9), 10**9)
dates = st.dates(dt.date(1900, 3, 1), dt.date(2200, 1, 1))
values = st.none() | texts | numbers | st.booleans() | dates
rows = st.lists(st.lists(values, min_size=len(HEADER), max_size=len(HEADER)), max_size=6)


def _expected(value: Raw) -> Raw:
    return None if isinstance(value, str) and not value.strip() else value


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("läsning")


@FEW
@given(rows)
def test_what_openpyxl_writes_is_read_back(folder: Path, written: list[list[Raw]]) -> None:
    """Every value in its column and every row at its number."""
    book = read_sheets(folder, {"Mål": [list(HEADER), *written]})
    found = book.tables["mal"]
    for number, row in enumerate(written, 2):
        expected = [_expected(value) for value in row]
        if number in found.rows:
            place = found.rows.index(number)
            assert [column.values[place] for column in found.columns.values()] == expected
        else:
            assert all(value is None for value, one in zip(expected, found.columns, strict=True) if one in INPUTS)


@FEW
@given(st.binary(max_size=300))
def test_no_bytes_make_the_reading_raise(folder: Path, content: bytes) -> None:
    """Plain rubbish, and rubbish in the middle of a workbook."""
    path = folder / "skräp.xlsx"
    for data in (content, WHOLE[:400] + content + WHOLE[400 + len(content) :]):
        path.write_bytes(data)
        assert read(path).findings


@FEW
@given(st.text(st.sampled_from("<>/cvrowft=\"' sheetData123A:&;-!"), max_size=60))
def test_no_rows_make_the_reading_raise(folder: Path, rubbish: str) -> None:
    """Rubbish where the rows should be, in a package that is otherwise whole."""
    assert read_parts(folder, parts_with(sheet(header() + rubbish))).findings
