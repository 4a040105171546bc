"""What a column is about, by its header: the contract's titles and the words of others, with their year and month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from runxl.contract.load import contract
from runxl.contract.vocabulary import Column
from runxl.verbs.importera.likeness import nearest
from runxl.verbs.importera.others_words import folded, meanings, one_line, vocabulary

COMPUTED, UNKNOWN = "computed", ""
GOAL = "mal_eller_malvarde"
UNIT = "enhet_eller_ansvarig"
_LIKE, _ALIKE = 90, 82
"""From the first likeness a header is taken for the word, and said so; from the other it is asked about."""

_SHORTEST = 5
_KEPT = 1024  # headers: a table is held against every table of a plan
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_MONTH = (
    r"(?:t\.?\s*o\.?\s*m\.?|tom|till och med|per|i)?\s*"
    r"(?:jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|tertial\s*[123]|helår|delår\s*[12]?)"
)
_WHEN = re.compile(rf"(?:{_MONTH})\b", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[].*?[)\]]")


class Meaning(NamedTuple):
    """`name` is a key of the vocabulary's headers. `likeness` below 100: it was only like one of its words."""

    name: str
    year: int | None = None
    likeness: int = 100
    unit: str = ""

    @property
    def is_sure(self) -> bool:
        return self.likeness == 100  # noqa: PLR2004 - percent


def plan_columns() -> Iterator[Column]:
    """Those of the tables of a plan, in the order in which a header is looked for in them."""
    for name in ("indikatorer", "aktiviteter", "uppdrag", "delmal", "mal"):
        yield from contract().tables[name].columns


@cache
def _words() -> dict[str, str]:
    """Every known header, folded, and its meaning: the vocabulary's, and the contract's own titles."""
    known: dict[str, str] = {}
    for column in plan_columns():
        known.setdefault(folded(column.title), COMPUTED if column.is_result else column.name)
    for styrmodell in contract().styrmodeller.values():
        for level, label in styrmodell.labels.items():
            known |= {folded(word): level for word in (label.one, label.many)}
    known |= meanings("headers")
    known |= dict.fromkeys(map(folded, vocabulary().computed), COMPUTED)
    known |= dict.fromkeys(map(folded, vocabulary().mal_eller_malvarde), GOAL)
    return known


@dataclass(frozen=True, slots=True)
class Headers:
    """How headers are understood: as a person has said in a map, else by the words that are known."""

    said: Mapping[str, str] = field(default_factory=dict)

    def meaning(self, header: str) -> Meaning:
        name = self.said.get(folded(header))
        if name is None:
            return meaning_of(header)
        year, _, unit = undated(one_line(header))
        return Meaning(name, year, unit=unit)


def meaning_of(header: str) -> Meaning:
    """What a header says its column is about."""
    return _meaning(one_line(header))


@cache
def _meaning(header: str) -> Meaning:
    if not header or len(header) > 80:  # noqa: PLR2004 - a header is a few words
        return Meaning(UNKNOWN)
    year, bare, unit = undated(header)
    found = _words().get(folded(header)) or _words().get(folded(bare))
    if found == GOAL and year:
        found = "malvarde"
    if found:
        return Meaning(found, year, unit=unit)
    word = folded(bare)
    if len(word) < _SHORTEST:
        return Meaning(UNKNOWN, year)
    near = nearest(word, _words().keys(), _ALIKE)
    if near is None or len(near[0]) < _SHORTEST:
        return Meaning(UNKNOWN, year)
    return Meaning(_words()[near[0]], year, int(min(99, near[1])), unit)


def is_alike(meaning: Meaning) -> bool:
    """Whether a header is so like a word that it is read as that."""
    return meaning.likeness >= _LIKE


@lru_cache(maxsize=_KEPT)
def undated(header: str) -> tuple[int | None, str, str]:
    """The year in a header, the header without year, month and brackets, and the unit in the brackets."""
    year = _YEAR.search(header)
    brackets = _BRACKETS.search(header)
    bare = _WHEN.sub(" ", _YEAR.sub(" ", _BRACKETS.sub(" ", header)))
    unit = brackets[0].strip("()[] ") if brackets and not _YEAR.search(brackets[0]) else ""
    return (int(year[0]) if year else None), one_line(bare).strip(" ,;:./-–"), unit
