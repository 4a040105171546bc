"""Sheets that would blow up a reader, and XML that other programs write: read right, or named as unread."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from runxl.workbook.tables import CellError
from tests.workbook.packages import (
    HEADER,
    MAIN,
    about,
    codes,
    column,
    header,
    parts_with,
    read_parts,
    read_rows,
    sheet,
    text,
)

ROW = f'<row r="2">{text("A2", "1")}{text("B2", "Ett mål")}</row>'


def number(address: str) -> str:
    return f'<c r="{address}"><v>1</v></c>'


@pytest.mark.parametrize("address", ["XFD1048576", "A1048576", "AAA3", "B50000"])
def test_a_lone_value_far_away_is_named_and_the_rest_read(tmp_path: Path, address: str) -> None:
    """A reader that allocates the rectangle between A1 and there ends the process."""
    row = re.sub("[A-Z]", "", address)
    book = read_rows(tmp_path, f'{ROW}<row r="{row}">{number(address)}</row>')
    (found,) = about(book)
    assert (found.code, found.cell, found.row) == ("RX026", address, int(row))
    assert column(book, "mal") == ["Ett mål"]


def test_the_first_of_several_far_values_is_named(tmp_path: Path) -> None:
    """One finding per sheet; the others come to light when the first is gone."""
    far = f'<row r="900000">{number("B900000")}</row><row r="900001">{number("A900001")}</row>'
    assert [found.cell for found in about(read_rows(tmp_path, ROW + far))] == ["B900000"]


@pytest.mark.parametrize("address", ["XFE2", "A1048577", "ZZZZ2", "AAAAAAAA2", "A99999999"])
def test_a_cell_beyond_the_grid_makes_the_sheet_unreadable(tmp_path: Path, address: str) -> None:
    """No program that people use writes such a cell."""
    row = re.sub("[A-Z]", "", address)
    book = read_rows(tmp_path, f'<row r="{row}">{number(address)}</row>')
    assert codes(book) == ["RX024"]


def test_an_address_that_belies_its_row_is_seen_through(tmp_path: Path) -> None:
    """The row says 2, the cell says 1 048 576: it is the cell that a reader would believe."""
    book = read_rows(tmp_path, f'<row r="2">{text("A2", "1")}{number("ZZ1048576")}</row>')
    assert [(found.code, found.cell) for found in about(book)] == [("RX026", "ZZ1048576")]


def test_values_scattered_over_too_large_an_area_are_not_read(tmp_path: Path) -> None:
    """Neither far away nor dense: the sheet is named as unread."""
    rows = "".join(f'<row r="{row}">{number(f"ZY{row}")}</row>' for row in range(5_000, 30_000, 5_000))
    assert codes(read_rows(tmp_path, rows)) == ["RX024"]


def test_a_long_list_is_not_far_away(tmp_path: Path) -> None:
    """Twelve thousand rows without a gap."""
    rows = "".join(f'<row r="{row}">{text(f"A{row}", str(row))}</row>' for row in range(2, 12_001))
    book = read_rows(tmp_path, rows)
    assert codes(book) == []
    assert column(book, "nr")[-1] == "12000"


def test_formats_without_values_reach_as_far_as_they_like(tmp_path: Path) -> None:
    """Whole rows, whole columns and the farthest corner formatted: no finding, no memory."""
    blanks = '<row r="3" s="1" customFormat="1"><c r="A3" s="1"/><c r="XFD3" s="1"/></row>'
    corner = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    parts = parts_with(
        sheet(header() + ROW + blanks + corner, before='<cols><col min="1" max="16384" style="1"/></cols>')
    )
    book = read_parts(tmp_path, parts)
    assert codes(book) == []
    assert column(book, "nr") == ["1"]


@pytest.mark.parametrize("ref", ["A1", "A1:A1", "A1:XFD1048576", "Z99:ZZ999", "skräp"])
def test_a_dimension_that_lies_is_not_believed(tmp_path: Path, ref: str) -> None:
    """Neither too small nor too large, and it may be missing."""
    parts = parts_with(sheet(header() + ROW, before=f'<dimension ref="{ref}"/>'))
    assert column(read_parts(tmp_path, parts), "mal") == ["Ett mål"]


def test_a_merge_over_the_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    """It is one finding and no million cells."""
    merge = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    book = read_parts(tmp_path, parts_with(sheet(header() + ROW, after=merge)))
    assert codes(book) == ["RX023"]


def irregular() -> dict[str, str | bytes]:
    plain = sheet(header() + f'<row r="2" hidden="1">{text("A2", "1")}<c r="B2" t="e"><v>#N/A</v></c></row>')
    prefixed = re.sub(r"<(/?)(\w)", r"<\1x:\2", plain).replace("xmlns=", "xmlns:x=")
    without_addresses = re.sub(r'(<(?:c|row)) r="\w+"', r"\1", plain)
    return {
        "as Excel writes it": plain,
        "prefixes": prefixed,
        "single quotes": plain.replace('"', "'"),
        "spaces about =": plain.replace('t="e"', 't = "e"'),
        "no addresses": without_addresses,
        "line breaks in tags": plain.replace("<c ", "<c\n"),
        "small letters": plain.replace('r="B2"', 'r="b2"'),
        "address last": plain.replace('r="B2" t="e"', 't="e" r="B2"'),
        "comments": plain.replace('<c r="B2"', '<!-- <c r="B2" t="n"><v>1</v></c> --><c r="B2"'),
        "CDATA": plain.replace("#N/A", "<![CDATA[#N/A]]>"),
        "UTF-16": f'<?xml version="1.0" encoding="UTF-16"?>{plain}'.encode("utf-16"),
        "Latin-1": f'<?xml version="1.0" encoding="ISO-8859-1"?>{plain}'.encode("latin-1"),
        "byte order mark": plain.encode("utf-8-sig"),
    }


@pytest.mark.parametrize("form", irregular())
def test_xml_that_other_programs_write_is_read_right(tmp_path: Path, form: str) -> None:
    """The same sheet in many forms, an error and a hidden row included."""
    book = read_parts(tmp_path, parts_with(irregular()[form]))
    assert codes(book) == ["RX022"]
    assert book.tables["mal"].rows == [2]
    assert column(book, "nr") == ["1"]
    assert column(book, "mal") == [CellError("#N/A")]
    assert list(book.tables["mal"].columns) == [c for c in book.tables["mal"].columns if c]
    assert len(book.tables["mal"].columns) == len(HEADER)


def test_shared_texts_in_another_encoding_are_read(tmp_path: Path) -> None:
    """A reader that skips UTF-16 would leave every text empty."""
    parts = parts_with(sheet(header() + f'<row r="2">{text("A2", "1")}<c r="B2" t="s"><v>0</v></c></row>'))
    shared = f'<?xml version="1.0" encoding="UTF-16"?><sst xmlns="{MAIN}"><si><t>Hälsa</t></si></sst>'
    parts["xl/sharedStrings.xml"] = shared.encode("utf-16")
    assert column(read_parts(tmp_path, parts), "mal") == ["Hälsa"]


@pytest.mark.parametrize(
    "broken",
    [
        sheet(header() + ROW)[:-60],
        sheet(header() + ROW).replace("</is></c></row>", "</is></row>"),
        sheet(header() + ROW).replace("Ett mål", "Ett & mål").replace('r="2"', "r='2'"),
        sheet(header() + '<row r="2"><c r="A2" t="z"><v>1</v></c></row>'),
        sheet(header() + '<row r="2"><c r="A0"><v>1</v></c></row>'),
        f'<worksheet xmlns="{MAIN}"><sheetData',
        "inte xml",
        b"\xff\xfe\x00\xd8",
    ],
)
def test_a_broken_sheet_is_named_as_unread(tmp_path: Path, broken: str | bytes) -> None:
    """The package is whole but the sheet's XML is not."""
    book = read_parts(tmp_path, parts_with(broken))
    assert codes(book) == ["RX024"]
    assert "mal" not in book.tables


def test_one_bad_sheet_does_not_stop_the_others(tmp_path: Path) -> None:
    """Mål is broken, missing or a chart; Delmål is read."""
    parts = parts_with("inte xml")
    listed = str(parts["xl/workbook.xml"])
    parts["xl/workbook.xml"] = listed.replace("</sheets>", '<sheet name="Delmål" sheetId="2" r:id="rId9"/></sheets>')
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = f'<Relationship Id="rId9" Type="{kind}/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", more)
    parts["xl/worksheets/sheet2.xml"] = sheet(f'<row r="1">{text("A1", "Nr")}{text("B1", "Delmål")}</row>')
    without = {name: part for name, part in parts.items() if name != "xl/worksheets/sheet1.xml"}
    chart = {
        name: str(part).replace('/worksheet" Target="work', '/chartsheet" Target="work') for name, part in parts.items()
    }
    for case in (parts, without, chart):
        book = read_parts(tmp_path, case)
        assert codes(book) == ["RX024"]
        assert "delmal" in book.tables


def test_cells_without_an_end_do_not_take_for_ever(tmp_path: Path) -> None:
    """Looking for the end of each from each in turn would be quadratic."""
    rows = '<row r="2">' + '<c r="A2" t="e">' * 200_000 + "</row>"
    assert codes(read_rows(tmp_path, rows)) == ["RX024"]
