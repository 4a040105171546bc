"""Högst: lower is better; also a ceiling on growth."""

from __future__ import annotations

from runxl.measure.formula import Outcome, Standard, against
from runxl.measure.typ import IndikatorRow, Judged, Typ
from runxl.measure.values import Value
from runxl.measure.worded import measured


class Hogst(Typ):
    name = "Högst"
    reads = "number"
    target = "number"
    needs = ("malvarde",)
    better = "lower"

    def judge(self, row: IndikatorRow, goal: Value, basis: Standard) -> Outcome | None:
        return against(row.utfall, goal, "högst", basis)

    def explain(self, told: Judged) -> str:
        return f"{told.utfall} mot {told.malet} högst {told.measure(told.goal)}{told.gives}"

    def aim(self, row: IndikatorRow, goal: Value) -> str:
        return "" if goal is None else f"Högst {measured(goal, row.enhet)}"
