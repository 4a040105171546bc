"""Ja/Nej and Milstolpe: a person answers Ja, Delvis or Nej."""

from __future__ import annotations

from runxl.measure.formula import Outcome, Standard
from runxl.measure.typ import IndikatorRow, Judged, Typ
from runxl.measure.values import DONE, Value, is_empty
from runxl.measure.worded import measure, measured
from runxl.svenska import quoted


class _Answered(Typ):
    reads = "answer"
    better = ""

    def judge(self, row: IndikatorRow, goal: Value, basis: Standard) -> Outcome | None:
        status = basis.styrmodell.answers.get(row.utfall) if isinstance(row.utfall, str) else None
        return Outcome(status) if status else None

    def explain(self, told: Judged) -> str:
        goal = told.goal or DONE
        aim = goal if goal == DONE else quoted(measure(goal, ""))
        return f"Utfall {told.row.utfall}{told.lag} mot {told.malet} {aim}"


class JaNej(_Answered):
    """Done or not. Where no target is written it is Ja."""

    name = "Ja/Nej"
    target = "answer"
    needs = ()

    def aim(self, row: IndikatorRow, goal: Value) -> str:
        return measured(goal or DONE, row.enhet)


class Milstolpe(_Answered):
    """The target is a text: `Handlingsplan antagen`."""

    name = "Milstolpe"
    target = "text"
    needs = ("malvarde",)

    def judge(self, row: IndikatorRow, goal: Value, basis: Standard) -> Outcome | None:
        return None if is_empty(goal) else super().judge(row, goal, basis)

    def aim(self, row: IndikatorRow, goal: Value) -> str:
        return measured(goal, row.enhet)
