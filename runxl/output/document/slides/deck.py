"""A workbook → the pages of a deck: the chapters of the outline that are slides, in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from runxl.contract.wording import sheet_in
from runxl.errors import RunxlError
from runxl.output.document.blocks import Block, Heading, Manuscript, Missing, Paragraph
from runxl.output.document.contents import lacking
from runxl.output.document.headings import facts_of
from runxl.output.document.left_out import LessTold, left_out
from runxl.output.document.outline import Chapter, chapters
from runxl.output.document.prose import written
from runxl.output.document.slides import goal_pages, other_pages, overview_pages
from runxl.output.document.slides.pages import POINT, SlidePage
from runxl.output.document.slides.scene import Scene
from runxl.output.document.slides.tidy import one_line
from runxl.output.document.text_facts import filled_in
from runxl.output.said.source import Source


def _settings(scene: Scene) -> Iterator[Missing]:
    given = {"Nämnd": scene.assessment.namnd, "År": scene.assessment.ar, "Period": scene.assessment.period}
    yield from (Missing(f"{title} saknas på bladet Inställningar.") for title, said in given.items() if not said)


_PAGES: Mapping[str, Callable[[Scene], Iterator[Block]]] = {
    "Läget i korthet": overview_pages.headline,
    "Bedömningsskalor": overview_pages.scale,
    "Regionmål och delmål": overview_pages.overview,
    "Samlad bedömning": overview_pages.overview,
    "Uppföljning per mål": goal_pages.goals,
    "Delmål och aktiviteter": goal_pages.goals,
    "Förändringar": goal_pages.all_changes,
    "Att uppmärksamma": other_pages.attention_pages,
    "Händelser": other_pages.event_pages,
    "Beräknat underlag": other_pages.computed_pages,
}
"""The blocks that are laid out otherwise on slides than as their tables."""

_BY_OBJECT = ("Uppföljning per mål", "Delmål och aktiviteter", "Uppdrag")
"""Those whose pages are each about something of its own, and called by it."""


_LESS = LessTold({"indikatorer": ("kommentar",)}, frozenset({"aktiviteter"}))
"""What a slide about a mål has no room for."""


def deck_of(source: Source) -> Manuscript:
    """Raises RunxlError if there is nothing to report."""
    checked, assessment = source.checked, source.assessment
    scene = replace(Scene.of(checked, assessment), asked_for=source.asked_for)
    asked = chapters(scene)
    shown = [one for one in asked if one.slides]
    rows = (checked.mal, checked.delmal, checked.indikatorer, checked.uppdrag)
    if not any(rows) and not any(one.text for one in shown):
        labels = scene.basis.styrmodell.labels
        words = ", ".join(labels[level].many for level in ("mal", "delmal", "indikator"))
        raise RunxlError(
            f"Det finns ingenting att redovisa i {checked.file}: {words} och {labels['uppdrag'].many} saknas. "
            "Fyll i arbetsboken och försök igen."
        )
    namnd = one_line(assessment.namnd)
    subtitle = " – ".join(filter(None, ("" if scene.plan else "Måluppfyllelse", assessment.when)))
    blocks = (*_settings(scene), *(block for one in shown for block in _pages(scene, one)))
    untold = tuple(left_out(scene, asked, shown, beside=_BY_OBJECT, less=_LESS))
    return Manuscript(namnd or "Uppföljning", subtitle, namnd, blocks, untold, facts_of(scene))


def _pages(scene: Scene, chapter: Chapter) -> Iterator[Block]:
    """Its text as sentences, before what runxl puts there: on its page if that is one page about the chapter itself."""
    text, unknown = filled_in(chapter.text, scene)
    yield from (Missing(f"{one} (uppgiften finns inte i arbetsboken)") for one in unknown)
    said = tuple(filter(None, map(_sentence, written(text, chapter.level))))
    made = list(_filled(scene, chapter.content)) if chapter.content else []
    if chapter.content:
        yield from lacking(chapter.content, scene, made)
    elif not said:
        yield Missing(chapter.heading)
    first = made[0] if made else None
    if isinstance(first, SlidePage) and len(made) == 1 and chapter.content not in _BY_OBJECT:
        yield replace(first, title=chapter.heading or first.title, sentences=(*said, *first.sentences))
        return
    if said:
        yield SlidePage(title=chapter.heading or "Text", sentences=said)
    yield from made


def _sentence(block: Block) -> str:
    """A point or a number stands before its text; a subheading is a sentence of its own."""
    match block:
        case Paragraph(text, "bullet"):
            return f"{POINT}{text}"
        case Paragraph(text, "number", number=number):
            return f"{number}. {text}"
        case Paragraph(text) | Heading(text=text):
            return text
    return ""


def _filled(scene: Scene, content: str) -> Iterator[Block]:
    sheet = sheet_in(content)
    if sheet is not None:
        return other_pages.sheet_page(scene, sheet)
    pages = _PAGES.get(content)
    return pages(scene) if pages else other_pages.table_pages(scene, content)
