"""From a file to a Workbook. No bytes in a file make this raise: what cannot be read becomes a finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from runxl.contract.load import contract
from runxl.contract.rules import finding
from runxl.errors import RunxlError
from runxl.findings import Finding
from runxl.workbook.build.layout import SUMMARY
from runxl.workbook.guard import RefusedError, content_of, parts_of
from runxl.workbook.headers import fold
from runxl.workbook.layout import is_read, tables_of
from runxl.workbook.package import Package, Sheet, package_of
from runxl.workbook.scan import Scan, scan
from runxl.workbook.tables import RawSheet, Workbook
from runxl.workbook.values import Grid, grids_of

_LOCKS = (("~$", "", "Excel"), (".~lock.", "#", "LibreOffice"))


def read(path: str | Path, *, name: str = "", to_write: bool = False) -> Workbook:
    """Reads a workbook; `name` is what findings call it, if it is not the path.

    `to_write`: keeps the sheets as they stand, those that runxl writes among them.
    """
    path = Path(path)
    book = Workbook(path=path, name=name)
    try:
        return _read(book, to_write=to_write)
    except RefusedError as refused:
        why = finding(refused.code, file=book.file, **refused.words)
    except (RunxlError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 – a panic in the native reader is no Exception
        why = finding("RX004", file=book.file, orsak=f"läsningen avbröts ({type(error).__name__})")
    return replace(book, findings=(why,), readable=False)


def _read(book: Workbook, *, to_write: bool) -> Workbook:
    data, stamp = content_of(book.path)
    package = package_of(parts_of(data, book.path.name))
    sheets = _raw_sheets(package, to_write=to_write)
    tables, findings = tables_of(sheets, contract(), book.file)
    if any(found.code == "RX025" for found in findings):
        return replace(book, findings=findings, readable=False, stamp=stamp)
    findings = (*_locks(book.path, book.file), *findings)
    return replace(
        book, tables=tables, findings=findings, stamp=stamp, sheets=_by_name(sheets) if to_write else book.sheets
    )


def _by_name(sheets: list[RawSheet]) -> dict[str, RawSheet]:
    by_title = {fold(sheet.title): sheet for sheet in reversed(sheets)}
    return {name: by_title[fold(name)] for name in contract().sheets if fold(name) in by_title}


def _locks(path: Path, file: str) -> Iterator[Finding]:
    """The files that Excel and LibreOffice lay beside a workbook while it is open."""
    for before, after, program in _LOCKS:
        if path.with_name(f"{before}{path.name}{after}").is_file():
            yield finding("RX018", file=file, program=program)


def _raw_sheets(package: Package, *, to_write: bool) -> list[RawSheet]:
    """Our sheets with their values; of the others the names alone."""
    ours = {fold(table.sheet): table.table for table in contract().tables.values() if to_write or is_read(table)}
    if to_write:
        ours[fold(SUMMARY)] = ""
    looked = {sheet.title: _look(package, sheet) for sheet in package.sheets if fold(sheet.title) in ours}
    scans = {title: one for title, one in looked.items() if isinstance(one, Scan)}
    grids = dict(zip(scans, grids_of(package, list(scans.values())), strict=True))
    return [
        _raw_sheet(package, sheet, looked[sheet.title], grids.get(sheet.title), ours[fold(sheet.title)])
        if sheet.title in looked
        else RawSheet(sheet.title, [], hidden=sheet.hidden)
        for sheet in package.sheets
    ]


def _look(package: Package, sheet: Sheet) -> Scan | str:
    """The sheet looked through, or why it cannot be read. One bad sheet does not stop the others."""
    if sheet.problem:
        return sheet.problem
    try:
        return scan(package.parts.pop(sheet.part, b""), package.percents)
    except RefusedError as refused:
        if refused.code == "RX007":  # the file is not to be trusted in any part
            raise
        return str(refused.words["orsak"])


def _raw_sheet(package: Package, sheet: Sheet, looked: Scan | str, grid: Grid | None, table: str) -> RawSheet:
    if isinstance(looked, str) or grid is None:
        problem = looked if isinstance(looked, str) else "innehållet går inte att tolka"
        return RawSheet(sheet.title, [], hidden=sheet.hidden, problem=problem)
    refs = package.table_refs(sheet)
    return RawSheet(
        title=sheet.title,
        values=grid,
        hidden=sheet.hidden,
        hidden_rows=looked.hidden_rows,
        merged=looked.merged,
        table_ref=refs.get(table) or next(iter(refs.values()), ""),
        far=looked.far,
    )
