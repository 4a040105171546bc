"""Historik: what runxl wrote about earlier periods. Read leniently, since nobody is asked to fill it in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from runxl.check import cells, numbers
from runxl.check.rows import Historik, Value
from runxl.contract.load import contract
from runxl.workbook.tables import Percent, Raw, Table

_TEXTS = (
    "period", "objekt", "nr", "namn", "beraknad_status", "faststalld_status", "motivering", "beraknad_vid_beslut",
    "beraknad_den",
)  # fmt: skip


def read_historik(table: Table) -> tuple[Historik, ...]:
    """The rows that say what they are about; others are left out. Column by column, since there are many rows."""
    periods, objects = (frozenset(contract().codelists[name].values) for name in ("period", "objekt"))
    columns: dict[str, list[Any]] = {name: [_text(raw) for raw in table.values(name)] for name in _TEXTS}
    columns["nr"] = [nr.replace(",", ".") for nr in columns["nr"]]
    columns["ar"] = [cells.integer(raw).value for raw in table.values("ar")]
    columns |= {name: [_value(raw) for raw in table.values(name)] for name in ("utfall", "malvarde")}
    columns["maluppfyllelse"] = [_share(raw) for raw in table.values("maluppfyllelse")]
    rows = (
        Historik(row=row, **dict(zip(columns, values, strict=True)))
        for row, *values in zip(table.rows, *columns.values(), strict=True)
    )
    return tuple(
        one for one in rows if isinstance(one.ar, int) and one.period in periods and one.objekt in objects and one.nr
    )


def _text(raw: Raw) -> str:
    if raw is None or cells.raw_fault(raw):
        return ""
    return str(cells.text(raw).value or "")


def _value(raw: Raw) -> Value:
    """A number where there is one, else the text."""
    if raw is None or isinstance(raw, bool) or cells.raw_fault(raw):
        return None
    if isinstance(raw, str):
        reading = numbers.read_text(raw)
        return raw.strip() if reading.value is None or reading.unit not in ("", "%") else reading.value
    value = cells.number(raw, "").value
    return value if isinstance(value, Decimal) else None


def _share(raw: Raw) -> float | None:
    """The share as a share, whether its cell shows 0,974 or 97,4 %."""
    return float(raw) if isinstance(raw, (int, float, Percent)) and not isinstance(raw, bool) else None
