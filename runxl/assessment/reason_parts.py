"""What verdicts are made of beside their rows: how they count, how they are cited, and what things are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, Protocol

from runxl.contract.scale import Scale

Standing = Literal["assessed", "missing", "excluded"]
"""How something counts in the roll-up: it contributes, it is missing and blocks Helt, or it does not exist there."""

Words = Mapping[str, str]
"""What one of each object is called in the styrmodell."""


class Orsak(NamedTuple):
    """A child that decided. `saknas`: what the child lacks; otherwise what it is."""

    objekt: str
    nr: str
    orsak: str
    namn: str = ""
    label: str = ""
    saknas: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {"objekt": self.objekt, "nr": self.nr or None, "orsak": self.orsak}


class Names(NamedTuple):
    """What the styrmodell calls things, as far as a ground has use for it."""

    words: Words
    many: Words
    """What several of them are called."""

    children: str
    """What there could have been below: `indikatorer eller aktiviteter`."""

    numbers_shown: bool
    best: str
    """The best level's word."""


class Child(Protocol):
    """A verdict that may contribute to a status above it."""

    @property
    def objekt(self) -> str: ...
    @property
    def nr(self) -> str: ...
    @property
    def standing(self) -> Standing: ...
    @property
    def lacks(self) -> str:
        """What keeps it from contributing, with the codes of the row's faults; empty if nothing does."""

    @property
    def not_due(self) -> bool:
        """Whether it is not there to be judged in the period, and not for want of anything."""

    @property
    def stands(self) -> str:
        """How it stands, in a word or two."""

    def adds(self, scale: Scale) -> str:
        """What it adds: fullt, delvis, inget or empty."""

    def orsak(self, words: Words) -> Orsak:
        """As one of those that decided the status above."""
