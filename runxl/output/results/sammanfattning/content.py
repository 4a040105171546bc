"""What the sheet Sammanfattning says, line by line, in the styrmodell's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from runxl.assessment.basis import LABEL_OF
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.counts import headlines
from runxl.contract.scale import NONE, NOT_NOW
from runxl.output.results.sammanfattning.rader import attention_lines, indikator_lines, uppdrag_lines
from runxl.output.results.sammanfattning.tabeller import table_lists
from runxl.output.said.attention_list import NOTHING_TO_ATTEND_TO
from runxl.output.said.forecast import forecast
from runxl.output.said.source import Source
from runxl.template.sections import Section, SectionLine, legend, opening, sections
from runxl.workbook import places as layout
from runxl.workbook.edits import Written
from runxl.workbook.places import LineLooks

_JUDGED: LineLooks = ("body", "body", "status", "status", "status", "status")
_GOAL: LineLooks = ("strong", "body", "status", "status", "status", "status")
_CHANGED: LineLooks = ("body", "body", "status", "status", "body", "body")


def lines(source: Source) -> list[SectionLine]:
    """The free area from its first row to its last."""
    fill: dict[str, Callable[[Source], Iterator[SectionLine]]] = {
        "mal": _goals,
        "uppmarksamma": attention_lines,
        "forandringar": _changes,
        "indikator": indikator_lines,
        "uppdrag": uppdrag_lines,
    }
    found: list[SectionLine] = []
    for section in sections(source.basis.styrmodell):
        told = list(fill[section.name](source)) or [SectionLine(layout.HINT, (_nothing(source, section),))]
        found += [*opening(section, _heading(source, section)), *told, SectionLine(layout.BLANK)]
    found += table_lists(source)
    return [*found, *legend(source.basis.styrmodell, source.basis.scale)]


def head(source: Source, counts: Mapping[str, str]) -> dict[str, Written]:
    """Sentences and counts by their cells. `counts`: the columns that the sheet has for them.

    An older sheet has none for what is not due, which is counted as Ej bedömd in it.
    """
    counted, model = source.assessment.counts, source.basis.styrmodell
    told, sentences = counted.told(model), headlines(counted, model)
    cells: dict[str, Written] = {layout.NAMND_CELL: source.assessment.namnd or None}
    for level, row in layout.LEVEL_ROWS.items():
        cells[f"{layout.LEVEL_COLUMN}{row}"] = source.many(level)
        cells[f"{layout.SENTENCE_COLUMN}{row}"] = sentences.get(level) or _untold(source, level)
        numbers = dict(told[level].by_status) if level in told else {}
        if numbers and NOT_NOW not in counts:
            numbers[NONE] += numbers.pop(NOT_NOW)
        cells |= {f"{column}{row}": numbers.get(status) for status, column in counts.items()}
    return cells


def _untold(source: Source, level: str) -> str:
    many = source.many(level)
    return f"{many}: ingen status är fastställd." if source.basis.assessed(level) else f"{many} bedöms inte."


def _heading(source: Source, section: Section) -> str:
    previous = source.assessment.previous
    return f"Förändringar sedan {previous}" if section.name == "forandringar" and previous else ""


def _nothing(source: Source, section: Section) -> str:
    if section.name == "forandringar":
        return source.no_changes()
    if section.name == "uppmarksamma":
        return NOTHING_TO_ATTEND_TO
    return f"Inga {source.basis.styrmodell.labels[section.name].many}."


def _goals(source: Source) -> Iterator[SectionLine]:
    for perspektiv, several in source.by_perspective().items():
        if perspektiv:
            yield SectionLine(layout.GROUP, (f"Perspektiv: {perspektiv}",))
        for mal in several:
            yield SectionLine(_GOAL, (source.named("mal", mal.nr, mal.row.mal), None, *_statuses(source, mal)))
            yield from (_delmal(source, one) for one in source.delmal_of(mal))
    stray = source.stray_delmal()
    if stray:
        yield SectionLine(layout.GROUP, (source.homeless("mal"),))
        yield from (_delmal(source, one) for one in stray)


def _delmal(source: Source, one: DelmalVerdict) -> SectionLine:
    return SectionLine(_JUDGED, (None, source.named("delmal", one.nr, one.row.delmal), *_statuses(source, one)))


def _statuses(source: Source, verdict: MalVerdict | DelmalVerdict) -> tuple[Written, ...]:
    said = forecast(verdict, source.basis) or None
    computed = None if verdict.proposed else verdict.beraknad
    return (verdict.told, said, verdict.foregaende_status, computed)


def _changes(source: Source) -> Iterator[SectionLine]:
    for apart, several in groupby(source.assessment.news, key=lambda change: change.apart):
        if apart:
            yield SectionLine(layout.GROUP, ("Till och från Ej bedömd",))
        for change in several:
            label = source.one(LABEL_OF[change.objekt])
            about = f"{label} {change.nr}" if source.basis.styrmodell.numbers_shown else label
            yield SectionLine(_CHANGED, (about, change.text, change.after, change.before))
