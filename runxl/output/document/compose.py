"""The outline filled: every chapter where it stands, with its text and what runxl puts there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from runxl.errors import RunxlError
from runxl.excel import fold
from runxl.output.document.blocks import Block, Heading, Manuscript, Missing
from runxl.output.document.contents import BlockPlace, filled_with
from runxl.output.document.headings import facts_of, head_of, title
from runxl.output.document.left_out import left_out
from runxl.output.document.outline import Chapter, chapters
from runxl.output.document.prose import written
from runxl.output.document.text_facts import filled_in
from runxl.output.said.presented import presented
from runxl.output.said.source import Source


def composed(source: Source, told: Sequence[str] = ()) -> Manuscript:
    """The whole report. Raises RunxlError if the workbook holds nothing to report.

    `told`: the blocks that a format has told before its chapters.
    """
    _refuse_empty(source)
    asked = chapters(source)
    shown = [one for one in asked if one.report]
    made, namnd = tuple(_chapters(source, shown)), source.assessment.namnd
    untold = tuple(left_out(source, asked, shown, before=told))
    return Manuscript(title(source), namnd, namnd, made, untold, facts_of(source), head_of(source))


def _refuse_empty(source: Source) -> None:
    assessment = source.assessment
    rows = (assessment.mal, assessment.delmal, assessment.indikatorer, assessment.aktiviteter, assessment.uppdrag)
    texts = any(row.get("text") for row in source.rows("texter"))
    if not any(rows) and not texts and not any(source.rows(name) for name in presented()):
        raise RunxlError(
            f"{source.checked.file} är tom, så det finns inget att rapportera. Fyll i åtminstone bladen Mål och Delmål."
        )


def _chapters(source: Source, asked: Sequence[Chapter]) -> Iterator[Block]:
    """In order, none more than a level below the one before it."""
    contents = frozenset(one.content for one in asked)
    perspectives = {fold(one): one for one in source.perspectives()}
    level, within = 0, dict[int, str]()
    for chapter, after in zip_longest(asked, asked[1:]):
        has_more = after is not None and after.level > chapter.level
        begins = min(chapter.level or level + 1, level + 1)
        within = {above: name for above, name in within.items() if above < begins}
        if chapter.heading:
            level = begins
            within |= {level: perspectives[chapter.name]} if chapter.name in perspectives else {}
            yield Heading(level, chapter.heading, new_page=level == 1 and (has_more or bool(within)))
        scope = within[max(within)] if within else None
        place = BlockPlace(begins + bool(chapter.heading), chapter.text, scope, contents - {chapter.content})
        yield from _inside(source, chapter, place, has_more=has_more)


def _inside(source: Source, chapter: Chapter, place: BlockPlace, *, has_more: bool) -> Iterator[Block]:
    """Its text, then what runxl puts there; a place to fill where it asks for a text, or has nothing at all."""
    said, unknown = filled_in(chapter.text, source)
    yield from written(said, place.level - 1)
    yield from (Missing(f"{one} (uppgiften finns inte i arbetsboken)") for one in unknown)
    empty = not chapter.content and not has_more
    if not chapter.text and (chapter.prompt or empty):
        yield Missing(chapter.prompt or chapter.heading)
    if chapter.content:
        yield from filled_with(chapter.content, source, place)
