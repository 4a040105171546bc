"""What the workbook says and a document's outline does not ask for: nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from runxl.contract.load import contract
from runxl.output.document.outline import Chapter
from runxl.output.document.tables_of import told
from runxl.output.said.presented import ASSESSED, presented
from runxl.output.said.source import Source
from runxl.output.said.unassessed import text

_STAFF = "Personal"
_DEVIATIONS = "avvikelser"
_CHANGES = "Förändringar"


def left_out(
    source: Source, asked: Sequence[Chapter], shown: Sequence[Chapter], *, beside: Sequence[str] = ()
) -> Iterator[str]:
    """Texts of chapters that are not in it, then tables that none of its chapters tells, in the sheets' order.

    `beside`: the blocks that what has changed stands with, in a format where it has no place of its own.
    """
    for one in asked:
        if one.text and one not in shown:
            yield f"Texten i kapitlet {one.heading or 'utan rubrik'}"
    contents = {one.content for one in shown}
    known = set(chain.from_iterable(map(told, contents)))
    for name in (*ASSESSED, *presented()):
        rows = _untold_deviations(source, contents) if name == _DEVIATIONS else source.standing(name)
        if rows and name not in known:
            yield f"Bladet {contract().tables[name].sheet} ({_rows(len(rows))})"
    yield from _untold_texts(source, known)
    if source.changes and not contents & {_CHANGES, *beside}:
        antal = len(source.changes)
        yield f"{_CHANGES} sedan {source.assessment.previous} ({antal} {'stycken' if antal > 1 else 'styck'})"


def _untold_texts(source: Source, known: Collection[str]) -> Iterator[str]:
    """A report tells no mål's Beskrivning, which is the plan's, and a plan no Analys."""
    plan = source.document in ("underlag", "namndplan")
    for name in ("mal", "delmal"):
        column = contract().tables[name].column("analys" if plan else "beskrivning")
        antal = sum(bool(text(row, column.name)) for row in source.standing(name))
        if antal and name in known:
            yield f"Kolumnen {column.title} på bladet {contract().tables[name].sheet} ({_rows(antal)})"


def _rows(antal: int) -> str:
    return f"{antal} rader" if antal > 1 else "1 rad"


def _untold_deviations(source: Source, contents: set[str]) -> Sequence[object]:
    """Those of the staff are told where the staff is."""
    rows = source.rows(_DEVIATIONS)
    return [row for row in rows if not (_STAFF in contents and text(row, "omrade") == _STAFF)]
