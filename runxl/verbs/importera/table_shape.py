"""Where a table's headers stand and what its columns are about; one sheet may hold several tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from runxl.measure.units import is_measure, scale_of
from runxl.verbs.importera.column_words import GOAL, UNIT, UNKNOWN, Headers, Meaning, is_alike
from runxl.verbs.importera.others_words import folded, one_line
from runxl.verbs.importera.source_blocks import FoundCell, FoundGrid, FoundRow

_SUBJECTS = ("mal", "delmal", "indikator", "aktivitet", "uppdrag", "namn")
"""What a row may be about; without one of them in its headers a table is none of a plan's."""

_ALONE = ("indikator", "aktivitet", "uppdrag")
_LONGEST_HEADER = 80
_SHORT_VALUE = 25
_GOALISH = 6
"""A goal of so few signs is a value, not a goal in words."""


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """`index` in the grid. `guessed`: how a header was read that is not one of the known words; then it is listed."""

    index: int
    header: str
    meaning: Meaning
    guessed: str = ""


@dataclass(frozen=True, slots=True)
class HeadedPart:
    """A table: its columns, the rows of its headers, the rows below it."""

    columns: tuple[FoundColumn, ...]
    head: tuple[FoundRow, ...]
    rows: tuple[FoundRow, ...]

    def column(self, name: str) -> FoundColumn | None:
        return next((one for one in self.columns if one.meaning.name == name), None)


def parts_of(grid: FoundGrid, words: Headers) -> tuple[tuple[FoundRow, ...], tuple[HeadedPart, ...]]:
    """The rows above the first headers, and each table that begins at some."""
    starts = [*_heads(grid, words)]
    if not starts:
        return grid.rows, ()
    ends = [*(start for start, _ in starts[1:]), len(grid.rows)]
    parts: list[HeadedPart] = []
    for (start, depth), end in zip(starts, ends, strict=True):
        head, rows = grid.rows[start : start + depth], grid.rows[start + depth : end]
        again = parts and _texts(head) == _texts(parts[-1].head)
        if again:  # the same table goes on on the next page
            parts[-1] = replace(parts[-1], rows=(*parts[-1].rows, *rows))
        else:
            parts.append(HeadedPart(tuple(_columns(head, rows, words)), head, rows))
    return grid.rows[: starts[0][0]], tuple(parts)


def _texts(head: Sequence[FoundRow]) -> list[list[str]]:
    return [[folded(cell.text) for cell in row.cells] for row in head]


def _heads(grid: FoundGrid, words: Headers) -> Iterator[tuple[int, int]]:
    """Where headers begin, and how many rows they are."""
    at = 0
    while at < len(grid.rows):
        depth = next((depth for depth in (1, 2) if _is_head(grid.rows[at : at + depth], depth, words)), 0)
        if depth == 1 and has_second_row(grid.rows, at):
            depth = 2
        if depth:
            yield at, depth
        at += depth or 1


def _is_head(rows: Sequence[FoundRow], depth: int, words: Headers) -> bool:
    if (
        len(rows) < depth
        or not rows[0].filled
        or (depth > 1 and not any(cell.spread or cell.joined for row in rows for cell in row.cells))
    ):
        return False
    headers = [text for text in _headers(rows) if text]
    if not headers or any(len(text) > _LONGEST_HEADER for text in headers):
        return False
    found = [meaning.name for text in headers if (meaning := words.meaning(text)).name and is_alike(meaning)]
    subjects = [name for name in found if name in (*_SUBJECTS, GOAL)]
    if len(set(found)) == 1:
        return len(headers) == 1 and found[0] in _ALONE and not any(char.isdigit() for char in headers[0])
    return bool(subjects) and len(set(found)) > 1 and len(found) * 2 >= len(headers)


def has_second_row(rows: Sequence[FoundRow], at: int) -> bool:
    """Headers of two rows: those above reach over several, or those beside reach down."""
    if at + 1 >= len(rows):
        return False
    first, second = rows[at], rows[at + 1]
    below = [place for place, cell in enumerate(second.cells) if cell.text and not cell.joined]
    spread = [place for place, cell in enumerate(first.cells) if cell.spread or first.cell(place + 1).spread]
    return bool(below) and set(below) <= set(spread) and len(below) > 1


def _headers(head: Sequence[FoundRow]) -> list[str]:
    """Each column's header, from above down."""
    width = max((len(row.cells) for row in head), default=0)
    headers = []
    for column in range(width):
        cells = ((row.cell(column), row is head[-1]) for row in head)
        # A cell that reaches over several columns heads each of them, unless nothing below tells them apart.
        words = (cell.text for cell, last in cells if cell.text and not cell.joined and not (cell.spread and last))
        headers.append(one_line("\n".join(words)))
    return headers


def _columns(head: Sequence[FoundRow], rows: Sequence[FoundRow], words: Headers) -> Iterator[FoundColumn]:
    columns = [_column(index, header, words) for index, header in enumerate(_headers(head))]
    subject = next((one.index for one in columns if one.meaning.name in ("indikator", "namn")), None)
    for one in columns:
        values = [row.cell(one.index) for row in rows if row.cell(one.index).text and not row.cell(one.index).joined]
        if one.meaning.name == GOAL:
            yield _named(one, "malvarde" if _is_value(one, values, subject) else "mal")
        elif one.meaning.name == UNIT:
            known = sum(is_measure(folded(cell.text)) or bool(scale_of(cell.text)) for cell in values)
            yield _named(one, "enhet" if known * 2 >= len(values) else "ansvarig")
        elif not one.header and values and subject is not None and one.index > subject:
            yield _headless(one, values)
        else:
            yield one


def _column(index: int, header: str, words: Headers) -> FoundColumn:
    meaning = words.meaning(header)
    if meaning.is_sure:
        return FoundColumn(index, header, meaning)
    if not is_alike(meaning):
        return FoundColumn(index, header, Meaning(UNKNOWN), guessed=f"kanske {meaning.name}")
    return FoundColumn(index, header, meaning, guessed="rubriken är nästan ett ord som betyder det")


def _named(one: FoundColumn, name: str) -> FoundColumn:
    return replace(one, meaning=one.meaning._replace(name=name))


def _is_value(one: FoundColumn, values: Sequence[FoundCell], subject: int | None) -> bool:
    if subject is None:
        return False
    return one.index > subject or (bool(values) and all(len(one_line(cell.text)) <= _GOALISH for cell in values))


def _headless(one: FoundColumn, values: Sequence[FoundCell]) -> FoundColumn:
    """A column without a header, of a few short words that come again: who answers, most likely."""
    words = {one_line(cell.text) for cell in values}
    is_who = all(len(word) <= _SHORT_VALUE and word[:1].isupper() and not word[-1:].isdigit() for word in words)
    if is_who and not (words & {"Ja", "Nej"}):
        return replace(one, meaning=Meaning("ansvarig"), guessed="kolumnen saknar rubrik; orden ser ut som ansvariga")
    return one
