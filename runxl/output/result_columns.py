"""The result columns of the data sheets, at each row's own address, and the period in Inställningar."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.assessment.model import Assessment, Verdict, cell
from runxl.check.rows import Checked
from runxl.contract.load import contract
from runxl.contract.model import Column, Table
from runxl.output.cells import same, standing, text
from runxl.workbook.build.heights import row_height
from runxl.workbook.edits import Edit, Edits, Height, Written
from runxl.workbook.headers import fold
from runxl.workbook.patch.grid import area
from runxl.workbook.tables import RawSheet, Workbook, column_index

_SHEETS = ("mal", "delmal", "indikatorer", "aktiviteter")


def result_edits(workbook: Workbook, checked: Checked, assessment: Assessment) -> Edits:
    """Every result cell that changes. A result column that the sheet lacks is passed over (RX014 has said so)."""
    cells: list[Edit] = []
    heights: list[Height] = []
    for name in _SHEETS:
        table = contract().tables[name]
        sheet = workbook.sheets.get(table.sheet)
        if name not in workbook.tables or sheet is None:
            continue
        columns = [one for one in table.columns if one.is_result and checked.address(table.sheet, 1, one.name)]
        for verdict in assessment.verdicts(table.sheet):
            changed = list(_changed(sheet, table, columns, verdict, checked))
            cells += changed
            heights += _heights(table, columns, verdict) if changed else ()
        cells += _abandoned(workbook, sheet, table, columns, checked)
    return Edits(tuple(cells), heights=tuple(heights))


def _changed(
    sheet: RawSheet, table: Table, columns: list[Column], verdict: Verdict, checked: Checked
) -> Iterator[Edit]:
    row = verdict.row.row
    for column in columns:
        address = checked.address(table.sheet, row, column.name)
        value = _value(verdict, column)
        if not same(standing(sheet, row, _index(checked, table, column)), value):
            yield Edit(table.sheet, address, value)


def _value(verdict: Verdict, column: Column) -> Written:
    value = cell(verdict, column.name)
    return text(value) or None if isinstance(value, str) else value


def _index(checked: Checked, table: Table, column: Column) -> int:
    return column_index(checked.columns[table.sheet][column.name])


def _heights(table: Table, columns: list[Column], verdict: Verdict) -> Iterator[Height]:
    """Room for a reason that has become longer."""
    texts = [(str(_value(verdict, column) or ""), column.width) for column in columns if column.long]
    if texts:
        yield Height(table.sheet, verdict.row.row, row_height(texts), grow_only=True)


def _abandoned(
    workbook: Workbook, sheet: RawSheet, table: Table, columns: list[Column], checked: Checked
) -> Iterator[Edit]:
    """Results left on rows of the Excel table where nothing else stands any longer."""
    covered, found = area(sheet.table_ref), workbook.tables[table.name]
    own = {_index(checked, table, column) for column in columns}
    if covered is None:
        return
    rows = set(range(found.header_row + 1, covered.bottom + 1)) - set(found.rows)
    for row in sorted(rows):
        filled = {index for index in range(covered.left, covered.right + 1) if standing(sheet, row, index) is not None}
        if filled <= own:
            for column in columns:
                if _index(checked, table, column) in filled:
                    yield Edit(table.sheet, checked.address(table.sheet, row, column.name), None)


def period_edits(workbook: Workbook, checked: Checked, assessment: Assessment) -> Edits:
    """The period in Inställningar, when another was asked for."""
    table = contract().tables["installningar"]
    found, title = workbook.tables.get(table.name), table.setting("period").title
    if found is None or not assessment.period:
        return Edits()
    for position, name in enumerate(found.values("installning")):
        if fold(str(name or "")) != fold(title):
            continue
        address = checked.address(table.sheet, found.rows[position], "varde")
        if address and fold(str(found.values("varde")[position] or "")) != fold(assessment.period):
            return Edits((Edit(table.sheet, address, assessment.period),))
        break
    return Edits()
