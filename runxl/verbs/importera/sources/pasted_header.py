"""The headers of a table in pasted text: one after the other on a line, or over several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from runxl.verbs.importera.column_words import GOAL, meaning_of
from runxl.verbs.importera.sources.scraps import BETWEEN, Scrap
from runxl.verbs.importera.sources.tails import TEXTS, WHO

_MOST_SCRAPS = 8
_MOST_HEADER = 160
_MOST_WORDS = 5
_ALONE = ("indikator", "aktivitet")
_SUBJECTS = ("indikator", "aktivitet", "uppdrag", "delmal", "mal")


@dataclass(frozen=True, slots=True)
class PastedHeader:
    """`titles` and what each column is about. A column without a title stands where two spaces do."""

    titles: tuple[str, ...]
    names: tuple[str, ...]
    scraps: int

    @property
    def texts(self) -> list[int]:
        return [at for at, name in enumerate(self.names) if name in TEXTS]

    @property
    def tail(self) -> int:
        """Where the values begin that a row ends with."""
        return max(self.texts) + 1


def header_at(scraps: Sequence[Scrap], at: int) -> PastedHeader | None:
    """The headers that begin at a scrap, over as many scraps as they are; None if they are none."""
    best = None
    words: list[str] = []
    for count, scrap in enumerate(scraps[at : at + _MOST_SCRAPS], 1):
        for line in scrap.lines:
            _add(words, line.strip())
        if sum(map(len, words)) > _MOST_HEADER:
            break
        titles = _titles(words)
        found = _header(titles, count) if titles else None
        best = found or best
    return best


def _add(words: list[str], line: str) -> None:
    """A line's words; an empty one where two spaces are, and the rest of one that a hyphen has divided."""
    broken = bool(words) and words[-1].endswith("-")
    for part, cell in enumerate(BETWEEN.split(line)):
        more = cell.split()
        if part:
            words.append("")
        elif broken and more:
            words[-1] = words[-1][:-1] + more.pop(0)
        words += more


def _titles(words: Sequence[str]) -> tuple[str, ...] | None:
    """The words as known headers, as few as there can be."""
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(words) + 1):
        found: list[tuple[str, ...]] = []
        for start in range(max(0, end - _MOST_WORDS), end):
            before = best[start]
            title = " ".join(words[start:end])
            if before is not None and "" not in words[start:end] and _is_known(title):
                found.append((*before, title))
        if words[end - 1] == "" and best[end - 1] is not None:
            found.append((*(best[end - 1] or ()), ""))
        best.append(min(found, key=len, default=None))
    return best[-1]


def _is_known(title: str) -> bool:
    meaning = meaning_of(title)
    return bool(meaning.name) and meaning.is_sure and title[:1].isupper()


def _header(titles: tuple[str, ...], scraps: int) -> PastedHeader | None:
    names = tuple(_name(title, place) for place, title in enumerate(titles))
    if len(titles) == 1:
        is_header = names[0] in _ALONE and titles[0].isalpha()
    else:
        is_header = len({name for name in names if name}) > 1 and any(name in _SUBJECTS for name in names)
    return PastedHeader(titles, names, scraps) if is_header else None


def _name(title: str, place: int) -> str:
    if not title:
        return WHO
    meaning = meaning_of(title)
    if meaning.name == GOAL:
        return "malvarde" if place else "mal"
    return "ansvarig" if meaning.name == "enhet_eller_ansvarig" else meaning.name
