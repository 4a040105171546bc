"""The summary workbook, written while the workbooks are read: lists grow row by row, the rest is written last."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from runxl.contract import look
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.excel import shortened
from runxl.output.file_links import MOST_LINKS, link_to_cell, link_to_file
from runxl.output.many import (
    collection,
    contributions,
    found,
    from_fullmaktige,
    indikator_list,
    looks,
    matrix,
    overview_sheet,
    quality,
)
from runxl.output.many.drawn import INDIKATORER, Drawn, Styles
from runxl.output.many.facts import BookFacts, FactRow
from runxl.output.many.gather import FOUND
from runxl.output.many.indikator_list import Trend
from runxl.output.many.list_sheet import ListSheet
from runxl.output.many.listing import LEAD, Listing
from runxl.output.many.lists import listings
from runxl.output.many.region import Region, region
from runxl.output.many.row_book import row_book
from runxl.output.many.row_sheet import row_sheet
from runxl.output.many.scope import Scope
from runxl.svenska import capital
from runxl.template.formats import Formats

_MOST_TRENDS = 5_000
"""More small charts than these make Excel slow to open; what they would show stands in the columns to the right."""

_HEADING = 110
"""Signs of the heading on paper: all of them may be &, which are said twice, and Excel takes 255 with its codes."""


_GATHERED: Sequence[tuple[Listing, Callable[[Region], Iterator[FactRow]]]] = (
    (contributions.LISTING, contributions.rows),
    (from_fullmaktige.LISTING, from_fullmaktige.rows),
)


def write_summary(path: Path, books: Callable[[Styles], Iterable[Drawn]]) -> Region:
    """Writes the workbook whole or not at all, and says what it covers. `books` draws in the workbook's own styles."""
    with row_book(path, default_date_format="yyyy-mm-dd") as book:
        summary = _Summary(book, path.parent)
        for one in books(summary.styles):
            summary.add(one)
        return summary.finish()


class _Summary:
    """The workbook: `add` each workbook's facts, then `finish`."""

    def __init__(self, book: Any, folder: Path) -> None:
        self.book, self.folder = book, folder
        self.formats = Formats(book)
        self.books: list[BookFacts] = []
        self._models: dict[tuple[str, Styrmodell], Styrmodell] = {}
        self.overview = row_sheet(book, overview_sheet.SHEET)
        self.matrix = row_sheet(book, matrix.SHEET)
        self.gathered = [(ListSheet(book, listing, self.formats), rows) for listing, rows in _GATHERED]
        self.lists = {name: ListSheet(book, one, self.formats, LEAD) for name, one in listings().items()}
        self.collection = ListSheet(book, collection.LISTING, self.formats)
        self.quality = ListSheet(book, quality.LISTING, self.formats)
        self.found = ListSheet(book, found.LISTING, self.formats)
        self.drawn = {**self.lists, FOUND: self.found, collection.SHEET: self.collection}
        """What is filled while the workbooks are read."""

        self.trends: list[Trend] = []

    @property
    def styles(self) -> Styles:
        return {name: listing.styles for name, listing in self.drawn.items()}

    def add(self, one: Drawn) -> None:
        """Writes a workbook's rows and keeps what the first sheets need."""
        facts = one.facts
        room = _MOST_TRENDS - len(self.trends)
        above = self.lists[INDIKATORER].rows
        self.trends += [trend._replace(row=above + trend.row) for trend in one.trends[:room]]
        link = link_to_file(facts.head.file, self.folder, was_read=facts.head.readable)
        if link and len(self.books) < MOST_LINKS:
            self.collection.sheet.link(len(self.books) + 1, collection.FILE, link)
        for place, row in enumerate(facts.lists.get(FOUND, ()), self.found.rows + 1):
            self._link(place, row, link)
        for name, several in one.lines.items():
            self.drawn[name].extend(several)
        self.books.append(self._kept(facts))

    def _kept(self, facts: BookFacts) -> BookFacts:
        """Without what has been written. Every workbook comes with its own styrmodell, and they say the same."""
        own = facts.head.styrmodell
        model = self._models.setdefault((own.text, own), own)
        head = facts.head if model is own else dataclasses.replace(facts.head, styrmodell=model)
        return dataclasses.replace(facts, head=head, lists={})

    def _link(self, place: int, row: FactRow, link: str) -> None:
        cell = str(row[found.CELL] or "")
        to = link_to_cell(link, str(row[found.SHEET_NAME] or ""), cell) if cell else ""
        if to and place <= MOST_LINKS:
            self.found.sheet.link(place, found.CELL, to)

    def finish(self) -> Region:
        scope = Scope(tuple(self.books))
        self.collection.extend_with(collection.silent(scope.read))
        rules = list(looks.rules(self.formats, scope.styrmodeller))
        for name, listing in self.lists.items():
            listing.finish(rules)
            for word in _words(scope, listings()[name].strong):
                listing.stress(len(LEAD), len(LEAD), word, wide=3)
        self.collection.finish(rules)
        self.quality.extend_with(quality.rows(row for book in scope.books for row in quality.of_book(book)))
        self.quality.finish(rules)
        self.found.finish(rules)
        self._hide(scope)
        self._trends()
        whole = region(scope)
        for listing, rows in self.gathered:
            if len(whole.namnder) > 1:  # of one nämnd alone there is nothing to set side by side
                listing.extend_with(rows(whole))
            listing.finish(rules)
        block = matrix.fill(self.book, self.matrix, whole, self.formats)
        contents = tuple(self._contents(len(scope.read)))
        overview_sheet.fill(self.book, self.overview, whole, self.formats, matrix=block, contents=contents)
        self._paper(scope)
        return whole

    def _hide(self, scope: Scope) -> None:
        """What says the same on every row, and numbers that no styrmodell shows."""
        for listing in self.lists.values():
            for place, same in enumerate(scope.alike):
                if same:
                    listing.hide(place)
            for place, field in enumerate(listing.fields):
                if field.look == "key" and not scope.numbers_shown:
                    listing.hide(place)

    def _trends(self) -> None:
        listing = self.lists[INDIKATORER]
        at, last = len(LEAD) + indikator_list.TREND, len(listing.fields) - 1
        letters = listing.sheet.letters
        listing.sheet.print_area(0, 0, max(1, listing.rows), len(LEAD) + indikator_list.PRINTED - 1)
        for below in (False, True):
            drawn = [(one.row + 2, len(LEAD) + one.first) for one in self.trends if one.below == below]
            if not drawn:
                continue
            options = {
                "location": [f"{letters[at]}{row}" for row, _ in drawn],
                "range": [f"{listing.sheet.name}!{letters[first]}{row}:{letters[last]}{row}" for row, first in drawn],
                "type": "column",  # LibreOffice does not print the line of a sparkline
                "series_color": look.UNIT_HEADER_GROUND,
                "last_point": True,
                "last_color": look.HEADER_GROUND,
                **({} if below else {"min": 0}),
            }
            listing.sheet.add_sparkline(drawn[0][0] - 1, at, options)

    def _contents(self, read: int) -> Iterator[overview_sheet.ContentsRow]:
        yield matrix.SHEET, read, matrix.ABOUT
        lists = (*(one for one, _ in self.gathered), *self.lists.values(), self.collection, self.quality, self.found)
        for one in lists:
            if one.rows or not one.listing.optional:
                yield one.listing.sheet, one.rows, one.listing.about

    def _paper(self, scope: Scope) -> None:
        """A4 landscape, one page wide, with the sheet's name, what it is about and the page on every page."""
        names, when = ({book.head.namnd for book in scope.read}, {book.head.when for book in scope.read})
        about = ", ".join(text for same in (names, when) if len(same) == 1 for text in same if text)
        # A sign of its own after the size: a name may begin with a digit.
        said = shortened(about, _HEADING).replace("&", "&&")
        for sheet in self.book.worksheets():
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
            if sheet is not self.overview:  # which has its own page breaks
                sheet.fit_to_pages(1, 0)
            sheet.hide_gridlines(2)
            sheet.set_header(f"&L&9&A&R&9 {said}")
            sheet.set_footer("&L&9Måluppfyllelse&R&9Sida &P av &N")
        self.overview.activate()
        self.book.set_properties(
            {
                "title": "Måluppfyllelse, sammanfattning",
                "subject": scope.covered,
                "author": "runxl",
                "keywords": "måluppfyllelse, sammanfattning, nämnd, region",
            }
        )


def _words(scope: Scope, level: str) -> Iterable[str]:
    """What the styrmodeller that are here call a level, always in the same order."""
    return sorted({capital(model.labels[level].one) for model in scope.styrmodeller}) if level else ()
