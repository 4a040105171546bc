"""Bibehåll: at least as much as the base ("bibehåller eller öka")."""

from __future__ import annotations

from runxl.measure.formula import Outcome, Standard, against
from runxl.measure.typ import IndikatorRow, Judged, Typ
from runxl.measure.values import Value
from runxl.measure.worded import from_base


class Bibehall(Typ):
    name = "Bibehåll"
    reads = "number"
    target = "text"
    needs = ("utgangsvarde",)
    better = "higher"
    against = "utgangsvarde"

    def judge(self, row: IndikatorRow, goal: Value, basis: Standard) -> Outcome | None:
        return against(row.utfall, row.utgangsvarde, "minst", basis, may_round=False)

    def explain(self, told: Judged) -> str:
        return f"{told.utfall} mot utgångsvärdet {told.measure(told.row.utgangsvarde)}{told.gives}"

    def aim(self, row: IndikatorRow, goal: Value) -> str:
        return from_base("Minst", row.utgangsvarde, goal, row.enhet)
