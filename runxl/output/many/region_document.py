"""The region's own document: the outline for the latest period that is followed up, filled from many nämnder."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from runxl.contract.load import contract
from runxl.contract.styrmodell_vocabulary import Outline
from runxl.errors import RunxlError
from runxl.output.document.blocks import Block, Heading, Manuscript, Missing
from runxl.output.document.headings import filled
from runxl.output.many import region_chapters, region_lists
from runxl.output.many.facts import BookFacts
from runxl.output.many.gather import FOUND
from runxl.output.many.lists import listings
from runxl.output.many.region import FROM_FULLMAKTIGE, Region
from runxl.output.many.region_view import Made, RegionView
from runxl.output.said.presented import presented
from runxl.svenska import listed, uncapital

BLOCKS: Mapping[str, Made] = {
    "Läget i korthet": region_chapters.in_short,
    "Mål och nämnder": region_chapters.overview,
    "Nämndernas rapporter": region_chapters.reports,
    "Bidrag per mål": region_chapters.goals,
    "Uppdrag från fullmäktige": region_lists.errands,
    "Händelser": region_lists.events,
    "Förändringar": region_lists.changes,
    "Att uppmärksamma": region_lists.attended,
    "Bedömningsskalor": region_chapters.scales_of,
    "Beräknat underlag": region_chapters.basis,
}
_IN_FULL = ("mal", "indikatorer")
"""Lists whose rows the mål themselves tell."""

_TOLD = ("uppdrag", "handelser")


def for_document(facts: BookFacts) -> BookFacts:
    """What the document needs of a workbook."""
    kept = [name for name in listings() if name not in _IN_FULL] if facts.head.readable else [FOUND]
    return dataclasses.replace(facts, lists={name: facts.lists[name] for name in kept if facts.lists.get(name)})


def composed(whole: Region) -> Manuscript:
    """The document of the latest period, or of the one asked for. RunxlError where nothing is followed up in it."""
    scope = whole.scope
    view = RegionView(whole)
    rounds = view.region.rounds
    if not rounds or (scope.asked and rounds[-1].when != scope.asked.when):
        raise RunxlError(" ".join(several.said for several in scope.copies))
    outline, head = _outline(view), view.head
    names = listed([one.title for one in scope.styrmodeller])
    title = " ".join(str(part) for part in (view.period.title or outline.title, head.ar) if part)
    blocks = tuple(_chapters(view, outline))
    return Manuscript(title, names, names, blocks, tuple(_left_out(view)), head=f"{names} · {title}")


def _outline(view: RegionView) -> Outline:
    if view.period.plan:
        raise RunxlError(
            f"Arbetsböckerna för {view.round.when} följer inte upp något: regionens dokument är delårsrapporten eller "
            "årsrapporten. Nämndernas planer läggs samman med -o UT.xlsx eller UT.html."
        )
    return contract().outline(view.period.kind, view.model, region=True)


def _chapters(view: RegionView, outline: Outline) -> Iterator[Block]:
    for row, after in zip(outline.chapters, (*outline.chapters[1:], None), strict=True):
        has_more = after is not None and after.niva > row.niva
        if row.rubrik:
            heading = filled(row.rubrik, view.model, view.head.ar)
            yield Heading(row.niva, heading, new_page=row.niva == 1 and has_more)
        if row.skriv:
            yield Missing(row.skriv)
        if row.innehall:
            made = list(BLOCKS[row.innehall](view, row.niva + bool(row.rubrik)))
            yield from made or [Missing(f"{uncapital(row.rubrik or row.innehall)} (arbetsböckerna säger inget om det)")]


def _left_out(view: RegionView) -> Iterator[str]:
    """What the nämnder's latest workbooks say and no chapter tells, and those of later periods."""
    later = [*dict.fromkeys(book.head.when for book in view.region.scope.later)]
    if later:
        yield f"Senare perioder: {listed(later)}"
    yield "Indikatorer och aktiviteter en för en: de räknas här, och står i varje nämnds egen rapport"
    own = sum(one.giver != FROM_FULLMAKTIGE for book in view.latest for one in book.errands)
    if own:
        yield f"Uppdrag som inte är från fullmäktige ({own} stycken)"
    for book in view.latest:
        loose = book.counts.delmal.antal - sum(len(goal.parts) for goal in book.goals)
        if loose:
            yield f"Delmål som inte hör till något mål hos {view.who(book.head)} ({loose} stycken)"
    for name, one in presented().items():
        having = [view.who(book.head) for book in view.latest if book.lists.get(name)]
        if having and name not in _TOLD:
            yield f"Bladet {one.table.sheet} hos {listed(having)}"
