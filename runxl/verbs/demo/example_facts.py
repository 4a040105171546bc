"""What the example says in each period: the year's end out of a report, the months before it made up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from runxl.contract import vocabulary as model
from runxl.contract.load import contract
from runxl.excel import fold
from runxl.template.example import example, made_up
from runxl.verbs.owners import Identity, identity_columns

ExampleFact = Mapping[str, Any]
ExampleFacts = Mapping[str, Mapping[Identity, ExampleFact]]
"""Answers by table and by what their rows are known by."""

CARELESS = "drygt"
"""What a unit may well write before the utfall of its first indikator, rounded down: it is no number."""


def periods() -> tuple[str, ...]:
    """The periods in which somebody answers, in the order of the year."""
    return tuple(one.name for one in contract().default_styrmodell.periods if not one.plan)


@cache
def rows() -> Mapping[str, tuple[ExampleFact, ...]]:
    """The example's rows by table, as the year ended."""
    return {name: tuple(several) for name, several in example(contract().default_styrmodell)[0].items()}


def settings() -> Mapping[str, Any]:
    return example(contract().default_styrmodell)[1]


def plan_rows() -> dict[str, list[ExampleFact]]:
    """The plan: everything but what is answered and decided; some indikatorer are followed up all through the year."""
    told = {table.name: [_planned(table, row) for row in rows().get(table.name, ())] for table in _tables()}
    followed = _script()["indikatorer"]
    told["indikatorer"] = [{**row, **_followed(followed.get(row["nr"]))} for row in told["indikatorer"]]
    told["periodvarden"] = [
        {"nr": nr, "period": period, "periodmal": said["periodmal"]}
        for nr, by_period in followed.items()
        for period, said in by_period.items()
        if "periodmal" in said
    ]
    return {name: several for name, several in told.items() if several and name != "texter"}


def answers(period: str, *, careless: bool = False) -> ExampleFacts:
    """What is answered and decided in a period: at the year's end the report's own facts."""
    told = {table.name: dict(_answered(table, period)) for table in _tables()}
    if careless:
        first, said = next(iter(told["indikatorer"].items()))
        told["indikatorer"][first] = {**said, "utfall": f"{CARELESS} {said['utfall'] // 10 * 10}"}
    return told


def identity(table: model.Table, row: ExampleFact) -> Identity:
    words = ((name, str(row.get(name) or "")) for name in identity_columns(table))
    return tuple(word if name == "nr" else fold(word) for name, word in words)


def _answered(table: model.Table, period: str) -> Iterator[tuple[Identity, ExampleFact]]:
    ends = period == periods()[-1]
    for row in rows().get(table.name, ()):
        said = row if ends else _made_up(table.name, row, period)
        if said:
            yield identity(table, row), said


def _made_up(table: str, row: ExampleFact, period: str) -> ExampleFact:
    script = _script()
    comment = script["kommentar"]
    if table == "indikatorer":
        said = script[table].get(row["nr"], {}).get(period)
        return {"utfall": said["utfall"], "kommentar": comment} if said else {}
    if table in script["innan"]:
        words = {"aktiviteter": "kommentar", "uppdrag": "analys"}[table]
        return {"status": script["innan"][table].get(row["status"], row["status"]), words: comment}
    return script[table].get(row["nr"], {}).get(period, {}) if table == "delmal" else {}


def _planned(table: model.Table, row: ExampleFact) -> ExampleFact:
    going = {column.name for column in table.columns if column.belongs_to_period}
    return {name: value for name, value in row.items() if name not in going}


def _followed(by_period: Mapping[str, ExampleFact] | None) -> ExampleFact:
    if not by_period:
        return {}
    sums_up = any("periodmal" in said for said in by_period.values())
    often = {"periodicitet": "Tertial"} if len(by_period) > 1 else {}
    return often | ({"ackumuleras": "Ja"} if sums_up else {})


def _tables() -> Iterator[model.Table]:
    return (one for one in contract().tables.values() if one.kind == "data" and not one.each_period)


def _script() -> Mapping[str, Any]:
    return made_up(contract().default_styrmodell)
