"""Kontrollmått: followed without a target. Never assessed, never counted; only its trend is told."""

from __future__ import annotations

from runxl.measure.formula import Outcome, Standard
from runxl.measure.typ import IndikatorRow, Judged, Typ
from runxl.measure.values import Value
from runxl.measure.worded import measured


class Kontrollmatt(Typ):
    name = "Kontrollmått"
    reads = "number"
    target = "text"
    needs = ()
    better = "higher"
    is_assessed = False

    def judge(self, row: IndikatorRow, goal: Value, basis: Standard) -> Outcome | None:
        return None

    def explain(self, told: Judged) -> str:
        return told.utfall

    def aim(self, row: IndikatorRow, goal: Value) -> str:
        return measured(goal, row.enhet)
