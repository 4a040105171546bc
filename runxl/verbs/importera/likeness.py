"""How alike two words are, in per cent: the one door to rapidfuzz."""

from __future__ import annotations

from collections.abc import Iterable


def likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other)


def nearest(word: str, known: Iterable[str], least: float) -> tuple[str, float] | None:
    """The known word that is most like it, and how alike they are, if that is enough."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=least)
    return found and found[:2]
