"""What every rule stands on: the styrmodell, the year, the period and its last day, the thresholds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from runxl.check.moment import last_day
from runxl.check.rows import Indikator, Settings
from runxl.contract.scale import Scale
from runxl.contract.styrmodell_vocabulary import NEVER, ROLLED_UP, Label, MalBedoms, Period, Styrmodell

_EVERY_MONTH = tuple(range(1, 13))
_NO_PERIOD = Period("", _EVERY_MONTH, "12-31", year_end=True)
"""A workbook without a period has a fault that says so; what it holds is still assessed, all of it."""

LABEL_OF = {"Mål": "mal", "Delmål": "delmal", "Indikator": "indikator", "Aktivitet": "aktivitet", "Uppdrag": "uppdrag"}
"""The styrmodell's label for each object of Historik."""


@dataclass(frozen=True, slots=True)
class Basis:
    """`last_day` is what every rule means by today."""

    styrmodell: Styrmodell
    ar: int | None
    period: Period
    last_day: dt.date | None
    scale: Scale
    """The styrmodell's, with the workbook's own thresholds."""

    words: Mapping[str, str]
    """What one of each object is called: `regionmål`, `styrmått`."""

    mal_bedoms: MalBedoms
    """What is a mål's status in this workbook."""

    @property
    def is_delar(self) -> bool:
        """A report within the year, where Periodmål holds instead of Målvärde."""
        return self.period.is_delar

    @property
    def order(self) -> int:
        """The period's place in the year."""
        return self.order_of(self.period.name)

    def order_of(self, period: str) -> int:
        """A period's place in the year; -1 for a name that the styrmodell does not know."""
        return next((place for place, one in enumerate(self.styrmodell.periods) if one.name == period), -1)

    def awaited_in(self, period: str, months: tuple[int, ...] | None) -> bool:
        """Whether something was to be measured in a period of the styrmodell."""
        return any(one.awaits(months) for one in self.styrmodell.periods if one.name == period)

    def only_at_year_end(self, months: tuple[int, ...] | None) -> bool:
        """Whether something is measured in the year's last report alone."""
        due = [one for one in self.styrmodell.periods if one.due(months)]
        return bool(due) and all(one.year_end for one in due)

    def assessed(self, level: str) -> bool:
        """Whether it may have a status."""
        return level in self.styrmodell.assessed and (level != "mal" or self.mal_bedoms != NEVER)

    def computed_counts(self, objekt: str) -> bool:
        """Whether what is computed of it is its status until somebody decides, and no mere proposal."""
        return objekt != "Mål" or self.mal_bedoms == ROLLED_UP

    def shown_share(self, share: Decimal) -> Decimal:
        """The share to three decimals, or as many more as it takes not to show 100 % for what falls short of it."""
        status = self.scale.status(share)
        for decimals in range(3, 13):
            shown = round(share, decimals)
            if self.scale.status(shown) == status:
                return shown
        return share

    def of(self, row: Indikator) -> Self:
        """The same with the row's own thresholds, where it has any."""
        if row.grans_helt is None and row.grans_delvis is None:
            return self
        return replace(self, scale=self.scale.moved(row.grans_helt, row.grans_delvis))

    def label(self, objekt: str) -> Label:
        return self.styrmodell.labels[LABEL_OF[objekt]]


def basis_of(settings: Settings) -> Basis:
    moment = settings.moment
    styrmodell, period = moment.styrmodell, moment.period or _NO_PERIOD
    return Basis(
        styrmodell=styrmodell,
        ar=moment.ar,
        period=period,
        last_day=last_day(moment.ar, period),
        scale=settings.scale,
        words={objekt: styrmodell.labels[level].one for objekt, level in LABEL_OF.items()},
        mal_bedoms=settings.mal_bedoms or styrmodell.mal_bedoms,
    )
