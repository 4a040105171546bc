"""The draft's notes as what a person reads: with sheet, number and header as the workbook has them."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.contract.load import contract
from runxl.verbs.importera.draft import Note, PlanDraft
from runxl.verbs.importera.imported import NotRead, Review, Taken
from runxl.verbs.importera.numbering import given_note


def reviews(draft: PlanDraft, kind: str) -> tuple[Review, ...]:
    """Notes of a kind, once each."""
    found = [_review(note) for note in draft.notes if note.kind == kind]
    if kind == "tolkat":
        found += [*_numbered(draft)]
    return tuple(dict.fromkeys(found))


def not_read(draft: PlanDraft) -> tuple[NotRead, ...]:
    return tuple(
        dict.fromkeys(
            NotRead(note.place.kalla, note.place.plats, note.text) for note in draft.notes if note.kind == "utanfor"
        )
    )


def taken(draft: PlanDraft) -> tuple[Taken, ...]:
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
    table = contract().tables[note.table] if note.table else None
    title = ""
    if table is not None:
        titles = {one.name: one.title for one in table.columns} | {one.name: one.title for one in table.settings}
        title = titles.get(note.column, note.column)
    return Review(
        note.place.kalla,
        note.place.plats,
        table.sheet if table else "",
        note.row.nr if note.row else "",
        title,
        note.text,
        note.read,
        note.why,
    )


def _numbered(draft: PlanDraft) -> Iterator[Review]:
    for row in draft.everything():
        if not row.given_nr:
            sheet = contract().tables[row.table].sheet
            yield Review(row.place.kalla, row.place.plats, sheet, row.nr, "Nr", row.name, row.nr, given_note())
