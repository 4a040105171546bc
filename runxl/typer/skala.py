"""Skala: ordinal, or a mean on a scale that stands in Enhet. Judged as Minst."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runxl.contract.regel import Regel
from runxl.measure.typ import IndikatorRow, RowFault
from runxl.measure.units import scale_of
from runxl.typer.minst import Minst

_ON_IT = ("utgangsvarde", "malvarde", "malvarde_max", "periodmal", "utfall", "tidigare_utfall")


class Skala(Minst):
    name = "Skala"

    def faults(self, row: IndikatorRow) -> Iterator[RowFault]:
        """The unit is a scale, and every value stands on it."""
        scale = scale_of(row.enhet)
        if row.enhet and scale is None:
            yield RowFault(Regel.OKLAR_SKALA, "enhet", {})
        for column in _ON_IT if scale else ():
            value = getattr(row, column)
            if isinstance(value, Decimal) and scale and not scale[0] <= value <= scale[1]:
                yield RowFault(Regel.UTANFOR_SKALAN, column, {"enhet": f"{scale[0]}–{scale[1]}"})
