"""Checked rows → Assessment. Pure: nothing is read, nothing written, and the clock is never asked."""

from __future__ import annotations

from collections.abc import Iterable

from runxl.assessment.aktivitet import assess_aktiviteter
from runxl.assessment.arithmetic import arithmetic
from runxl.assessment.assessed import Assessment
from runxl.assessment.basis import Basis, basis_of
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.begun import has_begun
from runxl.assessment.change_words import Picture
from runxl.assessment.changes import changes, picture_of, remembered
from runxl.assessment.counts import headlines, totals
from runxl.assessment.decisions import Decisions
from runxl.assessment.history import History, history_of
from runxl.assessment.indikator import assess_indikatorer
from runxl.assessment.levels import assess_delmal, assess_mal, rows_by_delmal, unread_children
from runxl.assessment.unchanged import unchanged_outcomes
from runxl.assessment.verdicts import UppdragVerdict
from runxl.check.rows import Checked, Uppdrag
from runxl.check.waivers import accept
from runxl.contract.message import place
from runxl.findings import Finding


def assess(checked: Checked, previous: Checked | None = None) -> Assessment:
    """Every verdict of a workbook in the period that it was checked for.

    Changes are told against `previous`, an earlier workbook, or else against the latest report before this one in
    Historik.
    """
    with arithmetic():
        before = _Assessing(previous).picture() if previous else None
        return _Assessing(checked).assessment(before)


def findings_of(checked: Checked) -> tuple[Finding, ...]:
    """All that checking and assessing find, in the order of the sheets."""
    with arithmetic():
        assessing = _Assessing(checked)
        return assessing.findings(assessing.reviews())


class _Assessing:
    """One workbook's verdicts, level by level."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.basis: Basis = basis_of(checked.settings)
        self.history: History = history_of(checked.historik, self.basis)
        self.decisions = Decisions(self.basis, self.history, checked.waivers)
        self.indikatorer = assess_indikatorer(checked.indikatorer, self.basis, self.history)
        self.aktiviteter = assess_aktiviteter(checked.aktiviteter, self.basis)
        children = rows_by_delmal(self.indikatorer, self.aktiviteter)
        for nr, unread in unread_children(checked.unread, checked.delmal).items():
            children.setdefault(nr, []).extend(unread)
        self.delmal = assess_delmal(checked.delmal, children, self.decisions)
        self.mal = assess_mal(checked.mal, self.delmal, children, self.decisions)
        self.uppdrag = tuple(UppdragVerdict(row=row, overdue=_overdue(row, self.basis)) for row in checked.uppdrag)

    def picture(self, before: Picture | None = None) -> Picture:
        return picture_of(
            self.basis,
            before,
            mal=self.mal,
            delmal=self.delmal,
            indikatorer=self.indikatorer,
            aktiviteter=self.aktiviteter,
            uppdrag=self.uppdrag,
        )

    def assessment(self, before: Picture | None) -> Assessment:
        reviews = self.reviews()
        counts = totals(self.basis.scale, self.mal, self.delmal, self.indikatorer, self.uppdrag)
        before = before or remembered(self.history.report)
        return Assessment(
            file=self.checked.file,
            period=self.basis.period.name,
            model=self.basis.styrmodell,
            ar=self.basis.ar,
            namnd=self.checked.settings.namnd,
            mal=self.mal,
            delmal=self.delmal,
            indikatorer=self.indikatorer,
            aktiviteter=self.aktiviteter,
            uppdrag=self.uppdrag,
            begun=has_begun(self.checked),
            changes=changes(before, self.picture(before), self.basis) if before else (),
            previous=self.history.previous,
            counts=counts,
            headlines=tuple(headlines(counts, self.basis.styrmodell).values()),
            findings=self.findings(reviews),
            reviews=reviews,
        )

    def findings(self, reviews: Iterable[Finding]) -> tuple[Finding, ...]:
        verdicts: tuple[MalVerdict | DelmalVerdict, ...] = (*self.mal, *self.delmal)
        judged = self.decisions
        decided = (*judged.findings(verdicts, self.checked), *judged.uncounted(verdicts, self.checked))
        found = (*self.checked.findings, *accept(decided, self.checked.waivers), *reviews)
        return tuple(sorted(found, key=place))

    def reviews(self) -> tuple[Finding, ...]:
        """What should be looked at anew: decisions whose ground has changed, outcomes that are what they were."""
        decisions = self.decisions.reviews((*self.mal, *self.delmal), self.checked)
        outcomes = unchanged_outcomes(self.indikatorer, self.checked, self.history)
        return tuple(accept((*decisions, *outcomes), self.checked.waivers))


def _overdue(row: Uppdrag, basis: Basis) -> bool:
    late = row.slutdatum is not None and basis.last_day is not None and row.slutdatum < basis.last_day
    return late and row.status != "Klar"
