"""Samples: the zip container and its relationships."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from runxl.contract.load import contract
from runxl.workbook.layout import is_read
from tests.onda.book import (
    INDIKATORER,
    LIST,
    MAL,
    RELS,
    TEXTS,
    Entry,
    megabytes,
    replaced,
    sheet_list,
    whole,
    with_entries,
    with_parts,
)
from tests.onda.sample import Sample
from tests.workbook.packages import packed

IMAGE = "xl/media/image1.png"
EVERY = {"mal": "Mål", "indikatorer": "Indikatorer"}


def _bytes_of(change: Callable[[bytes], bytes]) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "plan.xlsx"
        path.write_bytes(change(packed(whole())))
        return path

    return make


def _entries(*odd: Entry) -> Callable[[Path], Path]:
    return lambda folder: with_entries(folder, *odd)


def _part(name: str, content: str | bytes) -> Callable[[Path], Path]:
    return lambda folder: with_parts(folder, {name: content})


def _bomb(name: str, count: int, size: int | None = None) -> Callable[[Path], Path]:
    """So many megabytes of nothing; `size` is what the directory says instead."""

    def make(folder: Path) -> Path:
        return with_entries(folder, Entry(name, b"", stored=megabytes(count), size=size or count << 20, crc=0))

    return make


def _flipped(data: bytes, name: bytes, bit: int = 4) -> bytes:
    place = data.index(name) + len(name) + 40
    return data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]


def _twice(name: str) -> Callable[[Path], Path]:
    part = whole()[name]
    content = part.encode() if isinstance(part, str) else part
    return _entries(Entry(name, content), Entry(name, content.replace(b"95", b"11")))


def _many_parts(folder: Path) -> Path:
    path = folder / "plan.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for name, part in whole().items():
            package.writestr(name, part)
        for number in range(10_001):
            package.writestr(f"xl/media/{number}.png", b"")
    return path


def _many_sheets(folder: Path) -> Path:
    """Five thousand sheets of which ours are the last; all are in the list and all are there."""
    names = {f"extra{number}": f"Blad{number}" for number in range(5_000)}
    more = "".join(
        f'<sheet name="{title}" sheetId="{n}" r:id="{name}"/>' for n, (name, title) in enumerate(names.items(), 90)
    )
    related = "".join(
        f'<Relationship Id="{name}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
        f' Target="worksheets/{name}.xml"/>'
        for name in names
    )
    parts: dict[str, str | bytes] = {
        LIST: replaced(LIST, "<sheets>", f"<sheets>{more}"),
        RELS: replaced(RELS, "</Relationships>", f"{related}</Relationships>"),
    }
    empty = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
    return with_parts(folder, {**parts, **{f"xl/worksheets/{name}.xml": empty for name in names}})


def _cut(share: int, data: bytes) -> bytes:
    return data[: len(data) * share // 100]


def _prefixed(data: bytes) -> bytes:
    return b"MZ" + data


OUTSIDE = 'Target="http://ute.example/x.xml" TargetMode="External"'
SAMPLES = [
    Sample("bomb, delade texter", _bomb(TEXTS, 40), code="RX006", said="växer mer än 200 gånger"),
    Sample("bomb, blad", _bomb(INDIKATORER, 90), code="RX006", said="växer mer än 200 gånger"),
    Sample("bomb, bild", _bomb(IMAGE, 200), code="RX006", said="växer mer än 200 gånger"),
    Sample("bomb, del över gränsen", _bomb(IMAGE, 300), code="RX006", said="256 MB"),
    Sample("bomb, tre gigabyte som säger sig vara tio byte", _bomb(TEXTS, 3_000, size=10), code="RX004", said="ändrats"),
    Sample("bomb, bild på tre gigabyte som säger sig vara tio byte", _bomb(IMAGE, 3_000, size=10), code="RX004"),
    Sample("bomb, tre gigabyte som säger sig vara ingenting", _entries(Entry(IMAGE, b"", stored=megabytes(3_000)))),
    Sample("många lagom stora delar", _entries(*(Entry(f"xl/m{n}.xml", b"", stored=megabytes(9), size=9 << 20, crc=0) for n in range(12))), code="RX006", said="96 MB"),
    Sample("mer än summan tål", _entries(*(Entry(f"xl/m{n}.png", b"", stored=megabytes(9), size=9 << 20, crc=0) for n in range(60))), code="RX006", said="512 MB"),
    Sample("fler än tiotusen delar", _many_parts, code="RX006", said="10 000 delar"),
    Sample("fem tusen blad", _many_sheets),
    *(Sample(f"avkortad till {share} procent", _bytes_of(partial(_cut, share)), code="RX004", said="avkortad") for share in (1, 25, 50, 75, 99)),
    Sample("avkortad till tre byte", _bytes_of(lambda data: data[:3]), code="RX002"),
    Sample("skräp före", _bytes_of(_prefixed), code="RX002", said="ett program"),
    Sample("skräp efter", _bytes_of(lambda data: data + b"\0" * 1000)),
    Sample("fel kontrollsumma", _entries(Entry(INDIKATORER, b"<worksheet/>", crc=1)), code="RX004"),
    Sample("omkastad bit i blad", _bytes_of(lambda data: _flipped(data, b"xl/worksheets/indikatorer.xml")), code="RX004"),
    Sample("omkastad bit i bild", _bytes_of(lambda data: _flipped(data, b"xl/media/image1.png")), code="RX004"),
    Sample("säger sig vara större", _entries(Entry(TEXTS, b"<sst/>", size=600)), code="RX004"),
    Sample("säger sig vara mindre", _entries(Entry(TEXTS, b"<sst>          </sst>", size=6)), code="RX004"),
    Sample("säger sig vara fyra gigabyte", _entries(Entry(TEXTS, b"<sst/>", size=0xFFFFFFFE)), code="RX006"),
    Sample("samma del två gånger", _twice(INDIKATORER), code="RX007", said="två gånger"),
    Sample("samma del med andra versaler", _part("XL/Worksheets/Indikatorer.XML", "<worksheet/>"), code="RX007", said="två gånger"),
    *(Sample(f"namn utanför: {name!r}", _part(name, b"x"), code="RX007", said="utanför") for name in ("../../ute.xml", "/etc/passwd", "C:/ute.xml", "xl/../../ute.xml", "xl\\media\\x.png", "..\\ute.xml")),
    Sample("symbolisk länk i paketet", _entries(Entry("xl/media/l.png", b"/etc/passwd", mode=0o120777)), code="RX007", said="utanför"),
    Sample("zip-lösenord på en del", _entries(Entry(TEXTS, b"<sst/>", flags=0x0801)), code="RX003", said="lösenord"),
    *(Sample(f"packad med metod {method}", _entries(Entry(TEXTS, b"<sst/>", stored=b"x" * 40, method=method)), code="RX004", said="packad på ett sätt") for method in (9, 12, 14, 93, 99)),
    Sample("deflate som är skräp", _entries(Entry(TEXTS, b"<sst/>", stored=b"\xff" * 90)), code="RX004"),
    *(Sample(f"{name} saknas", _part(name, ""), code="RX004", said="saknas") for name in ("_rels/.rels", LIST, TEXTS, "xl/styles.xml")),
    Sample("innehållsförteckningen saknas", _part("[Content_Types].xml", "")),
    Sample("ett blads del saknas", _part(MAL, ""), found=("RX024",), lost=("RX021",), said="del av filen saknas"),
    Sample("bladlistans relationer saknas", _part(RELS, ""), found=("RX024",) * len([*filter(is_read, contract().tables.values())]), lost=("RX021",) * 4, said="del av filen saknas"),
    Sample("två blad delar del", _part(RELS, replaced(RELS, "worksheets/mal.xml", "worksheets/indikatorer.xml")), found=("RX024", "RX024"), lost=("RX021",) * 2, said="samma del"),
    Sample("blad på webben", _part(RELS, replaced(RELS, 'Target="worksheets/mal.xml"', OUTSIDE)), code="RX007", said="utanför filen"),
    Sample("texter på webben", _part(RELS, replaced(RELS, 'Target="sharedStrings.xml"', OUTSIDE)), code="RX007", said="utanför filen"),
    Sample("blad på en annan dator", _part(RELS, replaced(RELS, 'Target="worksheets/mal.xml"', OUTSIDE.replace("http://ute.example/", "file://///dator/"))), code="RX007"),
    Sample("relation ut ur paketet", _part(RELS, replaced(RELS, "worksheets/mal.xml", "../../../../etc/passwd")), found=("RX024",), lost=("RX021",)),
    Sample("blad som är ett diagram", _part(RELS, replaced(RELS, 'worksheet" Target="worksheets/mal.xml', 'chartsheet" Target="worksheets/mal.xml')), found=("RX024",), lost=("RX021",), said="inte ett kalkylblad"),
    Sample("länk till annan arbetsbok", _part("xl/externalLinks/externalLink1.xml", "<externalLink/>")),
    Sample("tomma delar", _part(LIST, sheet_list({})), code="RX025", said="bygger inte på mallen"),
    Sample("två blad med samma namn", _part(LIST, replaced(LIST, "</sheets>", '<sheet name="Mål" sheetId="99" r:id="extra"/></sheets>')), found=("RX024",), lost=("RX021",), said="två blad har det namnet"),
    Sample("makron", _part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 40)),
]  # fmt: skip
