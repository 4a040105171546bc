"""What has happened since the report before: one event at most for each object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.orakel.rakna import BEST
from tests.orakel.tidigare import (
    DROPPED,
    NOT_DUE,
    UNJUDGED,
    Plan,
    Row,
    Verdict,
    counted,
    earlier,
    last_counted,
    moment_of,
)
from tests.orakel.tidigare import told as told_of


def events(plan: Plan, verdicts: Mapping[str, Mapping[str, Verdict]]) -> Iterator[tuple[str, str, str, str, str]]:
    """What has happened to each object, and from what to what."""
    report = max((moment_of(one) for one in plan["historik"] if moment_of(one) < moment_of(plan)), default=None)
    for objekt, table, name in _OBJECTS:
        told = {one["nr"]: one for one in plan["historik"] if one["objekt"] == objekt and moment_of(one) == report}
        rows = {row["nr"]: row for row in plan[table]}
        same = {nr: nr in rows and _is_same(plan, told[nr], rows[nr][name]) for nr in told}
        for nr, row in rows.items() if report else ():
            now, old = verdicts[table][nr], told[nr] if same.get(nr) else None
            known = bool(told)
            if kind := _event(plan, row, now, old, known=known):
                was = _was(plan, row, old) if kind in ("status", "ej_bedomd") else told_of(plan, old) if old else ""
                yield kind, objekt, nr, was, _now_as(row, now)
        for nr, one in told.items():
            if not same[nr] and told_of(plan, one) != DROPPED:
                yield "borttagen", objekt, nr, told_of(plan, one), ""


_OBJECTS = (("Mål", "mal", "mal"), ("Delmål", "delmal", "delmal"), ("Indikator", "indikatorer", "indikator"))


def _is_same(plan: Plan, old: Row, name: str) -> bool:
    return bool(old["ar"] == plan["ar"] or old["namn"] == name)


def _was(plan: Plan, row: Row, old: Row | None) -> str:
    """What it was in the report before; of an indikator that was not judged then, what counted last."""
    was = told_of(plan, old) if old else ""
    return last_counted(plan, row) if was == UNJUDGED and "typ" in row else was


def _now_as(row: Row, now: Verdict) -> str:
    return DROPPED if row.get("lage") == DROPPED else str(now["status"])


def _event(plan: Plan, row: Row, now: Verdict, old: Row | None, *, known: bool) -> str:
    """The kind of event, if it is one: a first measurement, or one that is not due, is none."""
    was, is_now = _was(plan, row, old), _now_as(row, now)
    if is_now == DROPPED:
        return "foljs_ej_upp" if (was != DROPPED if old else not known) else ""
    if was == DROPPED:
        return "foljs_upp_igen"
    if row.get("lage") == "Ingen ny mätning" and now["varfor"] in ("", "ingen tidigare status"):
        return "ingen_ny_matning"
    if old is None:
        return "ny" if known else ""
    if not was or not is_now or was == is_now:
        return ""
    if UNJUDGED not in (was, is_now):
        return "status"
    if "typ" not in row:
        return "" if now["väntar"] else "ej_bedomd"
    return "" if _was_expected(plan, row, now) else "ej_bedomd"


def _was_expected(plan: Plan, row: Row, now: Verdict) -> bool:
    """Not due now, or measured for the first time."""
    measured = any(counted(plan, one) in BEST for one in earlier(plan, "Indikator", row["nr"], row["indikator"]))
    return now["hur"] == NOT_DUE or not measured
