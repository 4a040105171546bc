"""Samples: XML made to hurt a parser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.onda.book import LIST, MAL, RELS, TEXTS, Entry, replaced, whole, with_entries, with_parts
from tests.onda.sample import Sample
from tests.workbook.packages import MAIN, sheet

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPES = {
    "miljarder skratt": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
    "kvadratisk utvidgning": f'<!DOCTYPE x [<!ENTITY a "{"a" * 40_000}">]>',
    "yttre entitet, fil": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "yttre entitet, http": '<!DOCTYPE x [<!ENTITY a SYSTEM "http://ute.example/a">]>',
    "yttre parameterentitet": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://ute.example/a"> %a;]>',
    "yttre dtd": '<!DOCTYPE x SYSTEM "http://ute.example/x.dtd">',
}
HEAD = '<?xml version="1.0" encoding="{}"?>'


def _with(part: str, content: str | bytes) -> Callable[[Path], Path]:
    return lambda folder: with_parts(folder, {part: content})


def _evil(part: str, doctype: str, encoding: str = "utf-8") -> Callable[[Path], Path]:
    text = HEAD.format(encoding) + doctype + str(whole()[part]).replace("Ett mål", "&a;")
    return _with(part, text.encode(encoding))


def _inside(name: str, rows: Callable[[], str]) -> Callable[[Path], Path]:
    """Made when it is needed: millions of tags."""
    return lambda folder: with_parts(folder, {name: replaced(name, "</sheetData>", f"{rows()}</sheetData>")})


def _swapped(part: str, old: str, new: Callable[[], str]) -> Callable[[Path], Path]:
    return lambda folder: with_parts(folder, {part: replaced(part, old, new())})


def _encoded(encoding: str, said: str = "") -> Callable[[Path], Path]:
    """Mål in another encoding; `said` is what its declaration claims."""
    return _with(MAL, (HEAD.format(said or encoding) + str(whole()[MAL])).encode(encoding))


def _many_texts(folder: Path) -> Path:
    """More shared texts than any sheet has cells, in few bytes: stored, so that no ratio gives it away."""
    content = f'<sst xmlns="{MAIN}">{"<si/>" * 2_000_001}</sst>'.encode()
    return with_entries(folder, Entry(TEXTS, content, method=0))


SAMPLES = [
    *(Sample(f"{name} i {part}", _evil(part, doctype), code="RX007", said="DOCTYPE") for name, doctype in DOCTYPES.items() for part in (LIST, MAL, TEXTS)),
    *(Sample(f"yttre entitet i {encoding}", _evil(MAL, DOCTYPES["yttre entitet, fil"], encoding), code="RX007", said="DOCTYPE") for encoding in ("utf-16", "utf-16-le", "utf-16-be")),
    Sample("yttre entitet i en del som ingen läser", _with("customXml/item1.xml", DOCTYPES["yttre entitet, fil"] + "<x>&a;</x>"), code="RX007"),
    Sample("yttre entitet i en vml-ritning", _with("xl/drawings/vmlDrawing1.vml", DOCTYPES["yttre entitet, fil"] + "<x>&a;</x>"), code="RX007"),
    Sample("entitet utan DOCTYPE", _with(MAL, replaced(MAL, "Ett mål", "&lol;")), found=("RX024",), lost=("RX021",)),
    Sample("djup tre miljoner i bladlistan", _with(LIST, b"<a>" * 3_000_000), code="RX007", said="256 nivåer"),
    Sample("djup tre miljoner i ett blad", _inside(MAL, lambda: "<a>" * 3_000_000)),
    Sample("djup tre miljoner i ett blad med prefix", lambda folder: with_entries(folder, Entry(MAL, b'<x:worksheet xmlns:x="x">' + b"<x:a>" * 3_000_000, method=0)), code="RX007", said="256 nivåer"),
    Sample("djup tre miljoner i formaten", _with("xl/styles.xml", b"<a>" * 3_000_000), code="RX007", said="256 nivåer"),
    Sample("djup tre miljoner i texterna", _with(TEXTS, b"<sst>" + b"<a>" * 3_000_000), code="RX004"),
    Sample("attribut på 100 MB", lambda folder: with_entries(folder, Entry(LIST, b'<workbook a="' + b"a" * (95 << 20) + b'"/>', method=0)), code="RX006", said="16 MB"),
    Sample("attribut på 15 MB i bladlistan", _swapped(LIST, "<sheets>", lambda: f'<sheets a="{"a" * (15 << 20)}">'), code="RX006", said="200 gånger"),
    Sample("attribut på 9 MB i bladlistan", _swapped(LIST, "<sheets>", lambda: f'<sheets a="{"a" * (9 << 20)}">')),
    Sample("attribut på 9 MB i ett blad", _swapped(MAL, "<sheetData>", lambda: f'<sheetData a="{"a" * (9 << 20)}">')),
    Sample("en halv miljon element i formaten", _swapped("xl/styles.xml", "</cellXfs>", lambda: "<xf/>" * 500_000 + "</cellXfs>"), code="RX006", said="för många uppgifter"),
    Sample("miljoner delade texter", _many_texts, code="RX006", said="två miljoner texter"),
    *(Sample(f"blad i {name}", _encoded(name)) for name in ("utf-16", "iso-8859-1", "windows-1252")),
    Sample("utf-8 som säger sig vara utf-16", _encoded("utf-8", "utf-16"), found=("RX024",), lost=("RX021",)),
    Sample("latin-1 som säger sig vara utf-8", _encoded("latin-1", "utf-8"), found=("RX024",), lost=("RX021",)),
    Sample("teckenkodning som inte finns", _encoded("utf-8", "klingon"), found=("RX024",), lost=("RX021",)),
    Sample("ebcdic", _with(MAL, str(whole()[MAL]).encode("cp037")), found=("RX024",), lost=("RX021",)),
    Sample("utf-32", _with(MAL, str(whole()[MAL]).encode("utf-32")), found=("RX024",), lost=("RX021",)),
    Sample("tomt blad i noll byte", lambda folder: with_entries(folder, Entry(MAL, b"")), found=("RX024",), lost=("RX021",)),
    Sample("styrtecken i text", _with(MAL, replaced(MAL, "Ett mål", "Ett\x01 mål"))),
    Sample("xml som är avhuggen", _with(MAL, str(whole()[MAL])[:-40]), found=("RX024",), lost=("RX021",)),
    Sample("bladlista som är skräp", _with(LIST, "inte xml"), code="RX004", said="tolka"),
    Sample("relationer som är skräp", _with(RELS, b"\x00\xff" * 50), code="RX004", said="tolka"),
    Sample("format som är skräp", _with("xl/styles.xml", "<styleSheet"), code="RX004"),
    Sample("blad som är en webbsida", _with(MAL, "<html><body>Logga in</body></html>"), found=("RX012",), lost=("RX021",)),
    Sample("rader på två ställen", _with(MAL, replaced(MAL, "<sheetData>", "<sheetData></sheetData><sheetData>")), found=("RX024",), lost=("RX021",)),
    Sample("prefix överallt", _with(MAL, re.sub(r"<(/?)(\w)", r"<\1x:\2", str(whole()[MAL])).replace("xmlns=", "xmlns:x="))),
    Sample("strict ooxml", lambda folder: with_parts(folder, {name: str(part).replace("schemas.openxmlformats.org/spreadsheetml/2006", "purl.oclc.org/ooxml/spreadsheetml").replace("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument") for name, part in whole().items() if isinstance(part, str)})),
    Sample("felmärken i en lång text", lambda folder: with_parts(folder, {MAL: sheet(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{" t=&quot;e&quot;" * 9}{chr(32) + chr(116) + "=" + chr(34) + "e" + chr(34)}</t></is></c></row>')}), found=("RX012",), lost=("RX021",)),
]  # fmt: skip
