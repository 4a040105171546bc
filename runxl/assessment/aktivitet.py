"""One aktivitet: what its status contributes to its delmål."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from runxl.assessment.basis import Basis
from runxl.assessment.history import DROPPED
from runxl.assessment.verdicts import AktivitetVerdict
from runxl.assessment.why import BeginsLater, Contributes, Dropped, Faulty, Hinder, NoStatus, NotDue, accepted
from runxl.check.rows import Aktivitet

_NOT_ASKED = "status lämnas inte denna period"


def assess_aktiviteter(rows: Iterable[Aktivitet], basis: Basis) -> tuple[AktivitetVerdict, ...]:
    """The bidrag of a sheet's rows in the period. Rows of one status have one reason."""
    contributions = basis.styrmodell.contribution.items()
    reasons = {status: Contributes(status, bidrag) for status, bidrag in contributions}
    return tuple([_verdict(row, reasons, basis) for row in rows])


def _verdict(row: Aktivitet, reasons: Mapping[str, Contributes], basis: Basis) -> AktivitetVerdict:
    excluded = _excluded(row, basis)
    if excluded:
        return AktivitetVerdict(row=row, reason=excluded)
    reason = reasons.get(row.status)
    if reason is None and not row.faults and (hinder := accepted(row, ("status",))):
        return AktivitetVerdict(row=row, reason=hinder)
    if row.faults or reason is None:
        empty = "status" in row.empty or not row.faults
        return AktivitetVerdict(row=row, reason=(NoStatus if empty else Faulty)(row.faults))
    return AktivitetVerdict(row=row, reason=reason, bidrag=reason.bidrag)


def _excluded(row: Aktivitet, basis: Basis) -> Hinder | None:
    """Why it does not exist for the roll-up, if it does not."""
    if row.lage == DROPPED:
        return Dropped(row.faults)
    if row.startdatum is not None and basis.last_day is not None and row.startdatum > basis.last_day:
        return BeginsLater(row.faults, row.startdatum)
    if not (row.status or row.faults or row.accepted or basis.period.awaits(None)):
        return NotDue(said=_NOT_ASKED)
    return None
