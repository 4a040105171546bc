"""What the sheet Sammanfattning says, line by line, in the styrmodell's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from runxl.assessment.basis import LABEL_OF
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.counts import headlines
from runxl.assessment.trend import in_words
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.contract.scale import NONE, NOT_NOW
from runxl.measure.values import plain
from runxl.output.results.sammanfattning.tabeller import table_line, table_lists
from runxl.output.said.attention_list import NOTHING_TO_ATTEND_TO, attention
from runxl.output.said.forecast import forecast
from runxl.output.said.presented import presented
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
        "uppmarksamma": _attention,
        "forandringar": _changes,
        "indikator": _indikatorer,
        "uppdrag": _uppdrag,
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


def _attention(source: Source) -> Iterator[SectionLine]:
    for one in attention(source):
        values = (one.utfall, one.malvarde)
        said = (one.named(source), one.why, one.status, one.ansvarig or None)
        yield SectionLine(("body", "body", "status", "body", *_looks(values)), (*said, *values))


def _indikatorer(source: Source) -> Iterator[SectionLine]:
    """Under their mål, in the sheet's order; those that hang on none stand last."""
    assessment = source.assessment
    mal_of = {delmal.nr: delmal.row.mal for delmal in assessment.delmal}
    headings = {mal.nr: source.named("mal", mal.nr, mal.row.mal) for mal in assessment.mal}
    elsewhere = {one.nr: source.many("uppdrag") for of in assessment.uppdrag for one in source.measures_of(of)}
    groups: dict[str, list[IndikatorVerdict]] = {heading: [] for heading in headings.values()}
    for one in assessment.indikatorer:
        heading = headings.get(mal_of.get(one.row.delmal, ""), elsewhere.get(one.nr, source.homeless("mal")))
        groups.setdefault(heading, []).append(one)
    for heading, several in groups.items():
        if several:
            yield SectionLine(layout.GROUP, (heading,))
            yield from (_indikator(source, one) for one in several)


def _uppdrag(source: Source) -> Iterator[SectionLine]:
    table = presented()["uppdrag"]
    return (table_line(table, source, row) for row in table.rows(source))


def _indikator(source: Source, one: IndikatorVerdict) -> SectionLine:
    """With the arrow; what is no ordinary indikator says what it is."""
    utfall, malvarde = plain(one.utfall), one.row.aim_in_cell(one.malvarde)
    name = f"{source.kind(one)}{source.numbered(one.nr, one.row.indikator)}"
    # A bare answer would be taken for a status, and be marked as one.
    said = f"Svar: {utfall}" if utfall in source.basis.styrmodell.answers else utfall
    looks = ("body", "body", "status", "body", *_looks((utfall, malvarde)))
    return SectionLine(looks, (name, one.forklaring, one.told, in_words(one.utveckling) or None, said, malvarde))


def _looks(values: tuple[Written, ...]) -> Iterator[str]:
    return ("body" if isinstance(value, str) else "number" for value in values)
