"""The rules reckoned twice: what runxl says of thousands of random plans is what a second, shorter reckoning says.

A line of a failure names its plan: `plan_of(4711)` makes it again. RUNXL_PLANS says how many plans there are,
RUNXL_FUZZ_SEED which is the first. Where the two disagree, one of them has misread a rule.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import runxl
from runxl.assessment.assessed import Assessment
from tests.orakel import handelser, rakna, regler, tidigare
from tests.orakel.celler import write
from tests.orakel.jamfort import assessed, differences
from tests.orakel.planer import answered_anew, plan_of
from tests.orakel.rakna import BEST, TYPES
from tests.orakel.regler import judge
from tests.orakel.tidigare import UNJUDGED, Plan, remembered

COUNT = int(os.environ.get("RUNXL_PLANS", "800"))
FIRST = int(os.environ.get("RUNXL_FUZZ_SEED", "0"))
PARTS = 4
BATCH = 200
CHAINS = 2


@pytest.mark.parametrize("part", range(PARTS))
def test_runxl_says_of_every_plan_what_the_rules_say(part: int) -> None:
    """Statuses, shares, arrows, contributions, what counts and what was, what is flagged, what has changed, counts."""
    share = COUNT // PARTS
    seeds = range(FIRST + part * share, FIRST + (part + 1) * share)
    for start in range(0, share, BATCH):
        told = differences(assessed([plan_of(seed) for seed in seeds[start : start + BATCH]]))
        assert not told, "\n".join(told[:40])


SWITCHES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "avrundar aldrig": ({"rounding": "aldrig"}, {"avrundar": False}),
    "bedömer mot årets mål": ({"utan_periodmal": "mot_arsmal"}, {"mot_arsmal": True}),
    "låter en person bedöma delmål som helhet": ({"delmal_regel": "helhet"}, {"delmal_regel": "helhet"}),
    "väger mål som sitt svagaste delmål": ({"mal_regel": "svagast"}, {"mal_regel": "svagast"}),
}
"""What a styrmodell may decide otherwise: as its switches, and as the plan's facts."""


@pytest.mark.parametrize("switch", SWITCHES)
def test_a_styrmodell_that_has_decided_otherwise_is_followed(switch: str) -> None:
    switches, facts = SWITCHES[switch]
    plans = [plan_of(seed) for seed in range(FIRST, FIRST + 100)]
    pairs = assessed([{**plan, "styrmodell": {**plan["styrmodell"], **facts}} for plan in plans], **switches)
    assert not differences(pairs)
    as_it_stood = zip(plans, (assessment for _, assessment in pairs), strict=True)
    assert differences(as_it_stood), "it made no difference"


@pytest.mark.parametrize("part", range(PARTS))
def test_a_year_in_files_is_what_the_rules_say(tmp_path: Path, part: int) -> None:
    """Three periods of one plan, each read from a file that holds what runxl itself wrote of those before."""
    for seed in range(FIRST + part * CHAINS, FIRST + (part + 1) * CHAINS):
        told = differences(_year(plan_of(seed), tmp_path))
        assert not told, "\n".join(told[:40])


def _year(plan: Plan, folder: Path) -> Iterator[tuple[Plan, Assessment]]:
    """Each period with what is remembered: by the rules in the plan, by runxl in the file."""
    plan, written = {**plan, "period": "DÅ 1", "historik": []}, list[Mapping[str, Any]]()
    for period in ("DÅ 1", "DÅ 2", "Årsrapport"):
        if period != plan["period"]:
            historik = [*plan["historik"], *remembered(plan, judge(plan))]
            plan = answered_anew(plan, period, historik)
        path = write(plan, folder / f"{plan['seed']} {period}.xlsx", written)
        assessment = runxl.assess(path)
        yield plan, assessment
        runxl.write_back(path, assessment)
        found = runxl.read(path).tables["historik"]
        written = [{name: column.values[n] for name, column in found.columns.items()} for n in range(len(found))]


# Could it have failed?


@pytest.fixture(scope="module")
def some() -> list[tuple[Plan, Assessment]]:
    found = assessed([plan_of(seed) for seed in range(FIRST, FIRST + 250)])
    assert not differences(found[:50])
    return found


def _more_is_better(_: object, __: object, value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _nothing(*_: object) -> None:
    return None


def _whatever_its_name(plan: Plan, objekt: str, nr: str, _: str) -> Iterator[Mapping[str, Any]]:
    renamed = [{**one, "namn": ""} for one in plan["historik"]]
    return _EARLIER({**plan, "historik": renamed}, objekt, nr, "")


_EARLIER = tidigare.earlier
SPOILT: dict[str, tuple[object, str, object]] = {
    "avrundar till heltal": (rakna, "decimals", lambda _: 0),
    "avrundar mot noll": (rakna, "rounded", lambda value, places: Fraction(int(value * 10**places), 10**places)),
    "låter Bibehåll avrundas": (rakna, "_exact", lambda limits: limits),
    "tar Delvis för Inte": (rakna, "ANSWERS", {**rakna.ANSWERS, "Delvis": "Inte"}),
    "glömmer radens egna gränser": (regler, "limits_of", lambda *_: rakna.Limits()),
    "mäter jämt": (regler, "is_due", lambda *_: True),
    "glömmer Periodvärden": (regler, "_period_row", lambda *_: {}),
    "glömmer samma period förra året": (regler, "_same_period_last_year", _nothing),
    "tar högre för bättre": (regler, "goodness", _more_is_better),
    "tar prognosen för given även vid årets slut": (regler, "_forecast", lambda _, row, __: row["prognos"]),
    "minns över namnbyten": (regler, "earlier", _whatever_its_name),
    "låter ingen status stå kvar": (regler, "standing", lambda *_: ""),
    "pausade bidrar fullt": (regler, "OF_ACTIVITY", {**regler.OF_ACTIVITY, "Pausad": "fullt"}),
    "väger efter det svagaste": (regler, "_weighed", regler.weakest),
    "glömmer vad som gällde vid beslutet": (regler, "when_decided", lambda *_: ""),
    "ser inga orörda beslut": (regler, "same_decision", lambda *_: iter(())),
    "räknar allt som nyheter": (handelser, "_was_expected", _nothing),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_spoilt_rule_is_noticed(
    spoilt: str, some: list[tuple[Plan, Assessment]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One rule of the second reckoning at a time is made wrong: the plans are such that it shows."""
    module, name, wrong = SPOILT[spoilt]
    monkeypatch.setattr(module, name, wrong)
    assert differences(some)


def test_the_plans_hold_everything_that_there_is_a_rule_for() -> None:
    """Every Typ in every status, every reason for none, every event, every flag, several times."""
    met: Counter[Any] = Counter()
    for plan in map(plan_of, range(1000)):
        said = judge(plan)
        met.update((row["typ"], said["indikatorer"][row["nr"]]["status"]) for row in plan["indikatorer"])
        met.update(one["varfor"] for one in said["indikatorer"].values())
        met.update(one["utveckling"] for one in said["indikatorer"].values())
        met.update(kind for kind, *_ in said["forandringar"])
        judged = [*said["delmal"].values(), *said["mal"].values()]
        met.update(one["prognos"] for one in judged)
        met.update("under uppdrag" for row in plan["indikatorer"] if row["delmal"].startswith("U"))
        met.update((plan["styrmodell"]["namn"], one["status"]) for one in said["mal"].values())
        met.update(name for one in judged for name in _FLAGS if one.get(name))
    wanted = [
        "under uppdrag",
        regler.HARD_TO_SAY,
        *_REASONS,
        *_FLAGS,
        *_KINDS,
        "↑",
        "→",
        "↓",
        *((typ, word) for typ in TYPES for word in (*BEST, UNJUDGED)),
    ]
    wanted += [(name, word) for name in ("vasterbotten", "norrbotten") for word in (*BEST, UNJUDGED)]
    assert {one: met[one] for one in wanted if met[one] < 5} == {}


_FLAGS = ("utan motivering", "grunden ändrad", "ej omprövad sedan")
_KINDS = ("status", "ingen_ny_matning", "foljs_ej_upp", "foljs_upp_igen", "ny", "borttagen", "ej_bedomd")
_REASONS = (
    "kontrollmått", "följs ej upp", "mäts inte denna period", "fel på raden", "ingen tidigare status", "utfall saknas",
    "svar saknas", "målet gäller 2027", "målet gäller 2030", "periodmål saknas", "jämförelsevärde för samma period saknas",
)  # fmt: skip
