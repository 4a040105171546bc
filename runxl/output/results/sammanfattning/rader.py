"""Sammanfattning's lists of rows: what needs attention, every indikator with its arrow, and the uppdrag."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.assessment.trend import in_words
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.measure.values import plain
from runxl.output.results.sammanfattning.tabeller import table_line
from runxl.output.said.attention_list import attention
from runxl.output.said.presented import presented
from runxl.output.said.source import Source
from runxl.template.sections import SectionLine
from runxl.workbook import places as layout
from runxl.workbook.edits import Written


def attention_lines(source: Source) -> Iterator[SectionLine]:
    for one in attention(source):
        values = (one.utfall, one.malvarde)
        said = (one.named(source), one.why, one.status, one.ansvarig or None)
        yield SectionLine(("body", "body", "status", "body", *_looks(values)), (*said, *values))


def indikator_lines(source: Source) -> Iterator[SectionLine]:
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
            yield from (_moved(source, one) for one in several)


def uppdrag_lines(source: Source) -> Iterator[SectionLine]:
    table = presented()["uppdrag"]
    return (table_line(table, source, row) for row in table.rows(source))


def _moved(source: Source, one: IndikatorVerdict) -> SectionLine:
    """With the arrow; what is no ordinary indikator says what it is."""
    utfall, malvarde = plain(one.utfall), one.row.aim_in_cell(one.malvarde)
    name = f"{source.kind(one)}{source.numbered(one.nr, one.row.indikator)}"
    # A bare answer would be taken for a status, and be marked as one.
    said = f"Svar: {utfall}" if utfall in source.basis.styrmodell.answers else utfall
    looks = ("body", "body", "status", "body", *_looks((utfall, malvarde)))
    return SectionLine(looks, (name, one.forklaring, one.told, in_words(one.utveckling) or None, said, malvarde))


def _looks(values: tuple[Written, ...]) -> Iterator[str]:
    return ("body" if isinstance(value, str) else "number" for value in values)
