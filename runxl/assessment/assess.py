"""Checked rows → Assessment. Pure: nothing is read, nothing written, and the clock is never asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from runxl.assessment.aktivitet import assess_aktiviteter
from runxl.assessment.arithmetic import arithmetic
from runxl.assessment.assessed import Assessment
from runxl.assessment.basis import Basis, basis_of
from runxl.assessment.change_words import Picture
from runxl.assessment.changes import changes, picture_of, remembered
from runxl.assessment.counts import headlines, totals
from runxl.assessment.decisions import UNMOTIVATED, decision_findings
from runxl.assessment.history import History, history_of
from runxl.assessment.indikator import assess_indikatorer
from runxl.assessment.levels import assess_delmal, assess_mal, rows_by_delmal, unread_children
from runxl.assessment.unchanged import unchanged_outcomes
from runxl.assessment.verdicts import UppdragVerdict
from runxl.check.rows import Checked, Uppdrag
from runxl.check.waivers import Dispens, accept
from runxl.findings import Finding


def assess(checked: Checked, period: str | None = None, previous: Checked | None = None) -> Assessment:
    """Every verdict of a workbook in a period.

    `period` goes before the one in Inställningar. Changes are told against `previous`, an earlier workbook, or else
    against the latest report before this one in Historik.
    """
    with arithmetic():
        basis = basis_of(checked.settings, period)
        before = _Assessing(previous, basis_of(previous.settings)).picture() if previous else None
        return _Assessing(checked, basis).assessment(before)


class _Assessing:
    """One workbook's verdicts, level by level."""

    def __init__(self, checked: Checked, basis: Basis) -> None:
        self.checked, self.basis = checked, basis
        self.history: History = history_of(checked.historik, basis)
        self.indikatorer = assess_indikatorer(checked.indikatorer, basis, self.history)
        self.aktiviteter = assess_aktiviteter(checked.aktiviteter, basis)
        children = rows_by_delmal(self.indikatorer, self.aktiviteter)
        for nr, unread in unread_children(checked.unread, checked.delmal).items():
            children.setdefault(nr, []).extend(unread)
        self.delmal = assess_delmal(checked.delmal, children, basis, self.history)
        self.mal = assess_mal(checked.mal, self.delmal, children, basis, self.history)
        self.uppdrag = tuple(UppdragVerdict(row=row, overdue=_overdue(row, basis)) for row in checked.uppdrag)

    def picture(self, before: Picture | None = None) -> Picture:
        return picture_of(
            self.basis,
            mal=self.mal,
            delmal=self.delmal,
            indikatorer=self.indikatorer,
            aktiviteter=self.aktiviteter,
            uppdrag=self.uppdrag,
            before=before,
        )

    def assessment(self, before: Picture | None) -> Assessment:
        counts = totals(self.basis.scale, self.mal, self.delmal, self.indikatorer, self.uppdrag)
        found = (
            *decision_findings((*self.mal, *self.delmal), self.checked, self.history, self.basis),
            *unchanged_outcomes(self.indikatorer, self.checked, self.history),
        )
        waivers = tuple(_waivers(self.checked, self.basis.last_day))
        before = before or remembered(self.history.report)
        return Assessment(
            file=self.checked.file,
            period=self.basis.period.name,
            styrmodell=self.basis.styrmodell.name,
            ar=self.basis.ar,
            namnd=self.checked.settings.namnd,
            mal=self.mal,
            delmal=self.delmal,
            indikatorer=self.indikatorer,
            aktiviteter=self.aktiviteter,
            uppdrag=self.uppdrag,
            changes=changes(before, self.picture(before), self.basis) if before else (),
            previous=self.history.previous,
            counts=counts,
            headlines=headlines(counts, self.basis),
            findings=(*self._settled(), *accept(found, waivers)),
        )

    def _settled(self) -> Iterator[Finding]:
        """What checking found, less the missing motives: only now is it known what they would be against."""
        judged = {"Mål": self.basis.assessed("mal"), "Delmål": self.basis.assessed("delmal")}
        for one in self.checked.findings:
            if one.code != UNMOTIVATED or one.accepted or not judged.get(one.sheet):
                yield one


def _overdue(row: Uppdrag, basis: Basis) -> bool:
    late = row.slutdatum is not None and basis.last_day is not None and row.slutdatum < basis.last_day
    return late and row.status != "Klar"


def _waivers(checked: Checked, today: dt.date | None) -> Iterator[Dispens]:
    """The waivers in force, for the findings that assessing makes."""
    for row in checked.other.get("dispenser", ()):
        code, sheet, nr, motive = (str(row.get(name) or "") for name in ("kod", "blad", "nr", "motivering"))
        until = row.get("galler_till")
        over = isinstance(until, dt.date) and today is not None and until < today
        if code and sheet and motive and not over:
            yield Dispens(code.upper(), sheet, nr)
