"""Sheets of the nämnd's own, which a document shows as they stand: only those that its outline asks for are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from runxl.contract.load import contract
from runxl.contract.message import finding
from runxl.contract.regel import Regel
from runxl.contract.wording import TEXTS, sheet_in
from runxl.excel import fold
from runxl.findings import Finding
from runxl.workbook.tables import RawSheet, Workbook


def asked(book: Workbook) -> frozenset[str]:
    """The folded titles of those that are there and that Texter asks for."""
    texts = book.tables.get(TEXTS)
    said = (value for value in texts.values("innehall") if isinstance(value, str)) if texts else ()
    return frozenset(map(fold, filter(None, map(sheet_in, said)))) & own(book)


def own(book: Workbook) -> frozenset[str]:
    """The folded titles of the sheets that are none of ours."""
    return frozenset(map(fold, book.titles)) - ours()


def ours() -> frozenset[str]:
    """The folded titles of the template's sheets, those that they had before among them."""
    formerly = (title for table in contract().tables.values() for title in table.formerly)
    return frozenset(map(fold, (*contract().sheets, *formerly)))


def joined(book: Workbook, sheets: Iterable[RawSheet]) -> Workbook:
    """The workbook with those of the sheets that are asked for, and what there is to say of them."""
    wanted = asked(book)
    found = {fold(one.title): one for one in sheets if fold(one.title) in wanted}
    told = [one for sheet in found.values() for one in _noticed(book.file, sheet)]
    return replace(book, own=found, findings=(*book.findings, *told))


def _noticed(file: str, sheet: RawSheet) -> Iterator[Finding]:
    if sheet.problem:
        yield finding(Regel.BLAD_GAR_INTE_ATT_LASA, file=file, sheet=sheet.title, orsak=sheet.problem)
    elif sheet.far:
        yield finding(Regel.LAS_INTE_HELA_BLADET, file=file, sheet=sheet.title, cell=sheet.far)
