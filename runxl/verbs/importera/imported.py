"""What came of a run: the rows, and everything that a person has to know of how they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runxl.json_face import document


@dataclass(frozen=True, slots=True)
class Review:
    """A value that is not sure, or that was read in a way that a person should see. `tolkat`: what it would be."""

    kalla: str
    plats: str
    blad: str
    nr: str
    kolumn: str
    text: str
    tolkat: str
    varfor: str

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class NotRead:
    """What stands in a source and not in the plan."""

    kalla: str
    plats: str
    text: str

    def to_dict(self) -> dict[str, Any]:
        return {"kalla": self.kalla, "plats": self.plats, "text": self.text}


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that was taken in, and the places that say something of it."""

    blad: str
    nr: str
    namn: str
    kalla: str
    plats: str


@dataclass(frozen=True, slots=True)
class Imported:
    """`review` is to be looked at, `interpreted` was read in other words than it stood in, `not_read` was left.

    `filled` is how many empty cells of a plan that existed were filled in, and `added` how many rows were new to it.
    """

    file: Path
    sources: tuple[str, ...]
    counts: Mapping[str, int]
    review: tuple[Review, ...]
    interpreted: tuple[Review, ...]
    not_read: tuple[NotRead, ...]
    rows: tuple[Taken, ...]
    filled: int = 0
    added: int = 0
    backup: Path | None = None
    has_sheet: bool = True
    """The workbook has a sheet Import that says it all."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON face of `runxl importera`; its keys are part of the public contract."""
        return document(
            {
                "fil": str(self.file),
                "kallor": list(self.sources),
                "rader": dict(self.counts),
                "att_granska": [one.to_dict() for one in self.review],
                "ej_inlast": [one.to_dict() for one in self.not_read],
                "tolkat": [one.to_dict() for one in self.interpreted],
            }
        )
