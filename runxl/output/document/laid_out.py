"""The sheet Texter laid out for the document of a period: its chapters in order, and the texts that stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from runxl.assessment.basis import Basis
from runxl.output.document.outline import anew, as_row, merged, read, says, standard
from runxl.workbook.edits import WrittenRow


def begun(basis: Basis, perspectives: Sequence[str], texts: Iterable[WrittenRow] = ()) -> list[WrittenRow]:
    """For a new workbook: what the styrmodell proposes, with the texts that go along."""
    own = read(texts)
    return [as_row(one) for one in merged(standard(basis, basis.period.kind, perspectives), own)]


def laid_out(ended: Basis, begins: Basis, perspectives: Sequence[str], texts: Iterable[WrittenRow]) -> list[WrittenRow]:
    """For the next period. A document of the same kind keeps its outline, and those texts that stand.

    One of another kind is laid out anew: of what there was only what stands goes along, set aside (Med is Nej) where
    the new document has no such chapter.
    """
    rows = list(texts)
    own = read(rows)
    if ended.period.kind != begins.period.kind:
        proposed = standard(begins, begins.period.kind, perspectives)
        return [as_row(one) for one in anew(proposed, (one for one in own if one.lasts))]
    standing = [row if says(row, "star_kvar") else {**row, "text": None} for row in rows]
    return standing if any(one.planned for one in own) else begun(begins, perspectives, standing)
