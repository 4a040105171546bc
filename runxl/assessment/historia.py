"""What Historik remembers: the row of an object in an earlier period, and the report before this one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

from runxl.assessment.basis import Basis
from runxl.check.rows import Historik

Moment = tuple[int, int]
"""A year and a period's place in it."""

DROPPED = "Följs ej upp"
"""Stands as Beräknad status in Historik for what was no longer followed up."""

ACTIVE = ("", "Aktiv")
"""Läge of what is followed up and measured as usual."""

ASSESSED = ("Helt", "Delvis", "Inte")
STATUSES = (*ASSESSED, "Ej bedömd")


class History(NamedTuple):
    """The rows up to a period, by object and then by Nr, oldest first."""

    ar: int | None
    period: str
    rows: Mapping[str, Mapping[str, Sequence[Historik]]]
    report: Sequence[Historik]
    """The rows of the latest report before this one."""

    @property
    def previous(self) -> str:
        """That report's name, `DÅ 1 2024`; empty if there is none."""
        return f"{self.report[0].period} {self.report[0].ar}" if self.report else ""

    def knows(self, objekt: str) -> Container[str]:
        """The Nr of which there is something to tell: most of a long list may have no history."""
        return self.rows.get(objekt, ())

    def earlier(self, objekt: str, nr: str, namn: str) -> Iterator[Historik]:
        """The object's rows in earlier periods, latest first. Across years it must have kept its name."""
        ar, period = self.ar, self.period
        for row in self._latest_first(objekt, nr):
            if row.period != period if row.ar == ar else same_name(row.namn, namn):
                yield row

    def this_year(self, objekt: str, nr: str) -> Iterator[tuple[bool, Historik]]:
        """The object's rows of this year, latest first, and whether each is of an earlier period than this."""
        for row in self._latest_first(objekt, nr):
            if row.ar == self.ar:
                yield row.period != self.period, row

    def _latest_first(self, objekt: str, nr: str) -> Iterator[Historik]:
        """Rows of later periods are not here: what is not of this period is of an earlier one."""
        known = self.rows.get(objekt)
        return reversed(known.get(nr, ())) if known else iter(())


def history_of(rows: Sequence[Historik], basis: Basis) -> History:
    """Rows of later periods, of unknown periods and with faults are left out."""
    period = basis.period.name
    if basis.ar is None or basis.order < 0:
        return History(None, period, {}, ())
    now = (basis.ar, basis.order)
    by_object: dict[str, dict[str, list[Historik]]] = defaultdict(lambda: defaultdict(list))
    report: Sequence[Historik] = ()
    for moment, told in _reports(rows, basis):
        if moment > now:
            break
        for row in told:
            by_object[row.objekt][row.nr].append(row)
        report = tuple(told) if moment < now else report
    return History(basis.ar, period, dict(by_object), report)


def _reports(rows: Sequence[Historik], basis: Basis) -> list[tuple[Moment, list[Historik]]]:
    """The rows of each report in the sheet's order, the oldest report first."""
    places = {period.name: place for place, period in enumerate(basis.styrmodell.periods)}
    by_name: dict[tuple[int, str], list[Historik]] = defaultdict(list)
    for row in rows:
        if not row.faults and row.period in places:
            by_name[row.ar, row.period].append(row)
    reports = [((ar, places[period]), told) for (ar, period), told in by_name.items()]
    return [(moment, sorted(told, key=attrgetter("row"))) for moment, told in sorted(reports, key=itemgetter(0))]


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
