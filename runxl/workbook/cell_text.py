"""A raw cell as text: as its cell shows it, as a person would type it, and as JSON tells it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from runxl.measure.values import percent_of, rounded_off
from runxl.svenska import comma, dressed
from runxl.workbook.tables import CellError, Dressed, Percent, Raw, Uncalculated

_TRUTH = {True: "SANT", False: "FALSKT"}


def as_shown(value: object) -> str:
    """A cell, or a value read from one, as a Swede would write it and its cell shows it."""
    if value is None:
        return ""
    if isinstance(value, Percent):
        return f"{as_shown(percent_of(value))} %"
    if isinstance(value, Dressed):
        return f"{as_shown(value.seen)} {value.unit}".rstrip()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else dressed(f"{value:.10g}")
    return _decimal(value) if isinstance(value, Decimal) else _other(value)


def as_typed(raw: Raw) -> str:
    """A cell as a person types it, with all its figures: a decimal comma, a percent sign, ÅÅÅÅ-MM-DD."""
    if isinstance(raw, Percent):
        return f"{_figures(raw * 100)} %"
    if isinstance(raw, Dressed):
        return f"{_figures(raw)} {raw.unit}".rstrip()
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _figures(raw)
    return "" if raw is None or isinstance(raw, Uncalculated) else _other(raw)


def in_json(raw: Raw) -> str | int | float | None:
    """A cell as a finding carries it: a bare number is a number, all else stands as its cell shows it."""
    if isinstance(raw, bool | Percent | Dressed):
        return as_shown(raw)
    if isinstance(raw, float):
        return int(raw) if raw.is_integer() else float(raw)
    return raw if raw is None or isinstance(raw, str | int) else as_shown(raw)


def _other(value: object) -> str:
    """What is no number stands alike in both."""
    if isinstance(value, bool):
        return _TRUTH[value]
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ", timespec="minutes")
    return str(value)


def _decimal(value: Decimal) -> str:
    """At most one decimal more than anyone writes: 57.8125 from `37 av 64` shows as 57,8."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -3:  # noqa: PLR2004 - a computed share
        value = rounded_off(value, 1)
    return dressed(f"{value:f}")


def _figures(value: float) -> str:
    return comma(f"{value:.15g}")
