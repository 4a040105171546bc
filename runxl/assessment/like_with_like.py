"""What an indikator's outcome is set against: the same months of another year where it counts from January."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from runxl.assessment.basis import Basis
from runxl.check.rows import Historik, Indikator
from runxl.measure.typ import Typ
from runxl.measure.values import Value, as_number

Past = Sequence[Historik]
"""What Tidigare perioder tells of an indikator, the latest first."""


class Compared(NamedTuple):
    """The row with the base that holds in the period, and what an arrow compares it with, the first that can be."""

    row: Indikator
    before: Sequence[Value]
    lacks_base: bool = False
    """Its Typ counts from a base, and there is none of the same months."""


def compared(row: Indikator, typ: Typ | None, past: Past, basis: Basis) -> Compared:
    """Accumulating measures against the same period a year before; others as they are."""
    if not row.ackumuleras:
        based = row if row.period_bas is None else row._replace(utgangsvarde=row.period_bas)
        return Compared(based, (*[one.utfall for one in past], row.tidigare_utfall, row.utgangsvarde))
    same = [*_a_year_ago(row, past, basis)]
    # What was told of a whole year is of the same months as a whole year.
    before = (*same, row.period_bas) if basis.is_delar else (*same, row.tidigare_utfall, row.utgangsvarde)
    if typ is None or typ.against != "utgangsvarde":
        return Compared(row, before)
    bases = (row.period_bas, *same, None if basis.is_delar else row.utgangsvarde)
    base = next((number for value in bases if (number := as_number(value)) is not None), None)
    return Compared(row._replace(utgangsvarde=base), before, lacks_base=base is None)


def _a_year_ago(row: Indikator, past: Past, basis: Basis) -> Iterator[Value]:
    """The outcome of the same period the year before."""
    yield row.period_foregaende
    for one in past:
        if basis.ar is not None and (one.ar, one.period) == (basis.ar - 1, basis.period.name):
            yield one.utfall
