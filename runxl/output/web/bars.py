"""A bar of how many have each status. The numbers stand beside it, so it is drawn for the eye alone."""

from __future__ import annotations

from collections.abc import Sequence

from runxl.contract.look import Mark
from runxl.output.web.hypertext import Html, tag
from runxl.output.web.looks_of_marks import Looks

_WIDTH, _HEIGHT = 200, 8


def bar(parts: Sequence[tuple[int, Mark]], looks: Looks) -> Html | None:
    """Nothing where nothing is counted."""
    whole = sum(number for number, _ in parts)
    if not whole:
        return None
    at, made = 0.0, []
    for number, mark in parts:
        width = _WIDTH * number / whole
        made.append(tag("rect", x=f"{at:.2f}", y=0, width=f"{width:.2f}", height=_HEIGHT, class_=looks.of(mark)))
        at += width
    size = {"viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "preserveAspectRatio": "none"}
    return tag("svg", *made, class_="bar", aria_hidden="true", focusable="false", **size)
