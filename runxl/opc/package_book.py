"""A package as a workbook: its sheets in order, where each part lies, and what the styles mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from runxl.excel import fold
from runxl.opc.markup import Element, elements, once
from runxl.opc.refused import damaged
from runxl.opc.relations import Relation, relations_of
from runxl.opc.styles import NumberFormat, codes_in, dressed_in

_NOWHERE = Relation("", "", outside=False)


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A sheet of the workbook. `problem` says why it can neither be read nor written."""

    title: str
    part: str
    hidden: bool = False
    problem: str = ""


class ListedTable(NamedTuple):
    """An Excel table: its range, and how many rows last in it are its totals."""

    ref: str = ""
    totals: int = 0


@dataclass(frozen=True, slots=True)
class PackageBook:
    parts: dict[str, bytes]
    """By name in lower case. A sheet's part is taken out when it is scanned, so that it is not held twice."""

    part: str
    """The part with the list of sheets."""

    sheets: tuple[ListedSheet, ...]
    styles_part: str
    shared_part: str
    date1904: bool = False

    @property
    def styles(self) -> bytes:
        return self.parts[self.styles_part] if self.styles_part else b""

    @property
    def shared(self) -> bytes:
        """The texts that cells share."""
        return self.parts[self.shared_part] if self.shared_part else b""

    def taken(self, sheet: ListedSheet) -> bytes:
        """A sheet's part, which is let go of; but one that a faulty workbook names as something else too is kept."""
        shared = (self.styles_part, self.shared_part)
        return self.parts.get(sheet.part, b"") if sheet.part in shared else self.parts.pop(sheet.part, b"")

    @property
    def dressed(self) -> Mapping[int, NumberFormat]:
        """The cell styles that show a number as a percentage or with a unit."""
        return dressed_in(self.styles)

    @property
    def codes(self) -> Mapping[int, str]:
        """The number formats of the cell styles, those that say something."""
        return codes_in(self.styles)

    def sheet(self, title: str) -> ListedSheet | None:
        """A sheet by its title, compared as Excel does."""
        return next((sheet for sheet in self.sheets if fold(sheet.title) == fold(title)), None)

    def table_parts(self, part: str) -> Iterator[str]:
        """The parts of the Excel tables in a sheet's part."""
        for relation in relations_of(self.parts, part).values():
            if relation.kind == "table" and relation.target in self.parts:
                yield relation.target

    def tables(self, part: str) -> dict[str, ListedTable]:
        """The tables in a sheet's part, by name."""
        found: dict[str, ListedTable] = {}
        for table in self.table_parts(part):
            found |= _tables_in(self.parts[table], "table")
        return found


def book_of(parts: dict[str, bytes]) -> PackageBook:
    """Finds its way from the package's root to the sheets, as Excel does; names of parts are never guessed."""
    main = next((r.target for r in relations_of(parts, "").values() if r.kind == "officeDocument"), "")
    if main not in parts:
        raise damaged("delen med arbetsbokens bladlista saknas")
    relations = relations_of(parts, main)
    tags = _tags(parts[main], "sheet workbookPr")
    return PackageBook(
        parts=parts,
        part=main,
        sheets=_told_apart(list(_sheets(tags, relations, parts))),
        styles_part=_part_of_kind(parts, relations, "styles"),
        shared_part=_part_of_kind(parts, relations, "sharedStrings"),
        date1904=any(name == "workbookPr" and a.get("date1904") in ("1", "true", "on") for name, a in tags),
    )


@once
def _tables_in(content: bytes, tag: str) -> Mapping[str, ListedTable]:
    return {a.get("displayName", ""): _table(a) for _, a in elements(content, tag)}


def _table(said: Mapping[str, str]) -> ListedTable:
    totals = said.get("totalsRowCount", "")
    return ListedTable(said.get("ref", ""), int(totals) if totals.isdecimal() else 0)


@once
def _tags(content: bytes, names: str) -> Sequence[Element]:
    return elements(content, *names.split())


def _part_of_kind(parts: Mapping[str, bytes], relations: Mapping[str, Relation], kind: str) -> str:
    found = next((relation for relation in relations.values() if relation.kind == kind), None)
    if found is None:
        return ""
    found.refuse_outside()
    if found.target not in parts:
        raise damaged(f"delen {found.target} saknas")
    return found.target


def _sheets(
    tags: Sequence[Element], relations: Mapping[str, Relation], parts: Mapping[str, bytes]
) -> Iterator[ListedSheet]:
    for name, attributes in tags:
        if name != "sheet":
            continue
        relation = relations.get(attributes.get("id", ""), _NOWHERE)
        relation.refuse_outside()
        problem = ""
        if relation.target not in parts:
            problem = "bladets del av filen saknas"
        elif relation.kind != "worksheet":
            problem = "det är inte ett kalkylblad"
        hidden = attributes.get("state", "visible") != "visible"
        yield ListedSheet(attributes.get("name", ""), relation.target, hidden, problem)


def _told_apart(sheets: Sequence[ListedSheet]) -> tuple[ListedSheet, ...]:
    """Of two sheets that cannot be told apart none is read: to choose would be to lose the other in silence."""
    titles = Counter(fold(sheet.title) for sheet in sheets)
    parts = Counter(sheet.part for sheet in sheets)

    def told(sheet: ListedSheet) -> ListedSheet:
        if titles[fold(sheet.title)] > 1:
            return replace(sheet, problem="två blad har det namnet")
        if parts[sheet.part] > 1 and not sheet.problem:
            return replace(sheet, problem="det ligger i samma del av filen som ett annat blad")
        return sheet

    return tuple(map(told, sheets))
