"""Öka and Minska: more, or less, than the base. The size of the step does not matter."""

from __future__ import annotations

from runxl.measure.formula import Outcome, Standard
from runxl.measure.typ import IndikatorRow, Judged, Typ
from runxl.measure.values import Value, as_number
from runxl.measure.worded import from_base


class _Moved(Typ):
    reads = "number"
    target = "text"
    needs = ("utgangsvarde",)
    against = "utgangsvarde"

    def judge(self, row: IndikatorRow, goal: Value, basis: Standard) -> Outcome | None:
        utfall, base = as_number(row.utfall), as_number(row.utgangsvarde)
        if utfall is None or base is None:
            return None
        step = ((utfall > base) - (utfall < base)) * (1 if self.better == "higher" else -1)
        best, worst = basis.scale.best.word, basis.scale.worst.word
        return Outcome({1: best, 0: basis.styrmodell.equal_to_base, -1: worst}[step])

    def explain(self, told: Judged) -> str:
        utfall, base = as_number(told.row.utfall), as_number(told.row.utgangsvarde)
        step = 0 if utfall is None or base is None else (utfall > base) - (utfall < base)
        word = {1: "mer än", 0: "lika med", -1: "mindre än"}[step]
        return f"{told.utfall} är {word} utgångsvärdet {told.measure(base)}"


class Oka(_Moved):
    name = "Öka"
    better = "higher"

    def aim(self, row: IndikatorRow, goal: Value) -> str:
        return from_base("Mer än", row.utgangsvarde, goal, row.enhet)


class Minska(_Moved):
    name = "Minska"
    better = "lower"

    def aim(self, row: IndikatorRow, goal: Value) -> str:
        return from_base("Mindre än", row.utgangsvarde, goal, row.enhet)
