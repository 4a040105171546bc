"""Tables of indikatorer: what they reached, and what a plan wants of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from runxl.assessment.bedomning import DelmalVerdict
from runxl.assessment.trend import in_words
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.measure.values import Value
from runxl.output.document import marks
from runxl.output.document.blocks import Block, Grid, GridCell, GridColumn, Heading, beside
from runxl.output.document.headings import caption, heading
from runxl.output.document.phrases import NOTHING, measure, outcome, share, target, yearly_target
from runxl.output.document.prose import written
from runxl.output.said.source import Source
from runxl.output.said.when import periodicity

_Below = tuple[str, Sequence[IndikatorVerdict]]
"""What a delmål is called, and its indikatorer."""

_NONE = (GridCell(NOTHING),) * 4
_LONG_TARGET = 14


def measures(source: Source, caption: str, several: Sequence[IndikatorVerdict]) -> Iterator[Grid]:
    """With status, and with the arrow where the styrmodell's reports have it."""
    trend = source.basis.styrmodell.trend_shown
    own = any(one.row.periodmal is not None for one in several)
    columns = (
        GridColumn(source.many("indikator"), 7),
        _target_column(source, several),
        *((GridColumn(f"Mål {source.basis.period.short}", 2.5, right=True),) if own else ()),
        GridColumn("Utfall", 2.3, right=True),
        GridColumn("Måluppfyllelse", 2.7),
        *((GridColumn("Utveckling", 2.3),) if trend else ()),
    )
    rows = [_measured(source, one, trend=trend, own=own) for one in several]
    yield Grid.plain(caption, "Målvärde, utfall och status för varje rad.", columns, rows)


def _target_column(source: Source, several: Sequence[IndikatorVerdict]) -> GridColumn:
    """Wider, and to the left, where targets are texts."""
    texts = any(len(target(one.row, one.row.malvarde)) > _LONG_TARGET for one in several)
    return GridColumn(f"Mål {source.basis.ar or ''}".strip(), 3.8 if texts else 2.5, right=not texts)


def _measured(source: Source, one: IndikatorVerdict, *, trend: bool, own: bool) -> tuple[GridCell, ...]:
    told = GridCell(outcome(one, source.basis.ar))
    arrow = in_words(one.utveckling) or NOTHING
    judged = marks.status(one.told, source.basis.styrmodell, share(one)) if one.counts else GridCell(NOTHING)
    goal = GridCell(yearly_target(one.row))
    now = (GridCell(target(one.row, one.row.periodmal)),) if own else ()
    return (_named(source, one), goal, *now, told, judged, *((GridCell(arrow),) if trend else ()))


def _named(source: Source, one: IndikatorVerdict) -> GridCell:
    """The indikator with what the unit says of it; if it is not assessed also why."""
    why = one.forklaring if one.standing != "assessed" else ""
    note = "\n".join(filter(None, (why, one.row.kommentar.strip())))
    return GridCell(source.numbered(one.nr, f"{source.kind(one)}{one.row.indikator}"), note=note)


def planned(source: Source, level: int) -> Iterator[Block]:
    """A plan's mål, each with Delmål | Indikatorer | Utfall last year | Mål | Periodicitet."""
    for mal in source.assessment.mal:
        yield Heading(level, heading(source, "mal", mal.nr, mal.row.mal))
        yield from written(mal.row.analys)
        yield from _plan(source, caption(source, "mal", mal.nr), _below(source, source.delmal_of(mal)))
    strays = _below(source, source.stray_delmal())
    if source.stray_indikatorer():
        strays.append(("", source.stray_indikatorer()))
    if strays:
        title = source.homeless("mal")
        yield Heading(level, title)
        yield from _plan(source, title, strays)


def _below(source: Source, several: Sequence[DelmalVerdict]) -> list[_Below]:
    return [(source.numbered(one.nr, one.row.delmal), source.indikatorer_of(one)) for one in several]


def _plan(source: Source, caption: str, below: Sequence[_Below]) -> Iterator[Grid]:
    year = _one_year(one for _, several in below for one in several)
    columns = (
        GridColumn(source.one("delmal"), 4),
        GridColumn(source.many("indikator"), 5),
        GridColumn(f"Utfall {year}" if year else "Utfall", 2.2, right=True),
        _target_column(source, [one for _, several in below for one in several]),
        GridColumn("Periodicitet", 2.4),
    )
    groups = ((name, [_planned(source, one, year) for one in several] or [_NONE]) for name, several in below)
    rows = [row for name, several in groups for row in beside(name, several)]
    if rows:
        yield Grid.plain(caption, "Utfall, mål och periodicitet för varje rad.", columns, rows)


def _planned(source: Source, one: IndikatorVerdict, year: int | None) -> tuple[GridCell, ...]:
    name, goal = source.numbered(one.nr, one.row.indikator), yearly_target(one.row)
    return tuple(map(GridCell, (name, _before(one, year), goal, periodicity(one.row.periodicitet))))


def before(one: IndikatorVerdict) -> tuple[Value, int | None]:
    """The outcome that a plan begins from, and the year it is of: the plan's own, else the one before."""
    row = one.row
    return (row.utfall, row.avser_ar) if row.utfall is not None else (row.tidigare_utfall, row.tidigare_utfall_ar)


def _one_year(several: Iterable[IndikatorVerdict]) -> int | None:
    """The year that all outcomes are of; None if they are of several, or do not say."""
    years = {year for outcome, year in map(before, several) if outcome is not None}
    return years.pop() if len(years) == 1 else None


def _before(one: IndikatorVerdict, year: int | None) -> str:
    """With its own year where that is not the column's."""
    outcome, of = before(one)
    told = measure(outcome, one.row.enhet)
    return f"{told} ({of})" if outcome is not None and of and of != year else told
