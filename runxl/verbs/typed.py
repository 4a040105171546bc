"""A cell of a plan as its column reads it: a number is a number, however somebody has written it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from runxl.check import cells, numbers, parse
from runxl.contract.vocabulary import Column
from runxl.workbook.cell_text import as_shown
from runxl.workbook.tables import CellError, FoundTable, Percent, Raw, Uncalculated

MEASURES = ("number", "measure", "target", "outcome")
_READERS = {"integer": cells.integer, "date": cells.date, "share": cells.share}


def typed(found: FoundTable, position: int, column: Column, raw: Raw) -> Raw:
    """The number or the day that the column reads in the row; what it cannot read, or reads as words, as it stands."""
    return typed_as(column, raw, *(_word(found, name, position) for name in ("typ", unit_of(column))))


def typed_as(column: Column, raw: Raw, typ: str | None, unit: str | None) -> Raw:
    """The same in a row of a Typ and a unit."""
    if raw is None or isinstance(raw, bool | CellError | Uncalculated):
        return raw
    value: object = None
    if column.type in MEASURES:
        value = parse.measure(column, raw, typ, unit).value
    elif column.type in _READERS and not (column.of_whole and _is_plain(raw)):
        value = _READERS[column.type](raw).value
    if isinstance(value, Decimal):
        return as_number(value)
    return value if isinstance(value, int | dt.date) else raw


def _is_plain(raw: Raw) -> bool:
    """Says nothing of percent: whether 0,62 of a whole is 62 % is told by the other parts of it."""
    return not isinstance(raw, Percent) and not (isinstance(raw, str) and numbers.read_text(raw).unit)


def unit_of(column: Column) -> str:
    """The column that says what unit this one's numbers are in."""
    return column.unit or "enhet"


def as_number(value: Decimal) -> int | float:
    """As a spreadsheet program stores it."""
    return int(value) if value == value.to_integral_value() else float(value)


def _word(found: FoundTable, name: str, position: int) -> str | None:
    if name not in found.columns:
        return None
    return as_shown(found.values(name)[position]).strip() or None
