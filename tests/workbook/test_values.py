"""What stands in a cell is what is read: types kept, errors and uncalculated formulas never taken for empty cells."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from runxl.workbook.tables import CellError, Dressed, Percent, Raw, Uncalculated
from tests.workbook.packages import column, header, packed, parts_with, read_parts, read_rows, sheet, text

NUMBERED = text("A2", "1")


def value_of(folder: Path, cell: str, properties: str = "") -> Raw:
    """What is read from a cell B2 (the column Mål)."""
    book = read_rows(folder, f'<row r="2">{NUMBERED}{cell}</row>', properties)
    (value,) = column(book, "mal")
    return value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="B2"><v>5</v></c>', 5.0),
        ('<c r="B2"><v>-0.647</v></c>', -0.647),
        ('<c r="B2"><v>4&#48;</v></c>', 40.0),
        ('<c r="B2"><v>&#45;40</v></c>', -40.0),
        ('<c r="B2" t="b"><v>1</v></c>', True),
        ('<c r="B2" t="s"><v>0</v></c>', "delad"),
        ('<c r="B2" t="s"><v>1</v></c>', "rik text"),
        (text("B2", "3.10"), "3.10"),
        (text("B2", "007"), "007"),
        (text("B2", " kant "), " kant "),
        (text("B2", "a&amp;b &lt;c&gt; &#229;"), "a&b <c> å"),
        (text("B2", "A\N{COMBINING RING ABOVE}r"), "A\N{COMBINING RING ABOVE}r"),
        (text("B2", "   "), None),
        (text("B2", "\N{NO-BREAK SPACE}"), None),
        ('<c r="B2" t="str"><f>"a"</f><v>a</v></c>', "a"),
        ('<c r="B2" t="inlineStr"><is><r><t>rik</t></r><r><t>are</t></r></is></c>', "rikare"),
        (
            '<c r="B2" t="inlineStr"><is><r><rPr><color rgb="FF00"/><family val="2"/></rPr><t>röd</t></r></is></c>',
            "röd",
        ),
        ('<c r="B2"><f>1+1</f><v>2</v></c>', 2.0),
        ('<c r="B2"/>', None),
        ('<c r="B2" s="2"/>', None),
        ('<c r="B2" s="2"><v>45000</v></c>', dt.date(2023, 3, 15)),
        ('<c r="B2" s="5"><v>45000.5</v></c>', dt.datetime(2023, 3, 15, 12)),  # noqa: DTZ001 – Excel knows no time zones
        ('<c r="B2" s="5"><v>45000</v></c>', dt.date(2023, 3, 15)),
        ('<c r="B2" t="d"><v>2024-01-02</v></c>', dt.date(2024, 1, 2)),
    ],
)
def test_a_cell_is_read_as_it_stands(tmp_path: Path, cell: str, value: Raw) -> None:
    """Text stays text, numbers numbers, and blank text is an empty cell."""
    found = value_of(tmp_path, cell)
    assert found == value
    assert type(found) is type(value)


def test_dates_follow_the_workbooks_own_calendar(tmp_path: Path) -> None:
    """Workbooks from an old Mac count from 1904."""
    cell = '<c r="B2" s="2"><v>43538</v></c>'
    assert value_of(tmp_path, cell, '<workbookPr date1904="1"/>') == dt.date(2023, 3, 15)
    assert value_of(tmp_path, cell, '<workbookPr date1904="0"/>') == dt.date(2019, 3, 14)


@pytest.mark.parametrize(("style", "kind"), [(0, float), (1, Percent), (3, Dressed), (4, Percent)])
def test_a_number_shown_as_percent_says_so(tmp_path: Path, style: int, kind: type) -> None:
    """A percent sign inside a quoted text of the format is no percentage: the number itself is so many percent."""
    found = value_of(tmp_path, f'<c r="B2" s="{style}"><v>0.4</v></c>')
    assert found == 0.4
    assert type(found) is kind


def test_a_percent_style_makes_no_number_of_text(tmp_path: Path) -> None:
    """Somebody has typed `40 %` as text into a cell with percent format."""
    found = value_of(tmp_path, '<c r="B2" s="1" t="s"><v>0</v></c>')
    assert found == "delad"


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#REF!", "#SPILL!", "#CALC!", "#SAKNAS!"])
def test_an_error_is_not_an_empty_cell(tmp_path: Path, error: str) -> None:
    """Also errors that are younger than the reader, and at the sheet's very end."""
    assert value_of(tmp_path, f'<c r="B2" t="e"><v>{error}</v></c>') == CellError(error)
    assert value_of(tmp_path, f'<c r="B2" s="1" t="e"><f>A1/0</f><v>{error}</v></c>') == CellError(error)


def test_a_text_that_looks_like_an_error_cell_is_text(tmp_path: Path) -> None:
    """The look before reading searches bytes, and must not be fooled by what people write."""
    said = 't="e" s="1" &lt;f>1&lt;/f>'
    assert value_of(tmp_path, text("B2", said)) == 't="e" s="1" <f>1</f>'


@pytest.mark.parametrize(
    ("cell", "formula"),
    [
        ('<c r="B2"><f>1+1</f></c>', "1+1"),
        ('<c r="B2"><f>1+1</f><v></v></c>', "1+1"),
        ('<c r="B2"><f>1+1</f><v/></c>', "1+1"),
        ('<c r="B2"><f>IF(A1&lt;2,"å",0)</f></c>', 'IF(A1<2,"å",0)'),
        ('<c r="B2"><f t="shared" ref="B2:B3" si="0">A2*2</f></c>', "A2*2"),
        ('<c r="B2"><f t="shared" si="0"/></c>', ""),
        ('<c r="B2" t="str"><f>"a"</f></c>', '"a"'),
    ],
)
def test_a_formula_without_a_value_is_not_an_empty_cell(tmp_path: Path, cell: str, formula: str) -> None:
    """Workbooks written by other programs have formulas that nobody has calculated."""
    assert value_of(tmp_path, cell) == Uncalculated(formula)


def test_a_formula_that_gives_empty_text_is_calculated(tmp_path: Path) -> None:
    """`=""` is an empty cell."""
    assert value_of(tmp_path, '<c r="B2" t="str"><f>""</f><v></v></c>') is None


@pytest.mark.parametrize("number", ["NaN", "inf", "1e999"])
def test_a_number_that_is_none_is_an_error(tmp_path: Path, number: str) -> None:
    """Nothing after the reading need think of numbers that cannot be compared."""
    assert value_of(tmp_path, f'<c r="B2"><v>{number}</v></c>') == CellError("#NUM!")


def test_a_text_that_does_not_exist_is_a_finding(tmp_path: Path) -> None:
    """The reader takes a negative index for the first text, and must not be asked."""
    for index in (-1, 99):
        book = read_rows(tmp_path, f'<row r="2">{NUMBERED}<c r="B2" t="s"><v>{index}</v></c></row>')
        assert "RX024" in [found.code for found in book.findings]
        assert "mal" not in book.tables


def test_a_negative_number_is_a_number(tmp_path: Path) -> None:
    """The guard against negative text indexes looks at text cells alone."""
    assert value_of(tmp_path, '<c r="B2"><v>-1</v></c>') == -1.0


def test_a_workbook_without_styles_and_texts_is_read(tmp_path: Path) -> None:
    """Both parts are optional; only a promise of them that is not kept is damage."""
    parts = parts_with(sheet(header() + f'<row r="2">{NUMBERED}</row>'))
    relations = str(parts["xl/_rels/workbook.xml.rels"]).split("<Relationship ")
    parts["xl/_rels/workbook.xml.rels"] = f"{relations[0]}<Relationship {relations[1]}</Relationships>"
    del parts["xl/styles.xml"], parts["xl/sharedStrings.xml"]
    assert column(read_parts(tmp_path, parts), "nr") == ["1"]


def test_a_healthy_workbook_loads_none_of_the_heavy_libraries(tmp_path: Path) -> None:
    """Reading must stay quick to start."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(packed(parts_with(sheet(header() + f'<row r="2">{NUMBERED}</row>'))))
    program = (
        "import sys; from runxl.workbook.read import read; assert read(sys.argv[1]).tables\n"
        "print([name for name in ('openpyxl', 'pandas', 'lxml', 'xlsxwriter', 'pandera') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program, str(path)], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"
