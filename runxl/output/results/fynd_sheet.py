"""The sheet Fynd: everything found, the gravest first, each row with a link to its cell.

The marks at the cells follow by themselves: the template's conditional formats ask this sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from runxl.contract.load import contract
from runxl.excel import address, position, reference
from runxl.findings import SEVERITIES, Finding
from runxl.output.results.standing import RowValues, table_edits, text
from runxl.workbook.edits import Edits, Link
from runxl.workbook.headers import header_of
from runxl.workbook.tables import RawSheet, Workbook

_COLUMNS = ("niva", "kod", "blad", "cell", "nr", "meddelande", "atgard", "godtagen")


def fynd_edits(workbook: Workbook, findings: Sequence[Finding]) -> Edits:
    """Fynd written anew; nothing if the workbook lacks the sheet."""
    table = contract().tables["fynd"]
    sheet = workbook.sheets.get(table.sheet)
    header = header_of(table, sheet) if sheet else None
    if sheet is None or header is None:
        return Edits()
    ordered = sorted(findings, key=_order)
    links = _links(ordered, header.columns.get("cell", 0), header.row, workbook.sheets)
    found = table_edits(sheet, table, _COLUMNS, [_row(one) for one in ordered])
    return replace(found, links=tuple(links), linked_sheets=(table.sheet,))


def _order(finding: Finding) -> tuple[int, int, int, int, str]:
    sheets = contract().sheets
    sheet = sheets.index(finding.sheet) if finding.sheet in sheets else -1
    return (SEVERITIES.index(finding.severity), sheet, finding.row or 0, len(finding.cell), finding.cell)


def _row(finding: Finding) -> RowValues:
    """The values of `_COLUMNS`."""
    where = (finding.sheet, finding.cell, finding.key)
    said = (text(finding.message), text(finding.remedy))
    return (finding.severity, finding.code, *where, *said, "Ja" if finding.accepted else None)


def _links(findings: Sequence[Finding], column: int, header: int, sheets: Mapping[str, RawSheet]) -> Iterator[Link]:
    """From the Cell column to the cell. A finding without a cell of its own leads nowhere."""
    for row, finding in enumerate(findings, header + 1):
        if column and position(finding.cell) and finding.sheet in sheets:
            yield Link("Fynd", address(row, column), reference(finding.sheet, finding.cell))
