"""What a text names: `Delmål 1.1 RUN bidrar …` is a delmål with its number and its words."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from runxl.verbs.importera.others_words import folded, one_line, vocabulary

_PLAIN_NR = r"[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}"
_NR = rf"(?P<nr>{_PLAIN_NR}(?:[-–][A-ZÅÄÖ]?[0-9]{{1,3}})?|[A-ZÅÄÖ]{{1,2}}[0-9]{{1,3}})"
_AFTER = r"(?:\s*[.):]\s+|\s*[:–—]\s*|\s+|\s*$)"
_LEADING = re.compile(rf"{_NR}{_AFTER}(?P<text>.*)", re.DOTALL)
_WHOLE = re.compile(rf"{_NR}[.)]?")
_DEPTHS = ("mal", "delmal", "indikator")
_SEPARATED = re.compile(rf"(?:{_PLAIN_NR}|[A-Z][0-9]{{1,3}})\s*[.):]\s+")


class Named(NamedTuple):
    """`level` is empty where no word says which it is; `nr` where the text begins with none."""

    level: str
    nr: str
    text: str
    kind: str = ""
    """The word's own, where it says more than the level: Aktivitet, Kontrollmått."""

    @property
    def depth(self) -> str:
        """The level that the number alone would make it."""
        steps = self.nr.count(".") if self.nr[:1].isdigit() and "-" not in self.nr else 9
        return _DEPTHS[steps] if steps < len(_DEPTHS) else ""

    @property
    def only_counted(self) -> bool:
        """`Mått 1`: a word and a plain number. Beside a number of the row's own it is what the row is called."""
        return bool(self.level) and not self.text and self.nr.isdigit()


@cache
def _words() -> re.Pattern[str]:
    words = sorted((word for several in vocabulary().objects.values() for word in several), key=len, reverse=True)
    return re.compile(rf"(?P<word>{'|'.join(map(re.escape, words))})(?P<after>\s*:\s*|\s+|$)", re.IGNORECASE)


def named(text: str, *, column: str = "") -> Named:
    """A text taken apart. In a `column` of such objects a number needs no word before it."""
    said = one_line(text)
    match = _words().match(said)
    if match:
        rest = said[match.end() :]
        number = _LEADING.fullmatch(rest)
        # `Mål som fullmäktige …` is running text: a number or a colon makes a name of it.
        if number or ":" in match["after"]:
            word = folded(match["word"])
            level = next(level for level, words in vocabulary().objects.items() if word in words)
            nr, name = (number["nr"], number["text"]) if number else ("", rest)
            return Named(_LEVEL.get(level, level), nr.replace("–", "-"), _name(name), _KINDS.get(level, ""))
    number = _LEADING.fullmatch(said)
    if number and _is_number(said, number, column):
        return Named("", number["nr"].replace("–", "-"), _name(number["text"]))
    return Named("", "", said)


_LEVEL = {"kontrollmatt": "indikator"}
_KINDS = {"kontrollmatt": "Kontrollmått", "aktivitet": "Aktivitet"}


def _name(text: str) -> str:
    return text.strip(" \u00a0:–—").strip()


def _is_number(said: str, match: re.Match[str], column: str) -> bool:
    """Whether what a text begins with is a number of it, and not a part of what it says: `2024 års mätning`."""
    nr, text = match["nr"], match["text"]
    if not text:
        return bool(column)
    if not nr[0].isdigit():
        return bool(column) and any(sign.isdigit() for sign in nr)
    begins = text[:1].isupper() or not text[:1].isalpha()
    if "." in nr or "-" in nr:
        return begins or (bool(column) and nr.count(".") > 1)
    return bool(_SEPARATED.match(said)) or (bool(column) and begins and len(nr) <= 2)  # noqa: PLR2004 - no year


def is_nr(text: str) -> bool:
    """Whether a text is a number and nothing else."""
    return bool(_WHOLE.fullmatch(one_line(text)))


def plain_nr(text: str) -> str:
    """A number without the stop that somebody has set after it."""
    return one_line(text).rstrip(".):").replace("–", "-")
