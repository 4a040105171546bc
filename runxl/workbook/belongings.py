"""What a workbook holds beside our sheets' values: what a program that builds it anew cannot take along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from runxl.opc.file import content_of
from runxl.opc.markup import cleaned
from runxl.opc.package import Package, workbook_in
from runxl.opc.package_book import book_of
from runxl.opc.refused import RefusedError
from runxl.workbook.patch import sheet_part
from runxl.workbook.patch.formulas import formulas_in, may_have_formulas

_KINDS = {
    "makron": re.compile(r"vbaProject\.bin$", re.IGNORECASE),
    "kommentarer": re.compile(r"(?:comment|threadedComment)[^/]*\.xml$", re.IGNORECASE),
    "bilder": re.compile(r"/media/[^/]+$", re.IGNORECASE),
    "diagram": re.compile(r"/charts/chart[^/]*\.xml$", re.IGNORECASE),
    "ritade figurer": re.compile(r"/drawings/drawing[^/]*\.xml$", re.IGNORECASE),
    "pivottabeller": re.compile(r"/pivotTables/[^/]+\.xml$", re.IGNORECASE),
    "utsnitt": re.compile(r"/slicers/[^/]+\.xml$", re.IGNORECASE),
    "länkar till andra arbetsböcker": re.compile(r"/externalLinks/externalLink[^/]*\.xml$", re.IGNORECASE),
    "känslighetsetikett": re.compile(r"docMetadata/LabelInfo\.xml$", re.IGNORECASE),
}
_SHEET = re.compile(r"/worksheets/[^/]+\.xml$", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def sheet_titles(path: Path) -> tuple[str, ...]:
    """Every sheet's title, also of those that are not ours."""
    return tuple(sheet.title for sheet in book_of(_package(path).parts).sheets)


def belongings(path: Path) -> Mapping[str, int]:
    """How many there are of each kind, in Swedish words; kinds that there are none of are left out."""
    package = _package(path)
    found = {kind: sum(1 for name in package.entries if named.search(f"/{name}")) for kind, named in _KINDS.items()}
    sheets = [content for name, content in package.parts.items() if _SHEET.search(f"/{name}")]
    found["formler"] = sum(len(_FORMULA.findall(sheet)) for sheet in sheets)
    return {kind: number for kind, number in found.items() if number}


def calculated(path: Path) -> Mapping[str, frozenset[tuple[int, int]]]:
    """Row and column of the cells that hold a formula, by sheet. One that nobody finds their way in has none."""
    book = book_of(_package(path).parts)
    return {
        sheet.title: frozenset(_calculated(sheet.title, book.parts[sheet.part]))
        for sheet in book.sheets
        if not sheet.problem and may_have_formulas(book.parts[sheet.part])
    }


def _calculated(title: str, data: bytes) -> Iterator[tuple[int, int]]:
    try:
        found = formulas_in(sheet_part.parse(title, cleaned(data)), title)
    except RefusedError:
        return
    for formula in found:
        top, left, bottom, right = formula.area
        yield from ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _package(path: Path) -> Package:
    data, _ = content_of(path)
    return workbook_in(data, path.name)
