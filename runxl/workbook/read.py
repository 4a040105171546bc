"""From a file to a Workbook. No bytes in a file make this raise: what cannot be read becomes a finding."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from runxl.contract.message import finding
from runxl.contract.regel import Regel
from runxl.errors import RunxlError
from runxl.excel import LOCK_FILES, fold
from runxl.files.save import Stamp
from runxl.findings import Finding
from runxl.opc import limits
from runxl.opc.file import content_of
from runxl.opc.package import workbook_in
from runxl.opc.package_book import ListedSheet, ListedTable, PackageBook, book_of
from runxl.opc.refused import RefusedError
from runxl.opc.styles import NumberFormat
from runxl.workbook import own_sheets
from runxl.workbook.grids import Bare, RawGrid, grids_of
from runxl.workbook.layout import filled, sheets_read
from runxl.workbook.scan import Scan, scan
from runxl.workbook.tables import RawSheet, Workbook

_ROOMY = 5
"""So many cells of a sheet's area may be empty for each that is filled, before it is more than can be shown."""


def open_book(path: Path) -> tuple[PackageBook, Stamp]:
    """Apart, so that the file's own bytes are let go of before its sheets are read."""
    data, stamp = content_of(path)
    return book_of(workbook_in(data, path.name).parts), stamp


def read(
    path: str | Path,
    *,
    name: str = "",
    to_write: bool = False,
    opened: Callable[[Path], tuple[PackageBook, Stamp]] = open_book,
) -> Workbook:
    """Reads a workbook; `name` is what findings call it, if it is not the path.

    `to_write`: keeps the sheets as they stand, those that runxl writes among them. `opened` opens its package.
    """
    path = Path(path)
    book = Workbook(path=path, name=name)
    try:
        return _read(book, *opened(path), to_write=to_write)
    except RefusedError as refused:
        why = finding(refused.code, file=book.file, **refused.words)
    except MemoryError:
        why = finding(Regel.FOR_STOR_FIL, file=book.file, orsak="den ryms inte i datorns minne")
    except (RunxlError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 – a panic in the native reader is no Exception
        why = finding(Regel.SKADAD_FIL, file=book.file, orsak=f"läsningen avbröts ({type(error).__name__})")
    return replace(book, findings=(why,), readable=False)


def _read(book: Workbook, listed: PackageBook, stamp: Stamp, *, to_write: bool) -> Workbook:
    sheets = _raw_sheets(listed, sheets_read(to_write=to_write))
    book = filled(replace(book, stamp=stamp), sheets, to_write=to_write)
    if asked := own_sheets.asked(book):
        book = own_sheets.joined(book, _raw_sheets(listed, dict.fromkeys(asked, ""), own=True))
    return replace(book, findings=(*_locks(book.path, book.file), *book.findings)) if book.readable else book


def _locks(path: Path, file: str) -> Iterator[Finding]:
    """The files that Excel and LibreOffice lay beside a workbook while it is open."""
    for before, after, program in LOCK_FILES:
        if os.path.isfile(path.with_name(f"{before}{path.name}{after}")):  # noqa: PTH113 – Path raises for a long name
            yield finding(Regel.OPPEN_I_ANNAT_PROGRAM, file=file, program=program)


def _raw_sheets(book: PackageBook, wanted: Mapping[str, str], *, own: bool = False) -> list[RawSheet]:
    """The sheets that are wanted with their values; of the others the names alone."""
    bare = Bare(book)
    looked = {sheet.title: _looked(book, sheet, bare, own=own) for sheet in book.sheets if fold(sheet.title) in wanted}
    scans = {title: one for title, one in looked.items() if isinstance(one, Scan)}
    _refuse_too_much(scans.values())
    grids = dict(zip(scans, grids_of(bare, scans.values()), strict=True))
    return [
        _raw_sheet(book, sheet, looked[sheet.title], grids.get(sheet.title), wanted[fold(sheet.title)])
        if sheet.title in looked
        else RawSheet(sheet.title, [], hidden=sheet.hidden)
        for sheet in book.sheets
    ]


def _refuse_too_much(scans: Collection[Scan]) -> None:
    """What each sheet may have, all may have together: they are held at the same time."""
    if sum(scan.cells for scan in scans) > limits.MAX_CELLS or sum(scan.area for scan in scans) > limits.MAX_AREA:
        raise RefusedError(Regel.FOR_STOR_FIL, orsak="dess blad är tillsammans större än de får vara")


def _looked(book: PackageBook, sheet: ListedSheet, bare: Bare, *, own: bool) -> Scan | str:
    """Looks through a sheet and hands it on, or says why it cannot be read. One bad sheet does not stop the others.

    `own`: one of the nämnd's own, as it is shown and no larger than a document can be.
    """
    formats: Mapping[int, NumberFormat] | Mapping[int, str] = book.codes if own else book.dressed
    most = limits.MAX_OWN_CELLS if own else limits.MAX_CELLS
    if sheet.problem:
        return sheet.problem
    try:
        rows, found = scan(book.taken(sheet), formats)
    except RefusedError as refused:
        if refused.code == Regel.OTILLATET_INNEHALL:  # the file is not to be trusted in any part
            raise
        return str(refused.words["orsak"])
    if found.cells > most or found.area > most * _ROOMY:
        return "det är för stort för att visas i ett dokument"
    bare.add(rows, in_order=found.in_order)
    return found


def _raw_sheet(book: PackageBook, sheet: ListedSheet, looked: Scan | str, grid: RawGrid | None, table: str) -> RawSheet:
    if isinstance(looked, str) or grid is None:
        problem = looked if isinstance(looked, str) else "innehållet går inte att tolka"
        return RawSheet(sheet.title, [], hidden=sheet.hidden, problem=problem)
    tables = book.tables(sheet.part)
    ours = tables.get(table) or next(iter(tables.values()), ListedTable())
    return RawSheet(
        title=sheet.title,
        values=grid,
        hidden=sheet.hidden,
        hidden_rows=looked.hidden_rows,
        hidden_columns=looked.hidden_columns,
        merged=looked.merged,
        table_ref=ours.ref,
        totals=ours.totals,
        far=looked.far,
    )
