"""Förändring: the change from the base in percent is what is compared. At least a rise, at most (as much as) a fall."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runxl.contract.regel import Regel
from runxl.measure.formula import Outcome, Standard, compare
from runxl.measure.typ import Fault, Judged, Row, Typ
from runxl.measure.values import Value, as_number
from runxl.svenska import number


class Forandring(Typ):
    name = "Förändring"
    reads = "number"
    target = "number"
    target_unit = "%"
    needs = ("malvarde", "utgangsvarde")
    against = "utgangsvarde"

    def judge(self, row: Row, goal: Value, basis: Standard) -> Outcome | None:
        change, wanted = _change(row), as_number(goal)
        if change is None or wanted is None:
            return None
        return compare(change, wanted, "minst" if wanted >= 0 else "högst", basis)

    def explain(self, told: Judged) -> str:
        near = told.outcome.rounded
        change = f"{_signed(_change(told.row))} %"
        rounded = "" if near is None else f", avrundat till {_signed(near)} %"
        utfall, base = told.measure(told.row.utfall), told.measure(told.row.utgangsvarde)
        goal = f"mot {told.malet} {_signed(told.goal)} %{told.gives}"
        return f"Utfall {utfall}{told.lag} mot utgångsvärdet {base} är en förändring med {change}{rounded}, {goal}"

    def aim(self, row: Row, goal: Value) -> str:
        return f"{_signed(goal)} %" if isinstance(goal, Decimal) else str(goal or "")

    def goodness(self, row: Row, found: Value, goal: Value) -> Decimal | None:
        measure, wanted = as_number(found), as_number(goal)
        return -measure if measure is not None and wanted is not None and wanted < 0 else measure

    def faults(self, row: Row) -> Iterator[Fault]:
        """From nothing every change is endless."""
        if row.utgangsvarde == 0:
            yield Fault(Regel.UTGANGSVARDE_NOLL, "utgangsvarde", {})


def _change(row: Row) -> Decimal | None:
    utfall, base = as_number(row.utfall), as_number(row.utgangsvarde)
    return None if utfall is None or not base else as_number((utfall - base) * 100 / abs(base))


def _signed(value: Value) -> str:
    found = as_number(value)
    if found is None:
        return str(value)
    return f"+{number(found)}" if found > 0 else number(found)
