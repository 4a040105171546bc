"""What was: the periods of the year, what is remembered of them, and what a plan leaves to be remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.orakel.rakna import BEST

Plan = Mapping[str, Any]
Row = Mapping[str, Any]
Verdict = dict[str, Any]

PERIODS: Mapping[str, tuple[int, ...]] = {
    "Nämndplan": (),
    "DÅ 1": (1, 2, 3, 4),
    "DÅ 2": (5, 6, 7, 8),
    "Årsrapport": (9, 10, 11, 12),
}
ORDER = tuple(PERIODS)
PART_OF_YEAR = ("DÅ 1", "DÅ 2")
LAST_DAY = {"Nämndplan": (1, 1), "DÅ 1": (4, 30), "DÅ 2": (8, 31), "Årsrapport": (12, 31)}
UNJUDGED = "Ej bedömd"
DROPPED = "Följs ej upp"
ACTIVE = ("", "Aktiv")
JUDGED, MISSING, NOT_DUE, OUTSIDE = "bedömd", "saknas", "mäts inte", "utanför"
"""What an item is to the roll-up: it counts, it blocks Helt, or (the last two) it does not exist."""


def is_due(row: Row, period: str) -> bool:
    """One of its months lies in the period's; without months always, but a plan waits for nothing."""
    months = row["periodicitet"]
    if months is None:
        return bool(PERIODS[period]) or (row["utfall"] is not None and not row["fel"])
    return any(month in PERIODS[period] for month in months)


def moment_of(one: Row) -> tuple[int, int]:
    return one["ar"], ORDER.index(one["period"])


def earlier(plan: Plan, objekt: str, nr: str, namn: str) -> Iterator[Row]:
    """What is remembered of an object from earlier periods, newest first; over the turn of a year only by its name."""
    rows = (one for one in plan["historik"] if (one["objekt"], one["nr"]) == (objekt, nr))
    for one in sorted(rows, key=moment_of, reverse=True):
        if moment_of(one) < moment_of(plan) and (one["ar"] == plan["ar"] or one["namn"] == namn):
            yield one


def told(plan: Plan, one: Row) -> str:
    """The decided status, else the computed, which of a mål may only have been a proposal.

    What was decided without its motive did not count, and is not remembered.
    """
    proposed = one["objekt"] == "Mål" and plan["mal_bedoms"] != "Sammanvägs"
    return str(one["faststalld_status"] or ("" if proposed else one["beraknad_status"]))


def counted(plan: Plan, one: Row) -> str:
    status = told(plan, one)
    return status if status in (*BEST, UNJUDGED) else ""


def previous(plan: Plan, objekt: str, nr: str, namn: str) -> str:
    return next((counted(plan, one) for one in earlier(plan, objekt, nr, namn)), "")


def last_counted(plan: Plan, row: Row) -> str:
    """An indikator's: periods in which it was not due, or not followed, are passed over."""
    for one in earlier(plan, "Indikator", row["nr"], row["indikator"]):
        status = counted(plan, one)
        if status in BEST or (status and is_due({**row, "utfall": None}, one["period"])):
            return status
    return ""


def standing(plan: Plan, row: Row) -> str:
    """The status of the latest earlier period in which it was to be measured."""
    rows = earlier(plan, "Indikator", row["nr"], row["indikator"])
    return next((counted(plan, one) for one in rows if is_due(row, one["period"]) or counted(plan, one) in BEST), "")


def same_decision(plan: Plan, objekt: str, row: Row) -> Iterator[Row]:
    """The rows with the same decision and motive, newest first, as far back as it has stood unchanged."""
    of = (objekt, row["nr"])
    own = (one for one in plan["historik"] if (one["objekt"], one["nr"]) == of and moment_of(one) == moment_of(plan))
    for one in (*own, *earlier(plan, *of, row["mal" if objekt == "Mål" else "delmal"])):
        if all(one[name] == row[name] for name in ("faststalld_status", "motivering")):
            yield one
        elif moment_of(one) != moment_of(plan):  # what this period's own row says was only computed before the decision
            return


def when_decided(plan: Plan, objekt: str, row: Row) -> str:
    """The computed status when this same decision was made, if it has been written down."""
    return next((one["beraknad_vid_beslut"] for one in same_decision(plan, objekt, row)), "")


def remembered(plan: Plan, verdicts: Mapping[str, Mapping[str, Verdict]]) -> Iterator[Row]:
    """What the plan's period leaves to the next one: outcomes that are measurements, decisions that counted."""
    for objekt, table in (("Mål", "mal"), ("Delmål", "delmal")):
        for row in plan[table]:
            one = verdicts[table][row["nr"]]
            counts = one["faststalld"] and not one.get("utan motivering")
            yield {
                **_about(plan, objekt, row, row[table]),
                "utfall": None,
                "beraknad_status": one["beraknad"],
                "faststalld_status": one["faststalld"] if counts else "",
                "motivering": row["motivering"],
                "beraknad_vid_beslut": (when_decided(plan, objekt, row) or one["beraknad"]) if counts else "",
            }
    for row in plan["indikatorer"]:
        measured = row["lage"] in ACTIVE and not row["fel"] and is_due(row, plan["period"])
        yield {
            **_about(plan, "Indikator", row, row["indikator"]),
            "utfall": row["utfall"] if measured else None,
            "beraknad_status": DROPPED if row["lage"] == DROPPED else verdicts["indikatorer"][row["nr"]]["status"],
            "faststalld_status": "",
            "motivering": "",
            "beraknad_vid_beslut": "",
        }


def _about(plan: Plan, objekt: str, row: Row, name: str) -> Row:
    return {"ar": plan["ar"], "period": plan["period"], "objekt": objekt, "nr": row["nr"], "namn": name}
