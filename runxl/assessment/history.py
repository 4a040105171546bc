"""What Tidigare perioder remembers: the row of an object in an earlier period, and the report before this one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from runxl.assessment.basis import Basis
from runxl.check.rows import Historik
from runxl.contract.scale import Scale

_of_report = attrgetter("ar", "period")
_by_objekt = attrgetter("objekt")
_in_sheet = attrgetter("row")

DROPPED = "Följs ej upp"
"""Stands as Beräknad status in Historik for what was no longer followed up."""

ACTIVE = ("", "Aktiv")
"""Läge of what is followed up and measured as usual."""


EarlierRows = Mapping[str, Mapping[str, Sequence[Historik]]]


class History(NamedTuple):
    """The rows of the reports before this one, by object and then by Nr, oldest first; `own` are those of this one."""

    ar: int | None
    rows: EarlierRows
    own: EarlierRows
    report: Sequence[Historik]
    """The rows of the latest report before this one."""

    @property
    def previous(self) -> str:
        """That report's name, `DÅ 1 2024`; empty if there is none."""
        return f"{self.report[0].period} {self.report[0].ar}" if self.report else ""

    def knows(self, objekt: str) -> Container[str]:
        """The Nr of which there is something to tell: most of a long list may have no history."""
        return self.rows.get(objekt, ())

    def earlier(self, objekt: str, nr: str, namn: str) -> list[Historik]:
        """The object's rows in earlier periods, latest first. Across years it must have kept its name."""
        ar, told = self.ar, [*reversed(_of(self.rows, objekt, nr))]
        names = {row.namn for row in told if row.ar != ar}
        others = [name for name in names if not same_name(name, namn)]
        return [row for row in told if row.ar == ar or row.namn not in others] if others else told

    def latest(self, objekt: str, nr: str, namn: str) -> Historik | None:
        """The first of those."""
        told = reversed(_of(self.rows, objekt, nr))
        return next((row for row in told if row.ar == self.ar or same_name(row.namn, namn)), None)

    def told(self, objekt: str, nr: str, namn: str) -> Iterator[tuple[bool, Historik]]:
        """The object's rows, latest first, this period's too, and whether each is of an earlier one."""
        for row in reversed(_of(self.own, objekt, nr)):
            yield False, row
        for row in self.earlier(objekt, nr, namn):
            yield True, row


def _of(rows: EarlierRows, objekt: str, nr: str) -> Sequence[Historik]:
    known = rows.get(objekt)
    return known.get(nr, ()) if known else ()


def history_of(rows: Sequence[Historik], basis: Basis) -> History:
    """Rows of later periods and of unknown ones are left out."""
    if basis.ar is None or basis.order < 0:
        return History(None, {}, {}, ())
    now = (basis.ar, basis.order)
    reports = _reports(rows if basis.computed_counts("Mål") else [*map(_without_proposal, rows)], basis)
    told = [sorted(reports[moment], key=_in_sheet) for moment in sorted(reports) if moment < now]
    own = sorted(reports.get(now, ()), key=_in_sheet)
    return History(basis.ar, _by_nr(chain.from_iterable(told)), _by_nr(own), told[-1] if told else ())


def _without_proposal(row: Historik) -> Historik:
    """What was only proposed for a mål was never its status."""
    return row._replace(beraknad_status="") if row.objekt == "Mål" else row


def _by_nr(rows: Iterable[Historik]) -> EarlierRows:
    found: dict[str, dict[str, list[Historik]]] = {}
    for objekt, several in groupby(rows, _by_objekt):
        by_nr = found.setdefault(objekt, defaultdict(list))
        for row in several:
            by_nr[row.nr].append(row)
    return found


def _reports(rows: Sequence[Historik], basis: Basis) -> dict[tuple[int, int], list[Historik]]:
    """The rows of each report, by its year and its period's place in it. Neighbours are mostly of the same."""
    places = {period.name: place for place, period in enumerate(basis.styrmodell.periods)}
    reports: dict[tuple[int, int], list[Historik]] = defaultdict(list)
    for (ar, period), several in groupby(rows, _of_report):
        if period in places:
            reports[ar, places[period]].extend(several)
    return reports


def counted(row: Historik) -> str:
    """The status that counted: what was decided, else what was computed."""
    return row.faststalld_status or row.beraknad_status


def previous_status(latest: Historik | None, scale: Scale) -> str | None:
    """The status that counted in the latest of an object's earlier periods."""
    status = counted(latest) if latest else None
    return status if status in scale.statuses else None


def same_name(one: str, other: str) -> bool:
    """Whatever the case and the spaces. Those with more or fewer words are told apart without a look at the case."""
    if one == other:
        return True
    return len(one.split()) == len(other.split()) and one.casefold().split() == other.casefold().split()
