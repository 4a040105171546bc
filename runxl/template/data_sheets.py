"""The sheets that hold a table: header in row 1, an Excel table from A1, whole-column looks, dropdowns and marks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from runxl.contract import look
from runxl.contract.vocabulary import Column, DataRow, Table
from runxl.errors import RunxlError
from runxl.excel import LONGEST_TEXT, column_letters
from runxl.template import prompts
from runxl.template.formats import MIXED_TYPES, Design, Formats, decimals_rule, marks_of, rules_of, wraps
from runxl.template.sent import LAST_ROW, PROTECTION, REFUSED
from runxl.workbook.heights import row_height
from runxl.workbook.places import FYND_NAMES
from runxl.workbook.tables import Dressed, Percent

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FREEZE_WIDTH = 66
_WIDEST_PAGE = 240
"""Columns that together are wider than this become unreadable on one sheet of paper and get two."""


_TOO_LONG = -2
"""What XlsxWriter answers, and writes nothing."""


def fill_sheet(sheet: Worksheet, table: Table, rows: Sequence[DataRow], design: Design) -> None:
    """Everything on a data sheet but Inställningar's own rules."""
    sheet.set_row(0, 32)
    _columns(sheet, table, rows, design)
    _table(sheet, table, len(rows), design)
    for position, row in enumerate(rows, start=1):
        if table.kind != "settings":
            sheet.set_row(position, _height(table, row))
        for index, column in enumerate(table.columns):
            _cell(sheet, table, (position, index), row.get(column.name), design)
    for index in range(len(table.columns)):
        if table.kind != "settings":
            _validate(sheet, table, index, len(rows), design)
            _marks(sheet, table, index, design)
    if design.sent and (idle := design.sent.idle(table)):
        grey = design.formats.conditional(font_color=look.MUTED_TEXT, bg_color=look.QUIET.ground)
        rule = {"type": "formula", "criteria": idle, "format": grey}
        sheet.conditional_format(1, 0, LAST_ROW, len(table.columns) - 1, rule)
    _view(sheet, table)
    if design.sent and design.sent.locked:
        sheet.protect("", PROTECTION)


def _cell(sheet: Worksheet, table: Table, at: tuple[int, int], value: object, design: Design) -> None:
    """A value with its column's look, and with the look of its own that says what it is."""
    (row, index), sent = at, design.sent
    column, is_empty = table.columns[index], value in (None, "")
    if is_empty and not (sent and sent.locked and table.kind == "data"):
        return
    other = _as_typed(table, column) | _own_look(column, value)
    if sent and sent.locked and sent.fills_in(table, column, row - 1):
        other["locked"] = False  # all others are locked once the sheet is protected
    cell_format = design.formats.column(column, **other)
    if is_empty:
        sheet.write_blank(row, index, None, cell_format)
    write(sheet, row, index, value, cell_format)


def _own_look(column: Column, value: object) -> dict[str, object]:
    """A percentage shows its sign wherever it stands, a number its unit; a date is a date; text begins to the left."""
    if isinstance(value, Percent):
        return {"num_format": r"0\ %" if round(value * 100, 9).is_integer() else r"0.0##\ %"}
    if isinstance(value, Dressed):
        figures = f"#,##0{',' * value.thousands}" if value.thousands else "General"
        return {"num_format": f'{figures}" {value.unit}"' if value.unit else figures}
    if isinstance(value, dt.date) and column.type not in ("date", "datetime"):
        return {"num_format": "yyyy-mm-dd"}
    if isinstance(value, str) and column.type in MIXED_TYPES:
        return {"align": "left", "indent": 0}
    return {}


def _as_typed(table: Table, column: Column) -> dict[str, object]:
    """Where each row has a unit of its own no format stands: what is typed as 3,9 % must be kept as a percentage."""
    is_free = column.type == "number" and column.unit and table.column(column.unit).type == "unit"
    return {"num_format": "General"} if is_free else {}


def _validate(sheet: Worksheet, table: Table, index: int, rows: int, design: Design) -> None:
    """Help and dropdowns; in a workbook that is sent, the plan's own cells refuse typing."""
    column = table.columns[index]
    rule = prompts.validation(column, table, design)
    if design.sent is None or column.is_result or table.kind == "written":
        sheet.data_validation(1, index, LAST_ROW, index, rule)
        return
    for first, last, is_open in design.sent.stretches(table, column, rows):
        sheet.data_validation(first, index, last, index, rule if is_open else REFUSED)


def _height(table: Table, row: DataRow) -> float:
    """Room for the row's texts, and for a reason of two lines if one will be written there."""
    texts = [(str(row.get(column.name) or ""), column.width) for column in table.columns if wraps(column)]
    reasons = any(column.is_result and column.long for column in table.columns) and table.kind == "data"
    return row_height(texts, lines=2 if reasons else 1)


def write(sheet: Worksheet, row: int, column: int, value: object, cell_format: Format) -> None:
    """A value as what it is; text is never taken for a formula, a link or a number."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, cell_format)
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, value, cell_format)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, float(value), cell_format)
    elif sheet.write_string(row, column, str(value), cell_format) == _TOO_LONG:
        raise RunxlError(
            f"En cell på bladet {sheet.get_name()} har fler än {LONGEST_TEXT} tecken, som är det mesta en cell rymmer, "
            f"och arbetsboken har inte skrivits. Korta texten som börjar «{str(value)[:40]}»."
        )


def _columns(sheet: Worksheet, table: Table, rows: Sequence[DataRow], design: Design) -> None:
    """Widths and looks; seldom-used columns are folded away unless some row uses one of them."""
    grouped = [column.name for column in table.columns if column.grouped]
    folded = bool(grouped) and not any(row.get(name) not in (None, "") for row in rows for name in grouped)
    after_group = False
    for index, column in enumerate(table.columns):
        options: dict[str, object] = {}
        if column.grouped:
            options = {"level": 1, "hidden": folded}
        elif after_group:
            options = {"collapsed": folded}
        after_group = column.grouped
        if design.sent and design.sent.hides(table, column):
            options["hidden"] = True
        sheet.set_column(index, index, column.width, _whole(table, column, design), options)


def _whole(table: Table, column: Column, design: Design) -> Format:
    formats, sent = design.formats, design.sent
    if column.link:
        # The link's look is here since edits only write values.
        return formats.get(
            border=1,
            border_color=look.RULE_LINE,
            bg_color=look.RESULT_GROUND,
            font_color=look.UNIT_HEADER_GROUND,
            underline=1,
        )
    other = _as_typed(table, column)
    if sent and sent.locked and sent.may_add(table, column):
        other["locked"] = False
    return formats.column(column, **other)


def _table(sheet: Worksheet, table: Table, count: int, design: Design) -> None:
    roles = [design.sent.header(table, column) if design.sent else column.role for column in table.columns]
    headers = [design.formats.header(role) for role in roles]
    options = {
        "name": table.table,
        "style": None,  # the cells' own grounds say which cells are whose
        "banded_rows": False,
        "columns": [{"header": c.title, "header_format": f} for c, f in zip(table.columns, headers, strict=True)],
        "title": table.title,
        "description": table.help,
    }
    sheet.add_table(0, 0, max(count, 1), len(table.columns) - 1, options)


def _marks(sheet: Worksheet, table: Table, index: int, design: Design) -> None:
    """Marks at faulty cells first (they win), then the looks of status words, then decimals where there are any."""
    column, formats = table.columns[index], design.formats
    area = (1, index, LAST_ROW, index)
    if column.is_input:
        for rule in fault_rules(table.sheet, formats):
            sheet.conditional_format(*area, rule)
    for rule in rules_of(marks_of(column, design.styrmodell), formats):
        sheet.conditional_format(*area, rule)
    if column.type == "number" and not _as_typed(table, column):
        sheet.conditional_format(*area, decimals_rule(f"{column_letters(index + 1)}2", formats))


def fault_rules(sheet: str, formats: Formats) -> list[dict[str, object]]:
    """Asks Fynd whether this very cell is named there; accepted findings leave no mark.

    The address is looked up first, which is quick: counting over whole columns for every cell would take minutes.
    """
    names, address = FYND_NAMES, "ADDRESS(ROW(),COLUMN(),4)"
    asked = (
        f"=IF(ISNUMBER(MATCH({address},{names['cell']},0)),"
        f'COUNTIFS({names["cell"]},{address},{names["blad"]},"{sheet}",'
        f'{names["godtagen"]},"<>Ja",{names["niva"]},"%s")>0,FALSE)'
    )
    doubt = look.SEVERITY["varning"]
    grounds = {"fel": (look.FAULT_GROUND, look.FAULT_BORDER), "varning": (doubt.ground, doubt.text)}
    return [
        {
            "type": "formula",
            "criteria": asked % severity,
            "format": formats.conditional(bg_color=ground, border=1, border_color=border),
        }
        for severity, (ground, border) in grounds.items()
    ]


def _view(sheet: Worksheet, table: Table) -> None:
    """What the person sees and prints."""
    frozen = frozen_columns(table)
    wide = sum(column.width for column in table.columns if not column.grouped) > _WIDEST_PAGE
    sheet.freeze_panes(1, frozen)
    sheet.hide_gridlines(2)
    sheet.set_zoom(100)
    sheet.fit_to_pages(2 if wide else 1, 0)
    if wide:
        sheet.repeat_columns(0, frozen - 1)


def frozen_columns(table: Table) -> int:
    """The leading columns that stay in view: the number up to the name, or the first alone if that gets too wide."""
    width = 0.0
    for index, column in enumerate(table.columns[:3], start=1):
        width += column.width
        if width > _FREEZE_WIDTH:
            break
        if column.long:
            return index
    return 1
