"""One aktivitet: what its status contributes to its delmål."""

from __future__ import annotations

from runxl.assessment import forklaring
from runxl.assessment.basis import Basis
from runxl.assessment.verdicts import AktivitetVerdict, Reason
from runxl.check.rows import Aktivitet

_WORDS = {"fullt": "bidrar fullt", "delvis": "bidrar delvis", "inget": "bidrar inte"}
_EMPTY_CELL = "RX101"
"""The fault of a row whose status is not there."""


def assess_aktivitet(row: Aktivitet, basis: Basis) -> AktivitetVerdict:
    """The aktivitet's bidrag in the period."""
    reason = _excluded(row, basis)
    if reason:
        return AktivitetVerdict(row=row, standing="excluded", reason=reason, forklaring=_why_not(reason))
    bidrag = basis.styrmodell.contribution.get(row.status)
    if row.faults or bidrag is None:
        empty = not row.status and set(row.faults) <= {_EMPTY_CELL}
        reason = Reason("status_saknas" if empty or not row.faults else "fel", {"koder": row.faults})
        return AktivitetVerdict(row=row, standing="missing", reason=reason, forklaring=_why_not(reason))
    return AktivitetVerdict(
        row=row,
        standing="assessed",
        reason=Reason("bidrag", {"status": row.status, "bidrag": bidrag}),
        forklaring=f"{row.status} → {_WORDS[bidrag]}",
        bidrag=bidrag,
    )


def _excluded(row: Aktivitet, basis: Basis) -> Reason | None:
    """Why it does not exist for the roll-up, if it does not."""
    if row.lage == "Följs ej upp":
        return Reason("foljs_ej_upp", {"koder": row.faults})
    if row.startdatum is not None and basis.last_day is not None and row.startdatum > basis.last_day:
        return Reason("borjar_senare", {"koder": row.faults, "startdatum": row.startdatum})
    return None


def _why_not(reason: Reason) -> str:
    return f"Räknas inte: {forklaring.with_codes(reason)}"
