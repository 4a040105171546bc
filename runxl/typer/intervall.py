"""Intervall: from Målvärde to Målvärde max. Inside nothing is lacking; outside the nearest bound is the target."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runxl.contract.regel import Regel
from runxl.measure.formula import Outcome, Standard, compare
from runxl.measure.typ import IndikatorRow, Judged, RowFault, Typ
from runxl.measure.values import Value, as_number
from runxl.measure.worded import measured
from runxl.svenska import number


class Intervall(Typ):
    name = "Intervall"
    reads = "number"
    target = "number"
    needs = ("malvarde", "malvarde_max")

    def judge(self, row: IndikatorRow, goal: Value, basis: Standard) -> Outcome | None:
        utfall, low, high = as_number(row.utfall), as_number(goal), as_number(row.malvarde_max)
        if utfall is None or low is None or high is None or high < low:
            return None
        if low <= utfall <= high:
            return Outcome(status=basis.scale.status(Decimal(1)), share=Decimal(1))
        return compare(utfall, low, "minst", basis) if utfall < low else compare(utfall, high, "högst", basis)

    def explain(self, told: Judged) -> str:
        low = as_number(told.goal) or Decimal(0)
        bounds = f"{number(low)}–{told.measure(told.row.malvarde_max)}"
        return f"{told.utfall} mot {told.malet} {bounds}{told.gives}"

    def aim(self, row: IndikatorRow, goal: Value) -> str:
        if row.malvarde_max is None or not isinstance(goal, Decimal):
            return measured(goal, row.enhet)
        return f"{number(goal)}–{measured(row.malvarde_max, row.enhet)}"

    def goodness(self, row: IndikatorRow, found: Value, goal: Value) -> Decimal | None:
        """Nothing inside the interval, less the further outside."""
        measure, low, high = as_number(found), as_number(goal), as_number(row.malvarde_max)
        if measure is None or low is None or high is None:
            return None
        return min(measure - low, high - measure, Decimal(0))

    def faults(self, row: IndikatorRow) -> Iterator[RowFault]:
        low, high = row.malvarde, row.malvarde_max
        if isinstance(low, Decimal) and high is not None and high < low:
            yield RowFault(Regel.INTERVALL_OMVANT, "malvarde_max", {"malvarde": low})
        elif isinstance(row.periodmal, Decimal) and high is not None and high < row.periodmal:
            yield RowFault(Regel.PERIODMAL_OVER_MALVARDE_MAX, "periodmal", {"hogst": high})
