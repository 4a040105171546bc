"""Files that are not workbooks, or not whole, or not to be trusted: one finding each, and nothing is raised."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path
from typing import NoReturn

import pytest

from runxl.findings import Finding
from runxl.opc import limits
from runxl.workbook.read import read
from tests.workbook.packages import MAIN, header, packed, parts_with, read_parts, sheet

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
WHOLE = parts_with(sheet(header()))


def only_finding(path: Path) -> Finding:
    book = read(path)
    assert not book.readable
    assert not book.tables
    assert len(book.findings) == 1
    assert book.findings[0].file == str(path)
    return book.findings[0]


def finding_of(folder: Path, content: bytes, name: str = "plan.xlsx") -> Finding:
    path = folder / name
    path.write_bytes(content)
    return only_finding(path)


def zipped(**parts: str) -> bytes:
    return packed({name.replace("__", "/"): content for name, content in parts.items()})


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "RX002", "en tom fil"),
        ("Nr;Mål\n1;Ett mål\n".encode(), "RX002", "en textfil"),
        ("Nr\tMål\n1\tEtt mål\n".encode("utf-16"), "RX002", "en textfil"),
        ("Nr;Mål\n".encode("cp1252"), "RX002", "en textfil"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "RX002", "en webbsida"),
        (b"%PDF-1.7 ...", "RX002", "ett pdf-dokument"),
        (b"\x89PNG\r\n\x1a\n", "RX002", "en bild"),
        (b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X", "RX002", "macOS"),
        (bytes(range(256)), "RX002", "okänt slag"),
        (b"PK\x05\x06" + b"\0" * 18, "RX002", "ett tomt zip-arkiv"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "RX003", "lösenord"),
        (OLE2 + "Workbook".encode("utf-16-le"), "RX005", ".xls"),
        (OLE2 + "WordDocument".encode("utf-16-le"), "RX002", "Word"),
        (OLE2, "RX002", "äldre Office-fil"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "RX005", "2003"),
        (packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), "RX002", "Word-dokument"),
        (packed({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}), "RX002", "PowerPoint"),
        (packed({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"}), "RX005", ".xlsb"),
        (zipped(content="", **{"content.xml": "<o/>", "META-INF__manifest.xml": "<m>opendocument.spreadsheet</m>"}), "RX005", ".ods"),
        (zipped(**{"content.xml": "<o/>", "META-INF__manifest.xml": "<m>opendocument.text</m>"}), "RX002", "OpenDocument"),
        (zipped(**{"läsmig.txt": "hej"}), "RX002", "ett zip-arkiv"),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_bytes_and_not_by_its_name(tmp_path: Path, content: bytes, code: str, said: str) -> None:
    """Whatever has been renamed to .xlsx is named for what it is."""
    found = finding_of(tmp_path, content)
    assert found.code == code
    assert said in found.message


def test_the_small_files_beside_a_workbook_are_not_workbooks(tmp_path: Path) -> None:
    """Excel's lock file is named as what it is."""
    found = finding_of(tmp_path, b"\x05Anna".ljust(165), "~$plan.xlsx")
    assert (found.code, "låsfil" in found.message) == ("RX002", True)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    assert only_finding(tmp_path / "saknas.xlsx").code == "RX001"
    assert only_finding(tmp_path / "ingen mapp" / "plan.xlsx").code == "RX001"
    assert only_finding(tmp_path / "plan\0.xlsx").code == "RX001"


def test_a_folder_is_not_opened(tmp_path: Path) -> None:
    """A folder may have a workbook's name."""
    (tmp_path / "plan.xlsx").mkdir()
    assert "mapp" in only_finding(tmp_path / "plan.xlsx").message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no FIFOs")
def test_a_fifo_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    """Opening a FIFO would wait for ever for somebody to write."""
    os.mkfifo(tmp_path / "plan.xlsx")
    assert only_finding(tmp_path / "plan.xlsx").code == "RX008"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_is_refused() -> None:
    assert only_finding(Path("/dev/zero")).code == "RX008"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows kräver rättigheter för länkar")
def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").symlink_to(tmp_path / "plan.xlsx")
    assert only_finding(tmp_path / "plan.xlsx").code == "RX008"


def test_a_file_without_permission_is_said_to_be_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tried by way of the opening itself, since root may read everything."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(packed(WHOLE))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    found = only_finding(path)
    assert (found.code, "behörighet" in found.message) == ("RX008", True)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_damaged(tmp_path: Path, share: float) -> None:
    """However much of it has come through."""
    whole = packed(WHOLE)
    assert finding_of(tmp_path, whole[: int(len(whole) * share)]).code == "RX004"


def test_a_flipped_bit_in_any_part_is_damage(tmp_path: Path) -> None:
    """Also in a picture, which is never read but would be copied on."""
    whole = packed({**WHOLE, "xl/media/bild.png": os.urandom(2000)})
    place = whole.index(b"xl/media/bild.png") + 500
    broken = whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :]
    assert finding_of(tmp_path, broken).code == "RX004"


def test_a_flipped_bit_anywhere_raises_nothing(tmp_path: Path) -> None:
    """Every hundredth byte in turn."""
    whole = packed(WHOLE)
    for place in range(0, len(whole), 100):
        path = tmp_path / "plan.xlsx"
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
        assert read(path).findings


def test_an_entry_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    """The list of contents says ten bytes; the checksum tells otherwise."""
    whole = bytearray(packed(WHOLE))
    entry = whole.rindex(b"PK\x01\x02")
    whole[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    assert finding_of(tmp_path, bytes(whole)).code == "RX004"


@pytest.mark.parametrize("missing", ["_rels/.rels", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"])
def test_a_package_without_a_needed_part_is_damaged(tmp_path: Path, missing: str) -> None:
    """A workbook without its list of sheets, its styles or its texts cannot be understood."""
    parts = {name: part for name, part in WHOLE.items() if name != missing}
    assert finding_of(tmp_path, packed(parts)).code == "RX004"


def test_what_grows_too_much_is_too_large(tmp_path: Path) -> None:
    """A part of 12 MB that is next to nothing when packed."""
    bomb = packed({**WHOLE, "xl/media/bild.png": b"\0" * (12 << 20)})
    assert finding_of(tmp_path, bomb).code == "RX006"


def test_limits_hold_for_files_parts_and_totals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the limits lowered, a plain workbook is above each of them."""
    for limit in ("MAX_FILE", "MAX_PART", "MAX_TOTAL", "MAX_ENTRIES"):
        with monkeypatch.context() as lowered:
            lowered.setattr(limits, limit, 3)
            assert finding_of(tmp_path, packed(WHOLE)).code == "RX006"


def test_parts_are_those_in_the_list_of_contents(tmp_path: Path) -> None:
    """A picture may hold the mark of a part any number of times; a file of that size has no room for so many parts."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(packed(WHOLE))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as package:
        package.writestr("xl/media/bild.png", b"PK\x01\x02" * 10_001)
    assert read(path).readable


@pytest.mark.parametrize("name", ["../ute.xml", "/etc/passwd", "xl\\workbook2.xml", "C:/plan.xml", "xl/../../x.xml"])
def test_names_outside_the_package_are_not_let_in(tmp_path: Path, name: str) -> None:
    """Path traversal in an entry's name."""
    assert finding_of(tmp_path, packed({**WHOLE, name: "x"})).code == "RX007"


def test_a_part_that_is_there_twice_is_not_let_in(tmp_path: Path) -> None:
    """Two parts whose names differ by case: programs do not agree about which one counts."""
    assert finding_of(tmp_path, packed({**WHOLE, "XL/Workbook.xml": "<workbook/>"})).code == "RX007"


def test_a_link_in_the_package_is_not_let_in(tmp_path: Path) -> None:
    """A symbolic link may point anywhere."""
    stream = io.BytesIO(packed(WHOLE))
    with zipfile.ZipFile(stream, "a") as package:
        link = zipfile.ZipInfo("xl/media/bild.png")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")
    assert finding_of(tmp_path, stream.getvalue()).code == "RX007"


def test_an_encrypted_entry_asks_for_a_password(tmp_path: Path) -> None:
    """The zip's own encryption, which Excel does not use."""
    whole = bytearray(packed(WHOLE))
    whole[whole.rindex(b"PK\x01\x02") + 8] |= 1
    assert finding_of(tmp_path, bytes(whole)).code == "RX003"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "customXml/item1.xml"]
)
def test_a_doctype_is_never_let_in(tmp_path: Path, part: str, encoding: str) -> None:
    """In whichever part and encoding: entities can blow up a reader or fetch files."""
    evil = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    assert finding_of(tmp_path, packed({**WHOLE, part: evil.encode(encoding)})).code == "RX007"


def test_a_sheet_that_lies_outside_the_file_is_not_fetched(tmp_path: Path) -> None:
    """A relationship to the web where a part should be."""
    relations = str(WHOLE["xl/_rels/workbook.xml.rels"])
    outside = relations.replace('"worksheets/sheet1.xml"', '"http://localhost/x.xml" TargetMode="External"')
    assert finding_of(tmp_path, packed({**WHOLE, "xl/_rels/workbook.xml.rels": outside})).code == "RX007"


def test_a_workbook_of_another_kind_is_told_apart(tmp_path: Path) -> None:
    """None of the core sheets: one finding, not one for each missing sheet."""
    parts = {**WHOLE, "xl/workbook.xml": str(WHOLE["xl/workbook.xml"]).replace("Mål", "Blad1")}
    assert finding_of(tmp_path, packed(parts)).code == "RX025"


def test_a_panic_in_the_reader_becomes_a_finding(tmp_path: Path) -> None:
    """Panics in native code are no Exceptions; only the keyboard and an exit come through."""

    class Panic(BaseException):
        pass

    def panic(_: Path) -> NoReturn:
        raise Panic

    def interrupt(_: Path) -> NoReturn:
        raise KeyboardInterrupt

    (found,) = read(tmp_path / "plan.xlsx", opened=panic).findings
    assert found.code == "RX004"
    with pytest.raises(KeyboardInterrupt):
        read(tmp_path / "plan.xlsx", opened=interrupt)


def test_a_macro_workbook_and_a_strict_one_are_read_as_any_other(tmp_path: Path) -> None:
    """Other content types and namespaces, the same sheets."""
    strict = {
        name: part.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, part in WHOLE.items()
        if isinstance(part, str)
    }
    assert "mal" in read_parts(tmp_path, strict).tables
    macro = {**WHOLE, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}
    assert "mal" in read_parts(tmp_path, macro, "plan.xlsm").tables
