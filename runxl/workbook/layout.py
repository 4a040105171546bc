"""From raw sheets to tables: sheets by name, columns by their headers, rows as Excel counts them.

The file reader and the live add-in both end here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from runxl.contract import vocabulary as model
from runxl.contract.load import contract
from runxl.contract.message import finding, nearest
from runxl.contract.regel import Regel
from runxl.contract.version import Version, version
from runxl.excel import area, fold
from runxl.findings import Finding
from runxl.workbook import notices, older
from runxl.workbook.cell_text import as_typed
from runxl.workbook.headers import Header, header_of
from runxl.workbook.places import IMPORT, IMPORT_TABLE, SAMMANFATTNING, STYRMODELL
from runxl.workbook.setting_rows import setting_text
from runxl.workbook.tables import Absence, FoundTable, Raw, RawSheet, TableColumn, Template, Workbook

_SETTINGS = "installningar"
_CARRIED_SINCE = version("2.0")
"""A sheet of that name in an older workbook is somebody's own."""

_MAKE_A_ROW = 2
"""So many of the required values stand in what is meant as a row."""

_NUMBERED = re.compile(r"\S*\d\S*")
"""A word with a digit in it, as every Nr has and no "Summa"."""

_STRETCH = 256  # rows that are turned into columns at a time: the machine's fast memory holds no more


def is_read(table: model.Table) -> bool:
    """Every table but the list of findings, which has no key and is written anew each time."""
    return table.kind != "written" or bool(table.key)


def sheets_read(*, to_write: bool) -> Mapping[str, str]:
    """The sheets whose values are wanted, by folded title, each with the name of its Excel table.

    `to_write`: those that runxl writes among them.
    """
    ours = {
        fold(title): one.table
        for one in contract().tables.values()
        if to_write or is_read(one)
        for title in (one.sheet, *one.formerly)
    }
    own = {SAMMANFATTNING: "", STYRMODELL: "", IMPORT: IMPORT_TABLE} if to_write else {STYRMODELL: ""}
    return ours | {fold(name): table for name, table in own.items()}


def filled(book: Workbook, sheets: Sequence[RawSheet], *, to_write: bool) -> Workbook:
    """The workbook with what its sheets hold; unreadable if it has none of ours.

    `to_write`: keeps the sheets as they stand.
    """
    titles = {fold(sheet.title) for sheet in sheets}
    if not any(table.core and fold(table.sheet) in titles for table in contract().tables.values()):
        return replace(book, findings=(finding(Regel.INTE_EN_MALL, file=book.file),), readable=False)
    laid = laid_out(sheets, contract(), book.file)
    kept = _by_name(sheets) if to_write else book.sheets
    return replace(
        book,
        tables=laid.tables,
        absent=laid.absent,
        titles=tuple(sheet.title for sheet in sheets),
        template=_template(laid.tables),
        findings=tuple(laid.findings),
        styrmodell=_styrmodell(sheets) if _version(laid.tables) >= _CARRIED_SINCE else "",
        sheets=kept,
    )


def _styrmodell(sheets: Iterable[RawSheet]) -> str:
    """The lines of its sheet: a row each, in the first column."""
    found = next((one for one in sheets if fold(one.title) == fold(STYRMODELL)), None)
    if found is None or found.first_column != 1 or not found.values:
        return ""
    lines = [str(row[0] or "") for row in found.values]
    return "\n".join([*[""] * (found.first_row - 1), *lines, ""])


def _by_name(sheets: Sequence[RawSheet]) -> dict[str, RawSheet]:
    by_title = {fold(sheet.title): sheet for sheet in reversed(sheets)}
    formerly = {table.sheet: table.formerly for table in contract().tables.values()}
    found = {name: _first(by_title, (name, *formerly.get(name, ()))) for name in (*contract().sheets, IMPORT)}
    return {name: sheet for name, sheet in found.items() if sheet}


def _first(by_title: Mapping[str, RawSheet], titles: Iterable[str]) -> RawSheet | None:
    return next((by_title[fold(title)] for title in titles if fold(title) in by_title), None)


class Laid(NamedTuple):
    """What stands in the sheets: the contract's tables by name, those that do not, and what was noticed."""

    tables: dict[str, FoundTable]
    absent: dict[str, Absence]
    findings: list[Finding]


def laid_out(sheets: Sequence[RawSheet], said: model.Contract, file: str) -> Laid:
    """Looks for the contract's tables in the sheets, in the contract's order."""
    by_title = {fold(sheet.title): sheet for sheet in reversed(sheets)}
    known = {fold(title) for title in said.sheets} | {fold(t) for one in said.tables.values() for t in one.formerly}
    unknown = [sheet.title for sheet in sheets if fold(sheet.title) not in known]
    laid = Laid({}, {}, [])
    made_from = _version(laid.tables)
    for table in filter(is_read, said.tables.values()):
        sheet = _first(by_title, (table.sheet, *table.formerly))
        if sheet is None and table.since and version(table.since) > made_from:
            continue
        if sheet is None:
            laid.absent[table.name] = Absence(nearest(table.sheet, unknown))
            laid.findings.append(notices.missing_sheet(table, unknown, file))
            continue
        header = header_of(table, sheet)
        if header:
            laid.tables[table.name] = _table(table, sheet, header)
        else:
            laid.absent[table.name] = Absence(is_there=True)
        if table.name == _SETTINGS:
            made_from = _version(laid.tables)
        noticed = _noticed(table, sheet, header, laid.tables.get(table.name), file=file, template=made_from)
        laid.findings.extend(sorted(noticed, key=lambda found: found.row or 0))
    older.complete(laid.tables, by_title, made_from)
    return laid


def _table(table: model.Table, sheet: RawSheet, header: Header) -> FoundTable:
    """The rows below the header that somebody has filled in; what an earlier run left in result cells makes no row."""
    height = sheet.first_row + len(sheet.values) - header.row - 1
    below = _transposed(sheet.values[-height:]) if height else []
    cells = {name: below[index - sheet.first_column] if below else [] for name, index in header.columns.items()}
    counts = {column.name for column in table.columns if column.is_input or table.kind == "written"}
    empty = _empty_rows([values for name, values in cells.items() if name in counts], height)
    empty |= {row - header.row - 1 for row in sheet.totals_rows}
    notes = [*_notes(table, sheet, header, cells, empty)]
    empty.update(notes)
    kept = [position for position in range(height) if position not in empty] if empty else range(height)
    columns = {
        name: TableColumn(header.columns[name], [values[position] for position in kept] if empty else values)
        for name, values in cells.items()
    }
    rows, beside = ([header.row + 1 + position for position in places] for places in (kept, notes))
    return FoundTable(table.name, table.sheet, header.row, rows, columns, tuple(header.extra.values()), tuple(beside))


def _notes(
    table: model.Table, sheet: RawSheet, header: Header, cells: Mapping[str, Sequence[Raw]], empty: Collection[int]
) -> Iterator[int]:
    """The positions below the Excel table and a blank row where next to nothing stands of what a row must have.

    What is pasted or typed right below a table that has not grown is read, and further down too, were it a number and
    an outcome alone; a line that tells of the table is not.
    """
    covered = area(sheet.table_ref)
    needed = [cells[column.name] for column in table.columns if column.required and column.name in cells]
    if covered is None or len(needed) < _MAKE_A_ROW:
        return
    keys = [cells[name] for name in table.key if name in cells]
    below = range(max(covered.bottom - header.row, 0), len(needed[0]))
    apart = next((place for place in below if place in empty), below.stop)
    for place in range(apart, below.stop):
        few = place not in empty and sum(values[place] is not None for values in needed) < _MAKE_A_ROW
        if few and not any(_NUMBERED.fullmatch(as_typed(values[place])) for values in keys):
            yield place


def _transposed(rows: Sequence[Sequence[Raw]]) -> list[list[Raw]]:
    """Rows as columns."""
    columns: list[list[Raw]] = [[] for _ in rows[0]]
    for start in range(0, len(rows), _STRETCH):
        for column, values in zip(columns, zip(*rows[start : start + _STRETCH], strict=True), strict=True):
            column.extend(values)
    return columns


def _empty_rows(columns: Iterable[Sequence[Raw]], height: int) -> set[int]:
    """The positions where none of the columns has a value. A key column leaves few for the others to look at."""
    empty: Iterable[int] = range(height)
    for values in columns:
        empty = [position for position in empty if values[position] is None]
    return set(empty)


def _template(tables: Mapping[str, FoundTable]) -> Template:
    said, ours = _version(tables), version(contract().version)
    if said == ours:
        return Template.SAME
    return Template.NEWER if said > ours else Template.OLDER


def _version(tables: Mapping[str, FoundTable]) -> Version:
    """The version of the template that a workbook was made from; one that does not say is taken for today's."""
    return version(setting_text(tables, "mallversion") or contract().version)


def _noticed(
    table: model.Table,
    sheet: RawSheet,
    header: Header | None,
    found: FoundTable | None,
    *,
    file: str,
    template: Version,
) -> Iterator[Finding]:
    if sheet.problem:
        yield notices.unreadable_sheet(table, sheet, file)
        return
    if sheet.far:
        yield notices.far_value(table, sheet, file)
    if header is None or found is None:
        yield notices.missing_header(table, file)
        return
    yield from notices.about_headers(table, header, file, template)
    if table.kind != "written":
        yield from notices.about_rows(sheet, header, found, file)
