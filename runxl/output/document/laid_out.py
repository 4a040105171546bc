"""The sheet Texter laid out for the document of a period: its chapters in order, and the texts that stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from runxl.assessment.basis import Basis
from runxl.output.document.outline import Row, as_row, merged, read, says, standard


def begun(basis: Basis, perspectives: Sequence[str], texts: Iterable[Row] = ()) -> list[Row]:
    """For a new workbook: what the styrmodell proposes, with the texts that go along."""
    own = read(texts)
    return [as_row(one) for one in merged(standard(basis, basis.period.kind, perspectives), own)]


def _anew(basis: Basis, perspectives: Sequence[str], texts: Iterable[Row]) -> list[Row]:
    """For a document of another kind than the one whose texts these are."""
    proposed = standard(basis, basis.period.kind, perspectives)
    named = {one.name for one in proposed}
    own = read(row for row in texts if says(row, "star_kvar"))
    aside = [replace(one, report=False, slides=False) for one in own if one.text and one.name not in named]
    return [as_row(one) for one in (*merged(proposed, [one for one in own if one.name in named]), *aside)]


def laid_out(ended: Basis, begins: Basis, perspectives: Sequence[str], texts: Iterable[Row]) -> list[Row]:
    """For the next period. A document of the same kind keeps its outline, and those texts that stand.

    One of another kind is laid out anew: of what there was only what stands goes along, set aside (Med is Nej) where
    the new document has no such chapter.
    """
    rows = list(texts)
    own = read(rows)
    if ended.period.kind != begins.period.kind:
        return _anew(begins, perspectives, rows)
    if any(one.planned for one in own):
        return [row if says(row, "star_kvar") else {**row, "text": None} for row in rows]
    return begun(begins, perspectives, [row if says(row, "star_kvar") else {**row, "text": None} for row in rows])
