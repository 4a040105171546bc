"""The sheet Texter laid out for the document of another period: its chapters in order, and the texts that stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from runxl.assessment.basis import Basis
from runxl.output.document.headings import words
from runxl.output.document.outline import Chapter, outline
from runxl.output.said.source import Source
from runxl.workbook.edits import Written

Row = Mapping[str, Written]


def laid_out(source: Source, basis: Basis, texts: Iterable[Row]) -> list[Row]:
    """What stands stays (Står kvar); of all else the person's own headings stay, without their texts.

    Chapters of the document that has ended go, those of the one that begins come.
    """
    ended = dict(_chapters(source))
    begun = dict(_chapters(replace(source, basis=basis)))
    rows: list[Row] = []
    for row in texts:
        heading = str(row.get("rubrik") or "")
        stands = row.get("star_kvar") == "Ja"
        if not stands and heading.casefold() in ended and heading.casefold() not in begun:
            continue
        begun.pop(heading.casefold(), None)
        rows.append({**row, "text": row.get("text") if stands else None})
    new: list[Row] = [{"niva": level, "rubrik": heading} for level, heading in begun.values()]
    return [*rows, *new]


def _chapters(source: Source) -> Iterator[tuple[str, tuple[int, str]]]:
    """The chapters that people write, by their folded headings, each with its level."""
    named = words(source)

    def below(chapters: tuple[Chapter, ...], level: int) -> Iterator[tuple[str, tuple[int, str]]]:
        for one in chapters:
            heading = one.heading.format(**named)
            if one.prompt:
                yield heading.casefold(), (level, heading)
            yield from below(one.chapters, level + 1)

    return below(outline(source.basis), 1)
