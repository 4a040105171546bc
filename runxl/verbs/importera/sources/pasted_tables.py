"""Tables in pasted text: their headers stand on a line, and each cell below on lines of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from runxl.verbs.importera.naming import named
from runxl.verbs.importera.others_words import folded
from runxl.verbs.importera.source_blocks import FoundCell, FoundGrid, FoundRow
from runxl.verbs.importera.sources.pasted_header import PastedHeader
from runxl.verbs.importera.sources.pasted_page import UNCLEAR, PastedPage
from runxl.verbs.importera.sources.pasted_rows import RowReader
from runxl.verbs.importera.sources.scraps import POINT

Below = tuple[Sequence[FoundRow], int]
"""What was read below some headers, and where what comes after it begins."""


def table_at(page: PastedPage, header: PastedHeader, at: int) -> tuple[FoundGrid | None, int]:
    """The table whose headers stand at a scrap, and where it ends. None where nothing is below them."""
    start = at + header.scraps
    if len(header.names) == 1:
        rows, end = _listed(page, header, start)
    elif header.tail < len(header.names):
        reader = RowReader(page, header, start)
        reader.read()
        rows, end = reader.rows, reader.end
    else:
        rows, end = _side_by_side(page, header, start)
    if not rows:
        return None, start
    head = FoundRow(tuple(FoundCell(title) for title in header.titles), page.place(at))
    return FoundGrid((head, *rows), page.place(at)), end


def _listed(page: PastedPage, header: PastedHeader, at: int) -> Below:
    """A list below a single header. One of points is read as such a list is in any text."""
    rows: list[FoundRow] = []
    if at < len(page.scraps) and POINT.match(page.scraps[at].text):
        return (), at
    while at < len(page.scraps):
        again = page.again(at, header)
        if again:
            at += again
            continue
        if page.stops(at, header):
            if rows and page.is_running(at) and len(page.scraps[at - 1].lines) == 1:
                rows.pop()  # a line just above running text is its heading, most likely
                at -= 1
            break
        scrap, count = page.whole(at, header)
        rows.append(FoundRow((FoundCell(scrap.prose, unsure=UNCLEAR if page.dense else ""),), page.place(at)))
        at += count
    return rows, at


class _Said(NamedTuple):
    text: str
    after_empty: bool
    at: int


def _side_by_side(page: PastedPage, header: PastedHeader, at: int) -> Below:
    """Mål and delmål: each delmål on a row. A mål is told by its word, or by the empty cell after it."""
    cells, seen = list[_Said](), set[str]()
    while at < len(page.scraps) and not page.again(at, header) and not page.stops(at, header):
        scrap, count = page.whole(at, header)
        if folded(scrap.text) in seen:  # what the table has told comes as a heading
            break
        for part, text in enumerate(scrap.cells):
            cells.append(_Said(text, part > 0 or scrap.lead, at))
            seen.add(folded(text))
        at += count
    mal, rows = "", list[FoundRow]()
    for one, following in zip(cells, [*cells[1:], _Said("", False, at)], strict=True):
        level = named(one.text).level
        if "mal" in header.names and (level == "mal" or (not level and not one.after_empty and following.after_empty)):
            mal = one.text
        elif not mal:
            return (), at
        else:
            said = {"mal": mal, "delmal": one.text}
            rows.append(FoundRow(tuple(FoundCell(said.get(name, "")) for name in header.names), page.place(one.at)))
    return rows, at
