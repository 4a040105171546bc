"""Historik: what runxl wrote about earlier periods. Read leniently, since nobody is asked to fill it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import compress, repeat
from typing import Any

from runxl.check import cells, measures, numbers
from runxl.check.columns import integers, is_empty, kinds_of, texts
from runxl.check.rows import Historik, rows_of
from runxl.contract.load import contract
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.contract.wording import codelist
from runxl.excel import LONGEST_TEXT
from runxl.measure.values import Value
from runxl.workbook.tables import FoundTable, Percent, Raw

_ABOUT = ("ar", "period", "objekt", "nr")
"""What a row must say to be of use."""

_TEXTS = (
    "period", "objekt", "nr", "namn", "beraknad_status", "faststalld_status", "motivering", "faststalld_av",
    "faststalld_den", "prognos", "beraknad_vid_beslut",
)  # fmt: skip
_VALUES = ("utfall", "malvarde")


def read_historik(table: FoundTable, styrmodell: Styrmodell) -> tuple[Historik, ...]:
    """The rows that say what they are about; others are left out. Column by column, since there are many rows."""
    columns: dict[str, Sequence[Any]] = {name: _texts(table.values(name)) for name in _TEXTS}
    columns["nr"] = [nr.replace(",", ".") for nr in columns["nr"]]
    columns["ar"] = _years(table.values("ar"))
    columns |= {name: _values(table.values(name)) for name in _VALUES}
    columns["maluppfyllelse"] = _shares(table.values("maluppfyllelse"))
    columns["row"] = table.rows
    return tuple(compress(rows_of(Historik, columns), _told(columns, styrmodell)))


def _told(columns: Mapping[str, Sequence[Any]], styrmodell: Styrmodell) -> Iterable[bool]:
    """Whether each row says what it is about. Those that runxl wrote do, which is seen in whole columns."""
    known_periods, known_objects = (
        frozenset(codelist(contract(), name, styrmodell).values) for name in ("period", "objekt")
    )
    years, periods, objects, nrs = (columns[name] for name in _ABOUT)
    if all(years) and all(nrs) and known_periods.issuperset(periods) and known_objects.issuperset(objects):
        return repeat(True, len(nrs))
    return [
        isinstance(ar, int) and period in known_periods and objekt in known_objects and nr != ""
        for ar, period, objekt, nr in zip(years, periods, objects, nrs, strict=True)
    ]


def _texts(raws: Sequence[Raw]) -> Sequence[str]:
    if is_empty(raws):
        return [""] * len(raws)
    whole = texts(raws, kinds_of(raws), "")
    return [_text(raw) for raw in raws] if whole is None else whole


def _text(raw: Raw) -> str:
    if isinstance(raw, str):
        return raw.strip() if len(raw) <= LONGEST_TEXT else ""
    if raw is None or cells.raw_fault(raw):
        return ""
    return str(cells.text(raw).value or "")


def _years(raws: Sequence[Raw]) -> Sequence[object]:
    whole = integers(raws, kinds_of(raws))
    return [cells.integer(raw).value for raw in raws] if whole is None else whole


def _values(raws: Sequence[Raw]) -> Sequence[Value]:
    return [None] * len(raws) if is_empty(raws) else numbers.decimals_of(raws, _value)


def _value(raw: Raw) -> Value:
    """A number where there is one, the parts of a compound value, else the text."""
    if (number := numbers.stored(raw)) is not None:
        return number
    if isinstance(raw, bool) or cells.raw_fault(raw):
        return None
    if isinstance(raw, str):
        reading = numbers.read_text(raw)
        if reading.value is not None and reading.unit in ("", "%"):
            return reading.value
        parts = measures.parts(raw).value
        return parts if isinstance(parts, tuple) else raw.strip()
    value = cells.number(raw, "").value
    return value if isinstance(value, Decimal) else None


def _shares(raws: Sequence[Raw]) -> Sequence[float | None]:
    return [None] * len(raws) if is_empty(raws) else list(map(_share, raws))


def _share(raw: Raw) -> float | None:
    """The share as a share, whether its cell shows 0,974 or 97,4 %."""
    return float(raw) if isinstance(raw, (int, float, Percent)) and not isinstance(raw, bool) else None
