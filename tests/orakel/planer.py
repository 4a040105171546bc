"""Random plans, as plain dicts: every Typ, period, Läge, Periodicitet, limit, decision and kind of history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from tests.orakel.rakna import BEST, NEEDS_BASE, POINTS
from tests.orakel.regler import HARD_TO_SAY, OF_ACTIVITY, is_kontrollmatt
from tests.orakel.tidigare import DROPPED, ORDER, UNJUDGED, is_due

Plan = dict[str, Any]
Row = dict[str, Any]

AR = 2026
STYRMODELLER: Mapping[str, Mapping[str, Any]] = {
    "vasterbotten": {
        "bedomer_delmal": True,
        "avrundar": True,
        "mal_regel": "lika",
        "mot_arsmal": False,
        "delmal_regel": "forsiktighet",
    },
    "norrbotten": {
        "bedomer_delmal": False,
        "avrundar": True,
        "mal_regel": "lika",
        "mot_arsmal": False,
        "delmal_regel": "forsiktighet",
    },
}
_UNITS = ("antal", "%", "tkr", "mkr", "dagar", "")
_NUMERIC = ("Minst", "Minst", "Högst", "Intervall", "Öka", "Minska", "Bibehåll", "Förändring", "Budget", "Skala")
_TYPES = (*_NUMERIC, *_NUMERIC, "Ja/Nej", "Milstolpe", "Sammansatt", "Sammansatt", "Kontrollmått")
_MONTHS: Sequence[tuple[int, ...] | None] = (
    None, None, (8, 12), (12,), (4, 8, 12), (6, 12), (3, 6, 9, 12), tuple(range(1, 13)), (2, 10), (5,),
)  # fmt: skip
_FACTORS = ("1", "1", "0.8", "0.995", "0.99", "0.985", "0.9", "0.795", "0.8049", "1.004", "1.2", "0.5", "-1", "2.5")
_AMOUNTS = ("65", "77.8", "90", "1350", "12", "40.25", "8.0", "100", "7.5", "3", "2.50")
_WORDS = (*BEST, UNJUDGED)
_FORECASTS = ("", "", *BEST, HARD_TO_SAY)
_NONE = {"faststalld_status": "", "motivering": ""}
_DECISIONS: Sequence[Row] = [_NONE] * 4 + [
    {"faststalld_status": word, "motivering": motive} for word in _WORDS for motive in ("", "Läget är osäkert")
]
_LAGEN = ("", "", "", "", "Aktiv", "Ingen ny mätning", DROPPED)


def plan_of(seed: int) -> Plan:
    """The same seed gives the same plan."""
    rng = Random(seed)  # noqa: S311 – dice, no secrets
    name = rng.choice(("vasterbotten", "vasterbotten", "norrbotten"))
    plan: Plan = {
        "seed": seed,
        "ar": AR,
        "period": rng.choice(("DÅ 1", "DÅ 2", "DÅ 2", "Årsrapport", "Årsrapport", "Nämndplan")),
        "styrmodell": {"namn": name, **STYRMODELLER[name]},
        "mal_bedoms": ("Sammanvägs", "Bara fastställda", "Sammanvägs", "Nej")[seed % 4],
        **_limits(rng, 0.3),
        "mal": [_mal(rng, nr) for nr in range(1, rng.randint(1, 3) + 1)],
    }
    plan["delmal"] = [one for row in plan["mal"] for one in _delmal(rng, row["nr"])]
    plan["uppdrag"] = [_uppdrag(rng, nr) for nr in range(1, rng.randint(0, 3) + 1)]
    under = [row["nr"] for row in plan["delmal"]]
    plan["indikatorer"] = [_indikator(rng, name, nr, n) for nr in under for n in _numbers(rng, 4)]
    of_uppdrag = [row["nr"] for row in plan["uppdrag"] if _some(rng, 0.3)]
    plan["indikatorer"] += [_indikator(rng, name, nr, n) for nr in of_uppdrag for n in _numbers(rng, 2)]
    plan["aktiviteter"] = [_aktivitet(rng, row["nr"], n) for row in plan["delmal"] for n in _numbers(rng, 3)]
    plan["periodvarden"] = [one for row in plan["indikatorer"] for one in _period_rows(rng, row)]
    plan["historik"] = [*_historik(rng, plan)]
    return plan


def answered_anew(plan: Mapping[str, Any], period: str, historik: Sequence[Mapping[str, Any]]) -> Plan:
    """The same plan in a later period: other answers and decisions, and what the periods before have left."""
    rng = Random(f"{plan['seed']} {period}")  # noqa: S311 – dice, no secrets
    rows = {name: [dict(row) for row in plan[name]] for name in ("mal", "delmal", "indikatorer", "aktiviteter")}
    for row in (*rows["mal"], *rows["delmal"]):
        if _some(rng, 0.5):
            row.update(_decision(rng))
    for row in rows["indikatorer"]:
        near = row["utgangsvarde"] if row["typ"] in ("Öka", "Minska", "Bibehåll") else row["malvarde"]
        if near is not None or row["typ"] in ("Ja/Nej", "Milstolpe", "Kontrollmått", "Budget"):
            row.update(utfall=_outcome(rng, row["typ"], near, row["utgangsvarde"]), fel=False)
        row["lage"] = rng.choice(_LAGEN)
    for row in rows["aktiviteter"]:
        row["status"] = rng.choice((*OF_ACTIVITY, ""))
    return {**plan, **rows, "period": period, "historik": list(historik)}


def _some(rng: Random, chance: float) -> bool:
    return rng.random() < chance


def _numbers(rng: Random, most: int) -> list[int]:
    """1, 2, 3 … but the last one is now and then 10, which is another than 1."""
    count = rng.randint(0, most)
    return [10 if n == count > 1 and _some(rng, 0.3) else n for n in range(1, count + 1)]


def _limits(rng: Random, chance: float) -> Row:
    if not _some(rng, chance):
        return {"grans_helt": None, "grans_delvis": None}
    helt, delvis = rng.choice(
        ((100, 80), (95, 75), (100, 90), (110, 80), (90, 60), (100, None), (95, None), (None, 85))
    )
    return {
        name: None if one is None else Decimal(one) for name, one in (("grans_helt", helt), ("grans_delvis", delvis))
    }


# The objects


def _decision(rng: Random) -> Row:
    return dict(rng.choice(_DECISIONS))


def _mal(rng: Random, nr: int) -> Row:
    return {"nr": str(nr), "mal": f"Mål {nr}", **_decision(rng), "prognos": rng.choice(_FORECASTS)}


def _delmal(rng: Random, mal: str) -> list[Row]:
    return [
        {"nr": nr, "mal": mal, "delmal": f"Delmål {nr}", **_decision(rng), "prognos": rng.choice(_FORECASTS)}
        for nr in (f"{mal}.{n}" for n in _numbers(rng, 3))
    ]


def _uppdrag(rng: Random, nr: int) -> Row:
    return {"nr": f"U{nr}", "uppdrag": f"Uppdrag {nr}", "status": rng.choice(("Ej påbörjad", "Pågående", "Klar"))}


def _aktivitet(rng: Random, delmal: str, n: int) -> Row:
    starts = rng.choice((None, None, dt.date(AR, 1, 1), dt.date(AR, 4, 30), dt.date(AR, 5, 1), dt.date(AR + 1, 1, 1)))
    return {
        "nr": f"{delmal}-A{n}",
        "delmal": delmal,
        "aktivitet": f"Aktivitet {n}",
        "status": "" if _some(rng, 0.08) else rng.choice((*OF_ACTIVITY, "Avslutad", "Pågående enligt plan")),
        "lage": rng.choice(("", "", "", "Aktiv", DROPPED)),
        "startdatum": starts,
    }


def _indikator(rng: Random, styrmodell: str, delmal: str, n: int) -> Row:
    slag = _slag(rng, styrmodell)
    typ = rng.choice(("Milstolpe", "Budget")) if slag == "Aktivitet" else rng.choice(_TYPES)
    row: Row = {
        "nr": f"{delmal}.{n}",
        "delmal": delmal,
        "indikator": f"Indikator {delmal}.{n}",
        "typ": typ,
        "slag": slag,
        "enhet": rng.choice(_UNITS),
        "malar": rng.choice((AR + 1, AR + 4)) if _some(rng, 0.08) else rng.choice((None, None, AR)),
        "avser_ar": rng.choice((None, None, AR, AR - 1)),
        "periodicitet": rng.choice(_MONTHS),
        "lage": rng.choice(_LAGEN),
        "ackumuleras": _some(rng, 0.25) and typ not in ("Ja/Nej", "Milstolpe"),
        "fel": False,
        **_limits(rng, 0.15),
        **_values(rng, typ),
    }
    if typ == "Skala":
        row["enhet"] = "1–6"
    elif isinstance(row["malvarde"], Mapping) and POINTS in row["malvarde"]:
        row["enhet"] = "%"
    _spoil(rng, row)
    return row


def _slag(rng: Random, styrmodell: str) -> str:
    if styrmodell == "norrbotten":
        return rng.choice(("", "Styrmått", "Styrmått", "Kontrollmått", "Aktivitet"))
    return rng.choice(("", "", "", "", "Indikator", "Kontrollmått"))


def _spoil(rng: Random, row: Row) -> None:
    """Takes away what is needed, or leaves a row that cannot be read."""
    if _some(rng, 0.15):
        row["utfall"] = rng.choice((None, None, "Svar saknas"))
    elif _some(rng, 0.05) and row["utfall"] is not None:
        row["fel"] = True
    if _some(rng, 0.05) and row["typ"] != "Intervall":
        row["malvarde"] = None
    if _some(rng, 0.05):
        row["utgangsvarde"] = None


# Values


def _values(rng: Random, typ: str) -> Row:
    """Target, base, outcome and an earlier outcome, near what decides between two statuses."""
    goal, base, high = _goal(rng, typ), None, None
    if typ in NEEDS_BASE or _some(rng, 0.2):
        base = _amount(rng) or Decimal(7)
    if typ == "Intervall":
        high = goal + rng.choice((Decimal(0), Decimal("2.5"), Decimal(20)))
    if typ in ("Sammansatt", "Milstolpe", "Ja/Nej", "Skala"):
        base = None
    near = base if typ in ("Öka", "Minska", "Bibehåll") else high if high is not None and _some(rng, 0.5) else goal
    return {
        "malvarde": goal,
        "malvarde_max": high,
        "utgangsvarde": base,
        "utfall": _outcome(rng, typ, near, base),
        "tidigare_utfall": _outcome(rng, typ, near, base) if _some(rng, 0.4) else None,
    }


def _amount(rng: Random) -> Decimal:
    if _some(rng, 0.08):
        return Decimal(0)
    amount = (
        Decimal(rng.choice(_AMOUNTS))
        if _some(rng, 0.6)
        else Decimal(rng.randint(200, 99999)).scaleb(-rng.randint(0, 2))
    )
    return -amount if _some(rng, 0.15) else amount


def _goal(rng: Random, typ: str) -> Any:
    match typ:
        case "Ja/Nej":
            return rng.choice((None, "Ja"))
        case "Milstolpe":
            return "Handlingsplan antagen"
        case "Kontrollmått" | "Öka" | "Minska" | "Bibehåll":
            return None
        case "Skala":
            return rng.choice([Decimal(one) for one in ("4", "3.5", "2", "5.0", "4.25")])
        case "Sammansatt":
            return {"personer": Decimal(rng.choice((0, 20, 65))), "kommuner": Decimal(rng.choice((12, 100, 7)))}
        case "Förändring":
            moved = rng.choice([Decimal(one) for one in ("-15", "5", "2.5", "0", "-20", "10")])
            return {POINTS: moved} if _some(rng, 0.25) else moved
        case "Budget":
            return rng.choice((None, Decimal(0), Decimal(5), Decimal(-5), Decimal(50)))
        case _:
            return _amount(rng)


def _outcome(rng: Random, typ: str, near: Any, base: Decimal | None) -> Any:
    match typ:
        case "Ja/Nej" | "Milstolpe":
            return rng.choice(("Ja", "Delvis", "Nej"))
        case "Skala":
            return min(max(_about(rng, near), Decimal(1)), Decimal(6))
        case "Sammansatt":
            return {unit: max(_about(rng, goal), Decimal(0)) for unit, goal in near.items()}
        case "Förändring":
            aim = near[POINTS] if isinstance(near, Mapping) else abs(base or 0) * near / 100
            return _no_share(_shortened((base or Decimal(0)) + aim * Decimal(rng.choice(_FACTORS))))
        case "Bibehåll" if near and _some(rng, 0.3):
            return _no_share(_shortened(near * Decimal("0.996")))  # what rounding would call Helt
        case "Budget":
            return -_about(rng, abs(near or Decimal(5))) if _some(rng, 0.7) else rng.choice((Decimal(0), Decimal(12)))
        case _:
            return _about(rng, near if near is not None else _amount(rng))


def _about(rng: Random, goal: Decimal) -> Decimal:
    """A number near a target, or where a limit or a rounding lies."""
    if goal == 0:
        return Decimal(rng.choice(("0", "2", "-3", "12.5")))
    value = _shortened(
        goal * Decimal(rng.choice(_FACTORS)) + Decimal(rng.choice(("0", "0", "0", "0.5", "-0.5", "0.04")))
    )
    return _no_share(value)


def _no_share(value: Decimal) -> Decimal:
    """So small a number in a row of percent might be a share, and is asked about."""
    return value + 2 if 0 < value <= 1 else value


def _shortened(value: Decimal) -> Decimal:
    """At most three decimals, and no zeros after the last of them."""
    near = value.quantize(Decimal("0.001")).normalize()
    return near.quantize(Decimal(1)) if int(near.as_tuple().exponent) > 0 else near


def _period_rows(rng: Random, row: Row) -> Iterator[Row]:
    """Periodvärden of now and of other periods."""
    for period in ORDER[1:]:
        if not _some(rng, 0.25):
            continue
        goal = row["malvarde"] if row["typ"] in ("Ja/Nej", "Milstolpe", "Kontrollmått") else _goal(rng, row["typ"])
        if row["typ"] == "Intervall":
            goal = row["malvarde"] - rng.choice((0, 1, 4))
        if isinstance(goal, Mapping) != isinstance(row["malvarde"], Mapping) or (0 < _plain(goal) <= 1):
            goal = None
        numeric = row["typ"] not in ("Ja/Nej", "Milstolpe", "Sammansatt", "Skala")
        yield {
            "nr": row["nr"],
            "period": period,
            "periodmal": goal if _some(rng, 0.7) else None,
            "utgangsvarde": _amount(rng) or Decimal(9) if numeric and _some(rng, 0.4) else None,
            "foregaende_ar": _about(rng, Decimal(30)) if numeric and _some(rng, 0.4) else None,
        }


def _plain(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


# History


def _historik(rng: Random, plan: Plan) -> Iterator[Row]:
    """What was written in earlier periods of this year and the last, and of this period when it was last computed."""
    last_year = [(AR - 1, period) for period in ORDER[1:] if _some(rng, 0.65)]
    this_year = [(AR, period) for period in ORDER[1 : ORDER.index(plan["period"]) + 1] if _some(rng, 0.65)]
    for objekt, table in (("Mål", "mal"), ("Delmål", "delmal")):
        if objekt == "Mål" or plan["styrmodell"]["bedomer_delmal"]:
            for row in plan[table]:
                yield from _decisions(rng, objekt, row, last_year, this_year)
    for row in plan["indikatorer"]:
        yield from (_measured(rng, moment, row) for moment in (*last_year, *this_year) if not _some(rng, 0.1))
    for moment in (*last_year, *this_year):  # rows that the plan no longer has
        if _some(rng, 0.2):
            row = _indikator(rng, plan["styrmodell"]["namn"], "9.9", rng.randint(1, 3))
            yield _measured(rng, moment, row)


def _about_object(rng: Random, moment: tuple[int, str], objekt: str, nr: str, name: str) -> Row:
    renamed = moment[0] < AR and _some(rng, 0.2)
    said = f"{name} (förr)" if renamed else name
    return {"ar": moment[0], "period": moment[1], "objekt": objekt, "nr": nr, "namn": said}


def _decisions(
    rng: Random, objekt: str, row: Row, last_year: Sequence[tuple[int, str]], this_year: Sequence[tuple[int, str]]
) -> Iterator[Row]:
    """The decision of now stands since some period of the year, made against one status; before that, another did."""
    same = {key: row[key] for key in ("faststalld_status", "motivering")}
    others = [one for one in _DECISIONS if one != same]
    since, ground = rng.randint(0, len(this_year)), rng.choice(_WORDS)
    for place, moment in enumerate((*last_year, *this_year)):
        stands = place >= len(last_year) + since
        decision = same if stands else rng.choice(others)
        computed = rng.choice(_WORDS)
        against = ground if stands else rng.choice(_WORDS)
        if not decision["motivering"] and decision["faststalld_status"] not in (computed, against):
            decision = _NONE  # it did not count, and is not remembered
        yield {
            **_about_object(rng, moment, objekt, row["nr"], row["mal" if objekt == "Mål" else "delmal"]),
            "utfall": None,
            "beraknad_status": computed,
            **decision,
            "beraknad_vid_beslut": against if decision["faststalld_status"] else "",
        }


def _measured(rng: Random, moment: tuple[int, str], row: Row) -> Row:
    utfall, status = None, UNJUDGED
    if is_due(row, moment[1]) and not _some(rng, 0.2):
        near = row["utgangsvarde"] if row["typ"] in ("Öka", "Minska", "Bibehåll") else row["malvarde"]
        known = near is not None or row["typ"] in ("Ja/Nej", "Milstolpe", "Kontrollmått", "Budget")
        utfall = _outcome(rng, row["typ"], near, row["utgangsvarde"]) if known else None
        status = UNJUDGED if is_kontrollmatt(row) or utfall is None else rng.choice(BEST)
    if _some(rng, 0.1):
        utfall, status = rng.choice(((None, DROPPED), ("Svar saknas", UNJUDGED)))
    return {
        **_about_object(rng, moment, "Indikator", row["nr"], row["indikator"]),
        "utfall": utfall,
        "beraknad_status": status,
        "faststalld_status": "",
        "motivering": "",
        "beraknad_vid_beslut": "",
    }
