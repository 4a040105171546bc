"""validation/importera.yaml: the words of other people's plans, and how a word is compared with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from runxl import resources
from runxl.contract.compile import compiled, refuse

Words = tuple[str, ...]

_BROKEN = re.compile(r"(?<=[a-zåäöé])[-\u00ad\u2010]\s*\n\s*(?=[a-zåäöé])")
"""A word that is divided at the end of a line; a hyphen before a capital letter is its own."""

_KEPT_HYPHEN = re.compile(r"[-\u2010]\s*\n\s*(?=(?:och|eller|samt|till)\b)")
"""`arbets-` at the end of a line, `och tjänsteresor` on the next."""

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Each section of the file. What a word means is its key."""

    headers: Mapping[str, Words]
    mal_eller_malvarde: Words
    computed: Words
    objects: Mapping[str, Words]
    labels: Mapping[str, Words]
    codes: Mapping[str, Mapping[str, Words]]
    verdicts: tuple[Words, ...]
    targets: Mapping[str, Words]
    bounds: Mapping[str, Words]
    lower: Words
    done: Words
    nothing: Words
    no_perspective: Words
    units: Mapping[str, Words]


@cache
def vocabulary() -> Vocabulary:
    folder = resources.validation()
    found, faults = compiled(folder / "importera.yaml", Vocabulary)
    refuse(folder, faults)
    return found  # type: ignore[no-any-return] # as compiled


@lru_cache(maxsize=8192)
def one_line(text: str) -> str:
    """A text as it was before somebody divided it into lines: NFC, words made whole, single spaces."""
    whole = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\r\n", "\n").replace("\v", "\n")
    whole = _BROKEN.sub("", _KEPT_HYPHEN.sub("- ", whole))
    return _SPACES.sub(" ", whole).strip()


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """As words are compared: one line, small letters, nothing hanging at the ends."""
    return one_line(text).casefold().strip(" .:;*")


@cache
def meanings(section: str) -> Mapping[str, str]:
    """Word → what it means, of a section of the vocabulary (`headers`, `codes.periodicitet`)."""
    whole: object = vocabulary()
    for name in section.split("."):
        whole = whole[name] if isinstance(whole, Mapping) else getattr(whole, name)
    assert isinstance(whole, Mapping)  # noqa: S101 - a section with keys
    return MappingProxyType({folded(word) or word: meaning for meaning, words in whole.items() for word in words})


def is_nothing(text: str) -> bool:
    """Whether a cell says that it says nothing."""
    said = one_line(text).casefold()
    return not said or said in vocabulary().nothing


def is_elided(text: str) -> bool:
    """Dots in the place of what somebody has left out."""
    said = one_line(text)
    return bool(said) and not said.strip(" .…")
