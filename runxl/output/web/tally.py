"""How many there are of a kind, as a card: the number, a bar, and how many have each status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from runxl.assessment.counts import UNDECIDED, Counts
from runxl.contract import look
from runxl.contract.look import Mark
from runxl.contract.scale import Scale
from runxl.output.web.hypertext import Html, tag
from runxl.output.web.looks_of_marks import Looks
from runxl.svenska import in_figures, uncapital

_WIDTH, _HEIGHT = 200, 8

TallyParts = Sequence[tuple[str, int, Mark]]


class Tally(NamedTuple):
    """In a sentence, `19 delmål: 6 helt uppfyllda …`, and of each status."""

    sentence: str
    parts: TallyParts = ()

    @classmethod
    def of(cls, sentence: str, counts: Counts | None, scale: Scale) -> Self:
        return cls(sentence, parts_of(counts, scale) if counts else ())


def parts_of(counts: Counts, scale: Scale) -> TallyParts:
    """Each status that there is any of, and those without one: a bar is as wide as all."""
    told = ((name, number, scale.marks[name]) for name, number in counts.by_status.items())
    return tuple(part for part in (*told, (UNDECIDED, counts.undecided, look.UNDECIDED)) if part[1])


def cards(several: Iterable[Tally], looks: Looks) -> Html:
    return tag("div", *(_card(one, looks) for one in several), class_="tallies")


def _card(one: Tally, looks: Looks) -> Html:
    number, _, rest = one.sentence.partition(" ")
    what, _, how = rest.partition(": ")
    told = tag("p", tag("strong", number), " ", what, class_="many")
    below = chips(one.parts, looks) if one.parts else tag("p", how, class_="quiet") if how else None
    return tag("div", told, drawn(one.parts, looks), below, class_="tally")


def drawn(parts: TallyParts, looks: Looks) -> Html | None:
    """A bar; nothing where nothing is counted. The numbers stand beside it, so it is for the eye alone."""
    whole = sum(number for _, number, _ in parts)
    if not whole:
        return None
    at, made = 0.0, []
    for _, number, mark in parts:
        width = _WIDTH * number / whole
        made.append(tag("rect", x=f"{at:.2f}", y=0, width=f"{width:.2f}", height=_HEIGHT, class_=looks.of(mark)))
        at += width
    size = {"viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "preserveAspectRatio": "none"}
    return tag("svg", *made, class_="bar", aria_hidden="true", focusable="false", **size)


def chips(parts: TallyParts, looks: Looks) -> Html:
    """`✔ 6 helt`, `◐ 13 delvis`."""
    made = (tag("li", looks.chip(f"{in_figures(number)} {uncapital(word)}", mark)) for word, number, mark in parts)
    return tag("ul", *made, class_="chips")
