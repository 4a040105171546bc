"""The round loses nobody's work, whatever the plan, in whatever order units answer, controllers write and samla is run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runxl.workbook.cell_text import as_typed
from tests.markdown_workbook import as_markdown, write
from tests.verbs.returns import Where, send
from tests.verbs.rounds import BEGINS, Round, Sent, value

NAMES = ("Enhet 1", "Stab/HR", "Näringsliv & samhälle")
SAID: dict[str, list[Any]] = {
    "Utfall": [1, 2, 3.5, None],
    "Kommentar": ["Ett", "Två\nrader", "1", None],
    "Analys": ["# Läget\nBra", "=1+1", None],
    "Status": ["Avslutad", "Försenad", "Pågående enligt plan", None],
}
PLANS = 5
"""So many plans are made at most in a run, each sent out for real."""


@dataclass(frozen=True)
class World:
    """A plan that has been sent out, and whose each of the cells is that are written in."""

    sent: Sent
    cells: dict[Where, str]


def some_plan(seed: int, path: Path) -> tuple[Path, dict[Where, str]]:
    """One to three units with one or two indikatorer each, of other units and Typer; some cells are filled in already."""
    chance = Random(seed)  # noqa: S311  # no secret
    cells: dict[Where, str] = {}
    sheets: dict[str, list[dict[str, Any]]] = {"Delmål": [], "Indikatorer": [], "Aktiviteter": []}

    def told(sheet: str, nr: str, header: str, unit: str) -> str:
        cells[sheet, nr, header] = unit
        said = chance.choice([None, *SAID[header]])
        return "" if said is None else f"{{tal {said}}}" if isinstance(said, int | float) else said.replace("\n", " ")

    for n, unit in enumerate(chance.sample(NAMES, chance.randint(1, 3)), 1):
        common = {"Delmål": f"1.{n}"}
        analys = told("Delmål", f"1.{n}", "Analys", unit)
        sheets["Delmål"].append({"Nr": f"1.{n}", "Mål": "1", "Delmål": f"D{n}", "Ansvarig": unit, "Analys": analys})
        for m in range(1, chance.randint(2, 3)):
            nr, (typ, enhet) = f"1.{n}.{m}", chance.choice([("Minst", "antal"), ("Högst", "%"), ("Minst", "tkr")])
            answers = {header: told("Indikatorer", nr, header, unit) for header in ("Utfall", "Kommentar")}
            row = {"Nr": nr, **common, "Indikator": f"I{nr}", "Typ": typ, "Enhet": enhet, "Målvärde": "{tal 2}"}
            sheets["Indikatorer"].append(row | answers)
        status = told("Aktiviteter", f"1.{n}-A1", "Status", unit)
        sheets["Aktiviteter"].append({"Nr": f"1.{n}-A1", **common, "Aktivitet": f"A{n}", "Status": status})
    begun = "## Inställningar\n| Inställning | Värde |\n| Plan-id | abcd1234 |\n## Mål\n| Nr | Mål |\n| 1 | Ett län |\n"
    return write("\n".join([begun, *(as_markdown(*sheet) for sheet in sheets.items())]), path), cells


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], World]:
    @cache
    def world(seed: int) -> World:
        top: Path = tmp_path_factory.mktemp("runda")
        master, cells = some_plan(seed, top / "plan.xlsx")
        send(master, top / "svar")
        return World(Sent.of(master, top / "svar"), cells)

    return world


@st.composite
def steps(draw: st.DrawFn, cells: dict[Where, str]) -> list[tuple[str, Any, Any]]:
    """What units and the controller write, samla in any order of the files, and choices in conflicts."""
    units = sorted(set(cells.values()))
    where = st.sampled_from(sorted(cells))
    writes = st.tuples(st.sampled_from(["enhet", "kontroller"]), where).flatmap(
        lambda who: st.sampled_from(SAID[who[1][2]]).map(lambda said: (*who, said))
    )
    gather = st.permutations(units).map(lambda order: ("samla", tuple(order), None))
    choose = st.sampled_from(["Ta svaret", "Planen står"]).map(lambda hur: ("valj", hur, None))
    told = draw(st.lists(st.one_of(writes, writes, writes, gather, choose), min_size=4, max_size=16))
    return [*told, ("samla", tuple(reversed(units)), None)]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_nothing_that_anybody_wrote_is_lost(worlds: Callable[[int], World], data: st.DataObject) -> None:
    """Every value is the newest that somebody entered on purpose, or stands in a conflict with all its values."""
    world = worlds(data.draw(st.integers(1, PLANS), label="planen"))
    told, cells = Round(world.sent), world.cells
    known = {where: Known({as_typed(value(world.sent.plan, where))}) for where in cells}
    for kind, what, said in data.draw(steps(cells), label="stegen"):
        if kind == "enhet":
            known[what].answered |= value(told.answers[cells[what]], what) != said
            told.answer(cells[what], what, said)
        elif kind == "kontroller":
            known[what].written = True
            told.write(what, said)
        elif kind == "valj":
            told.choose(what)
        else:
            gathers(told, cells, what, known)
    replays(told, cells)


@dataclass
class Known:
    """Of a cell: what has been heard from the unit, and whether either has written since the two agreed."""

    heard: set[str]
    answered: bool = False
    written: bool = False


def gathers(told: Round, cells: dict[Where, str], order: tuple[str, ...], known: dict[Where, Known]) -> None:
    """Runs samla twice, and looks at every cell."""
    before, choices = told.plan, {key(row): row["Hur"] for row in told.protocol()}
    intake, _ = told.samla(order)
    conflicts = {(one.blad, one.nr, one.kolumn): one for one in intake.conflicts}
    for where, unit in cells.items():
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
            assert as_typed(one.senast) in cell.heard
        elif answer is not None:
            assert stands == answer or as_typed(answer) in cell.heard, "an answer was passed over in silence"
        if stands == answer:
            known[where] = Known({*cell.heard, as_typed(answer)})
        elif where not in conflicts:
            cell.answered = False
    again, edits = told.samla(tuple(reversed(order)))
    assert (again.cells, edits.cells, edits.rows) == (0, (), ())
    assert {(one.blad, one.nr, one.kolumn) for one in again.conflicts} == conflicts.keys()


def key(row: dict[str, Any]) -> Where:
    return row["Blad"], row["Nr"], row["Kolumn"]


def replays(told: Round, cells: dict[Where, str]) -> None:
    """What was sent, what the controller wrote and what the protocol says was taken make the plan, in the order of time."""
    plan_then = {where: as_typed(value(told.sent.plan, where)) for where in cells}
    happened: list[tuple[int, Where, str]] = [(at, where, as_typed(said)) for at, where, said in told.written]
    for row in told.protocol():
        if row["Hur"] == "Taget":
            minutes = round((row["När"] - BEGINS).total_seconds() / 60)
            happened.append((minutes, key(row), str(row["Blev"])))
    plan_then |= {where: said for _, where, said in sorted(happened, key=lambda one: one[0])}
    assert plan_then == {where: as_typed(value(told.plan, where)) for where in cells}
