"""Whether two cells of different workbooks say the same."""

from __future__ import annotations

import datetime as dt
import math
import unicodedata

from runxl.workbook.cell_text import as_typed
from runxl.workbook.tables import CellError, Dressed, Percent, Raw, Uncalculated

_TOLERANCE = 1e-12
"""Programs store numbers with fifteen figures or more."""


def same(one: Raw, other: Raw) -> bool:
    """However a spreadsheet program has stored it: `40 %` as a text is 40 shown as a percentage."""
    one, other = _plain(one), _plain(other)
    if one is None or other is None:
        return one is other
    if isinstance(one, str) or isinstance(other, str):
        return as_typed(one) == as_typed(other)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        alike = _dress(one) == _dress(other)
        return alike and math.isclose(one, other, rel_tol=_TOLERANCE)
    return one == other


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
    if isinstance(value, Percent):
        return "%"
    return value.unit + "," * value.thousands if isinstance(value, Dressed) else ""
