"""What came of a run: the rows, and everything that a person has to know of how they were read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runxl.contract.load import contract
from runxl.json_face import document
from runxl.verbs.importera.draft import Kind, Note, PlanDraft
from runxl.verbs.importera.numbering import GIVEN


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


def told_of(target: Path, paths: Sequence[Path], draft: PlanDraft) -> Imported:
    """What is answered of a draft: its notes with sheet, number and header as the workbook has them."""
    return Imported(
        file=target,
        sources=tuple(map(str, paths)),
        counts={contract().tables[name].sheet: len(rows) for name, rows in draft.tables.items()},
        review=_reviews(draft, "granska"),
        interpreted=_reviews(draft, "tolkat", _numbered(draft)),
        not_read=_not_read(draft),
        rows=_taken(draft),
    )


def _reviews(draft: PlanDraft, kind: Kind, more: Iterable[Review] = ()) -> tuple[Review, ...]:
    """Notes of a kind, and what more is told with them, once each."""
    found = (_review(note) for note in draft.notes if note.kind == kind)
    return tuple(dict.fromkeys((*found, *more)))


def _not_read(draft: PlanDraft) -> tuple[NotRead, ...]:
    left = (NotRead(*note.place, note.text) for note in draft.notes if note.kind == "utanfor")
    return tuple(dict.fromkeys(left))


def _taken(draft: PlanDraft) -> tuple[Taken, ...]:
    """Every row with the place where it stood."""
    return tuple(
        Taken(
            contract().tables[row.table].sheet,
            row.nr,
            row.name,
            row.place.kalla,
            "; ".join(dict.fromkeys(place.plats for place in (row.place, *row.also) if place.kalla == row.place.kalla)),
        )
        for row in draft.everything()
    )


def _review(note: Note) -> Review:
    table = contract().tables[note.table]
    titles = {one.name: one.title for one in table.columns} | {one.name: one.title for one in table.settings}
    return Review(
        *note.place,
        table.sheet,
        note.row.nr if note.row else "",
        titles.get(note.column, note.column),
        note.text,
        note.read,
        note.why,
    )


def _numbered(draft: PlanDraft) -> Iterator[Review]:
    for row in draft.everything():
        if not row.given_nr:
            sheet = contract().tables[row.table].sheet
            yield Review(*row.place, sheet, row.nr, "Nr", row.name, row.nr, GIVEN)
