"""A document's outline: the chapters that stand in Texter, or those that the styrmodell proposes where none do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import get_args

from runxl.assessment.basis import Basis
from runxl.contract.load import contract
from runxl.contract.styrmodell_vocabulary import Dokument, OutlineRow
from runxl.contract.wording import SHEET, sheet_in
from runxl.excel import fold
from runxl.output.document.contents import tables_of
from runxl.output.document.headings import filled
from runxl.output.said.presented import presented
from runxl.output.said.source import PLANS, Source
from runxl.workbook.edits import WrittenRow

_DECK = "bildspel"
_YES, _NO = "Ja", "Nej"
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Chapter:
    """A row of Texter. `report` and `slides`: where it is part of the document. `prompt`: what to write there.

    Without a heading its level is that of the headings in it; with no level it goes on in the chapter above (0).
    `stands`: its text is kept for the next period. `planned`: it says itself what level it has or what fills it.
    """

    level: int
    heading: str
    content: str = ""
    text: str = ""
    prompt: str = ""
    report: bool = True
    slides: bool = False
    stands: bool = False
    planned: bool = True

    @property
    def name(self) -> str:
        return fold(self.heading)

    @property
    def lasts(self) -> bool:
        """It stands, and there is something that would be lost without it."""
        return self.stands and bool(self.text or own_sheet(self.content))


def chapters(source: Source) -> list[Chapter]:
    """As they stand in the workbook; the styrmodell's for another kind of document, or where the rows are but texts."""
    rows, perspectives = read(source.rows("texter")), source.perspectives()
    proposed = standard(source.basis, source.document, perspectives)
    if source.document != source.basis.period.kind or _of_another_kind(source, rows):
        return anew(proposed, (one for one in rows if one.text))
    if not any(one.planned for one in rows):
        return merged(proposed, rows)
    asked = {(one.name, one.content): one.prompt for one in proposed}
    made = [replace(one, prompt=asked.get((one.name, one.content), "")) for one in rows]
    deck = [one for one in proposed if not one.report]
    return made if any(one.slides for one in made) else [*made, *deck]


def _of_another_kind(source: Source, rows: Sequence[Chapter]) -> bool:
    """Whether it is laid out for another document, as it was proposed: row by row, or nothing like this one's."""
    names = {one.name for one in rows}
    kinds = {
        kind: {one.name for one in standard(source.basis, kind, source.perspectives()) if one.report}
        for kind in get_args(Dokument)
    }
    own = kinds[source.document]
    standing = {one.name for one in rows if one.report}
    if standing != own and any(standing == one for one in kinds.values()):
        return True
    return len(own & names) * 2 < len(own) and any(one <= names for one in kinds.values())


def anew(proposed: Sequence[Chapter], own: Iterable[Chapter]) -> list[Chapter]:
    """The proposed chapters with the texts of those of the same name; the others last, set aside."""
    names = {one.name for one in proposed}
    given = list(own)
    aside = [replace(one, report=False, slides=False) for one in given if one.name not in names]
    return [*merged(proposed, [one for one in given if one.name in names]), *aside]


def read(rows: Iterable[Mapping[str, object]]) -> list[Chapter]:
    """The rows of Texter as chapters; those that say nothing are left out."""
    return [_chapter(row) for row in rows if any(row.get(name) for name in ("rubrik", "innehall", "text"))]


def _chapter(row: Mapping[str, object]) -> Chapter:
    level, content = row.get("niva"), str(row.get("innehall") or "").strip()
    heading = " ".join(str(row.get("rubrik") or "").split())
    return Chapter(
        level=min(max(int(level), 1), _DEEPEST) if isinstance(level, int | float) else int(bool(heading)),
        heading=heading,
        content=content,
        text=str(row.get("text") or "").strip(),
        report=not says(row, "med", yes=False),
        slides=says(row, "bildspel"),
        stands=says(row, "star_kvar"),
        planned=bool(level or content),
    )


def says(row: Mapping[str, object], name: str, *, yes: bool = True) -> bool:
    """Whether a cell says Ja, or Nej: as it was checked, or as it was written."""
    said = row.get(name)
    return said is yes if isinstance(said, bool) else fold(str(said or "")) == fold(_YES if yes else _NO)


def own_sheet(content: object) -> str | None:
    """The sheet of the nämnd's own that a chapter shows, `Blad: Investeringar`; None if it shows none."""
    sheet = sheet_in(str(content or ""))
    return sheet if sheet and contract().table_of_sheet(sheet) is None else None


def as_row(one: Chapter) -> WrittenRow:
    """A chapter as it is written in Texter."""
    return {
        "niva": one.level or None,
        "rubrik": one.heading or None,
        "innehall": one.content or None,
        "text": one.text or None,
        "med": _YES if one.report else _NO,
        "bildspel": _YES if one.slides else _NO,
        "star_kvar": _YES if one.stands else _NO,
    }


def standard(basis: Basis, kind: Dokument, perspectives: Sequence[str] = ()) -> list[Chapter]:
    """What the styrmodell proposes for a kind of document: the report's chapters, then those that are slides alone."""
    model, plan = basis.styrmodell, kind in PLANS
    report = contract().outline(kind, model).chapters
    deck = contract().outline(_DECK, model, plan=plan).chapters
    return [
        *_proposed(report, basis, perspectives),
        *(() if plan else _new_tables(slides=False)),
        *(replace(made, report=False, slides=True) for made in _proposed(deck, basis)),
        *(() if plan else _new_tables(slides=True)),
    ]


def _proposed(rows: Sequence[OutlineRow], basis: Basis, perspectives: Sequence[str] = ()) -> Iterator[Chapter]:
    for each, several in groupby(rows, key=lambda row: row.per_perspektiv):
        group = list(several)
        for name in perspectives if each and perspectives else ("",):
            for place, row in enumerate(group):
                heading = filled(row.rubrik, basis.styrmodell, basis.ar) if place or not name else name
                yield Chapter(row.niva, heading, row.innehall, prompt=row.skriv, stands=row.star_kvar)


def _new_tables(*, slides: bool) -> Iterator[Chapter]:
    """Tables that no block is made of: each has a chapter of its own, last."""
    known = tables_of()
    for name, one in presented().items():
        if name not in known:
            yield Chapter(1, one.caption, f"{SHEET}{one.table.sheet}", report=not slides, slides=slides)


def merged(proposed: Sequence[Chapter], own: Iterable[Chapter]) -> list[Chapter]:
    """The proposed chapters with the texts of those of the same name; others after the one that they follow."""
    made, last = list(proposed), -1
    taken: set[int] = set()
    for one in own:
        same = [place for place, other in enumerate(made) if other.name == one.name and place not in taken]
        if same and one.name:
            last = same[0]
            content = one.content if own_sheet(one.content) else made[last].content
            made[last] = replace(made[last], content=content, text=one.text, stands=one.stands or made[last].stands)
        else:
            level = one.level if one.planned or last < 0 else made[last].level
            last = _after(made, last)
            made.insert(last, replace(one, level=level))
            taken = {place + (place >= last) for place in taken}
        taken.add(last)
    return made


def _after(made: Sequence[Chapter], last: int) -> int:
    """The place after a chapter and all that is below it."""
    below = (place for place in range(last + 1, len(made)) if last < 0 or made[place].level <= made[last].level)
    return next(below, len(made))
