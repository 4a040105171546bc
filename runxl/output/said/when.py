"""When something is measured, and until when it is to be done."""

from __future__ import annotations

import datetime as dt

from runxl.contract.load import contract
from runxl.svenska import short_months


def periodicity(months: tuple[int, ...] | None) -> str:
    """The dropdown's word for the months, or the months."""
    if not months:
        return ""
    known = {code.months: code.value for code in contract().codelists["periodicitet"].codes}
    return known.get(months) or short_months(months)


def day(found: object) -> str:
    """`2024-12-31`. That it has passed is told where it needs attention, and decided by nobody."""
    return f"{found:%Y-%m-%d}" if isinstance(found, dt.date) else ""
