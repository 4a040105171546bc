"""Förändring: the change from the base is what is compared. At least a rise, at most (as much as) a fall.

In percent of the base; where Målvärde says procentenheter it is the difference itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runxl.contract.regel import Regel
from runxl.measure.formula import Outcome, Standard, compare
from runxl.measure.typ import IndikatorRow, Judged, RowFault, Typ
from runxl.measure.values import Value, as_number
from runxl.svenska import before_rounding, signed, without_zeros


class Forandring(Typ):
    name = "Förändring"
    reads = "number"
    target = "number"
    target_unit = "%"
    target_words = ("procentenheter", "procentenhet", "p.e.", "p.e", "pe")
    needs = ("malvarde", "utgangsvarde")
    against = "utgangsvarde"

    def judge(self, row: IndikatorRow, goal: Value, basis: Standard) -> Outcome | None:
        change, wanted = _change(row, goal), _wanted(goal)
        if change is None or wanted is None:
            return None
        return compare(change, wanted, "minst" if wanted >= 0 else "högst", basis)

    def explain(self, told: Judged) -> str:
        near, unit, change = told.outcome.rounded, _unit(told.goal), _change(told.row, told.goal)
        if isinstance(near, Decimal) and change is not None:
            said = f"{'+' if change > 0 else ''}{before_rounding(change, near)}"
        else:
            said = _signed(change)
        rounded = "" if near is None else f", avrundat till {_signed(near)}{unit}"
        utfall, base = told.measure(told.row.utfall), told.measure(told.row.utgangsvarde)
        goal = f"mot {told.malet} {_signed(_wanted(told.goal))}{unit}{told.gives}"
        return f"Utfall {utfall}{told.lag} mot utgångsvärdet {base} är en förändring med {said}{unit}{rounded}, {goal}"

    def aim(self, row: IndikatorRow, goal: Value) -> str:
        wanted = _wanted(goal)
        return str(goal or "") if wanted is None else f"{_signed(wanted)}{_unit(goal)}"

    def goodness(self, row: IndikatorRow, found: Value, goal: Value) -> Decimal | None:
        measure, wanted = as_number(found), _wanted(goal)
        return -measure if measure is not None and wanted is not None and wanted < 0 else measure

    def faults(self, row: IndikatorRow) -> Iterator[RowFault]:
        """From nothing every change in percent is endless."""
        if row.utgangsvarde == 0 and not isinstance(row.malvarde, tuple):
            yield RowFault(Regel.UTGANGSVARDE_NOLL, "utgangsvarde", {})


def _wanted(goal: Value) -> Decimal | None:
    return as_number(goal[0].value if isinstance(goal, tuple) and len(goal) == 1 else goal)


def _unit(goal: Value) -> str:
    return f" {goal[0].unit}" if isinstance(goal, tuple) and goal else " %"


def _change(row: IndikatorRow, goal: Value) -> Decimal | None:
    utfall, base = as_number(row.utfall), as_number(row.utgangsvarde)
    if utfall is None or base is None:
        return None
    if isinstance(goal, tuple):
        return as_number(utfall - base)
    change = as_number((utfall - base) * 100 / abs(base)) if base else None
    return None if change is None else without_zeros(change)


def _signed(value: Value) -> str:
    found = as_number(value)
    return str(value) if found is None else signed(found)
