"""What the styles say of numbers: which cells show them as percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from runxl.opc.markup import Element, elements

_SECTIONS = ("numFmts", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_TAGS = (*_SECTIONS, "numFmt", "xf")
_PERCENT_FORMATS = frozenset({9, 10})
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@lru_cache(maxsize=4)
def percents_in(styles: bytes) -> frozenset[int]:
    """The indexes of the cell styles whose number format shows a percent sign. Those of a run are often the same."""
    return frozenset(_percents(elements(styles, *_TAGS))) if styles else frozenset()


def is_percent(code: str) -> bool:
    """Whether a number format shows a percent sign."""
    return "%" in _NOT_SHOWN.sub("", code)


def _percents(tags: Sequence[Element]) -> Iterator[int]:
    # A conditional format has number formats of its own, under numbers that may be the same.
    formats = _within("numFmts", tags)
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for name, one in formats if name == "numFmt"}
    cells = [one.get("numFmtId", "0") for name, one in _within("cellXfs", tags) if name == "xf"]
    yield from (index for index, number in enumerate(cells) if _shows_percent(number, own))


def _within(section: str, tags: Sequence[Element]) -> Iterator[Element]:
    """The elements of one section of the styles."""
    inside = False
    for name, attributes in tags:
        if name in _SECTIONS:
            inside = name == section
        elif inside:
            yield name, attributes


def _shows_percent(number: str, own: Mapping[str, str]) -> bool:
    if number in own:
        return is_percent(own[number])
    return number.isdecimal() and int(number) in _PERCENT_FORMATS
