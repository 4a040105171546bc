"""No declared sheet is silently missing and no cell silently empty: read here and by openpyxl, and compared cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runxl.contract.load import contract
from runxl.workbook.read import read
from runxl.workbook.tables import CellError, Raw, Uncalculated
from tests.onda.book import LIST, MAL, RELS, Parts, replaced, rows, titles, with_parts
from tests.workbook.packages import sheet, text

NAMES = titles("mal")
INPUTS = [column.name for column in contract().tables["mal"].columns]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(INPUTS)]
ERRORS = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"]
DIMENSIONS = ["A1", "A1:B2", "A1:XFD1048576", "C3:D4", "A1:L40"]

cells = st.one_of(
    st.none(),
    st.sampled_from(ERRORS).map(lambda error: f't="e"><v>{error}</v></c>'),
    st.sampled_from(ERRORS).map(lambda error: f't="e"><f>A1/0</f><v>{error}</v></c>'),
    st.sampled_from(["><f>1+1</f></c>", 't="str"><f>"a"</f></c>', '><f t="shared" si="0"/></c>']),
    st.integers(-(10**6), 10**6).map(lambda number: f"><v>{number}</v></c>"),
    st.integers(-(10**6), 10**6).map(lambda number: f"><v> {number}\n</v></c>"),
    st.integers(0, 10**6).map(lambda number: f' s="1"><f>1/3</f><v>{number / 1000}</v></c>'),
    st.text("abcåäö <&'", min_size=1, max_size=8).map(
        lambda said: 't="inlineStr"><is><t xml:space="preserve">{}</t></is></c>'.format(
            said.replace("&", "&amp;").replace("<", "&lt;")
        )
    ),
)
tables = st.lists(
    st.tuples(st.booleans(), st.integers(1, 4), st.lists(cells, min_size=len(INPUTS), max_size=len(INPUTS))), max_size=5
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("jämfört")


def _sheet(table: list[tuple[bool, int, list[str | None]]], dimension: str) -> str:
    """Rows, some hidden, with gaps between them, under a dimension that lies."""
    written, number = rows("mal", []), 1
    for hidden, gap, values in table:
        number += gap
        said = "".join(f'<c r="{letter}{number}" {cell}' for letter, cell in zip(LETTERS, values, strict=True) if cell)
        written += f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if hidden else ""}>{said}</row>'
    return sheet(written, before=f'<dimension ref="{dimension}"/>')


def _by_openpyxl(path: Path) -> dict[str, Any]:
    """Formulas where nothing has been calculated, values elsewhere."""
    values = openpyxl.load_workbook(path, data_only=True)["Mål"]
    formulas = openpyxl.load_workbook(path)["Mål"]
    found: dict[str, Any] = {}
    for line in formulas.iter_rows(min_row=2):
        for cell in line:
            value = values[cell.coordinate].value
            found[cell.coordinate] = "oräknad" if value is None and cell.data_type == "f" else value
    return found


def _as_openpyxl(value: Raw) -> Any:
    if isinstance(value, CellError):
        return value.text
    return "oräknad" if isinstance(value, Uncalculated) else value


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(tables, st.sampled_from(DIMENSIONS))
def test_every_cell_is_read_as_openpyxl_reads_it(
    folder: Path, table: list[tuple[bool, int, list[str | None]]], dimension: str
) -> None:
    """Errors, formulas that nobody has calculated, hidden rows, and cells outside what the sheet says is its range."""
    path = with_parts(folder, {MAL: _sheet(table, dimension)})
    found = read(path).tables["mal"]
    for address, value in _by_openpyxl(path).items():
        row, name = int(address[1:]), INPUTS[LETTERS.index(address[0])]
        if row in found.rows:
            mine = _as_openpyxl(found.values(name)[found.rows.index(row)])
            blank = isinstance(value, str) and not value.strip()
            assert mine == (None if blank else value), address
        else:
            column = contract().tables["mal"].column(name)
            assert value is None or not str(value).strip() or not column.is_input, address


READ = [table.sheet for table in contract().tables.values() if table.name != "fynd"]
"""All but the one that runxl only writes."""


@pytest.mark.parametrize("title", READ)
@pytest.mark.parametrize("harm", ["utan relation", "utan del", "skräp", "diagram"])
def test_no_declared_sheet_is_silently_missing(folder: Path, title: str, harm: str) -> None:
    """Whichever sheet it is and however it is unreadable, a finding names it."""
    table = next(table for table in contract().tables.values() if table.sheet == title)
    part = f"xl/worksheets/{table.name}.xml"
    harms: dict[str, Parts] = {
        "utan relation": {LIST: replaced(LIST, f'r:id="{table.name}"', 'r:id="ingen"')},
        "utan del": {part: ""},
        "skräp": {part: "inte xml"},
        "diagram": {RELS: replaced(RELS, f'worksheet" Target="worksheets/{table.name}.', f'chartsheet" Target="worksheets/{table.name}.')},
    }  # fmt: skip
    book = read(with_parts(folder, harms[harm]))
    assert table.name not in book.tables
    assert [found.sheet for found in book.findings if found.code == "RX024"] == [title]


def test_blanks_within_rich_text_survive_an_unusual_form(folder: Path) -> None:
    """A sheet that has to be rewritten first: what `xml:space` says goes with it."""
    rich = '<is><r><t xml:space="preserve">Ett </t></r><r><t>mål</t></r></is>'
    content = replaced(MAL, '<is><t xml:space="preserve">Ett mål</t></is>', rich).replace("<c r=", "<c  r=")
    assert read(with_parts(folder, {MAL: content})).tables["mal"].values("mal") == ["Ett mål"]


def test_a_hidden_sheet_is_read_as_any_other(folder: Path) -> None:
    for state in ("hidden", "veryHidden"):
        book = read(with_parts(folder, {LIST: replaced(LIST, 'name="Mål"', f'name="Mål" state="{state}"')}))
        assert book.tables["mal"].values("mal") == ["Ett mål"]


def test_a_cell_below_the_table_and_the_dimension_is_read(folder: Path) -> None:
    """Both may say that the sheet ends before it."""
    content = sheet(rows("mal") + f'<row r="400">{text("A400", "9")}</row>', before='<dimension ref="A1:L2"/>')
    assert read(with_parts(folder, {MAL: content})).tables["mal"].rows == [2, 400]
