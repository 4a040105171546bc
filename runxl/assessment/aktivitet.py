"""One aktivitet: what its status contributes to its delmål."""

from __future__ import annotations

from runxl.assessment.basis import Basis
from runxl.assessment.forklaring import Reason
from runxl.assessment.verdicts import AktivitetVerdict
from runxl.check.rows import Aktivitet

_EMPTY_CELL = "RX101"
"""The fault of a row whose status is not there."""


def assess_aktivitet(row: Aktivitet, basis: Basis) -> AktivitetVerdict:
    """The aktivitet's bidrag in the period."""
    reason = _excluded(row, basis)
    if reason:
        return AktivitetVerdict(row, "excluded", reason)
    bidrag = basis.styrmodell.contribution.get(row.status)
    if row.faults or bidrag is None:
        empty = not row.status and set(row.faults) <= {_EMPTY_CELL}
        reason = Reason("status_saknas" if empty or not row.faults else "fel", {"koder": row.faults})
        return AktivitetVerdict(row, "missing", reason)
    return AktivitetVerdict(row, "assessed", Reason("bidrag", {"status": row.status, "bidrag": bidrag}), bidrag)


def _excluded(row: Aktivitet, basis: Basis) -> Reason | None:
    """Why it does not exist for the roll-up, if it does not."""
    if row.lage == "Följs ej upp":
        return Reason("foljs_ej_upp", {"koder": row.faults})
    if row.startdatum is not None and basis.last_day is not None and row.startdatum > basis.last_day:
        return Reason("borjar_senare", {"koder": row.faults, "startdatum": row.startdatum})
    return None
