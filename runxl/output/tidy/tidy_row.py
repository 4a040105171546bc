"""A row of the table of history."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class TidyRow(NamedTuple):
    """What is known of an object in a period. None is what is not known; a text is never empty."""

    namnd: str | None
    enhet: str | None
    ar: int
    period: str
    ordning: int
    sista_dag: dt.date | None
    styrmodell: str
    objekt: str
    nr: str
    namn: str | None
    mal: str | None = None
    delmal: str | None = None
    ansvarig: str | None = None
    typ: str | None = None
    mattenhet: str | None = None
    utfall: float | None = None
    utfall_text: str | None = None
    malvarde: float | None = None
    malvarde_text: str | None = None
    maluppfyllelse: float | None = None
    status: str | None = None
    beraknad_status: str | None = None
    faststalld_status: str | None = None
    motivering: str | None = None
    faststalld_av: str | None = None
    faststalld_den: dt.date | None = None
    prognos: str | None = None
    beraknad_vid_beslut: str | None = None
    forklaring: str | None = None
    beraknad_den: dt.datetime | None = None
    svar_senast: dt.date | None = None
    kalla: str = ""
    fil: str = ""

    @property
    def key(self) -> tuple[str, str, int, str, str, str]:
        """What the row is about: there is one of each in the table."""
        return (self.namnd or "").casefold(), (self.enhet or "").casefold(), self.ar, self.period, self.objekt, self.nr
