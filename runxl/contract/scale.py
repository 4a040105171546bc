"""The scale: the levels that a status may have, best first, with all that is said, counted and drawn of each.

It is data of the styrmodell. Nothing else knows how many levels there are or what they are called.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from runxl.contract import look
from runxl.contract.look import Mark

Bidrag = Literal["fullt", "delvis", "inget"]
BIDRAG: tuple[Bidrag, ...] = ("fullt", "delvis", "inget")
"""What something adds to the status above it, the most first."""

NONE = "Ej bedömd"
"""Stands where there is no verdict, in every styrmodell. It is no level."""

NOT_NOW = "Inte mätt nu"
"""What is told in its place of what is not due in the period, so that nobody takes it for something missing."""

HARD_TO_SAY = "Svårt att bedöma"
"""A forecast that somebody would not make."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level. `threshold` is the percent of the target that it takes; the last one takes none."""

    word: str
    bidrag: Bidrag
    colour: str
    """In a sentence: `från rött till grönt`."""

    mark: Mark
    threshold: Decimal | None = None
    counted: str = ""
    """Before the styrmodell's word where it is counted (`3 ej uppfyllda`), if that is not the level's own word."""

    @property
    def adverb(self) -> str:
        """`helt` uppfyllt."""
        return self.word.lower()

    @property
    def slug(self) -> str:
        """Its key in JSON."""
        return slug(self.word)


@dataclass(frozen=True)
class Scale:
    """The levels, best first."""

    levels: tuple[Level, ...]

    @property
    def best(self) -> Level:
        return self.levels[0]

    @property
    def worst(self) -> Level:
        return self.levels[-1]

    @property
    def lowest(self) -> Level | None:
        """The lowest that takes something, where it is not the best."""
        return self.levels[-2] if self.levels[1:-1] else None

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(level.word for level in self.levels)

    @cached_property
    def statuses(self) -> tuple[str, ...]:
        """What may stand as a status."""
        return (*self.words, NONE)

    @cached_property
    def forecasts(self) -> tuple[str, ...]:
        """What may stand as Prognos."""
        return (*self.words, HARD_TO_SAY)

    @cached_property
    def _by_word(self) -> Mapping[str, Level]:
        return {level.word: level for level in self.levels}

    def level(self, word: str | None) -> Level | None:
        return self._by_word.get(word or "")

    def bidrag(self, word: str | None) -> str:
        """What a status adds to the one above it; empty if it is none of the levels."""
        level = self._by_word.get(word or "")
        return level.bidrag if level else ""

    def weakest(self, words: Iterable[str]) -> str:
        return max(words, key=self.words.index)

    # The look of each word

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """Of every status that is told and counted."""
        return {**{level.word: level.mark for level in self.levels}, NONE: look.QUIET, NOT_NOW: look.WAITING}

    @cached_property
    def forecast_marks(self) -> Mapping[str, Mark]:
        """What is hard to say looks like what is not assessed."""
        return {**self.marks, HARD_TO_SAY: look.QUIET}

    @cached_property
    def contribution_marks(self) -> Mapping[str, Mark]:
        """What adds as much as a level looks like the level: like the weakest of those that add the same."""
        return {level.bidrag: level.mark for level in self.levels}

    # From a share to a level

    @cached_property
    def _limits(self) -> tuple[tuple[Decimal, str], ...]:
        return tuple((level.threshold / 100, level.word) for level in self.levels if level.threshold is not None)

    def status(self, share: Decimal) -> str:
        """The level that a share reaches, with no gap between them."""
        for limit, word in self._limits:
            if share >= limit:
                return word
        return self.worst.word

    def moved(self, best: Decimal | None = None, lowest: Decimal | None = None) -> Scale:
        """With other thresholds, in percent; what is no number changes nothing.

        The levels between keep their places between: 100, 90, 60 with 99 and 98 for the outer ones is 99, 98,75, 98.
        """
        ends = (self.best, self.lowest or self.best)
        old = tuple(level.threshold or Decimal(0) for level in ends)
        new = tuple(
            was if said is None or not said.is_finite() else said for was, said in zip(old, (best, lowest), strict=True)
        )
        moved = {ends[1].word: new[1], ends[0].word: new[0]}
        for level in self.levels[1:-2]:
            along = ((level.threshold or old[1]) - old[1]) / (old[0] - old[1])
            moved[level.word] = round(new[1] + along * (new[0] - new[1]), 2)
        if new == old:
            return self
        return Scale(tuple(replace(level, threshold=moved.get(level.word)) for level in self.levels))


def merged(scales: Iterable[Scale]) -> Scale:
    """The levels of several scales as one, for what stands side by side; of two with one word the first holds."""
    levels: dict[str, Level] = {}
    for scale in scales:
        levels |= {level.word: level for level in scale.levels if level.word not in levels}
    return Scale(tuple(sorted(levels.values(), key=_height)))


def _height(level: Level) -> Decimal:
    return Decimal("Infinity") if level.threshold is None else -level.threshold


def slug(word: str) -> str:
    """`I huvudsak` → `i_huvudsak`."""
    plain = unicodedata.normalize("NFD", word.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"\W+", "_", plain).strip("_")
