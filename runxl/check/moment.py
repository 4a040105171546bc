"""The moment that every rule means by today: the last day of the period in År, never the clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from runxl.contract.styrmodell_vocabulary import Period, Styrmodell
from runxl.excel import fold


@dataclass(frozen=True, slots=True)
class Moment:
    """The styrmodell, the year and the period that a workbook is of; None is what it does not say."""

    styrmodell: Styrmodell
    ar: int | None
    period: Period | None

    @property
    def today(self) -> dt.date | None:
        return last_day(self.ar, self.period) if self.period else None

    def due(self, months: object) -> bool:
        """Whether something with these months is measured in the period."""
        return self.period is not None and self.period.due(months if isinstance(months, tuple) else None)

    def awaits(self, months: object) -> bool:
        """Whether it is missed if it is not there."""
        return self.period is not None and self.period.awaits(months if isinstance(months, tuple) else None)


def named(styrmodell: Styrmodell, period: str) -> Period | None:
    """The styrmodell's period of that name, however it is typed."""
    return next((one for one in styrmodell.periods if fold(one.name) == fold(period)), None)


def last_day(ar: int | None, period: Period) -> dt.date | None:
    if ar is None or not dt.MINYEAR <= ar <= dt.MAXYEAR:
        return None
    return dt.date.fromisoformat(f"{ar:04d}-{period.last_day}")
