"""From raw sheets to tables: sheets by name, columns by their headers, rows as Excel counts them.

The file reader and the live add-in both end here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runxl.contract import model
from runxl.contract.rules import finding
from runxl.findings import Finding
from runxl.workbook import notices
from runxl.workbook.headers import Header, fold, header_of
from runxl.workbook.tables import RawSheet, Table, TableColumn


def is_read(table: model.Table) -> bool:
    """Every table but the list of findings, which has no key and is written anew each time."""
    return table.kind != "written" or bool(table.key)


def tables_of(
    sheets: Sequence[RawSheet], contract: model.Contract, file: str
) -> tuple[dict[str, Table], tuple[Finding, ...]]:
    """The contract's tables that stand in the sheets, by name, and what was noticed, in the contract's order."""
    by_title = {fold(sheet.title): sheet for sheet in reversed(sheets)}
    expected = [table for table in contract.tables.values() if is_read(table)]
    if not any(table.core and fold(table.sheet) in by_title for table in expected):
        return {}, (finding("RX025", file=file),)
    known = {fold(title) for title in contract.sheets}
    unknown = [sheet.title for sheet in sheets if fold(sheet.title) not in known]
    tables: dict[str, Table] = {}
    findings: list[Finding] = []
    for table in expected:
        sheet = by_title.get(fold(table.sheet))
        if sheet is None:
            findings.append(notices.missing_sheet(table, unknown, file))
            continue
        header = header_of(table, sheet)
        if header:
            tables[table.name] = _table(table, sheet, header)
        noticed = _noticed(table, sheet, header, tables.get(table.name), file)
        findings += sorted(noticed, key=lambda found: found.row or 0)
    return tables, tuple(findings)


def _table(table: model.Table, sheet: RawSheet, header: Header) -> Table:
    """The rows below the header that somebody has filled in; what an earlier run left in result cells makes no row."""
    counts = {column.name for column in table.columns if column.is_input or table.kind == "written"}
    offsets = [index - sheet.first_column for name, index in header.columns.items() if name in counts]
    below = header.row + 1 - sheet.first_row
    filled = [
        (number, cells)
        for number, cells in enumerate(sheet.values[below:], header.row + 1)
        if any(cells[offset] is not None for offset in offsets)
    ]
    columns = {
        name: TableColumn(index, [cells[index - sheet.first_column] for _, cells in filled])
        for name, index in header.columns.items()
    }
    rows = [number for number, _ in filled]
    return Table(table.name, table.sheet, header.row, rows, columns, tuple(header.extra.values()))


def _noticed(
    table: model.Table, sheet: RawSheet, header: Header | None, found: Table | None, file: str
) -> Iterator[Finding]:
    if sheet.problem:
        yield notices.unreadable_sheet(table, sheet, file)
        return
    if sheet.far:
        yield notices.far_value(table, sheet, file)
    if header is None or found is None:
        yield notices.missing_header(table, file)
        return
    yield from notices.about_headers(table, header, file)
    if table.kind != "written":
        yield from notices.about_rows(sheet, header, found, file)
