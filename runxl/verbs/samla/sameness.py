"""Whether two cells of different workbooks say the same, and a value as the text that says it."""

from __future__ import annotations

import datetime as dt
import math
import unicodedata

from runxl.svenska import comma
from runxl.workbook.tables import CellError, Percent, Raw, Shown, Uncalculated

_TOLERANCE = 1e-12
"""Programs store numbers with fifteen figures or more."""


def same(one: Raw, other: Raw) -> bool:
    """However a spreadsheet program has stored it: `40 %` as a text is 40 shown as a percentage."""
    one, other = _plain(one), _plain(other)
    if one is None or other is None:
        return one is other
    if isinstance(one, str) or isinstance(other, str):
        return as_text(one) == as_text(other)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        alike = _dress(one) == _dress(other)
        return alike and math.isclose(one, other, rel_tol=_TOLERANCE)
    return one == other


def as_text(value: Raw) -> str:
    """The value as a person types it: a decimal comma, a percent sign, ÅÅÅÅ-MM-DD."""
    if isinstance(value, Percent):
        return f"{_figures(value * 100)} %"
    if isinstance(value, Shown):
        return f"{_figures(value)} {value.unit}".rstrip()
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, int | float):
        return _figures(value)
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ", timespec="minutes")
    return "" if value is None or isinstance(value, Uncalculated) else str(value)


def _plain(value: Raw) -> Raw:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip() or None
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a cell knows no time zone
    if isinstance(value, Uncalculated):
        return None
    return value.text if isinstance(value, CellError) else value


def _dress(value: float) -> str:
    """What its cell shows after a number."""
    return "%" if isinstance(value, Percent) else value.unit + "," * value.thousands if isinstance(value, Shown) else ""


def _figures(value: float) -> str:
    return comma(f"{value:.15g}")
