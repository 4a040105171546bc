"""An indikator's outcomes, report by report: what a small chart is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from runxl.assessment.verdicts import IndikatorVerdict
from runxl.measure.values import plain_number

MOST = 8
"""So many outcomes, this report's last, are drawn."""


class ToldOutcome(NamedTuple):
    """`ar` is not said of this report's own."""

    value: int | float
    period: str
    ar: int | None = None

    @property
    def when(self) -> str:
        return f"{self.period} {self.ar}" if self.ar else self.period


def outcomes(one: IndikatorVerdict, period: str) -> Sequence[ToldOutcome]:
    """Oldest first; nothing unless there are two numbers to compare.

    What counts from January is compared with the same months of other years.
    """
    if not one.past:
        return ()
    past = [row for row in one.past if row.period == period] if one.row.ackumuleras else one.past
    told = [
        ToldOutcome(value, row.period, row.ar)
        for row in past[: MOST - 1][::-1]
        if (value := _number(row.utfall)) is not None
    ]
    now = _number(one.utfall) if one.measured else None
    if now is not None:
        told.append(ToldOutcome(now, period))
    return told if len(told) > 1 else ()


def _number(utfall: object) -> int | float | None:
    return plain_number(utfall) if isinstance(utfall, Decimal) else None
