"""Budget: the outcome is a deviation. A deficit is accepted up to Målvärde, whichever sign that is written with."""

from __future__ import annotations

from decimal import Decimal

from runxl.measure.formula import Outcome, Standard, within_budget
from runxl.measure.typ import IndikatorRow, Judged, Typ
from runxl.measure.values import Value, as_number
from runxl.measure.worded import measured


class Budget(Typ):
    name = "Budget"
    reads = "number"
    target = "number"
    needs = ()
    better = "higher"
    may_say_target = True

    def judge(self, row: IndikatorRow, goal: Value, basis: Standard) -> Outcome | None:
        utfall = as_number(row.utfall)
        return None if utfall is None else Outcome(within_budget(utfall, _accepted(goal), basis))

    def explain(self, told: Judged) -> str:
        utfall, accepted = as_number(told.row.utfall) or 0, _accepted(told.goal)
        start = f"{told.utfall} mot budget"
        if utfall >= 0:
            return f"{start} är i balans"
        if not accepted:
            return f"{start} är ett underskott, och inget underskott godtas"
        return f"{start}, där ett underskott på högst {told.measure(accepted)} godtas"

    def aim(self, row: IndikatorRow, goal: Value) -> str:
        if isinstance(goal, str):
            return goal
        accepted = _accepted(goal)
        return f"Underskott högst {measured(accepted, row.enhet)}" if accepted else "Budget i balans"


def _accepted(goal: Value) -> Decimal:
    return abs(as_number(goal) or Decimal(0))
