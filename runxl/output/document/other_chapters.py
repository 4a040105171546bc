"""The other tables of a report: uppdrag, händelser, personal, economy, aktiviteter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from runxl.assessment.verdicts import AktivitetVerdict
from runxl.assessment.why import Dropped
from runxl.contract.scale import NONE
from runxl.output.document import marks
from runxl.output.document.blocks import Block, Grid, GridCell, Heading, Paragraph, beside, heads
from runxl.output.document.headings import in_short
from runxl.output.document.prose import written
from runxl.output.document.table_grids import kept_grid, table_grids
from runxl.output.said.attention_list import NOTHING_TO_ATTEND_TO, attention
from runxl.output.said.source import Source
from runxl.output.said.unassessed import text

PLANNED_UPPDRAG = ("status", "namn", "periodicitet", "slutdatum")
"""What a plan tells of an uppdrag: nothing of what has come of it."""


def assignments(source: Source, level: int, columns: Sequence[str] = ()) -> Iterator[Block]:
    """In both directions, each under its own heading."""
    for grid in table_grids(source, "uppdrag", columns=columns):
        yield Heading(level, grid.caption)
        yield grid


def events(source: Source, level: int) -> Iterator[Block]:
    """Each under its own heading; as a list where they are but headings."""
    rows = source.rows("handelser")
    names = {mal.nr: in_short(source, "mal", mal.nr, mal.row.mal) for mal in source.assessment.mal}
    brief = not any(text(row, "beskrivning") for row in rows)
    for row in rows:
        if brief:
            yield Paragraph(text(row, "rubrik"), "bullet")
            continue
        if text(row, "rubrik"):
            yield Heading(level, text(row, "rubrik"))
        yield from written(text(row, "beskrivning"), level)
        if text(row, "mal") in names:
            yield Paragraph(f"Gäller {names[text(row, 'mal')]}.", "quiet")


def companies(source: Source, level: int) -> Iterator[Block]:
    """Their results in a table, then what each of them says."""
    yield from table_grids(source, "bolag", columns=("bolag", "enhet", "resultat", "budget", "arsprognos"))
    for row in source.rows("bolag"):
        if text(row, "vd_kommentar"):
            yield Heading(level, text(row, "bolag") or "Bolag")
            yield from written(text(row, "vd_kommentar"), level)


def attended(source: Source) -> Iterator[Block]:
    """What is not met, what is missing, what is late."""
    model = source.basis.styrmodell
    rows = [
        (GridCell(one.named(source)), marks.word(one.status, model), GridCell(one.ansvarig), GridCell(one.why))
        for one in attention(source)
    ]
    columns = heads(("Gäller", 5), ("Status", 2.2), ("Ansvarig", 2.4), ("Varför", 5))
    yield from kept_grid("Att uppmärksamma", "Vad som behöver uppmärksammas, och varför.", columns, rows)
    if not rows:
        yield Paragraph(NOTHING_TO_ATTEND_TO)


def staff(source: Source, level: int) -> Iterator[Block]:
    """Nyckeltal, and what deviates."""
    yield from table_grids(source, "personal")
    deviating = [*_deviations(source, "Personal")]
    if deviating:
        yield Heading(level, "Avvikelser och förslag till åtgärder")
        yield from deviating


def deviations(source: Source, *, staff: bool) -> Iterator[Block]:
    """Of the economy; of the staff as well where they have no chapter of their own; last those that say of neither."""
    yield from _deviations(source, "Ekonomi")
    if staff:
        yield from _deviations(source, "Personal")
    yield from _deviations(source, "")


def _deviations(source: Source, area: str) -> Iterator[Grid]:
    """What says no area is of none: nobody has decided that it is of the economy."""
    columns = ("avvikelseomrade", "analys", "atgard")
    told = table_grids(source, "avvikelser", columns=columns, only=lambda row: text(row, "omrade") == area)
    of = f", {area.lower()}" if area else " utan område"
    yield from (replace(grid, caption=f"Avvikelser{of}") for grid in told)


def activities(source: Source) -> Iterator[Block]:
    """The annex: every delmål's aktiviteter with their status."""
    columns = heads((source.one("delmal"), 4.4), (source.many("aktivitet"), 5), ("Status", 2.8), ("Kommentar", 3.6))
    groups = _aktiviteter_by_delmal(source)
    rows = beside((name, [_aktivitet(source, one) for one in several]) for name, several in groups)
    caption = f"{source.many('aktivitet')} per {source.one('delmal').lower()}"
    yield from kept_grid(caption, "Status för varje rad.", columns, rows)


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
