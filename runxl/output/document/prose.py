"""Texts that people have written in a cell, with the structure that they gave them: subheadings, lists, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from runxl.output.document.blocks import Block, Heading, Paragraph

_SUBHEADING = re.compile(r"^(#{1,2})\s+(\S.*)")
_POINT = re.compile(r"^[-•*–]\s+(\S.*)")
_NUMBERED = re.compile(r"^(\d{1,3})[.)]\s+(\S.*)")


def written(text: str, level: int) -> Iterator[Block]:
    """A text below a heading of that level: `# ` and `## ` are one and two levels below it, and none is skipped.

    `- ` and `1. ` are lists; an empty line parts paragraphs, and a line break in one stays.
    """
    lines = (line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    below = 0
    for kind, several in groupby(lines, key=_kind):
        if kind is None:
            yield Paragraph("\n".join(several))
            continue
        for line in several:
            if found := _SUBHEADING.fullmatch(line):
                below = min(len(found[1]), below + 1)
                yield Heading(level + below, found[2])
            elif found := _POINT.fullmatch(line):
                yield Paragraph(found[1], "bullet")
            elif found := _NUMBERED.fullmatch(line):
                yield Paragraph(found[2], "number", number=int(found[1]))


def _kind(line: str) -> re.Pattern[str] | str | None:
    """What a line is; None for one of a paragraph."""
    if not line:
        return ""
    return next((kind for kind in (_SUBHEADING, _POINT, _NUMBERED) if kind.fullmatch(line)), None)


def in_cell(text: str) -> str:
    """The text as a table has room for it: points with their sign, subheadings as lines."""
    lines = (_POINT.sub(r"• \1", line.strip()) for line in text.split("\n"))
    return "\n".join(_SUBHEADING.sub(r"\2", line) for line in lines)


def spoken(text: str) -> str:
    """On one line, for a speaker's notes."""
    said = [_SUBHEADING.sub(r"\2:", line.strip()) for line in text.split("\n")]
    return " ".join(line for line in said if line)
