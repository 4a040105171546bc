"""Indikatorer: status, reason, outcome and target, and the outcomes of earlier reports for the small charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from runxl.assessment.why import texts
from runxl.check.rows import Historik, Indikator
from runxl.measure.values import plain, plain_number
from runxl.output.many.facts import Cell, Row
from runxl.output.many.listing import Field, Listing
from runxl.output.said.source import Source

POINTS = 8
"""So many outcomes, this report's last, are drawn and stand in the last columns."""

_NUMBER = (int, float)


def rows(source: Source) -> Iterator[Row]:
    now, indikatorer = source.assessment.period, source.assessment.indikatorer
    for one, why in zip(indikatorer, texts(one.reason for one in indikatorer), strict=True):
        row, utfall = one.row, plain(one.utfall)
        yield (
            row.nr,
            row.indikator,
            row.delmal,
            one.told,
            one.andel,
            utfall,
            row.aim_in_cell(row.malvarde),
            plain(row.periodmal),
            row.enhet,
            one.utveckling,
            one.foregaende_status,
            source.owner(one),
            why,
            None,
            *(_trend(_alike(row, one.past, now), now, utfall if one.measured else None) if one.past else ()),
        )


def _alike(row: Indikator, past: Sequence[Historik], period: str) -> Sequence[Historik]:
    """What counts from January is compared with the same months of other years."""
    return [one for one in past if one.period == period] if row.ackumuleras else past


def _trend(past: Sequence[Historik], period: str, utfall: Cell) -> Row:
    """Which reports, and their outcomes, this one's last; nothing unless there are two numbers to compare."""
    names, outcomes = [], []
    for one in past[: POINTS - 1][::-1]:
        measure = plain_number(one.utfall) if isinstance(one.utfall, Decimal) else None
        if measure is not None:
            names.append(f"{one.period} {one.ar}")
            outcomes.append(measure)
    now = utfall if isinstance(utfall, _NUMBER) else None
    if now is not None:
        names.append(period)
    if len(names) < 2:  # noqa: PLR2004 - a line has two ends
        return ()
    return (", ".join(names), *[None] * (POINTS - 1 - len(outcomes)), *outcomes, now)


class Trend(NamedTuple):
    """A small chart: in which of the rows, in which column its first outcome stands, and whether any is below zero."""

    row: int
    first: int
    below: bool


def trends(rows: Sequence[Row]) -> Iterator[Trend]:
    """Of the rows that have outcomes to draw."""
    for place, row in enumerate(rows):
        if len(row) > PRINTED:
            outcomes = row[PRINTED + 1 :]
            numbers = [outcome for outcome in outcomes if isinstance(outcome, _NUMBER)]
            first = next(at for at, outcome in enumerate(outcomes) if outcome is not None)
            yield Trend(place, PRINTED + 1 + first, min(numbers) < 0)


_FIELDS = (
    Field("Nr", 8, "key"),
    Field("Indikator", 36),
    Field("Delmål", 8, "short"),
    Field("Status", 13, "status"),
    Field("Andel", 9, "share"),
    Field("Utfall", 12, "number"),
    Field("Målvärde", 12, "number"),
    Field("Periodmål", 12, "number"),
    Field("Måttenhet", 11),
    Field("Utveckling", 10, "centre"),
    Field("Föregående", 13, "status"),
    Field("Ansvarig", 16),
    Field("Förklaring", 48),
    Field("Trend", 16),
)
TREND = len(_FIELDS) - 1
PRINTED = len(_FIELDS)
"""The columns after these are what the small charts are drawn from, and are not printed."""

LISTING = Listing(
    sheet="Indikatorer",
    about="Varje indikator med utfall, målvärde, status, skäl och trend",
    fields=(
        *_FIELDS,
        Field("Trendens rapporter", 26, "quiet"),
        *(Field(f"Utfall {back} före" if back else "Utfall nu", 11, "quiet") for back in reversed(range(POINTS))),
    ),
    rows=rows,
    empty="Inga indikatorer.",
)
