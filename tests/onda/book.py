"""A small, whole workbook as parts that samples break: every sheet of the contract, one mål, one delmål, two indikatorer."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from runxl.contract.load import contract
from runxl.excel import column_letters
from tests.workbook.packages import MAIN, OFFICE, RELATIONS, STYLES, packed, sheet, text

if TYPE_CHECKING:
    from pathlib import Path

Parts = Mapping[str, str | bytes]

INDIKATORER = "xl/worksheets/indikatorer.xml"
MAL = "xl/worksheets/mal.xml"
LIST = "xl/workbook.xml"
TEXTS = "xl/sharedStrings.xml"
RELS = "xl/_rels/workbook.xml.rels"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TYPES = f"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="png" ContentType="image/png"/><Default Extension="xml" ContentType="{_KIND}.worksheet+xml"/>
<Override PartName="/{LIST}" ContentType="{_KIND}.sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>
<Override PartName="/{TEXTS}" ContentType="{_KIND}.sharedStrings+xml"/></Types>"""
SETTINGS = {"Nämnd": "Hälso- och sjukvårdsnämnden", "Styrmodell": "Region Västerbotten", "Period": "Årsrapport"}
Row = Mapping[str, str | float]
_INDIKATOR: Row = {
    "Delmål": "1.1",
    "Enhet": "antal",
    "Typ": "Minst",
    "Målvärde": 90,
    "Periodicitet": "dec",
    "Ansvarig": "Eva Ek",
}
ROWS: dict[str, list[Row]] = {
    "mal": [{"Nr": "1", "Mål": "Ett mål"}],
    "delmal": [{"Nr": "1.1", "Mål": "1", "Delmål": "Ett delmål", "Ansvarig": "Eva Ek"}],
    "indikatorer": [
        {**_INDIKATOR, "Nr": "1.1.1", "Indikator": "Resor", "Utfall": 95},
        {**_INDIKATOR, "Nr": "1.1.2", "Indikator": "Svar", "Utfall": 97},
    ],
}


@cache
def titles(table: str) -> tuple[str, ...]:
    return tuple(column.title for column in contract().tables[table].columns)


def letter(table: str, title: str) -> str:
    """The letter of the column under a header."""
    return column_letters(titles(table).index(title) + 1)


def row(number: int, header: Sequence[str], values: Row) -> str:
    """A row's XML; text inline, numbers as numbers."""
    cells = []
    for index, title in enumerate(header, 1):
        address, value = f"{column_letters(index)}{number}", values.get(title, "")
        if isinstance(value, float | int):
            cells.append(f'<c r="{address}"><v>{value}</v></c>')
        elif value:
            cells.append(text(address, escape(value)))
    return f'<row r="{number}">{"".join(cells)}</row>'


def rows(table: str, values: Iterable[Row] | None = None, header: Sequence[str] = ()) -> str:
    """The header row and the rows of a sheet, from row 1."""
    names = header or titles(table)
    first = row(1, names, {title: title for title in names})
    below = ROWS.get(table, []) if values is None else values
    return first + "".join(row(number, names, one) for number, one in enumerate(below, 2))


def settings() -> list[Row]:
    given: dict[str, str | float] = {**SETTINGS, "År": 2024, "Mallversion": contract().version}
    return [{"Inställning": name, "Värde": value} for name, value in given.items()]


@cache
def _whole() -> Parts:
    tables = {table.name: table.sheet for table in contract().tables.values()}
    parts = {f"xl/worksheets/{name}.xml": sheet(rows(name)) for name in tables}
    parts["xl/worksheets/installningar.xml"] = sheet(rows("installningar", settings()))
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations({"m": ("officeDocument", LIST)}),
        LIST: sheet_list(tables),
        RELS: relations(
            {name: ("worksheet", f"worksheets/{name}.xml") for name in tables}
            | {"styles": ("styles", "styles.xml"), "texts": ("sharedStrings", "sharedStrings.xml")}
        ),
        "xl/styles.xml": STYLES,
        TEXTS: f'<sst xmlns="{MAIN}"><si><t>delad</t></si></sst>',
        "xl/media/image1.png": bytes(range(256)) * 8,
        **parts,
    }


def whole() -> dict[str, str | bytes]:
    return dict(_whole())


def sheet_list(tables: Mapping[str, str], properties: str = "", more: str = "") -> str:
    said = "".join(
        f'<sheet name="{title}" sheetId="{number}" r:id="{name}"/>'
        for number, (name, title) in enumerate(tables.items(), 1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{said}{more}</sheets></workbook>'


def relations(targets: Mapping[str, tuple[str, str]], more: str = "") -> str:
    said = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{said}{more}</Relationships>'


def with_parts(folder: Path, parts: Parts, name: str = "plan.xlsx") -> Path:
    """The whole workbook with some parts changed, new or (empty) taken out."""
    path = folder / name
    path.write_bytes(packed({key: part for key, part in {**whole(), **parts}.items() if part}))
    return path


def replaced(part: str, old: str, new: str) -> str:
    """A part's text with one thing changed, which has to be there."""
    before = str(whole()[part])
    assert old in before, (part, old)
    return before.replace(old, new)


@dataclass(frozen=True)
class Entry:
    """A part as it lies in a zip, with everything that its directory may say of it, true or not."""

    name: str
    data: bytes
    method: int = 8
    crc: int | None = None
    size: int | None = None
    stored: bytes = field(default=b"")
    flags: int = 0x0800
    mode: int = 0o100644

    def packed(self) -> bytes:
        if self.stored:
            return self.stored
        return self.data if self.method == 0 else _deflated(self.data)


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def zipped(entries: Iterable[Entry]) -> bytes:
    """A zip written by hand: its directory says what it is told to say."""
    body, directory, count = bytearray(), bytearray(), 0
    for entry in entries:
        name, data = entry.name.encode(), entry.packed()
        crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
        size = len(entry.data) if entry.size is None else entry.size
        common = struct.pack("<HHHHHLLLHH", 20, entry.flags, entry.method, 0, 33, crc, len(data), size, len(name), 0)
        directory += b"PK\1\2\x14\3" + common + struct.pack("<HHHLL", 0, 0, 0, entry.mode << 16, len(body)) + name
        body += b"PK\3\4" + common + name + data
        count += 1
    end = struct.pack("<4sHHHHLLH", b"PK\5\6", 0, 0, count & 0xFFFF, count & 0xFFFF, len(directory), len(body), 0)
    return bytes(body + directory) + end


def with_entries(folder: Path, *odd: Entry) -> Path:
    """The whole workbook with entries made by hand instead of, or after, its own."""
    names = {entry.name for entry in odd}
    own = [Entry(name, _bytes(part)) for name, part in whole().items() if name not in names]
    path = folder / "plan.xlsx"
    path.write_bytes(zipped([*own, *odd]))
    return path


def _bytes(part: str | bytes) -> bytes:
    return part.encode() if isinstance(part, str) else part


def megabytes(count: int, byte: bytes = b" ") -> bytes:
    """A deflated run of one byte, made in no time: a flushed block may stand any number of times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(byte * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * count + packer.flush(zlib.Z_FINISH)
