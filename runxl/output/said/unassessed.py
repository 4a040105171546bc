"""The rows of the tables that are not assessed: economy, personal, avvikelser, händelser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from runxl.contract.load import contract
from runxl.contract.vocabulary import DataRow
from runxl.measure.values import as_number, plain_number
from runxl.svenska import NBSP

_SUMS = ("Summa", "Resultat")
_SUM_ROW = "summa"


def says_something(row: DataRow) -> bool:
    return any(said not in (None, "") for name, said in row.items() if name != "row")


def text(row: DataRow, name: str) -> str:
    said = row.get(name)
    return f"{said:%Y-%m-%d}" if isinstance(said, dt.date) else str(said or "").strip()


def amount(row: DataRow, name: str) -> Decimal | None:
    return as_number(row.get(name))


def plain_amount(row: DataRow, name: str) -> int | float | None:
    """As Excel and charts know it."""
    found = amount(row, name)
    return None if found is None else plain_number(found)


def unit_said(unit: str) -> str:
    """What stands after an amount: that it is a number is not said."""
    return "" if unit.casefold() in ("", "antal") else f"{NBSP}{unit}"


def is_sum(row: DataRow, name: str) -> bool:
    """Whether the row, called what stands in that column, sums up others."""
    return row.get("niva") in _SUMS or text(row, name).casefold() == _SUM_ROW


def shared_unit(rows: Iterable[DataRow], name: str = "enhet") -> str:
    """The unit that all rows have; empty if they have several."""
    units = {text(row, name) for row in rows} - {""}
    return units.pop() if len(units) == 1 else ""


def title(table: str, column: str) -> str:
    return contract().tables[table].column(column).title
