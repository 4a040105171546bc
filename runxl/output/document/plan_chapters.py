"""A plan's mål: what each delmål is about, what is measured and aimed at, and what is to be done by whom and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.measure.values import Value
from runxl.output.document.blocks import Block, Grid, GridCell, GridColumn, Heading, Missing, beside, heads
from runxl.output.document.headings import by_name, caption, heading, in_short
from runxl.output.document.indikator_tables import target_column
from runxl.output.document.phrases import NOTHING, measure, yearly_target
from runxl.output.document.prose import written
from runxl.output.document.table_grids import kept_grid
from runxl.output.said.source import Source
from runxl.output.said.when import day, periodicity

_Below = tuple[str, Sequence[IndikatorVerdict]]
"""What a delmål is called, and its indikatorer."""

_NONE = (GridCell(NOTHING),) * 4


def planned(source: Source, level: int, *, activities: bool = False) -> Iterator[Block]:
    """Each mål, under its perspektiv where there are such."""
    for perspektiv, several in source.by_perspective().items():
        below = level
        if "perspektiv" in source.basis.styrmodell.levels:
            yield Heading(level, perspektiv or f"Övriga {source.many('mal').lower()}")
            below = level + 1
        for mal in several:
            yield from _mal(source, mal, below, activities=activities)
    yield from _strays(source, level)


def _mal(source: Source, mal: MalVerdict, level: int, *, activities: bool) -> Iterator[Block]:
    """With its delmål in words, then Delmål | Indikatorer | Utfall 2024 | Mål 2026 | Periodicitet."""
    several = source.delmal_of(mal)
    yield Heading(level, heading(source, "mal", mal.nr, mal.row.mal))
    yield from written(mal.row.beskrivning, level)
    yield from _in_words(source, several, level + 1)
    yield from _table(source, caption(source, "mal", mal.nr), _below(source, several))
    if activities:
        yield from _activities(source, several)


def _in_words(source: Source, several: Sequence[DelmalVerdict], level: int) -> Iterator[Block]:
    """What is written about each delmål, under its name alone; where nothing is of any, the table says it all."""
    if not any(one.row.beskrivning for one in source.assessment.delmal):
        return
    for one in several:
        yield Heading(level, by_name(source, one.row.delmal) or heading(source, "delmal", one.nr, ""))
        if one.row.beskrivning:
            yield from written(one.row.beskrivning, level)
        else:
            yield Missing(f"beskrivning av {in_short(source, 'delmal', one.nr, one.row.delmal)}")


def _strays(source: Source, level: int) -> Iterator[Block]:
    strays = _below(source, source.stray_delmal())
    if source.stray_indikatorer():
        strays.append(("", source.stray_indikatorer()))
    if strays:
        title = source.homeless("mal")
        yield Heading(level, title)
        yield from _table(source, title, strays)


def _below(source: Source, several: Sequence[DelmalVerdict]) -> list[_Below]:
    return [(source.numbered(one.nr, one.row.delmal), source.indikatorer_of(one)) for one in several]


def _table(source: Source, caption: str, below: Sequence[_Below]) -> Iterator[Grid]:
    year = common_year(one for _, several in below for one in several)
    columns = (
        GridColumn(source.one("delmal"), 4),
        GridColumn(source.many("indikator"), 5),
        GridColumn(outcome_title(year), 2.2, right=True),
        target_column(source, [one for _, several in below for one in several]),
        GridColumn("Periodicitet", 2.4),
    )
    rows = beside((name, [_planned(source, one, year) for one in several] or [_NONE]) for name, several in below)
    if rows:
        yield Grid.plain(caption, "Utfall, mål och periodicitet för varje rad.", columns, rows)


def _planned(source: Source, one: IndikatorVerdict, year: int | None) -> tuple[GridCell, ...]:
    name, goal = source.numbered(one.nr, one.row.indikator), yearly_target(one.row)
    return tuple(map(GridCell, (name, outcome_before(one, year), goal, periodicity(one.row.periodicitet))))


def before(one: IndikatorVerdict) -> tuple[Value, int | None]:
    """The outcome that a plan begins from, and the year it is of: the plan's own, else the one before."""
    row = one.row
    return (row.utfall, row.avser_ar) if row.utfall is not None else (row.tidigare_utfall, row.tidigare_utfall_ar)


def common_year(several: Iterable[IndikatorVerdict]) -> int | None:
    """The year that most outcomes are of; None if some do not say of which they are."""
    years = Counter(year for outcome, year in map(before, several) if outcome is not None)
    return None if not years or None in years else max(years, key=lambda year: (years[year], year or 0))


def outcome_title(year: int | None) -> str:
    return f"Utfall {year}" if year else "Utfall"


def outcome_before(one: IndikatorVerdict, year: int | None) -> str:
    """With its own year where that is not the column's."""
    outcome, of = before(one)
    told = measure(outcome, one.row.enhet)
    return f"{told} ({of})" if outcome is not None and of and of != year else told


def _activities(source: Source, several: Sequence[DelmalVerdict]) -> Iterator[Grid]:
    """Who is to do what, and until when."""
    columns = heads((source.one("delmal"), 4), (source.many("aktivitet"), 5), ("Ansvarig", 2.4), ("Slutdatum", 2.2))
    rows = beside((source.numbered(one.nr, one.row.delmal), _to_do(source, one)) for one in several)
    yield from kept_grid(source.many("aktivitet"), "Ansvarig och slutdatum för varje rad.", columns, rows)


def _to_do(source: Source, delmal: DelmalVerdict) -> Iterator[tuple[GridCell, ...]]:
    for one in source.assessment.aktiviteter:
        if delmal.nr and one.row.delmal == delmal.nr:
            name = source.numbered(one.nr, one.row.aktivitet)
            yield tuple(map(GridCell, (name, source.owner(one) or "", day(one.row.slutdatum))))
