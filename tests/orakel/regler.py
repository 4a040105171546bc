"""The rules of assessment once more, from one plan as plain dicts → what runxl should say of it.

A plan holds `ar`, `period`, `styrmodell` (what the region has decided), `grans_helt` and `grans_delvis`, and rows by
table; a row holds the contract's column names and plain values. Nothing here is imported from runxl.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.orakel.handelser import events
from tests.orakel.rakna import BEST, NEEDS_BASE, NEEDS_GOAL, TYPES, Limits, goodness
from tests.orakel.tidigare import (
    DROPPED,
    JUDGED,
    LAST_DAY,
    MISSING,
    NOT_DUE,
    ORDER,
    OUTSIDE,
    PART_OF_YEAR,
    UNJUDGED,
    Plan,
    Row,
    Verdict,
    earlier,
    is_due,
    last_counted,
    moment_of,
    previous,
    same_decision,
    standing,
    when_decided,
)

HARD_TO_SAY = "Svårt att bedöma"
OF_STATUS = {"Helt": "fullt", "Delvis": "delvis", "Inte": "inget"}
OF_ACTIVITY = {
    "Avslutad": "fullt",
    "Pågående enligt plan": "fullt",
    "Pausad": "delvis",
    "Klar med avvikelse": "delvis",
    "Försenad": "inget",
    "Ej påbörjad": "inget",
}


def judge(plan: Plan) -> dict[str, Any]:
    """Every verdict of a plan, by table and Nr, and the counts of the headline."""
    indikatorer = {row["nr"]: _indikator(plan, row) for row in plan["indikatorer"]}
    aktiviteter = {row["nr"]: _aktivitet(plan, row) for row in plan["aktiviteter"]}
    items = {row["nr"]: _items(plan, row["nr"], indikatorer, aktiviteter) for row in plan["delmal"]}
    delmal = {row["nr"]: _delmal(plan, row, items[row["nr"]]) for row in plan["delmal"]}
    mal = {row["nr"]: _mal(plan, row, items, delmal) for row in plan["mal"]}
    verdicts = {"mal": mal, "delmal": delmal, "indikatorer": indikatorer}
    return {
        **verdicts,
        "aktiviteter": aktiviteter,
        "sammanfattning": _counts(plan, mal, delmal, indikatorer),
        "forandringar": sorted(events(plan, verdicts)),
    }


# Indikatorer


def _indikator(plan: Plan, row: Row) -> Verdict:
    how, why, status, andel = _assessed(plan, row)
    return {
        "hur": how,
        "varfor": why,
        "status": status,
        "andel": andel,
        "utveckling": _arrow(plan, row),
        "foregaende": last_counted(plan, row),
    }


def _assessed(plan: Plan, row: Row) -> tuple[str, str, str, Fraction | None]:
    """How it counts, why not if it does not, status and share."""
    if is_kontrollmatt(row):
        return OUTSIDE, "kontrollmått", UNJUDGED, None
    if row["lage"] == DROPPED:
        return OUTSIDE, "följs ej upp", UNJUDGED, None
    if not is_due(row, plan["period"]):
        return NOT_DUE, "mäts inte denna period", UNJUDGED, None
    if row["fel"] or _lacks_needed(plan, row):
        return MISSING, "fel på raden", UNJUDGED, None
    if row["lage"] == "Ingen ny mätning":
        stands = standing(plan, row)
        return (JUDGED, "", stands, None) if stands in BEST else (MISSING, "ingen tidigare status", UNJUDGED, None)
    if row["utfall"] in (None, "Svar saknas"):
        return MISSING, "utfall saknas" if row["utfall"] is None else "svar saknas", UNJUDGED, None
    goal, lacks_goal = goal_of(plan, row)
    base, lacks_base = base_of(plan, row)
    lacking = lacks_goal or lacks_base
    if lacking:
        return MISSING, lacking, UNJUDGED, None
    judged = TYPES[row["typ"]](row, goal, base, row["utfall"], limits_of(plan, row))
    return JUDGED, "", judged.status, judged.andel


def _lacks_needed(plan: Plan, row: Row) -> bool:
    """A value that the Typ needs is not there at all, neither on the row nor for the period: a fault."""
    told = _period_row(plan, row)
    lacks_goal = row["typ"] in NEEDS_GOAL and row["malvarde"] is None and told.get("periodmal") is None
    lacks_base = row["typ"] in NEEDS_BASE and row["utgangsvarde"] is None and told.get("utgangsvarde") is None
    return lacks_goal or lacks_base


def is_kontrollmatt(row: Row) -> bool:
    return "Kontrollmått" in (row["typ"], row["slag"])


def goal_of(plan: Plan, row: Row) -> tuple[Any, str]:
    """The target that holds now, and what is lacking where one is needed."""
    told = _period_row(plan, row).get("periodmal")
    if told is not None:
        return told, ""
    if (row["malar"] or 0) > plan["ar"]:
        return row["malvarde"], f"målet gäller {row['malar']}"
    part_of_year = row["ackumuleras"] and plan["period"] in PART_OF_YEAR
    has_goal = row["malvarde"] is not None and (row["typ"] != "Budget" or row["malvarde"] != 0)
    # A change in percent is of the same months, whichever they are.
    if part_of_year and has_goal and row["typ"] not in NEEDS_BASE and not plan["styrmodell"]["mot_arsmal"]:
        return row["malvarde"], "periodmål saknas"
    return row["malvarde"], ""


def base_of(plan: Plan, row: Row) -> tuple[Any, str]:
    """What a change is counted from: like with like."""
    if row["typ"] not in NEEDS_BASE:
        return None, ""
    told = _period_row(plan, row).get("utgangsvarde")
    if told is not None:
        return told, ""
    if row["ackumuleras"]:
        same = _same_period_last_year(plan, row)
        if isinstance(same, Decimal):
            return same, ""
        if plan["period"] in PART_OF_YEAR:
            return None, "jämförelsevärde för samma period saknas"
    return row["utgangsvarde"], ""


def limits_of(plan: Plan, row: Row) -> Limits:
    """The row's own, else the workbook's, else the styrmodell's."""
    standard = Limits()
    own = {name: row[f"grans_{name}"] for name in ("helt", "delvis")}
    books = {name: plan[f"grans_{name}"] for name in ("helt", "delvis")}
    helt, delvis = (
        Fraction(own[name]) / 100
        if own[name] is not None
        else Fraction(books[name]) / 100
        if books[name] is not None
        else getattr(standard, name)
        for name in ("helt", "delvis")
    )
    return Limits(helt, delvis, plan["styrmodell"]["avrundar"])


def _period_row(plan: Plan, row: Row) -> Row:
    found = (one for one in plan["periodvarden"] if (one["nr"], one["period"]) == (row["nr"], plan["period"]))
    return next(found, {})


def _same_period_last_year(plan: Plan, row: Row) -> Any:
    told = _period_row(plan, row).get("foregaende_ar")
    if told is not None:
        return told
    last = (plan["ar"] - 1, plan["period"])
    rows = earlier(plan, "Indikator", row["nr"], row["indikator"])
    return next((one["utfall"] for one in rows if (one["ar"], one["period"]) == last), None)


def _arrow(plan: Plan, row: Row) -> str:
    """Where it is heading, in the direction that is good; only a measurement of now is compared."""
    measured = row["lage"] in ("", "Aktiv") and is_due(row, plan["period"])
    if not measured or row["fel"] or (_lacks_needed(plan, row) and not is_kontrollmatt(row)):
        return ""
    goal = goal_of(plan, row)[0]
    earlier = (goodness(row, goal, value) for value in _measurements(plan, row))
    was, is_now = next((one for one in earlier if one is not None), None), goodness(row, goal, row["utfall"])
    if was is None or is_now is None:
        return ""
    return "↑" if is_now > was else "↓" if is_now < was else "→"


def _measurements(plan: Plan, row: Row) -> Iterator[Any]:
    """What an outcome may be compared with, the first that there is: like with like."""
    if not row["ackumuleras"]:
        yield from (one["utfall"] for one in earlier(plan, "Indikator", row["nr"], row["indikator"]))
    else:
        yield _same_period_last_year(plan, row)
        if plan["period"] in PART_OF_YEAR:
            yield _period_row(plan, row).get("utgangsvarde")
            return
    yield row["tidigare_utfall"]
    yield row["utgangsvarde"]


# Aktiviteter, and the roll-up


def _aktivitet(plan: Plan, row: Row) -> Verdict:
    last = dt.date(plan["ar"], *LAST_DAY[plan["period"]])
    if row["lage"] == DROPPED:
        return {"hur": OUTSIDE, "bidrag": ""}
    if row["startdatum"] is not None and row["startdatum"] > last:
        return {"hur": NOT_DUE, "bidrag": ""}
    if not row["status"]:
        return {"hur": NOT_DUE if plan["period"] == "Nämndplan" else MISSING, "bidrag": ""}
    return {"hur": JUDGED, "bidrag": OF_ACTIVITY[row["status"]]}


def _items(plan: Plan, delmal: str, indikatorer: Mapping[str, Verdict], aktiviteter: Mapping[str, Verdict]) -> Row:
    """What a delmål is weighed by: contributions, what is missing, and indikatorer that are not due."""
    rows = [row for row in plan["indikatorer"] if row["delmal"] == delmal]
    verdicts = [indikatorer[row["nr"]] for row in rows]
    doings = [aktiviteter[row["nr"]] for row in plan["aktiviteter"] if row["delmal"] == delmal]
    given = [OF_STATUS[one["status"]] for one in verdicts if one["hur"] == JUDGED]
    given += [one["bidrag"] for one in doings if one["hur"] == JUDGED]
    followed = [indikatorer[row["nr"]]["hur"] for row in rows if row["slag"] != "Aktivitet"]
    return {
        "bidrag": given,
        "saknas": sum(one["hur"] == MISSING for one in (*verdicts, *doings)),
        "följs": [how for how in followed if how != OUTSIDE],
        "väntar": any(one["hur"] == NOT_DUE for one in (*verdicts, *doings)),
    }


def _weighed(items: Row) -> tuple[str, str]:
    """Försiktighetsprincipen: the status, and how it counts above."""
    given = items["bidrag"]
    if not given:
        return UNJUDGED, MISSING if items["saknas"] else OUTSIDE
    if all(one == "inget" for one in given):
        return "Inte", JUDGED
    none_due = bool(items["följs"]) and all(how == NOT_DUE for how in items["följs"])
    whole = all(one == "fullt" for one in given) and not items["saknas"] and not none_due
    return "Helt" if whole else "Delvis", JUDGED


def _delmal(plan: Plan, row: Row, items: Row) -> Verdict:
    former = previous(plan, "Delmål", row["nr"], row["delmal"])
    if not plan["styrmodell"]["bedomer_delmal"]:
        return _without_status(plan, row)
    if plan["styrmodell"]["delmal_regel"] == "helhet":
        return _as_a_whole(plan, row, items) | {"foregaende": former}
    computed, how = _weighed(items)
    return _decided(plan, "Delmål", row, computed, how, waits=items["väntar"]) | {"foregaende": former}


def _without_status(plan: Plan, row: Row) -> Verdict:
    decided = row["faststalld_status"]
    nothing = {"beraknad": "", "faststalld": decided, "status": "", "foregaende": "", "hur": OUTSIDE, "väntar": False}
    return nothing | {"prognos": _forecast(plan, row, "")}


def _as_a_whole(plan: Plan, row: Row, items: Row) -> Verdict:
    """Nothing is computed, so nothing is decided against it: a person's word is the status, with or without a motive."""
    decided = row["faststalld_status"]
    followed = bool(items["bidrag"]) or items["saknas"]
    how = MISSING if followed else OUTSIDE
    if decided in BEST:
        how = JUDGED
    unchanged = [one for one in same_decision(plan, "Delmål", row) if moment_of(one) != moment_of(plan)]
    return {
        "beraknad": "",
        "faststalld": decided,
        "status": decided,
        "prognos": _forecast(plan, row, decided),
        "hur": how,
        "väntar": items["väntar"] and not followed and not decided,
        "ej omprövad sedan": _when(plan, unchanged[-1]) if decided and unchanged else "",
    }


def _forecast(plan: Plan, row: Row, status: str) -> str:
    """What somebody has said of the year's end, which is no forecast once it is there."""
    return status if plan["period"] == ORDER[-1] else str(row["prognos"])


def _decided(plan: Plan, objekt: str, row: Row, computed: str, how: str, *, waits: bool) -> Verdict:
    """What a person has decided counts, once it has its motive or needs none."""
    decided = row["faststalld_status"]
    in_order = row["motivering"] or decided in (computed, when_decided(plan, objekt, row))
    counts = bool(decided and in_order)
    if counts and decided != computed:
        how = MISSING if decided == UNJUDGED else JUDGED
    unchanged = [one for one in same_decision(plan, objekt, row) if moment_of(one) != moment_of(plan)]
    since = unchanged[-1] if unchanged else None
    return {
        "beraknad": computed,
        "faststalld": decided,
        "status": decided if counts else computed,
        "prognos": _forecast(plan, row, decided if counts else computed),
        "hur": how,
        "väntar": waits and how == OUTSIDE and not counts,
        "utan motivering": bool(decided and not in_order),
        "grunden ändrad": counts and (when_decided(plan, objekt, row) or computed) != computed,
        "ej omprövad sedan": _when(plan, since) if counts and since else "",
    }


def _when(plan: Plan, one: Row) -> str:
    return str(one["period"]) if one["ar"] == plan["ar"] else f"{one['period']} {one['ar']}"


def _mal(plan: Plan, row: Row, items: Mapping[str, Row], delmal: Mapping[str, Verdict]) -> Verdict:
    styrmodell, own = plan["styrmodell"], [one["nr"] for one in plan["delmal"] if one["mal"] == row["nr"]]
    former = previous(plan, "Mål", row["nr"], row["mal"])
    if plan["mal_bedoms"] == "Nej":
        return _without_status(plan, row)
    if not styrmodell["bedomer_delmal"]:
        below: Row = {
            "bidrag": [one for nr in own for one in items[nr]["bidrag"]],
            "saknas": sum(items[nr]["saknas"] for nr in own),
            "följs": [one for nr in own for one in items[nr]["följs"]],
            "väntar": any(items[nr]["väntar"] for nr in own),
        }
    else:
        judged = [delmal[nr] for nr in own]
        below = {
            "bidrag": [OF_STATUS[one["status"]] for one in judged if one["hur"] == JUDGED],
            "saknas": sum(one["hur"] == MISSING for one in judged),
            "följs": [],
            "väntar": any(one["väntar"] for one in judged),
        }
    computed, how = _weighed(below) if styrmodell["mal_regel"] == "lika" else weakest(below)
    verdict = _decided(plan, "Mål", row, computed, how, waits=below["väntar"]) | {"foregaende": former}
    if plan["mal_bedoms"] == "Bara fastställda" and (not verdict["faststalld"] or verdict["utan motivering"]):
        verdict |= {"status": "", "prognos": _forecast(plan, row, "")}
    return verdict


def weakest(items: Row) -> tuple[str, str]:
    """The other rule for mål: no better than the weakest of what it is made of."""
    given = items["bidrag"]
    if not given:
        return UNJUDGED, MISSING if items["saknas"] else OUTSIDE
    worst = max(given, key=list(OF_STATUS.values()).index)
    word = next(word for word, bidrag in OF_STATUS.items() if bidrag == worst)
    return ("Delvis" if word == "Helt" and items["saknas"] else word), JUDGED


# The headline


def _counts(plan: Plan, mal: Row, delmal: Row, indikatorer: Row) -> dict[str, dict[str, int]]:
    followed = [
        indikatorer[row["nr"]]["status"]
        for row in plan["indikatorer"]
        if not is_kontrollmatt(row) and row["lage"] != DROPPED
    ]
    uppdrag = Counter(row["status"] for row in plan["uppdrag"])
    return {
        "mal": _by_word([one["status"] for one in mal.values()]),
        "delmal": _by_word([one["status"] for one in delmal.values()]),
        "indikatorer": _by_word(followed),
        "uppdrag": {
            "antal": len(plan["uppdrag"]),
            "klar": uppdrag["Klar"],
            "pagaende": uppdrag["Pågående"],
            "ej_paborjad": uppdrag["Ej påbörjad"],
        },
    }


def _by_word(statuses: Sequence[str]) -> dict[str, int]:
    count = Counter(statuses)
    words = {"helt": "Helt", "delvis": "Delvis", "inte": "Inte", "ej_bedomd": UNJUDGED}
    return {"antal": len(statuses), **{name: count[word] for name, word in words.items()}}
