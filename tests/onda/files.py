"""Samples: what is no workbook, or no file."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

from tests.onda.book import LIST, replaced, whole, with_parts
from tests.onda.sample import Sample
from tests.workbook.packages import packed

OLE2 = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504
TYPES = {"[Content_Types].xml": "<Types/>"}
ODF = {"content.xml": "<o/>", "META-INF/manifest.xml": "<m>application/vnd.oasis.opendocument.{}</m>"}


def _file(content: bytes, name: str = "plan.xlsx") -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return make


def _ole2(stream: str) -> Callable[[Path], Path]:
    return _file((OLE2 + stream.encode("utf-16-le")).ljust(2048, b"\0"))


_FLAT = "urn:oasis:names:tc:opendocument:xmlns"


def _odf(kind: str) -> Callable[[Path], Path]:
    return _file(packed({name: part.format(kind) for name, part in ODF.items()}))


def _named(name: str) -> Callable[[Path], Path]:
    return lambda folder: with_parts(folder, {}, name)


def _folder(folder: Path) -> Path:
    (folder / "plan.xlsx").mkdir()
    return folder / "plan.xlsx"


def _fifo(folder: Path) -> Path:
    os.mkfifo(folder / "plan.xlsx")
    return folder / "plan.xlsx"


def _link(target: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / "plan.xlsx").symlink_to(target)
        return folder / "plan.xlsx"

    return make


def _linked(folder: Path) -> Path:
    (folder / "plan.xlsx").symlink_to(with_parts(folder, {}, "egentlig.xlsx"))
    return folder / "plan.xlsx"


def _circle(folder: Path) -> Path:
    (folder / "a.xlsx").symlink_to("b.xlsx")
    (folder / "b.xlsx").symlink_to("a.xlsx")
    return folder / "a.xlsx"


def _sparse(folder: Path) -> Path:
    """Ten gigabytes that take no room."""
    with (folder / "plan.xlsx").open("wb") as file:
        file.write(b"PK\3\4")
        file.truncate(10 << 30)
    return folder / "plan.xlsx"


def _open_elsewhere(folder: Path) -> Path:
    (folder / "~$plan.xlsx").write_bytes(b"\5Anna".ljust(165))
    return with_parts(folder, {})


NAMES = {
    "radbrytning": "plan\n2024.xlsx",
    "emoji": "plan 🎯.xlsx",
    "nfd": unicodedata.normalize("NFD", "årsplan.xlsx"),
    "255 byte": "p" * 250 + ".xlsx",
    "styrtecken": "plan\x1b[31m.xlsx",
    "vändtecken": "plan\u202exslx.xlsx",
    "citattecken": "plan\"'`$(id).xlsx",
    "utan ändelse": "plan",
    "hakparenteser": "plan [1]*.xlsx",
}
SAMPLES = [
    Sample("krypterad", _ole2("EncryptedPackage"), code="RX003", said="krypterad med lösenord"),
    Sample("krypterad med Excels eget lösenord", _ole2("EncryptionInfo\0EncryptedPackage\0VelvetSweatshop"), code="RX003", said="krypterad"),
    Sample(".xls", _ole2("Workbook"), code="RX005", said="Excel 97–2003 (.xls)"),
    Sample(".xls, äldre", _ole2("Book"), code="RX005", said="Excel 5.0/95 (.xls)"),
    Sample(".doc", _ole2("WordDocument"), code="RX002", said="Word-dokument (.doc)"),
    Sample(".msg", _ole2("__properties_version1.0"), code="RX002", said="äldre Office-fil"),
    Sample("csv", _file("Nr;Mål\n1;Ett mål\n".encode()), code="RX002", said="textfil, till exempel csv"),
    Sample("csv i utf-16", _file("Nr\tMål\n1\tEtt mål\n".encode("utf-16")), code="RX002", said="textfil"),
    Sample("csv i utf-16 utan märke", _file("Nr;Mål\n1;Ett mål\n".encode("utf-16-le")), code="RX002", said="textfil"),
    Sample("csv i latin-1", _file("Nr;Mål\n1;Ett mål\n".encode("latin-1")), code="RX002", said="textfil"),
    Sample("csv i utf-8 med märke", _file("Nr;Mål\n1;Ett mål\n".encode("utf-8-sig")), code="RX002", said="textfil"),
    Sample("csv som börjar som en bild", _file(b"BM;Nr\n1;2\n"), code="RX002", said="textfil"),
    Sample("json", _file(b'{"nr": 1}'), code="RX002", said="json-fil"),
    Sample("e-post", _file(b"Received: from a by b;\r\n  i dag\r\nFrom: eva@example.se\r\nSubject: Plan\r\n\r\nHej"), code="RX002", said="e-postmeddelande (.eml)"),
    Sample("csv med kolon", _file(b"Nr: Mal\n1: Ett\n"), code="RX002", said="textfil"),
    Sample("xml utan deklaration", _file(b"<plan><mal/></plan>"), code="RX002", said="xml-fil"),
    Sample("svg", _file(b'<svg xmlns="http://www.w3.org/2000/svg"/>'), code="RX002", said="bild"),
    Sample("bmp", _file(b"BM" + b"\0" * 60), code="RX002", said="bild"),
    Sample("tiff", _file(b"II*\0" + b"\0" * 60), code="RX002", said="bild"),
    Sample("webp", _file(b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 60), code="RX002", said="bild"),
    Sample("heic", _file(b"\0\0\0\x18ftypheic" + b"\0" * 60), code="RX002", said="bild"),
    Sample("program", _file(b"MZ" + b"\0" * 60), code="RX002", said="ett program"),
    Sample("7z", _file(b"7z\xbc\xaf\x27\x1c\0\4" + b"\0" * 60), code="RX002", said="komprimerat arkiv"),
    Sample("numbers", _file(packed({"Index/Document.iwa": "x"})), code="RX005", said="Apple Numbers"),
    Sample("html", _file(b"<html><table><tr><td>1</td></tr></table></html>"), code="RX002", said="webbsida (html)"),
    Sample("inloggningssida", _file(b"<!DOCTYPE html>\n<title>Logga in</title>"), code="RX002", said="webbsida (html)"),
    Sample("xml", _file(b"<?xml version='1.0'?><plan/>"), code="RX002", said="xml-fil"),
    Sample("Excel 2003 XML", _file(b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'), code="RX005", said="Excel 2003 XML"),
    Sample("pdf", _file(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), code="RX002", said="pdf-dokument"),
    Sample("rtf", _file(rb"{\rtf1\ansi Plan}"), code="RX002", said="rtf-dokument"),
    Sample("png", _file(b"\x89PNG\r\n\x1a\n" + b"\0" * 99), code="RX002", said="bild"),
    Sample("gzip", _file(b"\x1f\x8b\x08" + b"\0" * 99), code="RX002", said="komprimerat arkiv"),
    Sample("docx", _file(packed({**TYPES, "word/document.xml": "<w/>"})), code="RX002", said="Word-dokument (.docx)"),
    Sample("pptx", _file(packed({**TYPES, "ppt/presentation.xml": "<p/>"})), code="RX002", said="PowerPoint-presentation (.pptx)"),
    Sample("xlsb", _file(packed({**TYPES, "xl/workbook.bin": "x"})), code="RX005", said="xlsb"),
    Sample("ods", _odf("spreadsheet"), code="RX005", said="OpenDocument (.ods)"),
    Sample("fods", _file(f'<?xml version="1.0"?><office:document xmlns:office="{_FLAT}:office:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>'.encode()), code="RX005", said="OpenDocument (.fods)"),
    Sample("epub", _file(packed({"mimetype": "application/epub+zip", "META-INF/container.xml": "<c/>", "OEBPS/content.opf": "<p/>"})), code="RX002", said="e-bok (.epub)"),
    Sample("odt", _odf("text"), code="RX002", said="OpenDocument-dokument"),
    Sample("zip", _file(packed({"läsmig.txt": "hej"})), code="RX002", said="zip-arkiv"),
    Sample("tom zip", _file(b"PK\5\6" + b"\0" * 18), code="RX002", said="tomt zip-arkiv"),
    Sample("en zip med arbetsboken i", _file(packed({"svar/plan.xlsx": packed(whole())})), code="RX002", said="zip-arkiv"),
    Sample("noll byte", _file(b""), code="RX002", said="tom fil"),
    Sample("en byte", _file(b"P"), code="RX002", said="textfil"),
    Sample("bara nollor", _file(b"\0" * 5_000), code="RX002", said="okänt slag"),
    Sample("macOS hjälpfil", _file(b"\0\5\x16\7\0\2\0\0Mac OS X", "plan2.xlsx"), code="RX002", said="macOS"),
    Sample("tio gigabyte", _sparse, code="RX006", said="filen är större än 128 MB"),
    Sample("låst av Excel", _open_elsewhere, found=("RX018",), said="öppen i Excel"),
    Sample("fil som inte finns", lambda folder: folder / "saknas.xlsx", code="RX001", said="finns ingen fil"),
    Sample("mapp i en fil", lambda folder: with_parts(folder, {}) / "plan.xlsx", code="RX001"),
    Sample("mapp med arbetsboks namn", _folder, code="RX009", said="ingen arbetsbok"),
    Sample("fifo", _fifo, code="RX008", said="inte en vanlig fil"),
    Sample("enhet utan slut", lambda _: Path("/dev/zero"), code="RX008", said="inte en vanlig fil"),
    Sample("tom enhet", lambda _: Path("/dev/null"), code="RX008", said="inte en vanlig fil"),
    Sample("länk till sig själv", _link("plan.xlsx"), code="RX008"),
    Sample("länkar i ring", _circle, code="RX008"),
    Sample("länk till ingenting", _link("saknas.xlsx"), code="RX001"),
    Sample("länk till en enhet", _link("/dev/zero"), code="RX008"),
    Sample("länk till arbetsboken", _linked),
    *(Sample(f"filnamn: {what}", _named(name)) for what, name in NAMES.items()),
    Sample("filnamn som börjar med streck", lambda folder: Path(_named("-rf.xlsx")(folder).name), said=""),
    Sample("en annan nämnds arbetsbok utan mallens blad", lambda folder: with_parts(folder, {LIST: "".join(replaced(LIST, "<sheets>", "<sheets>")).replace('name="', 'name="x')}), code="RX025"),
]  # fmt: skip
