"""What a file really is, told from its bytes: people rename, and mail programs attach the wrong thing."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from runxl.contract.regel import Regel
from runxl.excel import LOCK_FILES

Refusal = tuple[Regel, str]
"""The second completes «Filen är inte en Excel-arbetsbok (.xlsx) utan …» or «Filen har formatet …»."""

_NOT_A_WORKBOOK = Regel.INTE_EN_ARBETSBOK
_ENCRYPTED = Regel.LOSENORDSSKYDDAD_FIL
_OTHER_FORMAT = Regel.GAMMALT_EXCELFORMAT

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("EncryptedPackage", (_ENCRYPTED, "")),
    ("Workbook", (_OTHER_FORMAT, "Excel 97–2003 (.xls)")),
    ("Book", (_OTHER_FORMAT, "Excel 5.0/95 (.xls)")),
    ("WordDocument", (_NOT_A_WORKBOOK, "ett äldre Word-dokument (.doc)")),
    ("PowerPoint Document", (_NOT_A_WORKBOOK, "en äldre PowerPoint-presentation (.ppt)")),
)
_SIGNATURES = (
    (b"\x00\x05\x16\x07", "en hjälpfil från macOS"),
    (b"%PDF", "ett pdf-dokument"),
    (b"{\\rtf", "ett rtf-dokument"),
    (b"\x89PNG", "en bild"),
    (b"\xff\xd8\xff", "en bild"),
    (b"GIF8", "en bild"),
    (b"\x1f\x8b", "ett komprimerat arkiv"),
    (b"7z\xbc\xaf", "ett komprimerat arkiv"),
    (b"Rar!", "ett komprimerat arkiv"),
    (b"PK\x05\x06", "ett tomt zip-arkiv"),
)
_BINARY = (
    (b"BM", 0, "en bild"),
    (b"II*\0", 0, "en bild"),
    (b"MM\0*", 0, "en bild"),
    (b"WEBP", 8, "en bild"),
    (b"ftyphei", 4, "en bild"),
    (b"ftyp", 4, "en film"),
    (b"MZ", 0, "ett program"),
    (b"SQLite format 3", 0, "en databas"),
    (b"PAR1", 0, "en tabell i formatet parquet"),
)
"""What a file that is no text has at a place: a text may begin with some of these."""

_MAIL = re.compile(
    r"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:From|Received|Return-Path|Message-ID):", re.IGNORECASE
)
_PACKAGES = (
    ("xl/workbook.bin", (_OTHER_FORMAT, "binär Excel-arbetsbok (.xlsb)")),
    ("word/document.xml", (_NOT_A_WORKBOOK, "ett Word-dokument (.docx)")),
    ("ppt/presentation.xml", (_NOT_A_WORKBOOK, "en PowerPoint-presentation (.pptx)")),
    ("index/document.iwa", (_OTHER_FORMAT, "Apple Numbers (.numbers)")),
)


def kind_of_bytes(data: bytes, name: str) -> Refusal | None:
    """None if the bytes begin as a package does."""
    if data.startswith(b"PK\x03\x04"):
        return None
    if not data:
        return (_NOT_A_WORKBOOK, "en tom fil")
    if name.startswith(LOCK_FILES[0][0]):
        return (_NOT_A_WORKBOOK, "Excels låsfil, som finns så länge arbetsboken är öppen")
    if data.startswith(_OLE2):
        return _kind_of_ole2(data)
    for signature, slag in _SIGNATURES:
        if data.startswith(signature):
            return (_NOT_A_WORKBOOK, slag)
    return _kind_of_text(data) or (_NOT_A_WORKBOOK, _binary(data))


def _binary(data: bytes) -> str:
    found = (slag for sign, place, slag in _BINARY if data.startswith(sign, place))
    return next(found, "en fil av okänt slag")


def kind_of_package(names: Collection[str], parts: Mapping[str, bytes]) -> Refusal | None:
    """None if the package may be a workbook. `names`: of its parts, in lower case."""
    if any(name.startswith("xl/") for name in names) and "xl/workbook.bin" not in names:
        return None
    for part, refusal in _PACKAGES:
        if part in names:
            return refusal
    if "meta-inf/container.xml" in names and "content.xml" not in names:
        return (_NOT_A_WORKBOOK, "en e-bok (.epub)")
    if "content.xml" in names:
        return _kind_of_opendocument(parts.get("meta-inf/manifest.xml", b""))
    return None if "[content_types].xml" in names else (_NOT_A_WORKBOOK, "ett zip-arkiv")


def _kind_of_ole2(data: bytes) -> Refusal:
    """Streams are named in UTF-16 in the container's directory."""
    for stream, refusal in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return refusal
    return (_NOT_A_WORKBOOK, "en äldre Office-fil")


def _kind_of_opendocument(said: bytes, *, flat: bool = False) -> Refusal:
    """By its manifest, or by its own beginning where it is one flat file of XML."""
    if b"opendocument.spreadsheet" in said:
        return (_OTHER_FORMAT, f"OpenDocument ({'.fods' if flat else '.ods'})")
    return (_NOT_A_WORKBOOK, "ett OpenDocument-dokument")


def _kind_of_text(data: bytes) -> Refusal | None:
    """Web pages and Excel 2003 XML are text too; a NUL byte or a control sign means that it is not text at all."""
    head = data[:4096].decode(_encoding(data), "ignore").removeprefix("ï»¿").lstrip()
    if any(sign < " " and sign not in "\t\r\n\f" for sign in head):
        return None
    lowered = head.lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in lowered:
        return (_OTHER_FORMAT, "Excel 2003 XML")
    if "urn:oasis:names:tc:opendocument:xmlns:office" in lowered:
        return _kind_of_opendocument(lowered.encode(), flat=True)
    if lowered.startswith(("<!doctype html", "<html")) or "<html" in lowered[:1024]:
        return (_NOT_A_WORKBOOK, "en webbsida (html)")
    if "<svg" in lowered[:1024]:
        return (_NOT_A_WORKBOOK, "en bild")
    if lowered.startswith("<"):
        return (_NOT_A_WORKBOOK, "en xml-fil")
    if lowered.startswith(("{", "[{")):
        return (_NOT_A_WORKBOOK, "en json-fil")
    if _MAIL.match(head):
        return (_NOT_A_WORKBOOK, "ett e-postmeddelande (.eml)")
    return (_NOT_A_WORKBOOK, "en textfil, till exempel csv")


def _encoding(data: bytes) -> str:
    """UTF-16 begins with a mark, or has a NUL in every other place where the letters are ours."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if len(data) > 1 and not any(data[1:64:2]):
        return "utf-16-le"
    return "latin-1"
