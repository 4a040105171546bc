"""Tables of indikatorer: what they aim at and what they reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runxl.assessment.trend import in_words
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.output.document import marks
from runxl.output.document.blocks import Grid, GridCell, GridColumn
from runxl.output.document.phrases import NOTHING, outcome, share, target, yearly_target
from runxl.output.said.source import Source

_LONG_TARGET = 14


def measures(source: Source, caption: str, several: Sequence[IndikatorVerdict]) -> Iterator[Grid]:
    """With status, and with the arrow where the styrmodell's reports have it."""
    trend = source.basis.styrmodell.trend_shown
    own = any(one.row.periodmal is not None for one in several)
    columns = (
        GridColumn(source.many("indikator"), 7 if not (own and trend) else 6),
        target_column(source, several),
        *((GridColumn(f"Mål {source.basis.period.short}", 2.5, right=True),) if own else ()),
        GridColumn("Utfall", 2.3, right=True),
        GridColumn("Måluppfyllelse", 3.2),
        *((GridColumn("Utveckling", 2.3),) if trend else ()),
    )
    rows = [_measured(source, one, trend=trend, own=own) for one in several]
    yield Grid.plain(caption, "Målvärde, utfall och status för varje rad.", columns, rows)


def target_column(source: Source, several: Sequence[IndikatorVerdict]) -> GridColumn:
    """Wider, and to the left, where targets are texts."""
    texts = any(len(target(one.row, one.row.malvarde)) > _LONG_TARGET for one in several)
    return GridColumn(f"Mål {source.basis.ar or ''}".strip(), 3.8 if texts else 2.5, right=not texts)


def _measured(source: Source, one: IndikatorVerdict, *, trend: bool, own: bool) -> tuple[GridCell, ...]:
    told = GridCell(outcome(one, source.basis.ar))
    arrow = in_words(one.utveckling) or NOTHING
    judged = marks.status(one.told, source.basis.styrmodell, share(one)) if one.counts else GridCell(NOTHING)
    goal = GridCell(yearly_target(one.row))
    now = (GridCell(NOTHING if one.row.periodmal is None else target(one.row, one.row.periodmal)),) if own else ()
    return (_named(source, one), goal, *now, told, judged, *((GridCell(arrow),) if trend else ()))


def _named(source: Source, one: IndikatorVerdict) -> GridCell:
    """The indikator with what the unit says of it; if it is not assessed also why."""
    why = one.forklaring if one.standing != "assessed" else ""
    note = "\n".join(filter(None, (why, one.row.kommentar.strip())))
    return GridCell(source.numbered(one.nr, f"{source.kind(one)}{one.row.indikator}"), note=note)
