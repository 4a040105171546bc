"""Sammansatt: `20 personer/12 kommuner`. Each part as Minst; the weakest decides and gives the share."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from runxl.contract.regel import Regel
from runxl.contract.scale import Scale
from runxl.measure.formula import Outcome, Standard, compare
from runxl.measure.typ import IndikatorRow, Judged, RowFault, Typ
from runxl.measure.values import PartValue, Value, in_order_of, paired
from runxl.measure.worded import measure, measured, part_in_words

_OUTCOMES = ("utfall", "periodmal", "tidigare_utfall")


class Sammansatt(Typ):
    name = "Sammansatt"
    reads = "parts"
    target = "parts"
    needs = ("malvarde",)

    def judge(self, row: IndikatorRow, goal: Value, basis: Standard) -> Outcome | None:
        pairs = list(paired(row.utfall, goal))
        if not pairs:
            return None
        found = [(compare(part.value, wanted.value, "minst", basis), wanted) for part, wanted in pairs]
        decided, weakest = min(found, key=partial(_strength, basis.scale))
        near = tuple(
            PartValue(one.rounded if isinstance(one.rounded, Decimal) else part.value, wanted.unit)
            for (one, wanted), (part, _) in zip(found, pairs, strict=True)
        )
        rounded = near if any(one.rounded is not None for one, _ in found) else None
        return decided._replace(rounded=rounded, weakest=weakest)

    def explain(self, told: Judged) -> str:
        pairs = list(paired(told.row.utfall, told.goal))
        outcomes = tuple(PartValue(one.value, goal.unit) for one, goal in pairs)
        goals = tuple(goal for _, goal in pairs)
        near = told.outcome.rounded
        rounded = "" if near is None else f", avrundat till {measure(near, '')},"
        text = f"Utfall {measure(outcomes, '')}{told.lag}{rounded} mot {told.malet} {measure(goals, '')}"
        weakest = told.outcome.weakest
        if len(goals) == 1 or weakest is None:
            return f"{text}{told.gives}"
        share = f", {told.share}" if told.share else ""
        return f"{text}; svagast är {weakest.unit or 'delen ' + part_in_words(weakest)}{share}"

    def aim(self, row: IndikatorRow, goal: Value) -> str:
        return measured(goal, row.enhet)

    def goodness(self, row: IndikatorRow, found: Value, goal: Value) -> Decimal | None:
        """How far the weakest part has come."""
        shares = [part.value / wanted.value for part, wanted in paired(found, goal) if wanted.value > 0]
        return min(shares, default=None)

    def faults(self, row: IndikatorRow) -> Iterator[RowFault]:
        """Each part of the outcome answers a part of the target."""
        goal = row.malvarde
        for column in _OUTCOMES if isinstance(goal, tuple) else ():
            value = getattr(row, column)
            if isinstance(value, tuple) and isinstance(goal, tuple) and not in_order_of(goal, value):
                yield RowFault(Regel.DELARNA_STAMMER_INTE, column, {"delar": goal})


def _strength(scale: Scale, compared: tuple[Outcome, PartValue]) -> tuple[int, Decimal, str]:
    """A part without a share (target 0) that is met is no weaker than any other."""
    found, goal = compared
    return -scale.words.index(found.status), Decimal("Infinity") if found.share is None else found.share, goal.unit
