"""Why is it yellow? Typed from end to end: what decided each delmål that is not Helt, as data and not only as text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import runxl


@dataclass(frozen=True)
class Held:
    """A delmål that something holds back, and what."""

    nr: str
    status: str
    because: tuple[str, ...]


def held_back(assessment: runxl.Assessment) -> Iterator[Held]:
    best = assessment.scale.best.word
    for delmal in assessment.delmal:
        if delmal.status not in (best, None):
            because = tuple(f"{cause.objekt} {cause.nr}: {cause.orsak}" for cause in delmal.orsaker)
            yield Held(delmal.nr, str(delmal.status), because)


if __name__ == "__main__":
    for held in held_back(runxl.assess(Path(sys.argv[1]))):
        print(f"{held.nr} {held.status}", *held.because, sep="\n  ")
