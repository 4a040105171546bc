"""Texts on their way into an open workbook, which takes some of them for something else unless it is told not to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import reduce

from runxl.addin.open_document import Document, parts
from runxl.addin.rectangles import Rectangle
from runxl.excel import Area
from runxl.workbook.edits import Written

_WORDS_THAT_ARE_VALUES = frozenset(("true", "false", "sant", "falskt"))


def as_taken(document: Document, at: Callable[[str], str], blocks: Iterable[Rectangle]) -> Iterator[Rectangle]:
    """The blocks with an apostrophe before each text that must stay one, where the cell does not say so itself."""
    blocks = list(blocks)
    formats = _Formats(document, at, blocks)
    for block in blocks:
        rows = [list(row) for row in block.values]
        for column in _risky(block):
            for part in formats.not_texts(block.sheet, column):
                for row in rows[part.top - column.top : part.bottom - column.top + 1]:
                    place = column.left - block.area.left
                    row[place] = kept(row[place])
        yield replace(block, values=tuple(map(tuple, rows)))


def kept(value: Written) -> Written:
    """A text that must not be taken for a formula, a number or a date: the apostrophe says so and is not kept."""
    return f"'{value}" if isinstance(value, str) and _looks_like_a_value(value) else value


def _looks_like_a_value(text: str) -> bool:
    """All but words: a text with a digit in it may be a date in some language."""
    word = text[:1].isalpha() and not any(sign.isdigit() for sign in text)
    return bool(text) and (not word or text.strip().casefold() in _WORDS_THAT_ARE_VALUES)


def _risky(block: Rectangle) -> Iterator[Area]:
    """The columns of a block in which some text may be taken for something else."""
    for place, values in enumerate(zip(*block.values, strict=True)):
        if any(isinstance(value, str) and _looks_like_a_value(value) for value in values):
            left = block.area.left + place
            yield block.area._replace(left=left, right=left)


class _Formats:
    """Which cells are texts by their format. A sheet's are mostly alike: all are asked about at once, then columns."""

    def __init__(self, document: Document, at: Callable[[str], str], blocks: Iterable[Rectangle]) -> None:
        self._document, self._at = document, at
        columns: dict[str, dict[int, Area]] = {}
        for block in blocks:
            found = columns.setdefault(block.sheet, {})
            for one in _risky(block):
                found[one.left] = found.get(one.left, one).around(one)
        self._known = {
            (sheet, left): answer
            for sheet, found in columns.items()
            if found
            for left, answer in self._answers(sheet, found).items()
        }

    def _answers(self, sheet: str, columns: dict[int, Area]) -> dict[int, bool | None]:
        answer = self._not_text(sheet, reduce(Area.around, columns.values()))
        if answer is not None:
            return dict.fromkeys(columns, answer)
        return {left: self._not_text(sheet, one) for left, one in columns.items()}

    def not_texts(self, sheet: str, column: Area) -> Iterator[Area]:
        """The parts of a column whose cells take a text for something else."""
        answer = self._known[sheet, column.left]
        if answer is None:
            yield from parts(column, lambda part: self._not_text(sheet, part))
        elif answer:
            yield column

    def _not_text(self, sheet: str, where: Area) -> bool | None:
        """None where they have several formats."""
        code = self._document.number_format(self._at(sheet), where)
        return None if code is None else code != "@"
