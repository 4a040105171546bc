"""A small line of outcomes, drawn in the page itself, with its numbers in words for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from runxl.output.said.outcomes import ToldOutcome
from runxl.output.web.hypertext import Attribute, Html, tag
from runxl.svenska import number, without_zeros

_WIDTH, _HEIGHT, _EDGE = 96, 24, 4


def sparkline(points: Sequence[ToldOutcome]) -> Html:
    """From the oldest to this one, which has a dot. Nothing unless there are two."""
    if len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return Html("")
    lowest, highest = min(one.value for one in points), max(one.value for one in points)
    across = (_WIDTH - 2 * _EDGE) / (len(points) - 1)
    up = (_HEIGHT - 2 * _EDGE) / (highest - lowest) if highest > lowest else 0
    middle = 0 if up else _HEIGHT / 2 - _EDGE
    places = [
        (_EDGE + place * across, _HEIGHT - _EDGE - middle - (one.value - lowest) * up)
        for place, one in enumerate(points)
    ]
    line = tag("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in places))
    x, y = places[-1]
    dot = tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=3)
    size: dict[str, Attribute] = {"viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "width": _WIDTH, "height": _HEIGHT}
    told = "; ".join(f"{one.when} {number(without_zeros(Decimal(str(one.value))))}" for one in points)
    return tag("svg", line, dot, class_="spark", role="img", aria_label=f"Utfall: {told}", **size)
