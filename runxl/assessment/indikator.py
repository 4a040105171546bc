"""One indikator: is it to be assessed at all, by what, and how has it moved?"""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import NamedTuple

from runxl.assessment.basis import Basis
from runxl.assessment.forklaring import Reason
from runxl.assessment.historia import ASSESSED, History, counted, previous_status
from runxl.assessment.typer import Judgement, judge, value
from runxl.assessment.utveckling import utveckling
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.check.rows import Historik, Indikator, Value

_MONTHS_OF_YEAR = 12
_NO_ANSWER = "Svar saknas"
_EMPTY_CELL = "RX202"
"""The fault of a row whose type needs a value that is not there."""


class _Case(NamedTuple):
    """An indikator in its period: the target that holds, and the status that counted before."""

    row: Indikator
    malvarde: Value
    is_periodmal: bool
    before: str | None
    basis: Basis
    history: History


def assess_indikator(row: Indikator, basis: Basis, history: History) -> IndikatorVerdict:
    """The indikator's verdict in the period."""
    case = _case(row, basis, history)
    reason = _excluded(row, basis) or _faulty(case)
    if reason is None and row.lage == "Ingen ny mätning":
        return _carried(case)
    reason = reason or _unanswered(row)
    found = None if reason else judge(row, case.malvarde, basis)
    if found is None:
        return _not_assessed(case, reason or Reason("olasligt", {}))
    return _assessed(case, _told(case, found))


def _case(row: Indikator, basis: Basis, history: History) -> _Case:
    """Periodmål goes before Målvärde in a report within the year."""
    is_periodmal = basis.is_delar and row.periodmal is not None
    malvarde = row.periodmal if is_periodmal else row.malvarde
    before = previous_status(history, "Indikator", row.nr, row.indikator)
    return _Case(row, malvarde, is_periodmal, before, basis, history)


def is_kontrollmatt(row: Indikator) -> bool:
    return "Kontrollmått" in (row.typ, row.slag)


def _excluded(row: Indikator, basis: Basis) -> Reason | None:
    """Why it does not exist for the roll-up, if it does not."""
    if is_kontrollmatt(row):
        return Reason("kontrollmatt", {"koder": row.faults})
    if row.lage == "Följs ej upp":
        return Reason("foljs_ej_upp", {"koder": row.faults})
    if not basis.period.due(row.periodicitet):
        said = basis.styrmodell.only_at_year_end if basis.only_at_year_end(row.periodicitet) else ""
        return Reason("mats_inte", {"koder": row.faults, "ord": said})
    return None


def _faulty(case: _Case) -> Reason | None:
    """A fault in the row, or a value that its type needs and lacks."""
    row, typ = case.row, case.basis.typer.get(case.row.typ)
    needs = typ.needs if typ else ()
    lacking = tuple([name for name in needs if _is_empty(_given(case, name))])
    if lacking and (not row.faults or _EMPTY_CELL in row.faults):
        return Reason("saknar_varde", {"koder": row.faults, "saknas": lacking})
    return Reason("fel", {"koder": row.faults}) if row.faults else None


def _given(case: _Case, column: str) -> object:
    return case.malvarde if column == "malvarde" else getattr(case.row, column)


def _unanswered(row: Indikator) -> Reason | None:
    if _is_empty(row.utfall):
        return Reason("utfall_saknas", {})
    return Reason("svar_saknas", {}) if isinstance(row.utfall, str) and row.utfall == _NO_ANSWER else None


def _is_empty(value: object) -> bool:
    """Nothing, an empty text or no parts. Zero is a value. (Comparing a Decimal with these is slow.)"""
    return not isinstance(value, Decimal) and not value


def _told(case: _Case, found: Judgement) -> Judgement:
    """The judgement with what the reason must say besides: the period's target, a lag, the year at the same pace."""
    row, ar = case.row, case.basis.ar
    more: dict[str, object] = {}
    if case.is_periodmal and "malvarde" in found.inputs:
        more["periodmal"] = True
    if row.avser_ar is not None and ar is not None and row.avser_ar < ar:
        more["avser_ar"] = row.avser_ar
    elif (projection := _projection(row, case.basis)) is not None:
        more["projektion"] = projection
    return Judgement(found.status, found.rule, {**found.inputs, **more}, found.share) if more else found


def _projection(row: Indikator, basis: Basis) -> Decimal | None:
    """What counts from January, drawn out in a straight line to the end of the year."""
    utfall = value(row.utfall)
    if not row.ackumuleras or utfall is None or not basis.is_delar:
        return None
    months = int(basis.period.last_day[:2])
    projection = utfall * _MONTHS_OF_YEAR / months
    return projection if projection.is_finite() else None


def _assessed(case: _Case, found: Judgement) -> IndikatorVerdict:
    share = found.share if found.share is not None and isfinite(float(found.share)) else None
    shown = None if share is None else case.basis.shown_share(share)
    reason = Reason(found.rule, {**found.inputs, "status": found.status, "andel": shown})
    return IndikatorVerdict(
        row=case.row,
        status=found.status,
        standing="assessed",
        reason=reason,
        malvarde=case.malvarde,
        utfall=case.row.utfall,
        maluppfyllelse=share,
        andel=None if shown is None else float(shown),
        utveckling=utveckling(case.row, case.malvarde, case.history),
        foregaende_status=case.before,
        projektion=found.inputs.get("projektion"),
    )


def _not_assessed(case: _Case, reason: Reason) -> IndikatorVerdict:
    row = case.row
    excluded = reason.rule in ("kontrollmatt", "foljs_ej_upp", "mats_inte")
    trend = reason.rule == "kontrollmatt" and not row.faults and case.basis.period.due(row.periodicitet)
    return IndikatorVerdict(
        row=row,
        status="Ej bedömd",
        standing="excluded" if excluded else "missing",
        reason=reason,
        malvarde=case.malvarde,
        utfall=row.utfall,
        utveckling=utveckling(row, case.malvarde, case.history) if trend else "",
        foregaende_status=case.before,
    )


def _carried(case: _Case) -> IndikatorVerdict:
    """Ingen ny mätning: the status that counted in the latest earlier period stands, whatever Utfall holds."""
    stands = _standing_row(case)
    if stands is None or counted(stands) not in ASSESSED:
        return _not_assessed(case, Reason("tidigare_saknas", {}))
    status, share = counted(stands), stands.maluppfyllelse
    share = share if share is not None and isfinite(share) else None
    reason = Reason("ingen_ny_matning", {"status": status, "period": stands.period, "ar": stands.ar, "andel": share})
    return IndikatorVerdict(
        row=case.row,
        status=status,
        standing="assessed",
        reason=reason,
        malvarde=case.malvarde,
        maluppfyllelse=None if share is None else Decimal(str(share)),
        andel=share,
        foregaende_status=case.before,
    )


def _standing_row(case: _Case) -> Historik | None:
    """The latest earlier row that says something: a period in which nothing was due is passed over."""
    row = case.row
    for past in case.history.earlier("Indikator", row.nr, row.indikator):
        if counted(past) in ASSESSED or case.basis.due_in(past.period, row.periodicitet):
            return past
    return None
