"""The outline filled: the workbook's texts and tables as blocks, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from runxl.errors import RunxlError
from runxl.output.document import goal_chapters, indikator_tables, other_chapters
from runxl.output.document.blocks import Block, Heading, Manuscript, Missing
from runxl.output.document.headings import title, words
from runxl.output.document.outline import Chapter, outline
from runxl.output.document.phrases import NOTHING
from runxl.output.document.prose import written
from runxl.output.said.presented import presented
from runxl.output.said.source import Source

_CONTENT: Mapping[str, Callable[[Source, int], Iterator[Block]]] = {
    **{name: partial(other_chapters.tables, several) for name, several in other_chapters.TABLES_OF.items()},
    "metod": goal_chapters.method,
    "laget": goal_chapters.overview,
    "forandringar": goal_chapters.changes,
    "mal": goal_chapters.goals,
    "planerade_mal": indikator_tables.planned,
    "uppdrag": other_chapters.assignments,
    "planerade_uppdrag": other_chapters.planned_assignments,
    "handelser": other_chapters.events,
    "personal": other_chapters.staff,
    "avvikelser_ekonomi": other_chapters.deviations,
    "aktiviteter": other_chapters.activities,
}
_SUMMARY = "sammanfattning"
"""The one content that is made around its chapter's text."""


@dataclass
class _Texts:
    """What stands in Texter: by chapter, and the Avsnitt that no chapter is named after, by the chapter before them."""

    of: dict[str, list[str]] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    after: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


_FIRST = ""
"""Where unknown Avsnitt stand that come before every known one. Chapters are known by their headings."""


def composed(source: Source) -> Manuscript:
    """The whole report. Raises RunxlError if the workbook holds nothing to report."""
    _refuse_empty(source)
    chapters = outline(source.basis)
    found = _texts(source, chapters)
    made: list[Block] = [*_extra(found, _FIRST, 1)]
    for chapter in chapters:
        made += _chapter(source, chapter, found, 1)
    made += other_chapters.remaining(source)
    return Manuscript(title(source), source.assessment.namnd, source.assessment.namnd, tuple(made))


def _refuse_empty(source: Source) -> None:
    assessment = source.assessment
    rows = (assessment.mal, assessment.delmal, assessment.indikatorer, assessment.aktiviteter, assessment.uppdrag)
    if not any(rows) and not any(source.rows(name) for name in ("texter", *presented())):
        raise RunxlError(
            f"{source.checked.file} är tom, så det finns inget att rapportera. Fyll i åtminstone bladen Mål och Delmål."
        )


def _texts(source: Source, chapters: tuple[Chapter, ...]) -> _Texts:
    found, last = _Texts(), _FIRST
    known = list(_all(chapters))
    for row in source.rows("texter"):
        heading = " ".join(str(row.get("rubrik") or "").split())
        text = str(row.get("text") or "").strip()
        chapter = _named(heading, known, found, source)
        if chapter is None:
            found.after.setdefault(last, []).append((heading or NOTHING, text))
            continue
        last = chapter.heading
        if text:
            if not _is_name(heading, chapter, source):
                found.headings[last] = heading
            found.of.setdefault(last, []).append(text)
    return found


def _all(chapters: tuple[Chapter, ...]) -> Iterator[Chapter]:
    for chapter in chapters:
        if chapter.heading:
            yield chapter
        yield from _all(chapter.chapters)


def _named(heading: str, known: list[Chapter], found: _Texts, source: Source) -> Chapter | None:
    """The chapter of that name; else one whose name it starts with (`Resultat per april`), if that has no text yet."""
    exact = next((one for one in known if _is_name(heading, one, source)), None)
    if exact:
        return exact
    said = heading.casefold()
    free = [one for one in known if one.heading not in found.of]
    return next((one for one in free if any(said.startswith(f"{name} ") for name in _names(one, source))), None)


def _is_name(heading: str, chapter: Chapter, source: Source) -> bool:
    return heading.casefold() in _names(chapter, source)


def _names(chapter: Chapter, source: Source) -> list[str]:
    return [name.format(**words(source)).casefold() for name in (chapter.heading, *chapter.names)]


def _chapter(source: Source, chapter: Chapter, found: _Texts, level: int) -> list[Block]:
    """Its heading, text, tables and chapters; nothing at all if there is nothing in it and nothing to ask for."""
    if not chapter.heading:
        return list(_CONTENT[chapter.content](source, level))
    extra = [*_extra(found, chapter.heading, level)]
    inside = [*_own(source, chapter, found, level + 1)]
    for one in chapter.chapters:
        inside += _chapter(source, one, found, level + 1)
    if not inside:
        return extra
    heading = found.headings.get(chapter.heading) or chapter.heading.format(**words(source))
    return [Heading(level, heading, chapter.new_page), *inside, *extra]


def _own(source: Source, chapter: Chapter, found: _Texts, level: int) -> Iterator[Block]:
    """What stands directly under its heading: the text, or what is made from the tables, or a place to fill."""
    texts = found.of.get(chapter.heading, [])
    text: list[Block] = [block for said in texts for block in written(said)]
    if chapter.content == _SUMMARY:
        yield from goal_chapters.summary(source, "\n".join(texts), text or [Missing(chapter.prompt)])
        return
    content = list(_CONTENT[chapter.content](source, level)) if chapter.content else []
    if chapter.prompt and not text and not content:
        yield Missing(chapter.prompt)
    yield from (*text, *content)


def _extra(found: _Texts, after: str, level: int) -> Iterator[Block]:
    """Avsnitt of the person's own, beside the chapter that they follow in Texter."""
    for heading, text in found.after.get(after, ()):
        yield Heading(level, heading)
        yield from written(text) if text else iter([Missing(heading)])
