"""How values, styles and refusals come out in single cells."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from runxl import excel
from runxl.errors import RunxlError
from runxl.files.save import stamp
from runxl.workbook.edits import Edit, Edits, Link, RowEdit, Written
from runxl.workbook.patch import patch
from tests.patch import rich
from tests.patch.reading import SHEET, attribute, part, written, xml_cells


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return rich.write(tmp_path / "plan.xlsm")


def put(path: Path, cell: str, value: Written, like: str = "") -> bytes:
    """The cell's XML after one edit, without the namespace declarations that parsing adds."""
    patch(path, Edits((Edit("Mål", cell, value, like),)))
    found = xml_cells(path).get(cell, b"")
    return (
        found[: found.find(b" xmlns")] + found[found.find(b" r=") :].replace(b"xml:space", b"space") if found else b""
    )


@pytest.mark.parametrize(
    ("value", "inner"),
    [
        (0.974, b"<v>0.974</v>"),
        (3.0, b"<v>3</v>"),
        (12, b"<v>12</v>"),
        (-0.1, b"<v>-0.1</v>"),
        (1e300, b"<v>1e+300</v>"),
        (dt.date(2024, 12, 31), b"<v>45657</v>"),
        (dt.datetime(2024, 12, 31, 6, 0), b"<v>45657.25</v>"),  # noqa: DTZ001
        ("Helt", b"<is><t>Helt</t></is>"),
        ("a & b < c", b"<is><t>a &amp; b &lt; c</t></is>"),
        (" först", b'<is><t space="preserve"> f\xc3\xb6rst</t></is>'),
        ("två\r\nrader", b'<is><t space="preserve">tv\xc3\xa5\nrader</t></is>'),
        ("_x0041_", b"<is><t>_x005F_x0041_</t></is>"),
        ("\x01", b"<is><t>_x0001_</t></is>"),
    ],
)
def test_each_kind_of_value_has_its_form(workbook: Path, value: Written, inner: bytes) -> None:
    """Numbers, dates and texts as the format wants them."""
    found = put(workbook, "E20", value)
    assert inner.decode() in found.decode("ascii", "xmlcharrefreplace").replace("&#246;", "ö").replace("&#229;", "å")


def test_dates_follow_the_workbooks_own_calendar(tmp_path: Path) -> None:
    """A workbook from an old Mac counts its days from 1904."""
    book = rich.parts()["xl/workbook.xml"].replace(b"<workbookPr", b'<workbookPr date1904="1"')
    path = rich.write(tmp_path / "plan.xlsm", {"xl/workbook.xml": book})
    put(path, "B6", dt.date(2024, 12, 31))
    assert written(path)["B6"] == 45657 - 1462


def test_none_blanks_the_value_and_keeps_the_style(workbook: Path) -> None:
    assert put(workbook, "D2", None) == b'<c r="D2" s="2"/>'


def test_blanking_a_cell_that_is_not_there_adds_nothing(workbook: Path) -> None:
    before = workbook.read_bytes()
    patch(workbook, Edits((Edit("Mål", "E50", None), Edit("Mål", "C4", ""))))
    assert workbook.read_bytes() == before


def test_a_cell_keeps_its_style_and_loses_its_error(workbook: Path) -> None:
    assert put(workbook, "D2", "Inte") == b'<c r="D2" s="2" t="inlineStr"><is><t>Inte</t></is></c>'
    assert put(workbook, "D6", 1) == b'<c r="D6"><v>1</v></c>'


def test_a_new_cell_takes_its_rows_or_columns_style(workbook: Path) -> None:
    """Row 4 has a style of its own, columns B and C too, column E has none."""
    assert b's="3"' in put(workbook, "C4", 1)
    assert b's="2"' in put(workbook, "B12", 1)
    assert put(workbook, "E12", 1) == b'<c r="E12"><v>1</v></c>'


@pytest.mark.parametrize(
    ("like", "style"), [("A1", b's="1"'), ("D4", b's="3"'), ("C77", b's="2"'), ("B6", b's="4"'), ("E9", b"")]
)
def test_like_takes_the_style_of_a_sample_cell(workbook: Path, like: str, style: bytes) -> None:
    """Its own style, or the one it would inherit if it were there."""
    found = put(workbook, "D2", 1, like)
    assert style in found if style else b"s=" not in found


def test_like_gives_a_style_to_a_blank_cell(workbook: Path) -> None:
    """A blank cell may need a look too."""
    assert put(workbook, "E12", None, "A1") == b'<c r="E12" s="1"/>'


def test_the_dimension_reaches_around_new_cells(workbook: Path) -> None:
    """Readers that trust the dimension see what was written."""
    patch(workbook, Edits((Edit("Mål", "AB3", 1), Edit("Mål", "C30", 1))))
    assert attribute(workbook, "dimension", "ref") == "A1:AB30"


def test_a_row_forgets_how_far_it_reached(workbook: Path) -> None:
    """The hint `spans` no longer holds once a row has got a cell more; without one it stays."""
    patch(workbook, Edits((Edit("Mål", "K3", 1), Edit("Mål", "D2", "Inte"))))
    assert b'<row r="2" spans="1:8"' in part(workbook)
    assert b'<row r="3" ht="30"' in part(workbook)


def test_the_latter_of_two_edits_of_a_cell_counts(workbook: Path) -> None:
    patch(workbook, Edits((Edit("Mål", "D2", "Helt"), Edit("Mål", "$D$2", "Inte"))))
    assert written(workbook)["D2"] == "Inte"


@pytest.mark.parametrize(
    ("cell", "value", "reason"),
    [
        ("F2", 1, "formel"),
        ("F3", 1, "formel"),
        ("F4", None, "formel"),
        ("G2", 1, "matrisformel"),
        ("G3", 1, "matrisformel"),
        ("B9", "x", "sammanfogad"),
        ("A1", "Nummer", "kolumnrubrik"),
        ("A0", 1, "ingen cell"),
        ("XFE1", 1, "ingen cell"),
        ("A1048577", 1, "ingen cell"),
        ("A1:B2", 1, "ingen cell"),
        ("D2", "x" * 32_768, "32767"),
        ("D2", float("nan"), "utan värde"),
        ("D2", float("inf"), "utan värde"),
        ("D2", dt.date(1900, 2, 1), "för tidigt"),
    ],
)
def test_what_must_not_be_written_is_refused(workbook: Path, cell: str, value: Written, reason: str) -> None:
    """The cell is named, and nothing is written, not even the edits that could be made."""
    before = workbook.read_bytes()
    with pytest.raises(RunxlError) as refused:
        patch(workbook, Edits((Edit("Mål", "D3", "Helt"), Edit("Mål", cell, value))))
    assert f"Mål!{cell}" in str(refused.value)
    assert reason in str(refused.value)
    assert workbook.read_bytes() == before
    assert list(workbook.parent.iterdir()) == [workbook]


def test_a_formula_stands_in_the_way_of_its_own_cell_alone(workbook: Path) -> None:
    """The other cells of its row are written, whether it is one of those named or not."""
    with pytest.raises(RunxlError, match=r"Mål!F2 innehåller en formel") as refused:
        patch(workbook, Edits(rows=(RowEdit("Mål", 2, (4, 6), ("Inte", 1)),)))
    assert "D2" not in str(refused.value)
    patch(workbook, Edits(rows=(RowEdit("Mål", 2, (4,), ("Inte",)),)))
    assert written(workbook)["D2"] == "Inte"


def test_a_columns_style_is_found_however_it_is_written(tmp_path: Path) -> None:
    """In any order, in either kind of quotes, and not mistaken for that of another attribute."""
    columns = b'<cols><col customStyle=\'7\' style = \'3\' max="7" width="9" min=\'5\'/><col min="8" max="8"/></cols>'
    sheet = re.sub(rb"<cols>.*?</cols>", columns, rich.parts()[SHEET])
    path = rich.write(tmp_path / "plan.xlsm", {SHEET: sheet})
    patch(path, Edits((Edit("Mål", "E12", 1), Edit("Mål", "H12", 1))))
    assert b's="3"' in xml_cells(path)["E12"]
    assert b"s=" not in xml_cells(path)["H12"].replace(b"xmlns=", b"")


@pytest.mark.parametrize(("first", "does"), [("&#49;", True), (" 1", True), ("1.0", False), ("", False)])
def test_columns_without_a_place_are_a_damaged_sheet(first: str, does: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Numbers are read however XML may write them; what is none is told in one line, and the file is left alone."""
    columns = f'<cols><col min="{first}" max="5" style="&#51;"/></cols>'.encode()
    path = rich.write(tmp_path / "plan.xlsm", {SHEET: re.sub(rb"<cols>.*?</cols>", columns, rich.parts()[SHEET])})
    before = path.read_bytes()
    if does:
        patch(path, Edits((Edit("Mål", "D12", 1),)))
        assert b's="3"' in xml_cells(path)["D12"]
        return
    with pytest.raises(RunxlError, match="kolumnerna i bladet Mål"):
        patch(path, Edits((Edit("Mål", "D12", 1),)))
    assert path.read_bytes() == before


def test_all_refused_cells_are_told_at_once(workbook: Path) -> None:
    """One message, grouped by reason; a long list is shortened."""
    cells = tuple(Edit("Mål", cell, 1) for cell in ("A1", "B1", "C1", "D1", "F2", "G4"))
    with pytest.raises(RunxlError, match=r"Mål!F2 innehåller") as refused:
        patch(workbook, Edits(cells))
    assert "Mål!A1, Mål!B1, Mål!C1, Mål!D1 är en kolumnrubrik" in str(refused.value)


def test_rich_text_is_no_formula(tmp_path: Path) -> None:
    """A cell with fonts inside (`<family …>`) is text like any other, and may be written."""
    rich_text = b'<c r="D3" s="2" t="inlineStr"><is><r><rPr><family val="2"/></rPr><t>fet</t></r></is></c>'
    sheet = rich.parts()[SHEET].replace(b'<c r="D3" s="2"/>', rich_text)
    path = rich.write(tmp_path / "plan.xlsm", {SHEET: sheet})
    patch(path, Edits((Edit("Mål", "D3", "Inte"),)))
    assert written(path)["D3"] == "Inte"


def test_the_first_cell_of_a_merged_range_is_written(workbook: Path) -> None:
    """It is the one that shows."""
    patch(workbook, Edits((Edit("Mål", "A9", "ny"),)))
    assert written(workbook)["A9"] == "ny"


def test_a_text_of_the_greatest_length_is_written(workbook: Path) -> None:
    """Excel's limit counts a sign outside the basic plane as two."""
    patch(workbook, Edits((Edit("Mål", "D2", "x" * 32_767),)))
    assert len(str(written(workbook)["D2"])) == 32_767
    with pytest.raises(RunxlError, match="32767"):
        patch(workbook, Edits((Edit("Mål", "D2", "😀" * 16_384),)))


def test_an_unknown_sheet_is_refused(workbook: Path) -> None:
    with pytest.raises(RunxlError, match="inget blad som heter Delmål"):
        patch(workbook, Edits((Edit("Delmål", "A1", 1),)))


def test_a_sheet_is_found_as_excel_finds_it(workbook: Path) -> None:
    """Without regard to case and to how å is composed."""
    patch(workbook, Edits((Edit("MÅL", "D2", "Inte"),)))
    assert written(workbook)["D2"] == "Inte"


def test_a_signed_workbook_is_refused(tmp_path: Path) -> None:
    """Any change would break the signature."""
    path = rich.write(tmp_path / "plan.xlsm", {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    with pytest.raises(RunxlError, match="digitalt signerad"):
        patch(path, Edits((Edit("Mål", "D2", 1),)))


def test_internal_links_are_replaced_and_others_stay(workbook: Path) -> None:
    """Links into the workbook are ours to write anew; a link to a web page is not."""
    links = (Link("Mål", "D2", "'Mål'!A2"), Link("Mål", "D3", "Listor!A1"))
    patch(workbook, Edits(links=links, linked_sheets=("Mål",)))
    expected = (
        '<hyperlinks><hyperlink ref="A2" r:id="rId3" display="ut > ur"/>'
        '<hyperlink ref="D2" location="\'Mål\'!A2"/><hyperlink ref="D3" location="Listor!A1"/></hyperlinks>'
    )
    assert expected in part(workbook).decode()
    patch(workbook, Edits(linked_sheets=("Mål",)))
    assert '<hyperlinks><hyperlink ref="A2" r:id="rId3" display="ut > ur"/></hyperlinks>' in part(workbook).decode()


def test_first_links_stand_where_the_format_wants_them(workbook: Path) -> None:
    """After dropdowns and conditional formats, before print settings; the last link out takes the element with it."""
    sheet = part(workbook).replace(b'<hyperlinks><hyperlink ref="A2" r:id="rId3" display="ut > ur"/>', b"<hyperlinks>")
    rich.write(workbook, {SHEET: sheet})
    patch(workbook, Edits(linked_sheets=("Mål",)))
    assert b"hyperlink" not in part(workbook)
    patch(workbook, Edits(links=(Link("Mål", "D2", "Listor!A1"),), linked_sheets=("Mål",)))
    assert b'</dataValidations><hyperlinks><hyperlink ref="D2" location="Listor!A1"/></hyperlinks><pageMargins' in part(
        workbook
    )


_FREE = st.builds(
    lambda column, row: f"{column}{row}", st.sampled_from("ABCDEH"), st.sampled_from([2, 3, 4, 5, 6, 8, 10, 31])
)
_TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
_VALUE = st.one_of(st.none(), _TEXT, st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(values=st.dictionaries(_FREE, _VALUE, min_size=1, max_size=12))
def test_what_is_written_is_read(tmp_path: Path, values: dict[str, Written]) -> None:
    """Any values in any free cells: they are read back the same, every other cell is untouched, twice is once."""
    path = rich.write(tmp_path / "plan.xlsm")
    before, edits = xml_cells(path), Edits(tuple(Edit("Mål", cell, value) for cell, value in values.items()))
    patch(path, edits, out := tmp_path / "ut.xlsm", replace=True)
    after, found = xml_cells(out), written(out)
    for cell, value in values.items():
        expected = value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value
        assert found.get(cell) == (expected if expected != "" else None)
    kept = before.keys() - values.keys() - {"F2", "F3", "F4", "G2", "G3"}  # formulas of what may have been written
    assert after.keys() - values.keys() == before.keys() - values.keys()
    assert {cell: after[cell] for cell in kept} == {cell: before[cell] for cell in kept}
    once = out.read_bytes()
    patch(out, edits, stamp=stamp(out))  # a number may be no date, and then python-calamine gives the sheet up
    assert out.read_bytes() == once


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30))
def test_readers_see_the_text_that_was_written(tmp_path: Path, text: str) -> None:
    """Whatever a person can type, calamine reads as it was typed."""
    path = rich.write(tmp_path / "plan.xlsm")
    patch(path, Edits((Edit("Mål", "D2", text),)), out := tmp_path / "ut.xlsm", replace=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert CalamineWorkbook.from_path(out).get_sheet_by_name("Mål").to_python()[1][3] == text


_VALUES = st.lists(_VALUE | st.booleans(), min_size=5, max_size=5)
_ROWS = st.dictionaries(st.sampled_from([2, 3, 5, 6, 8, 10, 31, 40]), _VALUES, min_size=1, max_size=5)
_COLUMNS = st.sampled_from(["ABCDE", "BCDEH", "DHJKL", "HIJKL", "JKLMN"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(rows=_ROWS, columns=_COLUMNS, likes=st.sampled_from([(), ("D2", "", "B2", "", "A1")]))
def test_rows_are_written_as_their_cells_are(
    tmp_path: Path, rows: dict[int, list[Written]], columns: str, likes: tuple[str, ...]
) -> None:
    path, single, whole = rich.write(tmp_path / "plan.xlsm"), tmp_path / "single.xlsm", tmp_path / "whole.xlsm"
    numbers = tuple(ord(letter) - ord("A") + 1 for letter in columns)
    edits = tuple(RowEdit("Mål", row, numbers, values, likes) for row, values in rows.items())
    cells = tuple(
        Edit("Mål", f"{letter}{edit.row}", value, like)
        for edit in edits
        for letter, value, like in zip(columns, edit.values, likes or [""] * 5, strict=True)
    )
    patch(path, Edits(cells[::-1]), single, replace=True)
    patch(path, Edits(rows=edits), whole, replace=True)
    assert whole.read_bytes() == single.read_bytes()


def test_of_two_edits_of_a_cell_the_later_counts(workbook: Path) -> None:
    """Rows are later than cells; what only one of them names is written as that one has it."""
    rows = (RowEdit("Mål", 10, (2, 3), (1, 2)), RowEdit("Mål", 10, (3, 5), (3, None)))
    patch(workbook, Edits((Edit("Mål", "A10", "a"), Edit("Mål", "B10", 9)), rows=rows))
    assert {cell: value for cell, value in written(workbook).items() if cell[1:] == "10"} == {
        "A10": "a",
        "B10": 1,
        "C10": 3,
    }


def test_a_row_outside_the_sheet_is_refused_and_one_in_disorder_is_an_error(workbook: Path) -> None:
    """A sheet has a last row and a last column; cells named from right to left would break the sheet."""
    before = workbook.read_bytes()
    for row, column in ((1_048_577, 1), (5, 16_385)):
        with pytest.raises(RunxlError, match=f"{excel.address(row, column)} är ingen cell"):
            patch(workbook, Edits(rows=(RowEdit("Mål", row, (column,), (1,)),)))
    with pytest.raises(ValueError, match="left to right"):
        patch(workbook, Edits(rows=(RowEdit("Mål", 10, (2, 1), (1, 2)),)))
    assert workbook.read_bytes() == before


def test_all_values_of_a_row_that_no_cell_can_hold_are_told(workbook: Path) -> None:
    with pytest.raises(RunxlError, match=r"Mål!B10, Mål!D10 får ett tal utan värde"):
        patch(workbook, Edits(rows=(RowEdit("Mål", 10, (1, 2, 3, 4), (1, float("nan"), "x", float("inf"))),)))


def test_true_is_not_one(workbook: Path) -> None:
    """Values that Python takes for equal are told apart, though what a sheet has said before is not worked out anew."""
    values: dict[str, Written] = {"B10": 1, "B11": True, "B12": 1.0, "B13": 0, "B14": False}
    patch(workbook, Edits(tuple(Edit("Mål", cell, value) for cell, value in values.items())))
    kinds = {cell: b' t="b"' in xml for cell, xml in xml_cells(workbook).items() if cell in values}
    assert kinds == {cell: isinstance(value, bool) for cell, value in values.items()}
