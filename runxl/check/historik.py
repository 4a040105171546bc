"""Historik: what runxl wrote about earlier periods. Read leniently, since nobody is asked to fill it in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from runxl.check import cells, numbers
from runxl.check.rows import Historik, Value
from runxl.contract.load import contract
from runxl.workbook.tables import Percent, Raw, Table

_TEXTS = ("namn", "beraknad_status", "faststalld_status", "motivering", "beraknad_vid_beslut", "beraknad_den")


def read_historik(table: Table) -> tuple[Historik, ...]:
    """The rows that say what they are about; others are left out."""
    periods, objects = (contract().codelists[name].values for name in ("period", "objekt"))
    rows = []
    for position, row in enumerate(table.rows):
        ar = cells.integer(table.values("ar")[position]).value
        period, objekt, nr = (_text(table.values(name)[position]) for name in ("period", "objekt", "nr"))
        if isinstance(ar, int) and period in periods and objekt in objects and nr:
            texts: dict[str, Any] = {name: _text(table.values(name)[position]) for name in _TEXTS}
            rows.append(
                Historik(
                    row=row,
                    ar=ar,
                    period=period,
                    objekt=objekt,
                    nr=nr.replace(",", "."),
                    utfall=_value(table.values("utfall")[position]),
                    malvarde=_value(table.values("malvarde")[position]),
                    maluppfyllelse=_share(table.values("maluppfyllelse")[position]),
                    **texts,
                )
            )
    return tuple(rows)


def _text(raw: Raw) -> str:
    return str(cells.text(raw).value or "") if cells.raw_fault(raw) is None else ""


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
