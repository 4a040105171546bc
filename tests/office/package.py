"""An Office file as its parts, with what Open Packaging Conventions ask of every package."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote

from lxml import etree

TYPES = "[Content_Types].xml"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def name(element: Any) -> str:
    """An element's name without its namespace."""
    return str(etree.QName(element).localname)


class Package:
    """The parts of a file by name, their XML and their relations."""

    def __init__(self, path: Path | IO[bytes]) -> None:
        with zipfile.ZipFile(path) as file:
            self.entries = file.infolist()
            self.broken = file.testzip()
            self.parts = {one.filename: file.read(one) for one in self.entries}

    def changed(self, part: str, data: bytes | None) -> Package:
        """The same with another part there, or none."""
        made = Package.__new__(Package)
        made.entries, made.broken = self.entries, self.broken
        made.parts = {name: value for name, value in self.parts.items() if name != part}
        if data is not None:
            made.parts[part] = data
        return made

    @cached_property
    def trees(self) -> dict[str, Any]:
        """Every part that is XML."""
        parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
        return {
            part: etree.fromstring(data, parser)
            for part, data in self.parts.items()
            if part.endswith((".xml", ".rels", ".vml"))
        }

    def relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """By id: the last word of the type, the part (or address) that it leads to, and whether that is outside."""
        folder, file = posixpath.split(part)
        tree = self.trees.get(f"{folder}/_rels/{file}.rels".lstrip("/"))
        found = {}
        for one in tree if tree is not None else ():
            outside = one.get("TargetMode") == "External"
            target = one.get("Target")
            if not outside:
                target = unquote(target)
                target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[one.get("Id")] = (one.get("Type").rpartition("/")[2], target.lstrip("/"), outside)
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """The parts of a kind that a part leads to."""
        return [target for said, target, outside in self.relations(part).values() if said == kind and not outside]

    @cached_property
    def main(self) -> str:
        (found,) = self.related("", "officeDocument")
        return found


def faults(package: Package) -> Iterator[str]:
    """What would keep any Office program from opening the package, or make it repair it."""
    yield from _zip(package)
    yield from _types(package)
    yield from _related(package)
    for part, tree in package.trees.items():
        yield from (f"{part}: {one}" for one in _markup(tree))
    core = next((tree for part, tree in package.trees.items() if part == "docProps/core.xml"), ())
    for one in core:
        if name(one) in ("created", "modified") and not _MOMENT.fullmatch(one.text or ""):
            yield f"docProps/core.xml: {name(one)} är ingen tid: {one.text}"


def _zip(package: Package) -> Iterator[str]:
    if package.broken:
        yield f"{package.broken}: kontrollsumman stämmer inte"
    seen = set()
    for one in package.entries:
        said = one.filename
        if said.casefold() in seen:
            yield f"{said}: finns två gånger"
        seen.add(said.casefold())
        if one.compress_type not in (_STORED, _DEFLATED) or one.flag_bits & _ENCRYPTED:
            yield f"{said}: packad på ett sätt som Office inte läser"
        if said.startswith("/") or "\\" in said or ".." in said.split("/") or not said.isascii():
            yield f"{said}: inget namn på en del"


def _types(package: Package) -> Iterator[str]:
    types = package.trees.get(TYPES)
    if types is None:
        yield "innehållstyper saknas"
        return
    defaults = {one.get("Extension").lower() for one in types.iter(f"{_CONTENT}Default")}
    overrides = [one.get("PartName") for one in types.iter(f"{_CONTENT}Override")]
    if len(overrides) != len(set(overrides)):
        yield "en del har två innehållstyper"
    for one in overrides:
        if one.lstrip("/") not in package.parts:
            yield f"{one} har en innehållstyp men finns inte"
    for part in package.parts:
        ending = part.rpartition(".")[2].lower()
        if part != TYPES and f"/{part}" not in overrides and ending not in defaults:
            yield f"{part} saknar innehållstyp"


def _related(package: Package) -> Iterator[str]:
    reached, waiting = {TYPES}, [""]
    while waiting:
        part = waiting.pop()
        folder, file = posixpath.split(part)
        reached |= {part, f"{folder}/_rels/{file}.rels".lstrip("/")}
        for key, (_, target, outside) in package.relations(part).items():
            if outside:
                continue
            if target not in package.parts:
                yield f"{part or 'paketet'}: {key} leder till {target}, som inte finns"
            elif target not in reached:
                waiting.append(target)
    for part in package.parts:
        if part not in reached:
            yield f"{part}: ingen del leder dit"
    for part, tree in package.trees.items():
        known = package.relations(part)
        for element in tree.iter(etree.Element):
            for attribute, value in element.attrib.items():
                if attribute.startswith(R) and value and value not in known:
                    yield f"{part}: {name(element)} pekar på relationen {value}, som inte finns"


def _markup(tree: Any) -> Iterator[str]:
    if tree.getroottree().docinfo.doctype:
        yield "har en DTD"
    ignorable = tree.get(f"{_MC}Ignorable", "").split()
    for one in ignorable:
        if one not in tree.nsmap:
            yield f"mc:Ignorable nämner {one}, som inte är ett namnrum"
    if tree.tag == f"{_RELATIONS}Relationships":
        ids = [one.get("Id") for one in tree]
        if len(ids) != len(set(ids)):
            yield "två relationer har samma id"
