"""What Historik remembers: the row of an object in an earlier period, and the report before this one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from runxl.assessment.basis import Basis
from runxl.check.rows import Historik

Moment = tuple[int, int]
"""A year and a period's place in it."""

DROPPED = "Följs ej upp"
"""Stands as Beräknad status in Historik for what was no longer followed up."""

ASSESSED = ("Helt", "Delvis", "Inte")
STATUSES = (*ASSESSED, "Ej bedömd")


class History(NamedTuple):
    """The rows up to this period, by object and Nr, oldest first."""

    now: Moment | None
    rows: Mapping[tuple[str, str], Sequence[tuple[Moment, Historik]]]
    report: Sequence[Historik]
    """The rows of the latest report before this one."""

    @property
    def previous(self) -> str:
        """That report's name, `DÅ 1 2024`; empty if there is none."""
        return f"{self.report[0].period} {self.report[0].ar}" if self.report else ""

    def earlier(self, objekt: str, nr: str, namn: str) -> Iterator[Historik]:
        """The object's rows in earlier periods, latest first. Across years it must have kept its name."""
        rows = self.rows.get((objekt, nr))
        return self._earlier(rows, namn) if rows else iter(())

    def _earlier(self, rows: Sequence[tuple[Moment, Historik]], namn: str) -> Iterator[Historik]:
        for moment, row in reversed(rows):
            if self.now and moment < self.now and (moment[0] == self.now[0] or same_name(row.namn, namn)):
                yield row

    def this_year(self, objekt: str, nr: str) -> Iterator[tuple[bool, Historik]]:
        """The object's rows of this year, latest first, and whether each is of an earlier period than this."""
        for moment, row in reversed(self.rows.get((objekt, nr), ())):
            if self.now and moment[0] == self.now[0]:
                yield moment < self.now, row


def history_of(rows: Sequence[Historik], basis: Basis) -> History:
    """Rows of later periods, of unknown periods and with faults are left out."""
    if basis.ar is None or basis.order < 0:
        return History(None, {}, ())
    now = (basis.ar, basis.order)
    places = {period.name: place for place, period in enumerate(basis.styrmodell.periods)}
    reports: dict[Moment, list[Historik]] = defaultdict(list)
    for row in rows:
        if row.period in places and not row.faults:
            reports[row.ar, places[row.period]].append(row)
    by_object: dict[tuple[str, str], list[tuple[Moment, Historik]]] = defaultdict(list)
    report: list[Historik] = []
    for moment in sorted(moment for moment in reports if moment <= now):
        told = sorted(reports[moment], key=attrgetter("row"))
        for row in told:
            by_object[row.objekt, row.nr].append((moment, row))
        report = told if moment < now else report
    return History(now, dict(by_object), tuple(report))


def counted(row: Historik) -> str:
    """The status that counted: what was decided, else what was computed."""
    return row.faststalld_status or row.beraknad_status


def previous_status(history: History, objekt: str, nr: str, namn: str) -> str | None:
    """The status that counted in the latest earlier period."""
    latest = next(history.earlier(objekt, nr, namn), None)
    status = counted(latest) if latest else None
    return status if status in STATUSES else None


def same_name(one: str, other: str) -> bool:
    return one == other or one.casefold().split() == other.casefold().split()
