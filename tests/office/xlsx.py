"""What Excel asks of a workbook and no schema says: where it is not so, Excel repairs the file as it opens it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from runxl.excel import LONGEST_TEXT, position
from tests.office import sheets, styles
from tests.office.package import Package, R, name
from tests.office.read import M, texts_of, units

_BAD_IN_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME = re.compile(r"[^\W\d][\w.\\?]*|\\[\w.\\?]*")
_QUOTED = re.compile(r"'((?:[^']|'')+)'!|([^\W\d][\w.]*)!")
_LONGEST_TITLE, _LONGEST_NAME = 31, 255
_RESERVED = ("history",)


class Workbook:
    """The parts of a workbook that others point to."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.tree = package.trees[package.main]
        self.relations = package.relations(package.main)
        self.shared = texts_of(package)
        self.styles = styles.Styles(package)
        self.titles = [one.get("name") for one in self.tree.iter(f"{M}sheet")]
        self.tables: dict[str, str] = {}
        self.table_ids: dict[str, str] = {}
        self.folded = {title.casefold() for title in self.titles}

    def sheet_parts(self) -> Iterator[tuple[str, str]]:
        for one in self.tree.iter(f"{M}sheet"):
            found = self.relations.get(one.get(f"{R}id"))
            if found and found[0] == "worksheet":
                yield one.get("name"), found[1]

    def unknown_sheets(self, formula: str) -> list[str]:
        """The sheets that a formula names and that are not there. What stands in quotes is no name."""
        plain = re.sub(r'"(?:[^"]|"")*"', '""', formula)
        named = [(found[1] or found[2]).replace("''", "'") for found in _QUOTED.finditer(plain)]
        return [one for one in named if one.casefold() not in self.folded]


def faults(package: Package) -> Iterator[str]:
    """Each with its part or sheet."""
    book = Workbook(package)
    yield from _titles(book)
    yield from _views(book)
    yield from styles.faults(book.styles)
    for index, text in enumerate(book.shared):
        if units(text) > LONGEST_TEXT:
            yield f"text {index} är längre än Excel tar"
    for title, part in book.sheet_parts():
        yield from (f"{title}: {one}" for one in sheets.faults(book, part))
    yield from _names(book)
    for part, tree in package.trees.items():
        if part.startswith("xl/charts/chart"):
            yield from (f"{part}: {one}" for one in _chart(book, tree))


def _titles(book: Workbook) -> Iterator[str]:
    if len(book.folded) != len(book.titles):
        yield "två blad heter likadant"
    for one in book.titles:
        if not one or units(one) > _LONGEST_TITLE or _BAD_IN_TITLE.search(one) or one[0] == "'" or one[-1] == "'":
            yield f"{one} är inget namn på ett blad"
        if one.casefold() in _RESERVED:
            yield f"{one} är Excels eget namn"
    numbers = [one.get("sheetId") for one in book.tree.iter(f"{M}sheet")]
    if len(set(numbers)) != len(numbers):
        yield "två blad har samma nummer"


def _views(book: Workbook) -> Iterator[str]:
    shown = [one.get("state", "visible") == "visible" for one in book.tree.iter(f"{M}sheet")]
    if not any(shown):
        yield "inget blad syns"
    for one in book.tree.iter(f"{M}workbookView"):
        active = int(one.get("activeTab", 0))
        if active >= len(shown) or not shown[active]:
            yield "det blad som ska visas först syns inte"


def _names(book: Workbook) -> Iterator[str]:
    seen = set()
    for one in book.tree.iter(f"{M}definedName"):
        said, scope = one.get("name"), one.get("localSheetId")
        key = (said.casefold(), scope)
        plain = said.removeprefix("_xlnm.")
        if key in seen or (scope is None and said.casefold() in book.tables):
            yield f"namnet {said} finns två gånger"
        seen.add(key)
        if units(said) > _LONGEST_NAME or not _NAME.fullmatch(plain) or position(plain) or plain.upper() in ("R", "C"):
            yield f"{said} är inget namn"
        if scope is not None and int(scope) >= len(book.titles):
            yield f"namnet {said} hör till ett blad som inte finns"
        formula = one.text or ""
        if not formula or "#REF!" in formula or book.unknown_sheets(formula):
            yield f"namnet {said} pekar fel: {formula}"


def _chart(book: Workbook, tree: Any) -> Iterator[str]:
    for one in tree.iter("{*}f"):
        if book.unknown_sheets(one.text or ""):
            yield f"pekar på ett blad som inte finns: {one.text}"
    yield from chart_faults(tree)


def chart_faults(tree: Any) -> Iterator[str]:
    """What holds in workbooks, documents and decks alike."""
    used: list[str] = []
    axes: set[str] = set()
    for one in tree.iter("{*}axId"):
        value = one.get("val")
        if not value.isdecimal():
            yield f"axeln {value} är inget tal utan tecken"
        (axes.add if name(one.getparent()).endswith("Ax") else used.append)(value)
    if set(used) - axes:
        yield "ett diagram har en axel som inte finns"
    for one in tree.iter("{*}crossAx"):
        if one.get("val") not in axes:
            yield "en axel korsar en som inte finns"
    for cache in (*tree.iter("{*}numCache"), *tree.iter("{*}strCache")):
        count = int(cache.find("{*}ptCount").get("val"))
        places = [int(one.get("idx")) for one in cache.iter("{*}pt")]
        if places != sorted(set(places)) or any(place >= count for place in places):
            yield "värdena i ett diagram är fler än det säger"
