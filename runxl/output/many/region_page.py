"""The page about many workbooks: the region together, every mål with each nämnd's judgement, and a way into each."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from runxl.assessment.counts import Counts, published
from runxl.files.save import whole
from runxl.output.document import marks
from runxl.output.document.page.grid_view import titled
from runxl.output.document.phrases import NOTHING
from runxl.output.many import found as found_list
from runxl.output.many.alike import Same, Told, alike
from runxl.output.many.book_section import LISTS, BookSections
from runxl.output.many.facts import BookFacts, Errand, GoalFacts, sum_of, without_texts
from runxl.output.many.gather import FOUND
from runxl.output.many.overview_sheet import UNITS, about
from runxl.output.many.region import Region, Round, by_name, region, shared_in, told_by
from runxl.output.many.scope import Scope
from runxl.output.web.hypertext import Html, hidden, joined, tag
from runxl.output.web.looks_of_marks import Looks
from runxl.output.web.shell import whole_page
from runxl.output.web.tally import Tally, cards, chips, drawn, parts_of
from runxl.svenska import NBSP, capital

TITLE = "Måluppfyllelse"
_UNDECIDED = "Där ingen har fastställt en status står i stället hur många av nämndens {delmal} som har varje status."


def for_page(facts: BookFacts) -> BookFacts:
    """What the page needs of a workbook, small enough to be kept of a thousand."""
    kept = LISTS if facts.head.readable else (FOUND,)
    return dataclasses.replace(
        without_texts(facts), lists={name: facts.lists[name] for name in kept if name in facts.lists}
    )


def write_page(path: Path, books: Iterable[BookFacts]) -> Region:
    """Writes the page whole or not at all, and says what it covers."""
    with whole(path) as temporary:
        page = _Page(Scope(tuple(books)))
        temporary.write_text(page.written(), encoding="utf-8", newline="\n")
    return page.region


class _Page:
    def __init__(self, scope: Scope) -> None:
        self.scope, self.region, self.looks = scope, region(scope), Looks()
        self.books = scope.in_order()
        self.differ = len({namnd.when for namnd in self.region.namnder}) > 1
        self.places = {book.head.file: f"bok-{number}" for number, book in enumerate(self.books, 1)}

    def written(self) -> str:
        lines = (tag("p", line, class_="quiet") for line in about(self.scope))
        head = tag("header", tag("h1", TITLE), *lines, class_="top")
        parts = (*self._short(), *self._goals(), *self._errands(), *self._rounds(), *self._books(), *self._unread())
        skip = tag("a", "Hoppa till arbetsböckerna", href="#bocker", class_="skip")
        title = f"{TITLE}: {self.scope.covered}"
        return whole_page(title, joined((skip, tag("main", head, *parts))), self.looks)

    # Together

    def _short(self) -> Iterator[Html]:
        yield tag("h2", "Läget i korthet")
        for one in self.region.told():
            if len(self.region.rounds) > 1:
                yield tag("h3", one.title)
            yield from self._round(one)
        if any(group.of_units for one in self.region.rounds for group in one.groups):
            yield tag("p", UNITS, class_="quiet")

    def _round(self, one: Round) -> Iterator[Html]:
        for group in one.groups:
            model, counts = group.styrmodell, group.counts
            if len(one.groups) > 1:
                yield tag("p", model.title, class_="label")
            told = counts.told(model)
            said = published(counts, model, shared_in(group.books)).items()
            yield cards((Tally.of(sentence, told.get(level), model.scale) for level, sentence in said), self.looks)
        if one.silence:
            yield tag("p", one.silence)

    def _goals(self) -> Iterator[Html]:
        """Mål × nämnd."""
        labels = self.scope.styrmodell.labels["mal"]
        rows = [
            (one, [self._tile(told, told.row.status, told.row.delmal) for told in by_name(one.told)])
            for one in self.region.goals
        ]
        yield from self._matrix("mal", f"{capital(labels.many)} och nämnder", capital(labels.one), rows)
        if any(told.row.delmal.antal and not told.row.status for one in self.region.goals for told in one.told):
            yield tag("p", _UNDECIDED.format(delmal=self.scope.styrmodell.labels["delmal"].many), class_="quiet")

    def _errands(self) -> Iterator[Html]:
        rows = [
            (one, [self._tile(told, told.row.status, Counts()) for told in by_name(one.told)])
            for one in self.region.errands
        ]
        yield from self._matrix("uppdrag", "Uppdrag från fullmäktige", "Uppdrag", rows)

    def _matrix(
        self, name: str, title: str, what: str, several: Sequence[tuple[Same[GoalFacts] | Same[Errand], Sequence[Html]]]
    ) -> Iterator[Html]:
        """Each once, and beside it what every nämnd says of it: a way to its workbook."""
        if not several:
            return
        rows = (
            tag("tr", tag("th", self._named(one), scope="row"), tag("td", tag("ul", *tiles, class_="tiles")))
            for one, tiles in several
        )
        yield tag("h2", title)
        yield titled(name, f"{what} och vad varje nämnd säger", (what, "Nämnder"), rows, "matrix")

    def _named(self, one: Same[GoalFacts] | Same[Errand]) -> str:
        return one.called(numbers_shown=self.scope.numbers_shown)

    def _tile(self, told: Told[GoalFacts] | Told[Errand], status: str, delmal: Counts) -> Html:
        """Its status; of what nobody has decided, how its delmål stand."""
        head, found = told.owner, marks.word(status, told.owner.styrmodell)
        below = () if status else parts_of(delmal, head.styrmodell.scale)
        drawn_below = " ".join(f"{mark.symbol}{NBSP}{number}" for _, number, mark in below)
        said = (
            found.shown.replace(" ", NBSP)
            if status
            else tag("span", drawn_below, aria_hidden="true")
            if below
            else NOTHING
        )
        told_below = ", ".join(f"{number} {word}" for word, number, _ in below)
        more = hidden(f" {head.styrmodell.labels['delmal'].many}: {told_below}") if below else None
        look = f"tile {self.looks.of(found.mark)}" if found.mark else "tile"
        when = f" ({head.when})" if self.differ and head.when else None
        return tag("li", tag("a", told_by(head), when, " ", said, more, href=f"#{self.places[head.file]}", class_=look))

    def _rounds(self) -> Iterator[Html]:
        """How the indikatorer of each period stand, oldest first."""
        if len(self.region.rounds) < 2:  # noqa: PLR2004 - of one there is nothing to compare
            return
        scale = self.scope.scale
        told = [
            (one, sum_of(tuple(book.counts.indikatorer for group in one.groups for book in group.books)))
            for one in self.region.rounds
        ]
        rows = (
            tag(
                "tr",
                tag("th", one.when or "Utan period", scope="row"),
                tag("td", one.covers or "Alla"),
                tag("td", drawn(parts_of(counts, scale), self.looks), chips(parts_of(counts, scale), self.looks)),
            )
            for one, counts in told
        )
        yield tag("h2", "Perioder")
        yield titled("perioder", "Indikatorerna i varje period", ("Period", "Nämnder", "Indikatorer"), rows)

    # One by one

    def _books(self) -> Iterator[Html]:
        goals = alike(Told(book.head, goal) for book in self.books for goal in book.goals)
        named = {(told.owner.file, told.row.nr): self._named(one) for one in goals for told in one.told}
        sections = BookSections(self.looks, named, numbers_shown=self.scope.numbers_shown)
        made = [
            sections.section(book, label, self.places[book.head.file])
            for book, label in zip(self.books, self.scope.labels(self.books), strict=True)
        ]
        yield tag("h2", "Arbetsböckerna, en för en", id="bocker", tabindex=-1)
        yield sections.sieve.form()
        yield from made

    def _unread(self) -> Iterator[Html]:
        said = [
            sentence
            for book in self.scope.books
            if not book.head.readable
            for sentence in found_list.sentences(book.lists.get(FOUND, ()))
        ]
        if said:
            yield tag("h2", "Gick inte att läsa")
            yield tag("ul", *(tag("li", one) for one in said))
