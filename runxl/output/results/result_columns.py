"""The result columns of the data sheets, at each row's own address, and the period in Inställningar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from runxl.assessment.assessed import Assessment, Verdict, cell
from runxl.check.rows import Checked
from runxl.contract.load import contract
from runxl.contract.vocabulary import Column, Table
from runxl.excel import area, column_index
from runxl.output.results.standing import last_column, last_row, row_edit, setting_edits, standing_in, text
from runxl.workbook.edits import Edits, Height, RowEdit, Written
from runxl.workbook.heights import row_height
from runxl.workbook.tables import RawSheet, Workbook

_SHEETS = ("mal", "delmal", "indikatorer", "aktiviteter")


def result_edits(workbook: Workbook, checked: Checked, assessment: Assessment) -> Edits:
    """Every result cell that changes. A result column that the sheet lacks is passed over (RX014 has said so)."""
    rows: list[RowEdit] = []
    heights: list[Height] = []
    for name in _SHEETS:
        table = contract().tables[name]
        sheet = workbook.sheets.get(table.sheet)
        if name not in workbook.tables or sheet is None:
            continue
        columns = _columns(table, checked)
        for verdict in assessment.verdicts(table.sheet):
            values = [_value(verdict, column) for column in columns.values()]
            changed = row_edit(sheet, table.sheet, verdict.row.row, tuple(columns), values)
            if changed:
                rows.append(changed)
                heights += _height(table, columns, values, verdict)
        rows += _abandoned(workbook, sheet, table, tuple(columns))
    return Edits(rows=tuple(rows), heights=tuple(heights))


def _columns(table: Table, checked: Checked) -> dict[int, Column]:
    """The result columns that the sheet has, from left to right. What was is written by the step to a period alone."""
    letters = checked.columns.get(table.sheet, {})
    former = {one.former for one in table.columns}
    computed = [one for one in table.columns if one.is_result and one.name not in former]
    found = {column_index(letters[one.name]): one for one in computed if letters.get(one.name)}
    return dict(sorted(found.items()))


def _value(verdict: Verdict, column: Column) -> Written:
    value = cell(verdict, column.name)
    return text(value) or None if isinstance(value, str) else value


def _height(
    table: Table, columns: Mapping[int, Column], values: Sequence[Written], verdict: Verdict
) -> Iterator[Height]:
    """Room for a reason that has become longer."""
    both = zip(columns.values(), values, strict=True)
    texts = [(str(value or ""), column.width) for column, value in both if column.long]
    if texts:
        yield Height(table.sheet, verdict.row.row, row_height(texts), grow_only=True)


def _abandoned(workbook: Workbook, sheet: RawSheet, table: Table, own: tuple[int, ...]) -> Iterator[RowEdit]:
    """Results left on rows of the Excel table where nothing else stands any longer."""
    covered, found = area(sheet.table_ref), workbook.tables[table.name]
    if covered is None:
        return
    bottom = min(covered.bottom, last_row(sheet))  # a table may say that it ends where Excel does
    rows = set(range(found.header_row + 1, bottom + 1)) - set(found.rows)
    places = range(covered.left, min(covered.right, last_column(sheet)) + 1)
    for row in sorted(rows):
        there = standing_in(sheet, row, places)
        filled = tuple(place for place, value in zip(places, there, strict=True) if value is not None)
        if filled and set(filled) <= set(own):
            yield RowEdit(table.sheet, row, filled, (None,) * len(filled))


def period_edits(workbook: Workbook, assessment: Assessment) -> Edits:
    """The period in Inställningar, when another was asked for, and whose answers stand in the workbook."""
    if not assessment.period:
        return Edits()
    return setting_edits(workbook, {"period": assessment.period, "svaren_avser": assessment.when})
