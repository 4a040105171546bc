"""The other tables of a report: uppdrag, händelser, personal, economy, aktiviteter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from runxl.assessment.verdicts import AktivitetVerdict
from runxl.assessment.why import Dropped
from runxl.contract.scale import NONE
from runxl.output.document import marks
from runxl.output.document.blocks import Block, Grid, GridCell, Heading, Paragraph, beside, heads
from runxl.output.document.headings import in_short
from runxl.output.document.prose import written
from runxl.output.document.table_grids import filled, table_grids
from runxl.output.said.presented import presented
from runxl.output.said.source import Source
from runxl.output.said.unassessed import text

TABLES_OF: Mapping[str, Sequence[str]] = {
    "uppdrag": ("uppdrag",),
    "handelser": ("handelser",),
    "personal": ("personal", "avvikelser"),
    "drift": ("driftredovisning", "verksamheter"),
    "anslag": ("anslag",),
}
"""The tables that a chapter's content is made of."""


def assignments(source: Source, level: int, columns: Sequence[str] = ()) -> Iterator[Block]:
    """In both directions, each under its own heading."""
    for grid in table_grids(source, "uppdrag", columns=columns):
        yield Heading(level, grid.caption)
        yield grid


def planned_assignments(source: Source, level: int) -> Iterator[Block]:
    """Without what has come of them."""
    yield from assignments(source, level, ("status", "namn", "periodicitet", "slutdatum"))


def events(source: Source, level: int) -> Iterator[Block]:
    names = {mal.nr: in_short(source, "mal", mal.nr, mal.row.mal) for mal in source.assessment.mal}
    for row in source.rows("handelser"):
        yield Heading(level, text(row, "rubrik") or "Händelse")
        yield from written(text(row, "beskrivning"))
        if text(row, "mal") in names:
            yield Paragraph(f"Gäller {names[text(row, 'mal')]}.", "quiet")


def staff(source: Source, level: int) -> Iterator[Block]:
    """Nyckeltal, and what deviates."""
    yield from table_grids(source, "personal")
    deviating = [*_deviations(source, "Personal")]
    if deviating:
        yield Heading(level, "Avvikelser och förslag till åtgärder")
        yield from deviating


def deviations(source: Source, _level: int) -> Iterator[Block]:
    yield from _deviations(source, "Ekonomi")


def _deviations(source: Source, area: str) -> Iterator[Grid]:
    """What is of no area is of the economy."""
    columns = ("avvikelseomrade", "analys", "atgard")
    told = table_grids(
        source, "avvikelser", columns=columns, only=lambda row: (text(row, "omrade") or "Ekonomi") == area
    )
    yield from (replace(grid, caption=f"Avvikelser, {area.lower()}") for grid in told)


def tables(names: Sequence[str], source: Source, _level: int) -> Iterator[Block]:
    for name in names:
        yield from table_grids(source, name)


def remaining(source: Source) -> Iterator[Block]:
    """Tables that no report has a chapter about."""
    told = set(chain.from_iterable(TABLES_OF.values()))
    for name, one in presented().items():
        grids = [*table_grids(source, name)] if name not in told else []
        if grids:
            yield Heading(1, one.caption)
            yield from grids


def activities(source: Source, _level: int) -> Iterator[Block]:
    """The annex: every delmål's aktiviteter with their status."""
    columns = heads((source.one("delmal"), 4.4), (source.many("aktivitet"), 5), ("Status", 2.8), ("Kommentar", 3.6))
    groups = _aktiviteter_by_delmal(source)
    rows = [row for name, several in groups for row in beside(name, (_aktivitet(source, one) for one in several))]
    if rows:
        caption = f"{source.many('aktivitet')} per {source.one('delmal').lower()}"
        kept = filled(rows)
        cells = (tuple(row[place] for place in kept) for row in rows)
        yield Grid.plain(caption, "Status för varje rad.", (columns[place] for place in kept), cells)


def _aktivitet(source: Source, one: AktivitetVerdict) -> tuple[GridCell, ...]:
    status = marks.aktivitet(one.row.status or NONE, one.bidrag, source.basis.styrmodell)
    if one.not_due and not one.row.status:
        status = GridCell("Börjar senare")
    shown = GridCell("Följs ej upp") if isinstance(one.reason, Dropped) else status
    return (GridCell(source.numbered(one.nr, one.row.aktivitet)), shown, GridCell(one.row.kommentar))


def _aktiviteter_by_delmal(source: Source) -> Iterator[tuple[str, Sequence[AktivitetVerdict]]]:
    """The delmål's headings with their aktiviteter, in the order of the delmål; then those without a delmål."""
    names = {one.nr: source.numbered(one.nr, one.row.delmal) for one in source.assessment.delmal}
    groups: dict[str, list[AktivitetVerdict]] = {nr: [] for nr in names}
    for aktivitet in source.assessment.aktiviteter:
        groups.setdefault(aktivitet.row.delmal, []).append(aktivitet)
    yield from ((names.get(nr, nr), several) for nr, several in groups.items() if several)
