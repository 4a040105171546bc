"""How cells look in Excel for Windows, given to many of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

_FONT = ("Name", "Size", "Bold", "Italic", "Color")
_LINKED = ("Name", "Size", "Color", "Underline")
_CELL = ("WrapText", "NumberFormat", "HorizontalAlignment", "VerticalAlignment")
_LINE = ("Color", "Weight", "LineStyle")
"""In this order: setting a colour makes a line, and its kind must have the last word."""

_NONE = -4142
_BELOW, _BETWEEN_ROWS = 9, 12


def dress(sample: Any, low: Sequence[Any], tall: Sequence[Any]) -> None:
    """Gives ranges the look of a cell. `tall` have several rows in each of their areas, `low` one."""
    font, ground, line = sample.Font, sample.Interior, sample.Borders(_BELOW)
    fonts = [(name, getattr(font, name)) for name in _FONT]
    cells = [(name, getattr(sample, name)) for name in _CELL]
    grounds = [("ColorIndex", _NONE)] if ground.ColorIndex == _NONE else [("Color", ground.Color)]
    bare = line.LineStyle == _NONE
    lines = [("LineStyle", _NONE)] if bare else [(name, getattr(line, name)) for name in _LINE]
    for places, sides in ((low, (_BELOW,)), (tall, (_BELOW, _BETWEEN_ROWS))):
        for taker in places:
            _set(taker.Font, fonts)
            _set(taker, cells)
            _set(taker.Interior, grounds)
            for side in sides:
                _set(taker.Borders(side), lines)


def _set(taker: Any, values: Sequence[tuple[str, Any]]) -> None:
    for name, value in values:
        setattr(taker, name, value)


@contextmanager
def as_before(places: Sequence[Any]) -> Iterator[None]:
    """Puts the fonts back that cells had, all of them alike."""
    fonts = [place.Font for place in places]
    before = [[(name, getattr(font, name)) for name in _LINKED] for font in fonts]
    yield
    for font, values in zip(fonts, before, strict=True):
        _set(font, [(name, value) for name, value in values if value is not None])
