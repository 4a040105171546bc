"""What holds for every workbook, whatever stands in it."""

from __future__ import annotations

import dataclasses
import json
import random
import sys
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from runxl.assessment.arithmetic import arithmetic
from runxl.assessment.assess import assess
from runxl.check.rows import Checked, Delmal, Indikator, Mal
from runxl.measure.formula import brist, rounded
from runxl.measure.typ import Judged
from runxl.measure.values import PartValue, is_empty
from runxl.typer import typer
from tests.assessment.build import aktivitet, basis, checked, delmal_of, indikator, one, remembered, with_status
from tests.assessment.strategier import CHECKED, INDIKATOR, NUMBERS

D = Decimal
RANK = {"Inte": 0, "Delvis": 1, "Helt": 2}
STATUSES = st.sampled_from(["Helt", "Delvis", "Inte"])
ACTIVITIES = st.sampled_from(
    ["Avslutad", "Pågående enligt plan", "Pausad", "Klar med avvikelse", "Försenad", "Ej påbörjad"]
)
HIGHER_IS_BETTER = ["Minst", "Öka", "Bibehåll", "Budget", "Skala"]
generous = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _rank(row: Indikator) -> int:
    return RANK[one(row).status]


def _row(typ: str, goal: Decimal, utfall: Any) -> Indikator:
    """An indikator whose base is its target where the type asks for a base."""
    return indikator(typ=typ, enhet="1–6", malvarde=goal, utgangsvarde=goal, utfall=utfall)


@generous
@given(typ=st.sampled_from(HIGHER_IS_BETTER), goal=NUMBERS, utfall=NUMBERS, more=st.decimals(0, 1000, places=3))
def test_a_better_outcome_never_lowers_a_status_where_higher_is_better(
    typ: str, goal: Decimal, utfall: Decimal, more: Decimal
) -> None:
    """Whatever the target's sign and however the rounding falls."""
    assert _rank(_row(typ, goal, utfall + more)) >= _rank(_row(typ, goal, utfall))


@generous
@given(typ=st.sampled_from(["Högst", "Minska"]), goal=NUMBERS, utfall=NUMBERS, less=st.decimals(0, 1000, places=3))
def test_a_lower_outcome_never_lowers_a_status_where_lower_is_better(
    typ: str, goal: Decimal, utfall: Decimal, less: Decimal
) -> None:
    assert _rank(_row(typ, goal, utfall - less)) >= _rank(_row(typ, goal, utfall))


@generous
@given(low=NUMBERS, width=st.decimals(0, 100, places=1), utfall=NUMBERS, step=st.decimals(0, 1, places=2))
def test_an_outcome_nearer_the_interval_never_lowers_the_status(
    low: Decimal, width: Decimal, utfall: Decimal, step: Decimal
) -> None:
    """A step towards the nearest bound, and no further than to it."""
    high = low + width
    bound = min(max(utfall, low), high)
    rows = [
        indikator(typ="Intervall", malvarde=low, malvarde_max=high, utfall=value)
        for value in (utfall, utfall + (bound - utfall) * step)
    ]
    assert _rank(rows[1]) >= _rank(rows[0])


@generous
@given(base=NUMBERS, goal=NUMBERS, utfall=NUMBERS, more=st.decimals(0, 1000, places=3))
def test_a_change_further_in_the_wanted_direction_never_lowers_the_status(
    base: Decimal, goal: Decimal, utfall: Decimal, more: Decimal
) -> None:
    """Up for a target of zero or more, down for one below it."""
    assume(base != 0)
    further = utfall + (more if goal >= 0 else -more)
    rows = [indikator(typ="Förändring", utgangsvarde=base, malvarde=goal, utfall=value) for value in (utfall, further)]
    assert _rank(rows[1]) >= _rank(rows[0])


@generous
@given(goals=st.lists(NUMBERS, min_size=1, max_size=3), data=st.data())
def test_a_better_part_never_lowers_a_compound(goals: list[Decimal], data: st.DataObject) -> None:
    outcomes = [data.draw(NUMBERS) for _ in goals]
    better = list(outcomes)
    better[data.draw(st.integers(0, len(goals) - 1))] += data.draw(st.decimals(0, 1000, places=2))
    target, before, after = (tuple(PartValue(value, "") for value in values) for values in (goals, outcomes, better))
    rows = [indikator(typ="Sammansatt", malvarde=target, utfall=values) for values in (before, after)]
    assert _rank(rows[1]) >= _rank(rows[0])


@pytest.mark.parametrize("typ", ["Ja/Nej", "Milstolpe"])
def test_a_better_answer_never_lowers_a_status(typ: str) -> None:
    ranks = [_rank(indikator(typ=typ, malvarde="Ja", utfall=answer)) for answer in ("Nej", "Delvis", "Ja")]
    assert ranks == [0, 1, 2]


@generous
@given(goal=NUMBERS, decimals=st.integers(0, 2), utfall=st.decimals(-1000, 1000, places=6))
def test_rounding_never_moves_the_share_by_more_than_a_percentage_point(
    goal: Decimal, decimals: int, utfall: Decimal
) -> None:
    """Nor by anything else than to the target's decimals."""
    goal = round(goal, decimals)
    assume(goal != 0)
    near = rounded(utfall, goal, basis())
    shares = [1 - brist(value, goal, "minst") / abs(goal) for value in (utfall, near)]
    assert abs(shares[0] - shares[1]) <= D("0.01")
    assert near in {utfall, round(near, decimals)}


@generous
@given(row=INDIKATOR)
def test_a_type_judges_nothing_that_lacks_what_the_contract_says_it_needs(row: Indikator) -> None:
    typ = typer().get(row.typ)
    with arithmetic():
        found = typ.judge(row, row.malvarde, basis()) if typ else None
    if typ and found:
        assert not is_empty(row.utfall)
        assert row.utfall != "Svar saknas"
        assert not [name for name in typ.needs if is_empty(getattr(row, name))]


@pytest.mark.parametrize(
    ("typ", "name"), [(typ.name, name) for typ in typer().values() for name in (*typ.needs, "utfall")]
)
def test_each_type_is_without_a_verdict_when_one_value_is_missing(typ: str, name: str) -> None:
    measure: Any = "Ja" if typ in ("Ja/Nej", "Milstolpe") else D(5)
    row = indikator(typ=typ, malvarde=measure, malvarde_max=D(9), utgangsvarde=D(4), utfall=measure)
    judge = typer()[typ].judge
    assert (judge(row, row.malvarde, basis()) is None) == (typ == "Kontrollmått")
    empty: dict[str, Any] = {name: None}
    lacking = row._replace(**empty)
    assert judge(lacking, lacking.malvarde, basis()) is None


WRITTEN = st.builds(
    lambda digits, exponent: D(digits).scaleb(exponent), st.integers(-(10**9), 10**9), st.integers(-9, 9)
)
"""Numbers with any number of decimals, and such as 1E+3."""


@given(goal=WRITTEN, utfall=WRITTEN)
def test_rounding_counts_the_decimals_of_the_target(goal: Decimal, utfall: Decimal) -> None:
    """As one would do it by hand: how many are written, no fewer than none, and never more than the outcome has."""
    written, given_with = (max(0, -int(number.as_tuple().exponent)) for number in (goal, utfall))
    near = utfall.quantize(D(1).scaleb(-min(written, given_with)), ROUND_HALF_UP)
    moves_little = abs(near - utfall) * 100 <= basis().styrmodell.rounding_limit * abs(goal)
    assert rounded(utfall, goal, basis()) == (near if moves_little else utfall)


@generous
@given(goal=NUMBERS, utfall=NUMBERS, typ=st.sampled_from(["Minst", "Högst"]))
def test_the_share_that_is_shown_agrees_with_the_status(goal: Decimal, utfall: Decimal, typ: str) -> None:
    """No 100 % that is Delvis, no 80 % that is Inte; and for a positive Minst it is outcome over target."""
    verdict = one(_row(typ, goal, utfall))
    if verdict.andel is None:
        assert goal == 0
        return
    assert basis().scale.status(Decimal(str(verdict.andel))) == verdict.status
    if typ == "Minst" and goal > 0 and utfall >= 0 and rounded(utfall, goal, basis()) == utfall:
        assert verdict.andel == pytest.approx(float(utfall / goal), abs=1e-3)


@generous
@given(statuses=st.lists(STATUSES, max_size=4), activities=st.lists(ACTIVITIES, max_size=3))
def test_something_missing_and_due_always_blocks_helt(statuses: list[str], activities: list[str]) -> None:
    """However many fulfilled items stand beside it."""
    rows = [with_status(status, f"3.2.{n}") for n, status in enumerate([*statuses, "saknas", "Helt"], 1)]
    aktiviteter = [aktivitet(f"3.2-A{n}", status) for n, status in enumerate([*activities, "Avslutad"], 1)]
    assert delmal_of(rows, aktiviteter).status != "Helt"


@generous
@given(statuses=st.lists(STATUSES, min_size=1, max_size=5), data=st.data())
def test_a_better_child_never_lowers_a_delmal(statuses: list[str], data: st.DataObject) -> None:
    """Raising one indikator raises the delmål or leaves it."""
    place = data.draw(st.integers(0, len(statuses) - 1))
    better = [*statuses]
    better[place] = data.draw(st.sampled_from([status for status in RANK if RANK[status] >= RANK[statuses[place]]]))
    ranks = [
        RANK[delmal_of([with_status(status, f"3.2.{n}") for n, status in enumerate(one_of, 1)]).status or ""]
        for one_of in (statuses, better)
    ]
    assert ranks[1] >= ranks[0]


@settings(generous, max_examples=120)
@given(
    book=CHECKED, period=st.sampled_from([None, "Nämndplan", "DÅ 1", "DÅ 2", "Årsrapport"]), before=st.none() | CHECKED
)
def test_nothing_that_checked_can_hold_makes_assess_raise(
    book: Checked, period: str | None, before: Checked | None
) -> None:
    """And the JSON is JSON, without Infinity or NaN; every status is one of the four and has its reason."""
    book = dataclasses.replace(book, settings=dataclasses.replace(book.settings, period=period or book.settings.period))
    found = assess(book, before)
    json.dumps(found.to_dict(), allow_nan=False)
    assert all(verdict.status in {*RANK, "Ej bedömd"} and verdict.forklaring for verdict in found.indikatorer)
    assert all(verdict.forklaring for verdict in found.mal)
    assert all(verdict.forklaring for verdict in found.aktiviteter)


@generous
@given(book=CHECKED, seed=st.integers())
def test_the_order_of_rows_is_irrelevant(book: Checked, seed: int) -> None:
    """Each row gets the same verdict, and the changes and counts are the same, however the rows are sorted."""
    for name in ("mal", "delmal", "indikatorer", "aktiviteter", "uppdrag"):
        rows = getattr(book, name)
        assume(len({row.nr for row in rows}) == len(rows))
    keys = [(row.ar, row.period, row.objekt, row.nr) for row in book.historik]
    assume(len(set(keys)) == len(keys))
    shuffled = _shuffled(book, random.Random(seed))  # noqa: S311 - a shuffle, not a secret
    one_way, other_way = assess(book), assess(shuffled)
    assert (one_way.counts, one_way.headlines, one_way.changes) == (
        other_way.counts,
        other_way.headlines,
        other_way.changes,
    )
    for name in ("mal", "delmal", "indikatorer", "aktiviteter"):
        first, second = (
            {verdict.nr: verdict.to_dict() for verdict in getattr(found, name)} for found in (one_way, other_way)
        )
        assert first == second


def _shuffled(book: Checked, chance: random.Random) -> Checked:
    names = ("mal", "delmal", "indikatorer", "aktiviteter", "uppdrag", "historik")
    lists: dict[str, list[Any]] = {name: list(getattr(book, name)) for name in names}
    for rows in lists.values():
        chance.shuffle(rows)
    changed: dict[str, Any] = {name: tuple(rows) for name, rows in lists.items()}
    return dataclasses.replace(book, **changed)


@generous
@given(row=INDIKATOR)
def test_every_assessed_status_names_its_inputs(row: Indikator) -> None:
    """The structured reason holds the row, with the base that it was counted from, and the text ends in the status."""
    verdict = assess(checked(indikatorer=(row,))).indikatorer[0]
    if verdict.standing == "assessed":
        assert isinstance(verdict.reason, Judged)
        counted_from = verdict.reason.row.utgangsvarde
        assert any(counted_from is one for one in (row.utgangsvarde, row.period_bas, row.period_foregaende, None))
        assert verdict.reason.row == row._replace(utgangsvarde=counted_from)
        assert verdict.reason.outcome.status == verdict.status
        assert f"→ {verdict.status}" in verdict.forklaring
        assert verdict.forklaring.startswith("Utfall ")
    else:
        assert verdict.forklaring.startswith("Ej bedömd: ")


def test_the_work_grows_with_the_rows_and_not_with_their_square() -> None:
    """Counted in calls, since time depends on the machine: four times the rows, no more than five times the calls."""
    small, large = (_calls(_wide(antal)) for antal in (250, 1000))
    assert large < 5 * small


def _wide(antal: int) -> Checked:
    """Ten rows in Historik and ten indikatorer for each delmål."""
    delmal = tuple(Delmal(nr=f"3.{n}", mal="3", delmal="D") for n in range(antal // 10))
    rows = tuple(with_status("Helt", f"3.{n % (antal // 10)}.{n}") for n in range(antal))
    historik = tuple(remembered("Indikator", row.nr, "Delvis", utfall=D(1)) for row in rows)
    return checked(mal=(Mal(nr="3", mal="M"),), delmal=delmal, indikatorer=rows, historik=historik)


def _calls(book: Checked) -> int:
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        assess(book)
    finally:
        sys.setprofile(None)
    return calls
