"""A package as a workbook: its sheets in order, where each part lies, and what the styles mean."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, TypeVar

from runxl.contract.regel import Regel
from runxl.excel import fold
from runxl.workbook.guard import RefusedError
from runxl.workbook.markup import Element, elements

_T = TypeVar("_T")

_SMALL = 8192  # of what is kept from one workbook to the next
_STYLE_SECTIONS = ("numFmts", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_STYLE_TAGS = (*_STYLE_SECTIONS, "numFmt", "xf")
_PERCENT_FORMATS = frozenset({9, 10})
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook. `problem` says why it cannot be read."""

    title: str
    part: str
    hidden: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    parts: dict[str, bytes]
    """By name in lower case. A sheet's part is taken out when it is scanned, so that it is not held twice."""

    sheets: tuple[Sheet, ...]
    styles: bytes
    shared: bytes
    percents: frozenset[int]
    """The cell styles that show a number as a percentage."""

    date1904: bool = False

    def table_refs(self, sheet: Sheet) -> dict[str, str]:
        """The ranges of a sheet's Excel tables, by the table's name."""
        refs: dict[str, str] = {}
        for relation in _relations(self.parts, sheet.part).values():
            if relation.kind == "table" and relation.target in self.parts:
                refs |= _ranges_in(self.parts[relation.target], "table")
        return refs


class _Relation(NamedTuple):
    kind: str
    target: str
    outside: bool


def package_of(parts: dict[str, bytes]) -> Package:
    """Finds its way from the package's root to the sheets, as Excel does; names of parts are never guessed."""
    main = next((r.target for r in _relations(parts, "").values() if r.kind == "officeDocument"), "")
    if main not in parts:
        raise RefusedError(Regel.SKADAD_FIL, orsak="delen med arbetsbokens bladlista saknas")
    relations = _relations(parts, main)
    tags = _tags(parts[main], "sheet workbookPr")
    styles = _part_of_kind(parts, relations, "styles")
    return Package(
        parts=parts,
        sheets=_told_apart(list(_sheets(tags, relations, parts))),
        styles=styles,
        shared=_part_of_kind(parts, relations, "sharedStrings"),
        percents=_percents(styles) if styles else frozenset(),
        date1904=any(name == "workbookPr" and _true(a.get("date1904", "")) for name, a in tags),
    )


def _once(read: Callable[[bytes, str], _T]) -> Callable[[bytes, str], _T]:
    """Reads a small part once: those of a template have the same bytes in every workbook that was made from it."""
    kept = lru_cache(maxsize=128)(read)
    return lambda content, said: (kept if len(content) <= _SMALL else read)(content, said)


def _relations(parts: Mapping[str, bytes], part: str) -> Mapping[str, _Relation]:
    folder, _, name = part.rpartition("/")
    content = parts.get(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
    return _relations_in(content, folder) if content else {}


@_once
def _relations_in(content: bytes, folder: str) -> Mapping[str, _Relation]:
    return {a.get("Id", ""): _relation(folder, a) for _, a in elements(content, "Relationship")}


@_once
def _ranges_in(content: bytes, tag: str) -> Mapping[str, str]:
    """The range of each element with a tag, by its name."""
    return {a.get("displayName", ""): a.get("ref", "") for _, a in elements(content, tag)}


@_once
def _tags(content: bytes, names: str) -> Sequence[Element]:
    return elements(content, *names.split())


def _relation(folder: str, attributes: Mapping[str, str]) -> _Relation:
    target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
    return _Relation(
        kind=attributes.get("Type", "").rpartition("/")[2],
        target=target.lstrip("/").lower(),
        outside=attributes.get("TargetMode", "") == "External",
    )


def _part_of_kind(parts: Mapping[str, bytes], relations: Mapping[str, _Relation], kind: str) -> bytes:
    found = next((relation for relation in relations.values() if relation.kind == kind), None)
    if found is None:
        return b""
    _refuse_outside(found)
    if found.target not in parts:
        raise RefusedError(Regel.SKADAD_FIL, orsak=f"delen {found.target} saknas")
    return parts[found.target]


def _sheets(tags: Sequence[Element], relations: Mapping[str, _Relation], parts: Mapping[str, bytes]) -> Iterator[Sheet]:
    for name, attributes in tags:
        if name != "sheet":
            continue
        relation = relations.get(attributes.get("id", ""), _Relation("", "", outside=False))
        _refuse_outside(relation)
        problem = ""
        if relation.target not in parts:
            problem = "bladets del av filen saknas"
        elif relation.kind != "worksheet":
            problem = "det är inte ett kalkylblad"
        hidden = attributes.get("state", "visible") != "visible"
        yield Sheet(attributes.get("name", ""), relation.target, hidden, problem)


def _told_apart(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Of two sheets that cannot be told apart none is read: to choose would be to lose the other in silence."""
    titles = Counter(fold(sheet.title) for sheet in sheets)
    parts = Counter(sheet.part for sheet in sheets)

    def told(sheet: Sheet) -> Sheet:
        if titles[fold(sheet.title)] > 1:
            return replace(sheet, problem="två blad har det namnet")
        if parts[sheet.part] > 1 and not sheet.problem:
            return replace(sheet, problem="det ligger i samma del av filen som ett annat blad")
        return sheet

    return tuple(map(told, sheets))


def _refuse_outside(relation: _Relation) -> None:
    if relation.outside:
        raise RefusedError(Regel.OTILLATET_INNEHALL, orsak="en del av den hänvisar till en adress utanför filen")


@lru_cache(maxsize=4)
def _percents(styles: bytes) -> frozenset[int]:
    """The indexes of the cell styles whose number format shows a percent sign. Those of a run are often the same."""
    return frozenset(_percent_styles(elements(styles, *_STYLE_TAGS)))


def _percent_styles(tags: list[Element]) -> Iterator[int]:
    # A conditional format has number formats of its own, under numbers that may be the same.
    formats = _within("numFmts", tags)
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for name, one in formats if name == "numFmt"}
    cells = [one.get("numFmtId", "0") for name, one in _within("cellXfs", tags) if name == "xf"]
    yield from (index for index, number in enumerate(cells) if _shows_percent(number, own))


def _within(section: str, tags: list[Element]) -> Iterator[Element]:
    """The elements of one section of the styles."""
    inside = False
    for name, attributes in tags:
        if name in _STYLE_SECTIONS:
            inside = name == section
        elif inside:
            yield name, attributes


def _shows_percent(number: str, own: Mapping[str, str]) -> bool:
    if number in own:
        return is_percent(own[number])
    return number.isdecimal() and int(number) in _PERCENT_FORMATS


def is_percent(code: str) -> bool:
    """Whether a number format shows a percent sign."""
    return "%" in _NOT_SHOWN.sub("", code)


def _true(value: str) -> bool:
    return value in ("1", "true", "on")
