"""Utveckling: better (↑), the same (→) or worse (↓) than the latest earlier measurement."""

from __future__ import annotations

from collections.abc import Sequence

from runxl.check.rows import Indikator
from runxl.measure.typ import Typ
from runxl.measure.values import Value

_ARROWS = {1: "↑", 0: "→", -1: "↓"}
_WORDS = {"↑": "↑ Bättre", "→": "→ Oförändrat", "↓": "↓ Sämre"}


def utveckling(typ: Typ, row: Indikator, malvarde: Value, before: Sequence[Value]) -> str:
    """An arrow in the direction that is good, against the first of `before` that it can be compared with."""
    for measure in before:
        was = None if measure is None else typ.goodness(row, measure, malvarde)
        if was is not None:
            now = typ.goodness(row, row.utfall, malvarde)
            return "" if now is None else _ARROWS[(now > was) - (now < was)]
    return ""


def in_words(arrow: str) -> str:
    """`↑ Bättre`: nobody should have to guess what an arrow means."""
    return _WORDS.get(arrow, arrow)
