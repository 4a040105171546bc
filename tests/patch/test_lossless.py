"""What is not named in the edits comes out exactly as it was."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path
from typing import BinaryIO

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from runxl.errors import RunxlError
from runxl.opc.rewrite import without_zip64
from runxl.workbook.edits import Edit, Edits, Extent, Link
from runxl.workbook.patch import patch
from tests.patch import rich
from tests.patch.reading import SHEET, attribute, part, written, xml_cells
from tests.soffice import convert

EDITS = Edits(
    cells=(
        Edit("Mål", "D2", "Delvis"),
        Edit("Mål", "B3", 84.5),
        Edit("Mål", "D3", '=HYPERLINK("http://example.org")'),
        Edit("Mål", "A5", "3.11"),
        Edit("Mål", "D5", "Inte", like="D2"),
    ),
    extents=(Extent("Mål", "tblMal", "A1:D5"),),
)
CHANGED = {"xl/workbook.xml", SHEET, "xl/tables/table1.xml"}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return rich.write(tmp_path / "plan.xlsm")


def test_every_other_part_keeps_its_stored_bytes(workbook: Path) -> None:
    """Text boxes, threaded comments, labels, slicers, macros: header and compressed bytes are the same."""
    before = rich.raw_parts(workbook)
    patch(workbook, EDITS)
    after = rich.raw_parts(workbook)
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} == CHANGED


def test_the_sheet_differs_in_the_named_cells_alone(workbook: Path) -> None:
    """But for the edited cells and the values of formulas that read B3, the sheet is the same text."""

    def without_cells(data: bytes) -> bytes:
        data = re.sub(rb'<row r="5">.*?</row>', b"", data)
        data = re.sub(rb'<c r="(?:D2|B3|D3)"[^>]*?(?:/>|>.*?</c>)', b"", data)
        return re.sub(rb'(<c r="(?:F3|G2|G3)">(?:<f.*?</f>)?)(?:<v>.*?</v>)?', rb"\1", data)

    before = part(workbook)
    patch(workbook, EDITS)
    assert without_cells(part(workbook)) == without_cells(before)


def test_formulas_keep_the_values_that_are_still_theirs(workbook: Path) -> None:
    """Those that read no changed cell, so that a reader without a calculator sees them (test_formulas.py has the others)."""
    before = xml_cells(workbook)
    patch(workbook, EDITS)
    after = xml_cells(workbook)
    assert {cell for cell in ("F2", "F3", "F4", "G2", "G3") if after[cell] == before[cell]} == {"F2", "F4"}


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_openpyxl_and_calamine_read_the_new_values(workbook: Path) -> None:
    """Two readers that know nothing of each other agree."""
    patch(workbook, EDITS)
    sheet = openpyxl.load_workbook(workbook)["Mål"]
    rows = CalamineWorkbook.from_path(workbook).get_sheet_by_name("Mål").to_python()
    for cell, value in (("D2", "Delvis"), ("B3", 84.5), ("A5", "3.11"), ("D5", "Inte"), ("A2", "3.2"), ("A3", "3.10")):
        row, column = int(cell[1]) - 1, ord(cell[0]) - 65
        assert sheet[cell].value == value
        assert rows[row][column] == value


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_text_that_looks_like_a_formula_is_text(workbook: Path) -> None:
    dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"]
    patch(workbook, Edits(tuple(Edit("Mål", f"B{20 + row}", text) for row, text in enumerate(dangerous))))
    sheet = xml_cells(workbook)
    assert all(b"<f" not in sheet[f"B{20 + row}"] and b'"inlineStr"' in sheet[f"B{20 + row}"] for row in range(6))
    assert [written(workbook)[f"B{20 + row}"] for row in range(6)] == dangerous


def test_patching_twice_is_patching_once(workbook: Path) -> None:
    """The second time nothing changes, so that nothing is written and no backup is made."""
    patch(workbook, EDITS)
    once = workbook.read_bytes()
    patch(workbook, EDITS)
    assert workbook.read_bytes() == once
    assert len(list(workbook.parent.iterdir())) == 2


def test_no_edits_to_another_file_give_the_same_bytes(workbook: Path, tmp_path: Path) -> None:
    out, _ = patch(workbook, Edits(), tmp_path / "ut.xlsm")
    assert out.read_bytes() == workbook.read_bytes()


def test_excel_is_told_to_calculate_anew(workbook: Path) -> None:
    """Charts and formulas that depend on the new values are calculated when the workbook is opened."""
    patch(workbook, EDITS)
    assert attribute(workbook, "calcPr", "fullCalcOnLoad", "xl/workbook.xml") == "1"
    assert attribute(workbook, "calcPr", "calcId", "xl/workbook.xml") == "191029"


def test_the_order_to_calculate_is_added_where_it_belongs(tmp_path: Path) -> None:
    """A workbook without calcPr gets one after its defined names, as the format wants."""
    book = rich.parts()["xl/workbook.xml"].replace(b'<calcPr calcId="191029"/>', b"<oleSize ref='A1'/>")
    path = rich.write(tmp_path / "plan.xlsm", {"xl/workbook.xml": book})
    patch(path, EDITS)
    assert b'</definedNames><calcPr fullCalcOnLoad="1"/><oleSize' in part(path, "xl/workbook.xml")


def test_parts_written_as_a_stream_come_through(tmp_path: Path) -> None:
    """Parts with 64-bit sizes or sizes after the content, as streaming writers make them, are copied or replaced whole."""
    path = tmp_path / "plan.xlsm"
    with path.open("wb") as file, zipfile.ZipFile(_NoSeek(file), "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]  # no seek is the point
        for name, content in rich.parts().items():
            info = zipfile.ZipInfo(name)
            info.compress_type, info.extra = zipfile.ZIP_DEFLATED, struct.pack("<HHQQ", 1, 16, len(content), 0)
            with archive.open(info, "w", force_zip64=True) as stream:
                stream.write(content)
    before = rich.raw_parts(path)
    patch(path, EDITS)
    after = rich.raw_parts(path)
    assert {name for name in before if before[name] != after[name]} == CHANGED
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.getinfo(SHEET).flag_bits & 8 == 0
        assert {info.extra for info in archive.infolist()} == {b""}
    assert written(path)["B3"] == 84.5


class _NoSeek:
    """A file that can only be written forwards."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def write(self, data: bytes) -> int:
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()


def test_extra_fields_but_the_64_bit_sizes_are_kept() -> None:
    """Only the extra field with sizes goes; padding and time stamps stay."""
    times, sizes, rest = struct.pack("<HHI", 0x5455, 4, 7), struct.pack("<HHQQ", 1, 16, 1, 2), b"\1"
    assert without_zip64(times + sizes + rest) == times + rest


def test_a_sheet_in_another_dress_is_patched_too(tmp_path: Path) -> None:
    """Prefixes, single quotes, comments, CDATA and cells without addresses are all XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f"<?xml version='1.0'?><x:worksheet xmlns:x='{main}'><!-- <x:row r='1'> --><x:dimension ref='A1:B2'/><x:sheetData>"
        "<x:row><x:c><x:v>1</x:v></x:c><x:c t='inlineStr'><x:is><x:t><![CDATA[<x:c>]]></x:t></x:is></x:c></x:row>"
        "<x:row r='2'><x:c r='B2' s='2'><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    rels = rich.parts()["xl/worksheets/_rels/sheet1.xml.rels"].replace(b"relationships/table", b"relationships/none")
    path = rich.write(tmp_path / "plan.xlsm", {SHEET: sheet.encode(), "xl/worksheets/_rels/sheet1.xml.rels": rels})
    edits = (Edit("Mål", "A1", 5), Edit("Mål", "B2", "två"), Edit("Mål", "C1", "ny"), Edit("Mål", "C3", 7))
    patch(path, Edits(edits, links=(Link("Mål", "C3", "Listor!A1"),), linked_sheets=("Mål",)))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Mål").to_python()
    assert rows == [[5.0, "<x:c>", "ny"], ["", "två", ""], ["", "", 7.0]]
    assert b'</x:sheetData><x:hyperlinks><x:hyperlink ref="C3" location="Listor!A1"/></x:hyperlinks>' in part(path)
    assert attribute(path, "dimension", "ref") == "A1:C3"


def test_a_sheet_in_utf16_is_patched_too(tmp_path: Path) -> None:
    """A sheet in another encoding comes out in UTF-8 with its values."""
    sheet = rich.parts()[SHEET].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    path = rich.write(tmp_path / "plan.xlsm", {SHEET: sheet})
    patch(path, EDITS)
    assert written(path)["D2"] == "Delvis"
    assert written(path)["A4"] == " tredje "


@pytest.mark.parametrize("data", [b"<sheetData/>", b"<sheetData></sheetData>"])
def test_an_empty_sheet_gets_its_first_cells(tmp_path: Path, data: bytes) -> None:
    """A sheet without any row is written to like any other."""
    sheet = re.sub(rb"<sheetData>.*</sheetData>", data, rich.parts()[SHEET], flags=re.DOTALL)
    path = rich.write(tmp_path / "plan.xlsm", {SHEET: sheet})
    patch(path, Edits((Edit("Mål", "B3", 1), Edit("Mål", "A2", "a"))))
    assert written(path) == {"B3": 1.0, "A2": "a"}


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    """No workbook has one; an attack might."""
    sheet = rich.parts()[SHEET].replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet')
    path = rich.write(tmp_path / "plan.xlsm", {SHEET: sheet})
    with pytest.raises(RunxlError, match="DOCTYPE"):
        patch(path, EDITS)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (SHEET, b"<worksheet><sheetData>"),
        (SHEET, b"<worksheet/>"),
        (SHEET, None),
        (SHEET, b"<worksheet><sheetData><row r='3'/><row r='2'/></sheetData></worksheet>"),
        (SHEET, b"<worksheet><sheetData><row r='2'><c r='B2'/><c r='A2'/></row></sheetData></worksheet>"),
        (SHEET, b"<worksheet><sheetData><row r='2'><c r='D3'/></row></sheetData></worksheet>"),
        (SHEET, b"<worksheet><sheetData></sheetData><open></worksheet>"),
        ("xl/workbook.xml", None),
        ("_rels/.rels", None),
        ("xl/tables/table1.xml", b"<table/>"),
    ],
)
def test_a_damaged_workbook_is_left_alone(tmp_path: Path, name: str, content: bytes | None) -> None:
    """What does not hang together is refused and not touched."""
    path = rich.write(tmp_path / "plan.xlsm", {name: content})
    before = path.read_bytes()
    with pytest.raises(RunxlError):
        patch(path, EDITS)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("cut", [0, 10, 3000, -5])
def test_what_is_no_whole_package_is_left_alone(workbook: Path, cut: int) -> None:
    """An empty or shortened file is refused and not touched."""
    workbook.write_bytes(workbook.read_bytes()[:cut])
    before = workbook.read_bytes()
    with pytest.raises(RunxlError):
        patch(workbook, EDITS)
    assert workbook.read_bytes() == before


def test_an_encrypted_part_is_left_alone(workbook: Path) -> None:
    """A part marked as encrypted cannot be read, so nothing is written."""
    data = bytearray(workbook.read_bytes())
    with zipfile.ZipFile(workbook) as archive:
        data[archive.start_dir + 8] |= 1
    workbook.write_bytes(data)
    with pytest.raises(RunxlError, match="krypterad"):
        patch(workbook, EDITS)
    assert workbook.read_bytes() == data


@pytest.mark.libreoffice
def test_libreoffice_opens_it_and_reads_the_new_values(workbook: Path, tmp_path: Path) -> None:
    """A spreadsheet program opens the patched workbook and shows what was written."""
    patch(workbook, EDITS)
    convert("csv", tmp_path, workbook)
    lines = (tmp_path / "plan.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("3.2,75.8,,Delvis")
    assert lines[2].startswith("3.10,84.5,,")
    assert "=HYPERLINK(" in lines[2]
    assert lines[4].startswith("3.11,,,Inte")


@pytest.mark.parametrize("place", [14, 22, 30], ids=["checksum", "size", "name"])
def test_a_part_that_is_not_what_the_directory_says_is_refused(workbook: Path, place: int) -> None:
    """A checksum, a size or a name of another part: the workbook is left as it is."""
    whole = bytearray(workbook.read_bytes())
    with zipfile.ZipFile(workbook) as archive:
        start, header = archive.start_dir, archive.getinfo(SHEET).header_offset
    if place == 30:
        whole[header + place] ^= 1
    else:
        entry = whole.index(SHEET.encode(), start) - 46
        whole[entry + place + 2] ^= 1
    workbook.write_bytes(whole)
    with pytest.raises(RunxlError, match="skadad"):
        patch(workbook, EDITS)
    assert workbook.read_bytes() == bytes(whole)
