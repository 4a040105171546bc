"""What the workbook says and a document's outline does not ask for: nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from runxl.contract.load import contract
from runxl.contract.wording import sheet_in
from runxl.output.document.contents import told
from runxl.output.document.outline import Chapter
from runxl.output.document.sheet_blocks import unseen
from runxl.output.said.presented import ASSESSED, presented
from runxl.output.said.source import Source
from runxl.output.said.unassessed import text

_STAFF = "Personal"
_DEVIATIONS = "avvikelser"
CHANGES = "Förändringar"
Columns = Mapping[str, Sequence[str]]
"""Of each table some columns."""

_NOT_IN_REPORT: Columns = {"mal": ("beskrivning",), "delmal": ("beskrivning",), "indikatorer": ("kalla",)}
_NOT_IN_PLAN: Columns = {
    "mal": ("analys", "motivering"),
    "delmal": ("analys", "motivering"),
    "indikatorer": ("kommentar", "kalla"),
    "aktiviteter": ("kommentar",),
    "uppdrag": ("analys",),
}
"""What people have written in words, and no block of the kind of document tells."""

_WORDED = tuple(_NOT_IN_PLAN)


class LessTold(NamedTuple):
    """What a format tells less than a report in Word: columns, and tables that the blocks made of them do not show."""

    columns: Columns = MappingProxyType({})
    tables: frozenset[str] = frozenset()


ALL_TOLD = LessTold()


def left_out(
    source: Source,
    asked: Sequence[Chapter],
    shown: Sequence[Chapter],
    *,
    before: Sequence[str] = (),
    beside: Sequence[str] = (),
    less: LessTold = ALL_TOLD,
) -> Iterator[str]:
    """Texts of chapters that are not in it, then tables that none of its chapters tells, in the sheets' order.

    `before`: the blocks that a format has told before the chapters. `beside`: those that what has changed stands with,
    in a format where it has no place of its own. `less`: what the format does not tell at all.
    """
    for one in asked:
        if one.text and one not in shown:
            yield f"Texten i kapitlet {one.heading or 'utan rubrik'}"
    contents = {one.content for one in shown} | set(before)
    sheets = {one for one in contents if sheet_in(one) is not None}
    by_blocks = {*chain(*map(told, contents - sheets))} - less.tables
    known = by_blocks.union(*map(told, sheets))
    for name in (*ASSESSED, *presented()):
        rows = _untold_deviations(source, contents) if name == _DEVIATIONS else source.standing(name)
        if rows and name not in known:
            yield f"Bladet {contract().tables[name].sheet} ({_rows(len(rows))})"
    yield from _untold_texts(source, by_blocks, less)
    for sheet in dict.fromkeys(filter(None, (sheet_in(one.content) for one in shown))):
        yield from unseen(source, sheet)
    if source.assessment.news and not contents & {CHANGES, *beside}:
        antal = len(source.assessment.news)
        yield f"{CHANGES} sedan {source.assessment.previous} ({antal} {'stycken' if antal > 1 else 'styck'})"


def _untold_texts(source: Source, known: Collection[str], less: LessTold) -> Iterator[str]:
    """A report tells no mål's Beskrivning, which is the plan's, and a plan nothing of what has come of it."""
    for name, columns in _untold_columns(source, less).items():
        for column in map(contract().tables[name].column, columns if name in known else ()):
            antal = sum(bool(text(row, column.name)) for row in source.standing(name))
            if antal:
                yield f"Kolumnen {column.title} på bladet {contract().tables[name].sheet} ({_rows(antal)})"


def _untold_columns(source: Source, less: LessTold) -> Columns:
    """Where delmål are not judged nobody reads why one would be."""
    untold = _NOT_IN_PLAN if source.plan else _NOT_IN_REPORT
    made = {name: dict.fromkeys((*untold.get(name, ()), *less.columns.get(name, ()))) for name in _WORDED}
    if not source.plan and not source.basis.assessed("delmal"):
        made["delmal"]["motivering"] = None
    return {name: tuple(columns) for name, columns in made.items()}


def _rows(antal: int) -> str:
    return f"{antal} rader" if antal > 1 else "1 rad"


def _untold_deviations(source: Source, contents: set[str]) -> Sequence[object]:
    """Those of the staff are told where the staff is."""
    rows = source.rows(_DEVIATIONS)
    return [row for row in rows if not (_STAFF in contents and text(row, "omrade") == _STAFF)]
