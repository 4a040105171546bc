"""How wide a text is and how it breaks into lines, without a screen: known before anything is drawn."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from runxl.contract import look

_GROUPS = {
    0.24: " 'ijl\u00a0\u202f",
    0.26: ",.I’·",
    0.28: ":;",
    0.30: "`",
    0.32: "()-J[]f{}",
    0.34: "!t°",
    0.36: "r",
    0.40: "/\\sz",
    0.42: '"”“',
    0.44: "Lcx",
    0.46: "FSkvy",
    0.48: "?Zag|åä",
    0.50: "#*+<=>ETY^_e~éÉ–•§×−≥≤",
    0.52: "$0123456789KPX€",
    0.54: "Cbdhnopquöü",
    0.56: "BR",
    0.58: "AVÅÄ",
    0.62: "D",
    0.64: "GH",
    0.66: "NUÜ",
    0.68: "OQÖ½",
    0.70: "&…",
    0.72: "%w",
    0.80: "m",
    0.86: "M",
    0.92: "@W—→↑↓✔◐✖○▸",
}
"""Widths of signs in a calm sans like Calibri, in parts of the size, rounded up."""


class _Widths(dict[str, float]):
    """A sign that is not in the table may be as wide as it is high."""

    def __missing__(self, sign: str) -> float:
        return 1.0


_WIDTHS = _Widths({sign: width for width, signs in _GROUPS.items() for sign in signs})

_KNOWN_FONTS = (look.FONT.casefold(), "carlito")
_OTHER_FONT = 1.25
"""Few fonts for reading are wider than this against ours."""

_LINE, _OTHER_LINE = 1.23, 1.38
_BOLD, _OTHER_BOLD = 1.035, 1.15
_SPARE = 0.98
"""A program that draws may round each sign up."""

_KEPT = 4096
"""So many texts are remembered as they were broken."""

_WORD = re.compile(r"[^\S\n\u00a0\u202f]*\n|[^\S\n\u00a0\u202f]+|(?:[^\s]|[\u00a0\u202f])+")


@dataclass(frozen=True, slots=True)
class Ruler:
    """Measures texts in a font, in points."""

    font: str = look.FONT

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        return _wide(text) * size * self._scale(bold=bold)

    def line(self, size: float) -> float:
        """The height of a line."""
        return size * (_LINE if self._known else _OTHER_LINE)

    def lines(self, text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
        """The text broken between words, and in words that are too long. Joined, the lines are the text."""
        return _broken(text, width * _SPARE, size, self._scale(bold=bold))

    def height(self, text: str, width: float, size: float, *, bold: bool = False) -> float:
        return len(self.lines(text, width, size, bold=bold)) * self.line(size)

    def shortened(self, text: str, width: float, size: float, most: int, *, bold: bool = False) -> str:
        """The text if it takes at most so many lines, else its beginning and `…`."""
        lines = self.lines(text, width, size, bold=bold)
        if len(lines) <= most:
            return text
        kept = "".join(lines[:most]).rstrip()
        while len(self.lines(f"{kept}…", width, size, bold=bold)) > most:
            kept = kept[:-1].rstrip()
        return f"{kept}…"

    @property
    def breadth(self) -> float:
        """How wide the font is against ours."""
        return 1.0 if self._known else _OTHER_FONT

    @property
    def _known(self) -> bool:
        return self.font.casefold() in _KNOWN_FONTS

    def _scale(self, *, bold: bool) -> float:
        weight = _BOLD if self._known else _OTHER_BOLD
        return self.breadth * (weight if bold else 1.0)


@lru_cache(maxsize=_KEPT)
def _broken(text: str, room: float, size: float, scale: float) -> tuple[str, ...]:
    """A table is measured whole, by row and by piece, in one size after the other: the same texts each time."""
    found, used = [""], 0.0
    for word in _WORD.findall(text):
        if word.endswith("\n"):
            found[-1] += word
            found.append("")
            used = 0.0
            continue
        taken = _wide(word) * size * scale
        if not word.isspace() and used and used + taken > room:
            found.append("")
            used = 0.0
        for piece in _pieces(word, room, size * scale) if taken > room else [word]:
            wide = taken if piece is word else _wide(piece) * size * scale
            if used and piece is not word and used + wide > room:
                found.append("")
                used = 0.0
            found[-1] += piece
            used += wide
    return tuple(found)


def _wide(text: str) -> float:
    """In parts of the size."""
    return sum(map(_WIDTHS.__getitem__, text))


def _pieces(word: str, room: float, size: float) -> Iterator[str]:
    """A word in pieces of which each has room on a line."""
    widest = max(map(_WIDTHS.__getitem__, word), default=1.0)
    most = max(1, math.floor(room / (widest * size)))
    for start in range(0, len(word), most):
        yield word[start : start + most]
