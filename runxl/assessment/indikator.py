"""One indikator: is it to be assessed at all, by what, and how has it moved?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import isfinite

from runxl.assessment import why
from runxl.assessment.basis import Basis
from runxl.assessment.history import ACTIVE, DROPPED, History, counted
from runxl.assessment.like_with_like import Compared, Past, compared
from runxl.assessment.trend import utveckling
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.check.rows import KONTROLLMATT, Historik, Indikator
from runxl.contract.scale import NONE
from runxl.measure.formula import Outcome
from runxl.measure.typ import Judged, Typ
from runxl.measure.values import NO_ANSWER, Value, as_number, is_empty
from runxl.svenska import short_months
from runxl.typer import typer

_MONTHS_OF_YEAR = 12
_NOT_REMEASURED = "Ingen ny mätning"
_MEASURED_ALL_THE_SAME = (why.FollowedOnly, why.LaterTarget, why.NoPeriodTarget)
"""There is no target to judge by now, but where the outcome is heading can be told."""


def assess_indikatorer(rows: Sequence[Indikator], basis: Basis, history: History) -> tuple[IndikatorVerdict, ...]:
    """The verdicts of a sheet's rows in the period."""
    verdict = _Assessor(rows, basis, history).verdict
    return tuple([verdict(row) for row in rows])


class _Assessor:
    """What is the same for all rows is looked up once."""

    def __init__(self, rows: Iterable[Indikator], basis: Basis, history: History) -> None:
        self.basis = basis
        self.history = history
        self.typer = typer()
        self.remembered = history.knows("Indikator")
        self.is_delar = basis.is_delar
        measured = {row.periodicitet for row in rows}
        self.due = {months for months in measured if basis.period.due(months)}
        self.awaited = {months for months in measured if basis.period.awaits(months)}
        self.months = {months: short_months(months or ()) for months in measured}

    def verdict(self, row: Indikator) -> IndikatorVerdict:
        """By the row's type, unless something stands in the way. A type judges nothing that lacks what it needs."""
        malvarde = row.malvarde if row.periodmal is None else row.periodmal
        past = self.history.earlier("Indikator", row.nr, row.indikator) if row.nr in self.remembered else ()
        typ = self.typer.get(row.typ)
        against = compared(row, typ, past, self.basis)
        judges = not self._stands_out(row) and not self._without_target(row, typ) and not self._without_base(against)
        found = typ.judge(against.row, malvarde, self.basis.of(row)) if typ and judges else None
        if typ is None or found is None:
            return self._otherwise(row, malvarde, past, against)
        return self._assessed(against, malvarde, past, typ=typ, found=found)

    def _without_target(self, row: Indikator, typ: Typ | None) -> why.Hinder | None:
        """A target of another time says nothing of this one: a later year's, or the whole year's of a sum under way."""
        if row.periodmal is not None or typ is None:
            return None
        if row.malar is not None and self.basis.ar is not None and row.malar > self.basis.ar:
            return why.LaterTarget(malar=row.malar)
        sums_up = row.ackumuleras and self.is_delar and typ.aims_at_sum(row.malvarde)
        return why.NoPeriodTarget() if sums_up and self.basis.styrmodell.utan_periodmal == "ej_bedomd" else None

    def _without_base(self, against: Compared) -> why.Hinder | None:
        """A change since a whole year says nothing of some months."""
        return why.NoSamePeriod() if against.lacks_base and self.is_delar else None

    def _stands_out(self, row: Indikator) -> bool:
        """Whether it is not for its type to judge."""
        return (
            bool(row.faults)
            or row.lage in (DROPPED, _NOT_REMEASURED)
            or row.slag == KONTROLLMATT
            or not self._is_due(row)
        )

    def _is_due(self, row: Indikator) -> bool:
        """What nobody waits for counts where it is there all the same."""
        return row.periodicitet in self.awaited or (row.periodicitet in self.due and row.utfall is not None)

    def _assessed(
        self, against: Compared, malvarde: Value, past: Past, *, typ: Typ, found: Outcome
    ) -> IndikatorVerdict:
        row = against.row
        share, shown, andel = found.share, None, None
        exact = None if found.exact is None else self.basis.shown_share(found.exact)
        if share is not None:
            shown = self.basis.shown_share(share)
            andel = float(shown)
            if not isfinite(andel):
                share = shown = andel = None
        reason = Judged(typ=typ, row=row, goal=malvarde, outcome=found, shown=shown, exact=exact)
        if self._more_is_said(row):
            reason = self._with_more(reason, row)
        return IndikatorVerdict(
            row=row,
            status=found.status,
            reason=reason,
            malvarde=malvarde,
            utfall=row.utfall,
            maluppfyllelse=share,
            andel=andel,
            utveckling=utveckling(typ, row, malvarde, against.before),
            foregaende_status=self._before(row, past),
            past=past,
            measured=True,
            lamnas_nu=self._awaited_now(row),
        )

    def _before(self, row: Indikator, past: Past) -> str | None:
        """The status that counted before: periods in which it was not followed or not due are passed over."""
        for one in past:
            status = counted(one)
            missing = status == NONE and self.basis.awaited_in(one.period, row.periodicitet)
            if missing or status in self.basis.scale.words:
                return status
        return None

    def _more_is_said(self, row: Indikator) -> bool:
        """Whether the reason has to tell of the period's own target, of a lag or of the year at the same pace."""
        return self.is_delar or row.periodmal is not None or row.avser_ar not in (None, self.basis.ar)

    def _with_more(self, reason: Judged, row: Indikator) -> Judged:
        lags = row.avser_ar is not None and self.basis.ar is not None and row.avser_ar < self.basis.ar
        return reason._replace(
            is_of_period=row.periodmal is not None,
            avser_ar=row.avser_ar if lags else None,
            projection=self._projection(row) if row.ackumuleras and not lags else None,
        )

    def _projection(self, row: Indikator) -> Decimal | None:
        """What counts from January, drawn out in a straight line to the end of the year."""
        utfall = as_number(row.utfall)
        if utfall is None or not self.is_delar:
            return None
        months = int(self.basis.period.last_day[:2])
        projection = utfall * _MONTHS_OF_YEAR / months
        return projection if projection.is_finite() else None

    def _otherwise(self, row: Indikator, malvarde: Value, past: Past, against: Compared) -> IndikatorVerdict:
        """The verdict of a row that its type has not judged."""
        reason = self._excluded(row) or self._faulty(against.row, malvarde)
        if reason is None and row.lage == _NOT_REMEASURED:
            return self._carried(row, malvarde, past)
        typ = self.typer.get(row.typ)
        reason = (
            reason
            or self._accepted(row)
            or _unanswered(row)
            or self._without_target(row, typ)
            or self._without_base(against)
        )
        return self._not_assessed(row, malvarde, past, reason or why.Unreadable(), against)

    def _excluded(self, row: Indikator) -> why.Hinder | None:
        """Why it does not exist for the roll-up, if it does not."""
        if row.is_kontrollmatt:
            return why.FollowedOnly(row.faults)
        if row.lage == DROPPED:
            return why.Dropped(row.faults)
        if not self._is_due(row):
            is_yearly = self.basis.only_at_year_end(row.periodicitet)
            return why.NotDue(row.faults, self.basis.styrmodell.only_at_year_end if is_yearly else "")
        return None

    def _faulty(self, row: Indikator, malvarde: Value) -> why.Hinder | None:
        """A fault in the row, or a value that its type needs and lacks."""
        typ = self.typer.get(row.typ)
        given = {"malvarde": malvarde}
        needs = [name for name in (typ.needs if typ else ()) if name != "utgangsvarde" or not self._sums_up(row)]
        known = {name for name, _ in row.accepted}
        lacking = tuple([name for name in needs if is_empty(given.get(name, getattr(row, name))) and name not in known])
        if lacking and (not row.faults or not set(lacking).isdisjoint(row.empty)):
            return why.NeedsValues(row.faults, lacking)
        return why.Faulty(row.faults) if row.faults else None

    def _accepted(self, row: Indikator) -> why.Hinder | None:
        """A value that its type goes by which cannot be read, and is accepted so."""
        typ = self.typer.get(row.typ)
        return why.accepted(row, ("typ", "utfall", *(typ.needs if typ else ()))) if row.accepted else None

    def _awaited_now(self, row: Indikator) -> str:
        if row.lage == DROPPED:
            return ""
        return "Ja" if row.periodicitet in self.awaited else self.months[row.periodicitet]

    def _sums_up(self, row: Indikator) -> bool:
        """Its base is that of the same months, which stands in another place."""
        return row.ackumuleras and self.is_delar

    def _not_assessed(
        self, row: Indikator, malvarde: Value, past: Past, reason: why.Hinder, against: Compared | None = None
    ) -> IndikatorVerdict:
        typ = self.typer.get(row.typ)
        measured = row.lage in ACTIVE and not row.faults and self._is_due(row)
        moves = measured and isinstance(reason, _MEASURED_ALL_THE_SAME)
        return IndikatorVerdict(
            row=row,
            status=NONE,
            reason=reason,
            malvarde=malvarde,
            utfall=row.utfall,
            utveckling=utveckling(typ, row, malvarde, against.before) if typ and against and moves else "",
            foregaende_status=self._before(row, past),
            past=past,
            measured=measured,
            lamnas_nu=self._awaited_now(row),
        )

    def _carried(self, row: Indikator, malvarde: Value, past: Past) -> IndikatorVerdict:
        """Ingen ny mätning: the status that counted in the latest earlier period stands, whatever Utfall holds."""
        stands = self._standing_row(row, past)
        if stands is None or counted(stands) not in self.basis.scale.words:
            return self._not_assessed(row, malvarde, past, why.NothingEarlier())
        status, share = counted(stands), stands.maluppfyllelse
        share = share if share is not None and isfinite(share) else None
        return IndikatorVerdict(
            row=row,
            status=status,
            reason=why.Carried(status, stands.period, stands.ar),
            malvarde=malvarde,
            maluppfyllelse=None if share is None else Decimal(str(share)),
            andel=share,
            foregaende_status=self._before(row, past),
            past=past,
            lamnas_nu=self._awaited_now(row),
        )

    def _standing_row(self, row: Indikator, past: Past) -> Historik | None:
        """The latest earlier row that says something: a period in which nothing was due is passed over."""
        for one in past:
            if counted(one) in self.basis.scale.words or self.basis.awaited_in(one.period, row.periodicitet):
                return one
        return None


def _unanswered(row: Indikator) -> why.Hinder | None:
    if is_empty(row.utfall):
        return why.NoOutcome()
    return why.NoAnswer() if isinstance(row.utfall, str) and row.utfall == NO_ANSWER else None
