"""The round loses nobody's work, in whatever order units answer, controllers write and samla is run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runxl.verbs.samla.sameness import as_text
from tests.verbs.returns import Where, plan, send
from tests.verbs.rounds import BEGINS, Round, Sent, value

CELLS: dict[Where, str] = {
    (sheet, nr.format(n), header): f"Enhet {n}"
    for n in (1, 2)
    for sheet, nr, header in (
        ("Indikatorer", "1.{}.1", "Utfall"),
        ("Indikatorer", "1.{}.1", "Kommentar"),
        ("Aktiviteter", "1.{}-A1", "Status"),
    )
}
SAID: dict[str, list[Any]] = {
    "Utfall": [1, 2, 3.5, None],
    "Kommentar": ["Ett", "Två\nrader", "1", None],
    "Status": ["Avslutad", "Försenad", "Pågående enligt plan", None],
}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    top: Path = tmp_path_factory.mktemp("runda")
    master = plan(top / "plan.xlsx", units=2)
    send(master, top / "svar")
    return Sent.of(master, top / "svar")


@st.composite
def writes(draw: st.DrawFn) -> tuple[str, Where, Any]:
    where = draw(st.sampled_from(sorted(CELLS)))
    return draw(st.sampled_from(["enhet", "kontroller"])), where, draw(st.sampled_from(SAID[where[2]]))


gather = st.permutations(["Enhet 1", "Enhet 2"]).map(lambda order: ("samla", tuple(order), None))
choose = st.sampled_from(["Ta svaret", "Planen står"]).map(lambda hur: ("valj", hur, None))
steps = st.lists(st.one_of(writes(), writes(), writes(), gather, choose), min_size=4, max_size=16)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_nothing_that_anybody_wrote_is_lost(sent: Sent, steps: list[tuple[str, Any, Any]]) -> None:
    """Every value is the newest that somebody entered on purpose, or stands in a conflict with all its values."""
    told = Round(sent)
    known = {where: Known({as_text(value(sent.plan, where))}) for where in CELLS}
    for kind, what, said in [*steps, ("samla", ("Enhet 2", "Enhet 1"), None)]:
        if kind == "enhet":
            known[what].answered |= value(told.answers[CELLS[what]], what) != said
            told.answer(CELLS[what], what, said)
        elif kind == "kontroller":
            known[what].written = True
            told.write(what, said)
        elif kind == "valj":
            told.choose(what)
        else:
            gathers(told, what, known)
    replays(told)


@dataclass
class Known:
    """Of a cell: what has been heard from the unit, and whether either has written since the two agreed."""

    heard: set[str]
    answered: bool = False
    written: bool = False


def gathers(told: Round, order: tuple[str, ...], known: dict[Where, Known]) -> None:
    """Runs samla twice, and looks at every cell."""
    before, choices = told.plan, {key(row): row["Hur"] for row in told.protocol()}
    intake, _ = told.samla(order)
    conflicts = {(one.blad, one.nr, one.kolumn): one for one in intake.conflicts}
    for where, unit in CELLS.items():
        stood, stands, answer = value(before, where), value(told.plan, where), value(told.answers[unit], where)
        hur, cell = choices.get(where), known[where]
        if hur == "Planen står":
            cell.heard |= {str(row["Blev"]) for row in told.protocol() if key(row) == where}
        assert stands == stood or (stands == answer and answer is not None)
        if not cell.answered and hur not in ("Konflikt", "Ta svaret"):
            assert stands == stood, "an answer that says nothing new was taken in"
        if cell.answered and not cell.written and answer is not None:
            assert stands == answer, "an answer that stands alone was left out"
        if where in conflicts:
            one = conflicts[where]
            assert (one.planen, one.svaret) == (stands, answer)
            assert as_text(one.senast) in cell.heard
        elif answer is not None:
            assert stands == answer or as_text(answer) in cell.heard, "an answer was passed over in silence"
        if stands == answer:
            known[where] = Known({*cell.heard, as_text(answer)})
        elif where not in conflicts:
            cell.answered = False
    again, edits = told.samla(tuple(reversed(order)))
    assert (again.cells, edits.cells, edits.rows) == (0, (), ())
    assert {(one.blad, one.nr, one.kolumn) for one in again.conflicts} == conflicts.keys()


def key(row: dict[str, Any]) -> Where:
    return row["Blad"], row["Nr"], row["Kolumn"]


def replays(told: Round) -> None:
    """What was sent, what the controller wrote and what the protocol says was taken make the plan, in the order of time."""
    cells = {where: as_text(value(told.sent.plan, where)) for where in CELLS}
    happened: list[tuple[int, Where, str]] = [(at, where, as_text(said)) for at, where, said in told.written]
    for row in told.protocol():
        if row["Hur"] == "Taget":
            minutes = round((row["När"] - BEGINS).total_seconds() / 60)
            happened.append((minutes, key(row), str(row["Blev"])))
    cells |= {where: said for _, where, said in sorted(happened, key=lambda one: one[0])}
    assert cells == {where: as_text(value(told.plan, where)) for where in CELLS}
