"""What is wrong with a styrmodell's scale: levels that contradict each other, and words that are no level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from runxl.contract.compile import Fault, Way
from runxl.contract.look import QUIET, WAITING, Mark, contrast
from runxl.contract.scale import BIDRAG, HARD_TO_SAY, NONE, NOT_NOW, Level, slug
from runxl.contract.styrmodell_vocabulary import Styrmodell

_LEVELS: Way = ("scale", "levels")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LEGIBLE = 4.5
"""What WCAG asks of text."""

_MOST = 200
"""As much as Inställningar lets a threshold be."""

POINTING = ("equal_to_base", "nothing_due", "mixed", "all_none")
_KEYS = ("antal", slug(NONE))
"""What stands beside the levels in JSON."""


def scale_faults(path: Path, model: Styrmodell, taken: set[str]) -> Iterator[Fault]:
    """`taken` are words that already have a look of their own."""
    levels = model.scale.levels
    if len(levels) < len(BIDRAG) - 1:
        yield Fault(path, _LEVELS, "skalan ska ha minst två nivåer")
        return
    yield from _words(path, levels, {*taken, NONE, NOT_NOW, HARD_TO_SAY})
    yield from _thresholds(path, levels)
    yield from _bidrag(path, levels)
    for place, level in enumerate(levels):
        yield from _mark(path, (*_LEVELS, place, "mark"), level.mark)
    yield from _alike(path, levels)
    statuses = model.scale.statuses
    pointing: dict[Way, str] = {(key,): getattr(model, key) for key in POINTING}
    pointing |= {("answers", answer): word for answer, word in model.answers.items()}
    for where, word in pointing.items():
        if word not in statuses:
            yield Fault(path, where, f"{word} är ingen nivå i skalan; där finns {', '.join(statuses)}")


def _words(path: Path, levels: tuple[Level, ...], taken: set[str]) -> Iterator[Fault]:
    """No two that cells or JSON would take for each other."""
    others = {slug(word): word for word in taken}
    seen: dict[str, str] = {**{key: key for key in _KEYS}, **others}
    for place, level in enumerate(levels):
        where = (*_LEVELS, place, "word")
        if not level.slug or re.search(r'["\n]|^\s|\s$', level.word):
            yield Fault(path, where, f"{level.word!r} går inte att använda som ord för en nivå")
        elif level.slug in seen and seen[level.slug] != level.word:  # the very same word is told already
            yield Fault(path, where, f"{level.word} går inte att skilja från {seen[level.slug]}")
        seen.setdefault(level.slug, level.word)
        if level.word in taken:
            yield Fault(path, where, f"{level.word} är upptaget: ordet betyder redan något annat")


def _thresholds(path: Path, levels: tuple[Level, ...]) -> Iterator[Fault]:
    for place, level in enumerate(levels[:-1]):
        if level.threshold is None:
            yield Fault(path, (*_LEVELS, place), f"{level.word} har ingen threshold; bara den sista nivån är utan")
    if levels[-1].threshold is not None:
        where = (*_LEVELS, len(levels) - 1, "threshold")
        yield Fault(path, where, f"{levels[-1].word} är den sista nivån och ska inte ha någon threshold")
    for place, level in enumerate(levels):
        if level.threshold is not None and not 0 < level.threshold <= _MOST:
            yield Fault(path, (*_LEVELS, place, "threshold"), f"threshold ska vara över 0 och högst {_MOST} procent")
    for place, (above, below) in enumerate(pairwise(levels), 1):
        if above.threshold is not None and below.threshold is not None and below.threshold >= above.threshold:
            reason = f"gränsen för {below.word}, {below.threshold}, ska vara lägre än {above.word}, {above.threshold}"
            yield Fault(path, (*_LEVELS, place, "threshold"), reason)


def _bidrag(path: Path, levels: tuple[Level, ...]) -> Iterator[Fault]:
    """The best adds all, the last nothing, and none adds more than the one above it."""
    for place, wanted in ((0, BIDRAG[0]), (len(levels) - 1, BIDRAG[-1])):
        if levels[place].bidrag != wanted:
            yield Fault(path, (*_LEVELS, place, "bidrag"), f"{levels[place].word} ska ha bidrag {wanted}")
    for place, (above, below) in enumerate(pairwise(levels), 1):
        if BIDRAG.index(below.bidrag) < BIDRAG.index(above.bidrag):
            reason = f"{below.word} bidrar mer än {above.word}, som är en bättre nivå"
            yield Fault(path, (*_LEVELS, place, "bidrag"), reason)


def _mark(path: Path, where: Way, mark: Mark) -> Iterator[Fault]:
    wrong = [name for name in ("text", "ground", "solid") if not _COLOUR.fullmatch(getattr(mark, name))]
    for name in wrong:
        reason = f"{name} ska vara en färg som #0B6B3A, men är {getattr(mark, name)!r}"
        yield Fault(path, (*where, name), reason)
    if len(mark.symbol) != 1 or mark.symbol in '"\\ ' or not mark.symbol.isprintable():
        yield Fault(path, (*where, "symbol"), f"symbol ska vara ett tecken, men är {mark.symbol!r}")
    for name, ground in (("ground", mark.ground), ("vitt", "#FFFFFF")) if not wrong else ():
        if contrast(mark.text, ground) < _LEGIBLE:
            reason = f"text {mark.text} går inte att läsa på {name} {ground}: kontrasten är under 4,5:1"
            yield Fault(path, (*where, "text"), reason)


def _alike(path: Path, levels: tuple[Level, ...]) -> Iterator[Fault]:
    """Nobody has to tell green from red: each level has a symbol and colours of its own."""
    for place, level in enumerate(levels):
        others = {NONE: QUIET, NOT_NOW: WAITING, **{other.word: other.mark for other in levels[:place]}}
        for name in ("symbol", "text", "ground", "solid"):
            same = next((word for word, mark in others.items() if getattr(mark, name) == getattr(level.mark, name)), "")
            if same:
                where = (*_LEVELS, place, "mark", name)
                yield Fault(path, where, f"{level.word} har samma {name} som {same}")
