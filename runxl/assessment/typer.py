"""The types of indikatorer: what each makes of an outcome and its target. One function per rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from runxl.assessment.basis import Basis
from runxl.assessment.formula import Comparison, Direction, compare
from runxl.check.measures import in_order_of
from runxl.check.rows import Indikator, Part, Value
from runxl.contract.scale import Scale

Judgement = tuple[str, str, dict[str, Any], Decimal | None]
"""A status, the rule that gave it, what the rule was given, and the share; None where that means nothing.

It is made for every row and taken apart at once; what the rule was given is the row's own, for the reason to add to.
"""

Judge = Callable[[Indikator, Value, Basis], Judgement | None]
"""None: a value that the type needs is missing, or is not of the kind that it needs."""


def judge(row: Indikator, malvarde: Value, basis: Basis) -> Judgement | None:
    """The verdict of the row's type on its outcome."""
    rule = _JUDGES.get(row.typ)
    return rule(row, malvarde, basis) if rule else None


def value(number: object) -> Decimal | None:
    """A number that can be reckoned with."""
    return number if isinstance(number, Decimal) and number.is_finite() else None


def is_empty(value: object) -> bool:
    """Nothing, an empty text or no parts. Zero is a value. (Comparing a Decimal with these is slow.)"""
    return not isinstance(value, Decimal) and not value


def _minst(row: Indikator, malvarde: Value, basis: Basis) -> Judgement | None:
    return _against(row, malvarde, "minst", basis)


def _hogst(row: Indikator, malvarde: Value, basis: Basis) -> Judgement | None:
    return _against(row, malvarde, "högst", basis)


def _against(row: Indikator, malvarde: Value, direction: Direction, basis: Basis) -> Judgement | None:
    utfall, goal = value(row.utfall), value(malvarde)
    if utfall is None or goal is None:
        return None
    found = compare(utfall, goal, direction, basis)
    return _compared(direction, found, utfall, {"utfall": utfall, "malvarde": goal})


def _intervall(row: Indikator, malvarde: Value, basis: Basis) -> Judgement | None:
    """Inside nothing is lacking; outside the nearest bound is the target."""
    utfall, low, high = value(row.utfall), value(malvarde), value(row.malvarde_max)
    if utfall is None or low is None or high is None or high < low:
        return None
    inputs = {"utfall": utfall, "malvarde": low, "malvarde_max": high}
    if low <= utfall <= high:
        return basis.scale.status(Decimal(1)), "intervall", inputs, Decimal(1)
    found = compare(utfall, low, "minst", basis) if utfall < low else compare(utfall, high, "högst", basis)
    return _compared("intervall", found, utfall, inputs)


def _oka(row: Indikator, _: Value, basis: Basis) -> Judgement | None:
    return _moved(row, "öka", 1, basis)


def _minska(row: Indikator, _: Value, basis: Basis) -> Judgement | None:
    return _moved(row, "minska", -1, basis)


def _moved(row: Indikator, rule: str, wanted: int, basis: Basis) -> Judgement | None:
    """More (or less) than the base: the size of the step does not matter."""
    utfall, base = value(row.utfall), value(row.utgangsvarde)
    if utfall is None or base is None:
        return None
    step = ((utfall > base) - (utfall < base)) * wanted
    status = {1: basis.scale.best.word, 0: basis.styrmodell.equal_to_base, -1: basis.scale.worst.word}[step]
    return status, rule, {"utfall": utfall, "utgangsvarde": base}, None


def _bibehall(row: Indikator, _: Value, basis: Basis) -> Judgement | None:
    utfall, base = value(row.utfall), value(row.utgangsvarde)
    if utfall is None or base is None:
        return None
    found = compare(utfall, base, "minst", basis, may_round=False)
    return _compared("bibehåll", found, utfall, {"utfall": utfall, "utgangsvarde": base})


def _forandring(row: Indikator, malvarde: Value, basis: Basis) -> Judgement | None:
    """The change in percent is what is compared: at least a rise, at most (as much as) a fall."""
    utfall, base, goal = value(row.utfall), value(row.utgangsvarde), value(malvarde)
    if utfall is None or base is None or goal is None or base == 0:
        return None
    change = (utfall - base) * 100 / abs(base)
    if not change.is_finite():
        return None
    found = compare(change, goal, "minst" if goal >= 0 else "högst", basis)
    inputs = {"utfall": utfall, "utgangsvarde": base, "forandring": change, "malvarde": goal}
    return _compared("förändring", found, change, inputs)


def _budget(row: Indikator, malvarde: Value, basis: Basis) -> Judgement | None:
    """The outcome is a deviation. A deficit is accepted up to Målvärde, whichever sign that is written with."""
    utfall, accepted = value(row.utfall), abs(value(malvarde) or Decimal(0))
    if utfall is None:
        return None
    return within_budget(utfall, accepted, basis), "budget", {"utfall": utfall, "malvarde": accepted}, None


def within_budget(deviation: Decimal, accepted: Decimal, basis: Basis) -> str:
    """The status of a deviation from a budget, where a deficit as large as `accepted` will do."""
    if deviation >= 0:
        return basis.scale.best.word
    if accepted == 0:
        return basis.scale.worst.word
    status, _, _ = compare(-deviation, accepted, "högst", basis, may_round=False)
    return status


def _ja_nej(row: Indikator, malvarde: Value, basis: Basis) -> Judgement | None:
    return _answered(row, "ja_nej", malvarde or "Ja", basis)


def _milstolpe(row: Indikator, malvarde: Value, basis: Basis) -> Judgement | None:
    return None if is_empty(malvarde) else _answered(row, "milstolpe", malvarde, basis)


def _answered(row: Indikator, rule: str, malvarde: Value, basis: Basis) -> Judgement | None:
    status = basis.styrmodell.answers.get(row.utfall) if isinstance(row.utfall, str) else None
    return (status, rule, {"utfall": row.utfall, "malvarde": malvarde}, None) if status else None


def _sammansatt(row: Indikator, malvarde: Value, basis: Basis) -> Judgement | None:
    """Each part as Minst; the weakest decides and gives the share."""
    pairs = list(paired(row.utfall, malvarde))
    if not pairs:
        return None
    outcomes, goals = zip(*pairs, strict=True)
    found = [compare(outcome.value, goal.value, "minst", basis) for outcome, goal in pairs]
    (status, share, _), part = min(zip(found, goals, strict=True), key=partial(_strength, basis.scale))
    used = tuple(Part(one, outcome.unit) for (_, _, one), outcome in zip(found, outcomes, strict=True))
    inputs = {"utfall": outcomes, "malvarde": goals, "svagast": part}
    told = inputs if used == outcomes else {**inputs, "avrundat": used}
    return status, "sammansatt", told, share


def _strength(scale: Scale, compared: tuple[Comparison, Part]) -> tuple[int, Decimal, str]:
    """A part without a share (target 0) that is met is no weaker than any other."""
    (status, share, _), goal = compared
    return -scale.words.index(status), Decimal("Infinity") if share is None else share, goal.unit


def paired(utfall: Value, malvarde: Value) -> Iterator[tuple[Part, Part]]:
    """Outcome and target part by part; nothing if they do not fit together."""
    goals = _parts(malvarde)
    if outcomes := in_order_of(goals, _parts(utfall)):
        yield from zip(outcomes, goals, strict=True)


def _parts(measure: Value) -> tuple[Part, ...]:
    """A number alone is one part."""
    if isinstance(measure, Decimal):
        measure = (Part(measure, ""),)
    sound = isinstance(measure, tuple) and all(part.value.is_finite() for part in measure)
    return measure if sound and isinstance(measure, tuple) else ()


def _compared(rule: str, found: Comparison, given: Decimal, inputs: dict[str, Any]) -> Judgement:
    """A judgement by comparison; the rounded value is told when it was compared instead of the given one."""
    status, share, used = found
    if used is not given and used != given:
        inputs["avrundat"] = used
    return status, rule, inputs, share


_JUDGES: Mapping[str, Judge] = {
    "Minst": _minst,
    "Högst": _hogst,
    "Intervall": _intervall,
    "Öka": _oka,
    "Minska": _minska,
    "Bibehåll": _bibehall,
    "Förändring": _forandring,
    "Budget": _budget,
    "Ja/Nej": _ja_nej,
    "Skala": _minst,
    "Milstolpe": _milstolpe,
    "Sammansatt": _sammansatt,
}
"""Kontrollmått has no judge: it is never assessed."""
