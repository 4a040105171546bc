"""What the workbook says and a document's outline does not ask for: nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from runxl.contract.load import contract
from runxl.output.document.outline import Chapter
from runxl.output.document.tables_of import told
from runxl.output.said.presented import ASSESSED, presented
from runxl.output.said.source import Source
from runxl.output.said.unassessed import text

_STAFF = "Personal"
_DEVIATIONS = "avvikelser"


def left_out(source: Source, asked: Sequence[Chapter], shown: Sequence[Chapter]) -> Iterator[str]:
    """Texts of chapters that are not in it, then tables that none of its chapters tells, in the sheets' order."""
    for one in asked:
        if one.text and one not in shown:
            yield f"Texten i kapitlet {one.heading or 'utan rubrik'}"
    contents = {one.content for one in shown}
    known = set(chain.from_iterable(map(told, contents)))
    for name in (*ASSESSED, *presented()):
        rows = _untold_deviations(source, contents) if name == _DEVIATIONS else source.standing(name)
        if rows and name not in known:
            antal = f"{len(rows)} rader" if len(rows) > 1 else "1 rad"
            yield f"Bladet {contract().tables[name].sheet} ({antal})"


def _untold_deviations(source: Source, contents: set[str]) -> Sequence[object]:
    """Those of the staff are told where the staff is."""
    rows = source.rows(_DEVIATIONS)
    return [row for row in rows if not (_STAFF in contents and text(row, "omrade") == _STAFF)]
