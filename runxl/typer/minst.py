"""Minst: higher is better, up to the target."""

from __future__ import annotations

from runxl.measure.formula import Outcome, Standard, against
from runxl.measure.typ import IndikatorRow, Judged, Typ
from runxl.measure.values import Value
from runxl.measure.worded import measured


class Minst(Typ):
    name = "Minst"
    reads = "number"
    target = "number"
    needs = ("malvarde",)
    better = "higher"

    def judge(self, row: IndikatorRow, goal: Value, basis: Standard) -> Outcome | None:
        return against(row.utfall, goal, "minst", basis)

    def explain(self, told: Judged) -> str:
        return f"{told.utfall} mot {told.malet} {told.measure(told.goal)}{told.gives}"

    def aim(self, row: IndikatorRow, goal: Value) -> str:
        return measured(goal, row.enhet)
