"""What a sheet holds, read by an XML parser that knows nothing of runxl."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = "xl/worksheets/sheet1.xml"


def part(path: Path, name: str = SHEET) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def xml_cells(path: Path, name: str = SHEET) -> dict[str, bytes]:
    """Every cell's own XML by address. An address that stands twice fails."""
    found: dict[str, bytes] = {}
    for cell in etree.fromstring(part(path, name)).iter(f"{_MAIN}c"):
        address = str(cell.attrib["r"])
        assert address not in found
        cell.tail = None
        found[address] = etree.tostring(cell)
    return found


def written(path: Path, name: str = SHEET) -> dict[str, str | float]:
    """The values of cells that hold a number or a text of their own (no shared string, no formula)."""
    values: dict[str, str | float] = {}
    for cell in etree.fromstring(part(path, name)).iter(f"{_MAIN}c"):
        address, kind = str(cell.attrib["r"]), cell.get("t", "")
        text = cell.findtext(f"{_MAIN}is/{_MAIN}t" if kind == "inlineStr" else f"{_MAIN}v")
        if kind == "inlineStr":
            values[address] = re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text or "")
        elif not kind and text is not None:
            values[address] = float(text)
    return values


def attribute(path: Path, element: str, name: str, part_name: str = SHEET) -> str | None:
    """An attribute of the part's first element of that name."""
    found = next(etree.fromstring(part(path, part_name)).iter(f"{_MAIN}{element}"), None)
    return None if found is None else found.get(name)
