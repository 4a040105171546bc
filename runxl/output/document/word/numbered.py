"""Numbered lists: each begins with its own number, whatever list stood before it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from runxl.output.document.word.elements import element

_HANGING = 360
"""Twentieths of a point that the text stands in from its number."""


class Lists:
    """The numbered lists of a document, which share a look and nothing else."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._look: int | None = None

    def begun(self, first: int) -> Any:
        """The paragraph property of a list that begins with a number."""
        part = self._document.part.numbering_part.element
        if self._look is None:
            self._look = _next(part.xpath("w:abstractNum/@w:abstractNumId"))
            part.insert(len(part.xpath("w:abstractNum")), _look(self._look))
        made = _next(part.xpath("w:num/@w:numId"))
        start = element("lvlOverride", element("startOverride", val=first), ilvl=0)
        number = element("num", element("abstractNumId", val=self._look), start, numId=made)
        nums = part.xpath("w:num")
        if nums:
            nums[-1].addnext(number)
        else:
            part.append(number)
        return element("numPr", element("ilvl", val=0), element("numId", val=made))


def _next(taken: Iterable[str]) -> int:
    return max(map(int, taken), default=0) + 1


def _look(number: int) -> Any:
    indent = element("pPr", element("ind", left=_HANGING, hanging=_HANGING))
    level = element(
        "lvl", element("start", val=1), element("numFmt", val="decimal"), element("lvlText", val="%1."),
        element("lvlJc", val="left"), indent, ilvl=0,
    )  # fmt: skip
    return element("abstractNum", element("multiLevelType", val="singleLevel"), level, abstractNumId=number)
