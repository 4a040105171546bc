"""A sheet's part in a package, looked up by the sheet's title: its number changes when the contract gets a table."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from lxml import etree

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheet_parts(path: Path) -> dict[str, str]:
    """The parts of all sheets by their titles, in order."""
    with zipfile.ZipFile(path) as archive:
        book = etree.fromstring(archive.read("xl/workbook.xml"))
        relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    sheets = book.iterfind("{*}sheets/{*}sheet")
    return {one.get("name", ""): "xl/" + targets[one.get(_RELATION)].removeprefix("/xl/") for one in sheets}


def sheet_part(path: Path, title: str) -> str:
    return sheet_parts(path)[title]


def calculated(path: Path, title: str, value: int) -> None:
    """Every formula of a sheet with the value that a program has reckoned once."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = sheet_part(path, title)
    parts[part] = re.sub(rb"(</f>)(?:<v\s*/>|<v></v>)?", rb"\1<v>%d</v>" % value, parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def charts_of(path: Path, title: str) -> list[str]:
    """The chart parts on a sheet."""
    (drawing,) = _related(path, sheet_part(path, title), "/drawing")
    return _related(path, drawing, "/chart")


def _related(path: Path, part: str, kind: str) -> list[str]:
    folder, _, name = part.rpartition("/")
    with zipfile.ZipFile(path) as archive:
        relations = etree.fromstring(archive.read(f"{folder}/_rels/{name}.rels"))
    targets = [one.get("Target", "") for one in relations if one.get("Type", "").endswith(kind)]
    return [target.replace("..", "xl", 1) for target in targets]
