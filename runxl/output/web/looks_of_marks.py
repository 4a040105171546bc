"""How a status looks on a page: symbol, word and colour, in light and in dark."""

from __future__ import annotations

from runxl.contract.look import Mark
from runxl.output.web.hypertext import Html, tag
from runxl.svenska import NBSP


class Looks:
    """The marks of a page: each is a class in its style sheet."""

    def __init__(self) -> None:
        self._names: dict[Mark, str] = {}

    def of(self, mark: Mark) -> str:
        return self._names.setdefault(mark, f"m{len(self._names)}")

    def chip(self, word: str, mark: Mark) -> Html:
        """A status as a label."""
        return tag("span", f"{mark.symbol}{NBSP}{word}", class_=f"chip {self.of(mark)}")

    def css(self) -> str:
        """In the dark, text and ground change places: their contrast is the same."""
        light = (f".{name}{{{_colours(one.text, one.ground, one.solid)}}}" for one, name in self._names.items())
        dark = (f".{name}{{{_colours(one.ground, one.text, one.solid)}}}" for one, name in self._names.items())
        return f"{''.join(light)}@media screen and (prefers-color-scheme:dark){{{''.join(dark)}}}"


def _colours(text: str, ground: str, solid: str) -> str:
    return f"--t:{text};--g:{ground};--s:{solid}"
