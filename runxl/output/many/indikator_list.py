"""Indikatorer: status, reason, outcome and target, and the outcomes of earlier reports for the small charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from runxl.assessment.why import texts
from runxl.measure.values import plain
from runxl.output.many.facts import FactRow
from runxl.output.many.listing import BookListing, Field
from runxl.output.said.outcomes import MOST, ToldOutcome, outcomes
from runxl.output.said.source import Source


def rows(source: Source) -> Iterator[FactRow]:
    now, indikatorer = source.assessment.period, source.assessment.indikatorer
    for one, why in zip(indikatorer, texts(one.reason for one in indikatorer), strict=True):
        row = one.row
        yield (
            row.nr,
            row.indikator,
            row.delmal,
            one.told,
            one.andel,
            plain(one.utfall),
            row.aim_in_cell(row.malvarde),
            plain(row.periodmal),
            row.enhet,
            one.utveckling,
            one.foregaende_status,
            source.owner(one),
            why,
            None,
            *_trend(outcomes(one, now)),
        )


def _trend(told: Sequence[ToldOutcome]) -> FactRow:
    """Which reports, and their outcomes, this one's last."""
    if not told:
        return ()
    before, now = [one.value for one in told if one.ar], next((one.value for one in told if not one.ar), None)
    return (", ".join(one.when for one in told), *[None] * (MOST - 1 - len(before)), *before, now)


class Trend(NamedTuple):
    """A small chart: in which of the rows, in which column its first outcome stands, and whether any is below zero."""

    row: int
    first: int
    below: bool


def trends(rows: Sequence[FactRow]) -> Iterator[Trend]:
    """Of the rows that have outcomes to draw."""
    for place, row in enumerate(rows):
        if len(row) > PRINTED:
            outcomes = row[PRINTED + 1 :]
            numbers = [outcome for outcome in outcomes if isinstance(outcome, int | float)]
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

LISTING = BookListing(
    sheet="Indikatorer",
    about="Varje indikator med utfall, målvärde, status, skäl och trend",
    fields=(
        *_FIELDS,
        Field("Trendens rapporter", 26, "quiet"),
        *(Field(f"Utfall {back} före" if back else "Utfall nu", 11, "quiet") for back in reversed(range(MOST))),
    ),
    rows=rows,
    empty="Inga indikatorer.",
)
