"""What is noticed about a sheet's layout: missing headers, rows outside the table, hidden rows, merged cells.

Values are not judged here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from runxl.contract import vocabulary as model
from runxl.contract.message import finding, nearest, suggestion
from runxl.contract.regel import Regel
from runxl.contract.version import Version, version
from runxl.excel import Area, address, area, position
from runxl.findings import Finding
from runxl.svenska import counted, listed
from runxl.workbook.headers import Header
from runxl.workbook.tables import FoundTable, RawSheet


def missing_sheet(table: model.Table, unknown: Sequence[str], file: str) -> Finding:
    code = Regel.BLAD_SAKNAS if table.core else Regel.TILLAGGSBLAD_SAKNAS
    return finding(code, file=file, sheet=table.sheet, forslag=suggestion(table.sheet, unknown))


def unreadable_sheet(table: model.Table, sheet: RawSheet, file: str) -> Finding:
    return finding(Regel.BLAD_GAR_INTE_ATT_LASA, file=file, sheet=table.sheet, orsak=sheet.problem)


def missing_header(table: model.Table, file: str) -> Finding:
    titles = [column.title for column in table.columns if column.required]
    titles = titles or [column.title for column in table.columns][:3]
    return finding(Regel.RUBRIKRAD_SAKNAS, file=file, sheet=table.sheet, kolumner=listed(titles))


def far_value(table: model.Table, sheet: RawSheet, file: str) -> Finding:
    place = position(sheet.far)
    return finding(
        Regel.LAS_INTE_HELA_BLADET, file=file, sheet=table.sheet, cell=sheet.far, row=place[0] if place else None
    )


def about_headers(table: model.Table, header: Header, file: str, template: Version) -> Iterator[Finding]:
    """Missing, doubled and own columns. A missing one is told at the header that it was meant to be, if there is one.

    `template`: the version of the workbook's template. What has come since then is not missing.
    """
    said = partial(finding, file=file, sheet=table.sheet, row=header.row)
    meant: set[int] = set()
    for column in table.columns:
        is_newer = column.since != "" and version(column.since) > template
        if column.name in header.columns or column.role == "fixed" or is_newer:
            continue
        near = nearest(column.title, header.extra.values())
        likely = {index for index, text in header.extra.items() if near and text == near}
        meant |= likely
        code = Regel.KOLUMN_SAKNAS if column.is_input else Regel.RESULTATKOLUMN_SAKNAS
        cell = header.cell(min(likely)) if likely else header.first_cell
        forslag = suggestion(column.title, header.extra.values())
        yield said(code, cell=cell, column=column.title, forslag=forslag)
    for index, name in header.twice.items():
        first = header.cell(header.columns[name])
        yield said(Regel.DUBBLERAD_RUBRIK, cell=header.cell(index), column=table.column(name).title, forsta=first)
    if table.kind != "written":
        for index, text in header.extra.items():
            if index not in meant:
                yield said(Regel.EXTRA_KOLUMN, cell=header.cell(index), column=text)


def about_rows(sheet: RawSheet, header: Header, found: FoundTable, file: str) -> Iterator[Finding]:
    """Where the rows stand, if there are any."""
    said = partial(finding, file=file, sheet=found.sheet)
    first = min(column.index for column in found.columns.values())

    def cell(row: int) -> str:
        return address(row, first)

    for row in found.notes:
        yield said(Regel.ANTECKNING_UNDER_TABELLEN, cell=cell(row), row=row)
    if not found.rows:
        return
    if not sheet.table_ref:
        yield said(Regel.TABELL_SAKNAS, cell=header.first_cell, row=header.row)
    else:
        covered = area(sheet.table_ref)
        below = [row for row in found.rows if covered is None or row > covered.bottom]
        if below:
            yield said(Regel.RADER_UTANFOR_TABELLEN, cell=cell(below[0]), row=below[0])
    hidden = [row for row in found.rows if row in sheet.hidden_rows]
    if hidden:
        count = counted(len(hidden), "rad", "rader")
        yield said(Regel.DOLDA_RADER, cell=cell(hidden[0]), row=hidden[0], antal=count)
    for merged in sheet.merged:
        covered = area(merged)
        if covered and _touches(covered, header, found):
            yield said(
                Regel.SAMMANSLAGNA_CELLER, cell=address(covered.top, covered.left), row=covered.top, omrade=merged
            )


def _touches(merged: Area, header: Header, found: FoundTable) -> bool:
    """Whether a merged range covers any of the table's own data cells."""
    in_rows = merged.bottom > header.row and merged.top <= found.rows[-1]
    return in_rows and any(merged.left <= column.index <= merged.right for column in found.columns.values())
