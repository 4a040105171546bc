"""The region's document about all else: uppdrag from fullmäktige, what has happened, changed, and needs attention."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.output.document import marks
from runxl.output.document.blocks import Block, GridCell, Heading, Paragraph, beside, heads
from runxl.output.document.prose import in_cell, written
from runxl.output.document.table_grids import kept_grid
from runxl.output.many.alike import Told
from runxl.output.many.facts import BookFacts, Errand, FactRow
from runxl.output.many.lists import said_in
from runxl.output.many.region import by_name, told_by
from runxl.output.many.region_view import RegionView
from runxl.output.said.attention_list import NOTHING_TO_ATTEND_TO


def errands(view: RegionView, _level: int) -> Iterator[Block]:
    """Each once, and beside it what every nämnd that was given it answers."""
    rows = beside(
        (view.model.numbered(one.nr, one.namn) or one.nr, [_answer(view, told) for told in by_name(one.told)])
        for one in view.region.errands
    )
    columns = heads(("Uppdrag", 4), ("Nämnd", 3), ("Period", 2), ("Status", 2.2), ("Analys", 5))
    about = "Varje uppdrag från fullmäktige med nämndernas svar."
    yield from kept_grid("Uppdrag från fullmäktige", about, columns, rows)


def _answer(view: RegionView, told: Told[Errand]) -> tuple[GridCell, ...]:
    head, said = told.owner, told.row
    stands = marks.word(said.status, head.styrmodell)
    return GridCell(told_by(head)), GridCell(view.when(head)), stands, GridCell(in_cell(said.analys))


def events(view: RegionView, level: int) -> Iterator[Block]:
    """Under the nämnd that tells of them; as a list where they are but headings."""
    for book in view.latest:
        rows = book.lists.get("handelser", ())
        if not rows:
            continue
        yield Heading(level, view.who(book.head))
        for row in rows:
            title, told = said_in("handelser", row, "Rubrik"), said_in("handelser", row, "Beskrivning")
            if title:
                yield Paragraph(title, "label" if told else "bullet")
            yield from written(told, level)


def changes(view: RegionView, level: int) -> Iterator[Block]:
    """Under the nämnd whose judgements have changed."""
    told = [book for book in view.latest if book.lists.get("forandringar")]
    for book in told:
        yield Heading(level, view.who(book.head))
        yield from (
            Paragraph(said_in("forandringar", row, "Förändring"), "bullet") for row in book.lists["forandringar"]
        )
    if not told:
        yield Paragraph("Ingen nämnd har något som har förändrats sedan dess förra rapport.")


def attended(view: RegionView, _level: int) -> Iterator[Block]:
    """What is not met, what is missing and what is late, nämnd by nämnd."""
    rows = beside(
        (view.who(book.head), [_attended(book, one) for one in book.lists.get("uppmarksamma", ())])
        for book in view.latest
    )
    columns = heads(("Nämnd", 3), ("Gäller", 5), ("Status", 2.2), ("Varför", 5))
    about = "Vad som behöver uppmärksammas hos varje nämnd, och varför."
    yield from kept_grid("Att uppmärksamma", about, columns, rows)
    if not rows:
        yield Paragraph(NOTHING_TO_ATTEND_TO)


def _attended(book: BookFacts, row: FactRow) -> tuple[GridCell, ...]:
    kind, nr, namn, stands, why = (
        said_in("uppmarksamma", row, title) for title in ("Gäller", "Nr", "Namn", "Status", "Varför")
    )
    model = book.head.styrmodell
    named = " ".join(filter(None, (kind, nr if model.numbers_shown else "", namn)))
    return GridCell(named), marks.word(stands, model), GridCell(why)
