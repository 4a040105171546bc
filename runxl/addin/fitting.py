"""Numbers written so that the cells of an open workbook show them as they are meant: 40 is 0,4 where 40 % is shown."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from runxl.addin.open_document import Document, parts
from runxl.excel import Area, fold
from runxl.opc.styles import number_format
from runxl.verbs.fitted import fitted_where, numbers_in
from runxl.workbook.edits import Edits
from runxl.workbook.tables import Percent, dressed


def fitted(document: Document, edits: Edits) -> Edits:
    """Each column that is given numbers is asked about at once, and by halves only where its cells differ."""
    titles = {fold(title): title for title in document.titles()}
    given: dict[tuple[str, int], set[int]] = defaultdict(set)
    for sheet, row, column in numbers_in(edits):
        if fold(sheet) in titles:  # a new one shows none
            given[sheet, column].add(row)
    shown: set[tuple[str, int, int]] = set()
    for (sheet, column), rows in given.items():
        shows = partial(_percent, document, titles[fold(sheet)])
        for part in parts(Area(min(rows), column, max(rows), column), shows):
            shown |= {(sheet, row, column) for row in rows if part.top <= row <= part.bottom}
    return fitted_where(edits, lambda *cell: cell in shown)


def _percent(document: Document, sheet: str, area: Area) -> bool | None:
    """Whether cells show percentages; None where they have several formats."""
    code = document.number_format(sheet, area)
    return None if code is None else isinstance(dressed(1.0, number_format(code)), Percent)
