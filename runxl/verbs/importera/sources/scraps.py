"""Pasted text as scraps: lines that stand together, and what the spaces around them tell of the page."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_PAGE_NUMBER = re.compile(
    r"^\s*(?:sida|sid\.?)\s+[0-9]+(?:\s*(?:\(|av\s+)[0-9]+\)?)?\s*$|^\s*[0-9]+\s*\([0-9]+\)\s*$", re.IGNORECASE
)
BETWEEN = re.compile(r"(?<=\S)\s{2,}(?=\S)")
_CUT = re.compile(r"(?<=[a-zåäö]{3})\n(?=[b-hj-zäéü](?:[\s.,;:)]|$))")
"""A word too long for its cell, whose last letter has come alone on the next line."""

_GOES_ON = re.compile(r"(?<=\S)\n(?=\S)(?![•·▪*–-]\s?\S)")
_PARAGRAPHS = re.compile(r"\n\s*\n\s*")

_SINGLE = 0.85
"""Where so many scraps are of one line, every line of the text stands alone."""

_MOST_LINES = 12
POINT = re.compile(r"^\s*(?:[•·▪*–-]\s+|[•·▪])")
_FURNITURE = 8
"""A page's head and foot are no more scraps than so."""


@dataclass(frozen=True, slots=True)
class Scrap:
    """`lead`: it begins with a space, as after an empty cell. `trail`: two spaces or more come after it, as before one.

    `page`: it stands first on a page. `apart`: more than one empty line goes before it.
    """

    lines: tuple[str, ...]
    number: int
    lead: bool = False
    trail: bool = False
    page: bool = False
    apart: bool = False

    @property
    def text(self) -> str:
        return _CUT.sub("", "\n".join(line.strip() for line in self.lines))

    @property
    def prose(self) -> str:
        """Its paragraphs and points, each on a line: where a line of the page ended says nothing."""
        return _PARAGRAPHS.sub("\n", _GOES_ON.sub(_rejoined, self.text)).strip()

    @property
    def width(self) -> int:
        return max(len(line.strip()) for line in self.lines)

    @property
    def cells(self) -> tuple[str, ...]:
        """Texts that two spaces or more keep apart on the first line are in cells of their own; the rest goes on."""
        first, _, rest = self.text.partition("\n")
        *before, last = BETWEEN.split(first)
        return (*before, f"{last}\n{rest}" if rest else last)

    def with_(self, other: Scrap) -> Scrap:
        return replace(self, lines=(*self.lines, *other.lines), trail=other.trail)


def scraps_of(text: str) -> list[Scrap]:
    """In the text's order, without what pages have at their head and foot; each point of a list by itself."""
    return [point for scrap in _without_furniture(_found(text)) for point in _points(scrap)]


def _found(text: str) -> list[Scrap]:
    """A line that is empty parts two scraps; one with a space in it does not."""
    found: list[Scrap] = []
    lines: list[str] = []
    blank, began, page = 0, 1, False

    def close() -> None:
        nonlocal lines, blank, page
        found.append(_scrap(lines, began, blank, page=page))
        lines, blank, page = [], 0, False

    for number, raw in enumerate([*unicodedata.normalize("NFC", text).split("\n"), ""], 1):
        page |= "\f" in raw
        line = raw.replace("\f", " ")
        if line.strip() or (lines and line):
            if len(lines) == 1 and line.startswith(" ") and line.strip() and not lines[0].endswith("-"):
                close()  # the first line of a page comes right below the last of the one before
                page = True
            began = began if lines else number
            lines.append(line)
            continue
        if lines:
            close()
        if found and re.fullmatch(r" {2,}", line):
            found[-1] = replace(found[-1], trail=True)
        blank += 1
    return found


def _points(scrap: Scrap) -> Iterator[Scrap]:
    """Each point of a list is a scrap of its own."""
    starts = [at for at, line in enumerate(scrap.lines) if POINT.match(line)]
    if len(starts) < 2 or starts[0]:  # noqa: PLR2004 - two make a list
        yield scrap
        return
    for start, end in zip(starts, [*starts[1:], len(scrap.lines)], strict=True):
        yield replace(scrap, lines=scrap.lines[start:end], number=scrap.number + start, apart=scrap.apart and not start)


def _scrap(lines: Sequence[str], number: int, blank: int, *, page: bool) -> Scrap:
    said = [*lines]
    after = False
    while not said[-1].strip():
        after |= said.pop().startswith("  ")
    trail = after or said[-1].endswith("  ")
    return Scrap(tuple(said), number, said[0].startswith(" "), trail, page or blank > 4, blank > 1)  # noqa: PLR2004


def _without_furniture(found: list[Scrap]) -> list[Scrap]:
    """A page's number, and what comes back with it on page after page, is none of the text."""
    masked = [re.sub(r"[0-9]+", "0", scrap.text) for scrap in found]
    often = Counter(masked)
    kept: list[Scrap] = []
    left, broken = 0, False
    for scrap, mask in zip(found, masked, strict=True):
        if _PAGE_NUMBER.match(scrap.text):
            left, broken = _FURNITURE, True
        elif not (left and often[mask] > 1):
            kept.append(replace(scrap, page=True) if broken else scrap)
            left, broken = 0, False
        left = max(left - 1, 0)
    return kept


def is_dense(found: Sequence[Scrap]) -> bool:
    """Whether no empty lines part what stands in the text."""
    return sum(len(scrap.lines) for scrap in found) > _MOST_LINES * len(found)


def one_by_one(found: Sequence[Scrap]) -> list[Scrap]:
    """Each line as a scrap of its own."""
    return [
        Scrap((line,), scrap.number + place, line.startswith(" "), line.endswith("  "))
        for scrap in found
        for place, line in enumerate(scrap.lines)
        if line.strip()
    ]


def is_by_line(found: Sequence[Scrap]) -> bool:
    """Whether an empty line stands after every line, so that it parts nothing."""
    return sum(len(scrap.lines) == 1 for scrap in found) > _SINGLE * len(found)


def goes_on(last: Scrap, scrap: Scrap) -> bool:
    """Whether a line goes on with the one before: after a hyphen, or with a small letter."""
    if last.trail or scrap.lead or len(scrap.cells) > 1 or POINT.match(scrap.text):
        return False
    return last.text.endswith(("-", "\u00ad")) or scrap.text[:1].islower() or scrap.text[:1] in "(-–/"


def _rejoined(found: re.Match[str]) -> str:
    """Two lines of a page: a hyphen at the end of the first is kept for whoever makes words whole."""
    return "\n" if found.string[found.start() - 1] in "-\u00ad\u2010" else " "
