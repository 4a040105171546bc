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
    same = [value for value in _same_period(row, past, basis) if value is not None]
    if typ is None or typ.against != "utgangsvarde":
        return Compared(row, same)
    base = next((number for value in (row.period_bas, *same) if (number := as_number(value)) is not None), None)
    return Compared(row._replace(utgangsvarde=base), same, lacks_base=base is None)


def _same_period(row: Indikator, past: Past, basis: Basis) -> Iterator[Value]:
    yield row.period_foregaende
    for one in past:
        if basis.ar is not None and (one.ar, one.period) == (basis.ar - 1, basis.period.name):
            yield one.utfall
    if basis.is_delar:
        yield row.period_bas
    else:  # what was told of a whole year is of the same months
        yield row.tidigare_utfall
        yield row.utgangsvarde
