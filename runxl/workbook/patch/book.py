"""The workbook part: which sheets there are and where, and the order to recalculate."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from runxl.errors import RunxlError
from runxl.workbook.patch import table_part
from runxl.workbook.patch.markup import after_last, attributes, damaged, plain, prefix_of, tag, with_attribute
from runxl.workbook.patch.package import Package, relationships_of

_TRUE = ("1", "true")
_BEFORE_CALC = ("sheets", "functionGroups", "externalReferences", "definedNames")


class Relation(NamedTuple):
    """A relationship: its kind (the last word of its type), the part it leads from, and the way as written."""

    kind: str
    source: str
    way: str

    @property
    def target(self) -> str:
        """The part that it leads to."""
        return posixpath.normpath(posixpath.join("/", posixpath.dirname(self.source), self.way)).lstrip("/")


@dataclass(frozen=True, slots=True)
class Book:
    """The workbook part, and every sheet's title with the relation that leads to it."""

    part: str
    data: bytes
    prefix: bytes
    sheets: Mapping[str, Relation]
    date1904: bool

    def sheet(self, title: str) -> tuple[str, str]:
        """A worksheet's title as written and its part. Titles are compared as Excel does: without regard to case."""
        name = title if title in self.sheets else self._alike(title)
        if not name:
            raise RunxlError(f"Ingenting har skrivits: arbetsboken har inget blad som heter {title}.")
        if self.sheets[name].kind != "worksheet":
            raise RunxlError(f"Ingenting har skrivits: bladet {title} är ett diagram och inget kalkylblad.")
        return name, self.sheets[name].target

    def _alike(self, title: str) -> str:
        """The sheet whose title differs in case or composition alone; '' if there is none."""
        return {_folded(name): name for name in self.sheets}.get(_folded(title), "")

    def recalculated(self) -> bytes:
        """The part with the order to calculate everything anew when the workbook is opened."""
        found = tag(self.prefix, "calcPr").search(self.data)
        if found is None:
            at = after_last(self.data, self.prefix, _BEFORE_CALC)
            return self.data[:at] + b"<" + self.prefix + b'calcPr fullCalcOnLoad="1"/>' + self.data[at:]
        if attributes(found[0]).get("fullCalcOnLoad") in _TRUE:
            return self.data
        return self.data[: found.start()] + with_attribute(found[0], "fullCalcOnLoad", "1") + self.data[found.end() :]


def read(package: Package) -> Book:
    """The package's workbook. A signed one is refused: any change breaks the signature."""
    if any(name.startswith("_xmlsignatures/") for name in package.by_name):
        raise RunxlError(
            "Arbetsboken är digitalt signerad, och signaturen blir ogiltig om runxl skriver i den. "
            "Ta bort signaturen i Excel (Arkiv – Info) eller ange en osignerad kopia."
        )
    part = next((r.target for r in relations(package, "").values() if r.kind == "officeDocument"), "")
    if not part:
        raise damaged("den saknar arbetsboksdel")
    data = plain(package.read(part))
    prefix, related = prefix_of(data, "workbook"), relations(package, part)
    sheets = {}
    for found in map(attributes, tag(prefix, "sheet").findall(data)):
        number = next((value for name, value in found.items() if name.endswith(":id")), "")
        if number in related:
            sheets[found.get("name", "")] = related[number]
    properties = tag(prefix, "workbookPr").search(data)
    date1904 = properties is not None and attributes(properties[0]).get("date1904") in _TRUE
    return Book(part, data, prefix, sheets, date1904)


def tables_of(package: Package, sheet: str) -> list[table_part.TablePart]:
    """The tables of a sheet part."""
    parts = [relation.target for relation in relations(package, sheet).values() if relation.kind == "table"]
    return [table_part.parse(part, plain(package.read(part))) for part in parts]


def relations(package: Package, part: str) -> dict[str, Relation]:
    """What a part leads to within the package, by relationship id; the package's own relations for ''."""
    name = relationships_of(part)
    if name not in package:
        return {}
    data = plain(package.read(name))
    found = [attributes(each) for each in tag(prefix_of(data, "Relationships"), "Relationship").findall(data)]
    return {
        each["Id"]: Relation(each["Type"].rpartition("/")[2], part, each["Target"])
        for each in found
        if each.get("TargetMode") != "External" and {"Id", "Type", "Target"} <= each.keys()
    }


def _folded(title: str) -> str:
    return unicodedata.normalize("NFC", title).strip().casefold()
