"""A workbook on the page about many: folded to a line, and in it every mål and delmål with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from runxl.output.document import marks
from runxl.output.document.page.grid_view import cell_text, scrolled
from runxl.output.many.facts import BookFacts, FactRow
from runxl.output.many.lists import listings, said_in
from runxl.output.many.region import name_of
from runxl.output.web.hypertext import Html, tag
from runxl.output.web.looks_of_marks import Looks
from runxl.output.web.sift import Sieve
from runxl.output.web.tally import chips, parts_of
from runxl.svenska import capital

LISTS = ("mal", "uppmarksamma", "forandringar")
"""The lists of a workbook that the page shows."""

_SHOWN = {
    "mal": ("Mål eller delmål", "Status", "Föregående", "Prognos", "Ansvarig", "Förklaring"),
    "uppmarksamma": ("Namn", "Status", "Ansvarig", "Varför"),
}
_STATUSES = ("Status", "Föregående")


class BookSections:
    """Each workbook in turn; `sieve` learns from their rows what there is to sift by.

    `goals`: what each mål is called by all together, by the workbook's file and the Nr that it has there.
    """

    def __init__(self, looks: Looks, goals: Mapping[tuple[str, str], str], *, numbers_shown: bool) -> None:
        self.looks, self.goals, self.numbers_shown = looks, goals, numbers_shown
        self.sieve = Sieve("Nämnd", "Period", "Mål", "Ansvarig", "Status")

    def section(self, book: BookFacts, label: str, name: str) -> Html:
        """`name`: what a link leads to it by."""
        counts = parts_of(book.counts.indikatorer, book.head.styrmodell.scale)
        many = capital(book.head.styrmodell.labels["indikator"].many)
        head = tag(
            "summary",
            tag("h3", label),
            tag("span", f"{many}:", class_="quiet") if counts else None,
            chips(counts, self.looks) if counts else None,
        )
        parts = [self._table(book, one, f"{name}-{one}") for one in _SHOWN]
        changes = [said_in("forandringar", row, "Förändring") for row in book.lists.get("forandringar", ())]
        if changes:
            parts.append(tag("h4", "Förändringar"))
            parts.append(tag("ul", *(tag("li", one) for one in changes)))
        return tag("details", head, *parts, class_="book", id=name, data_grupp=True)

    def _table(self, book: BookFacts, kind: str, name: str) -> Html | None:
        rows = book.lists.get(kind, ())
        if not rows:
            return None
        shown = [
            title
            for title in _SHOWN[kind]
            if title in ("Status", "Namn") or any(said_in(kind, row, title) for row in rows)
        ]
        heads = (tag("th", title, scope="col") for title in shown)
        body = (
            tag("tr", *self._cells(book, kind, row, shown), **self._holds(book, kind, row, mal))
            for row, mal in zip(rows, _goals_of(book, kind, rows), strict=True)
        )
        caption = tag("caption", listings()[kind].sheet, id=name)
        return scrolled(name, caption, heads, body, "wide bred-forst")

    def _holds(self, book: BookFacts, kind: str, row: FactRow, mal: str) -> dict[str, str | int | bool | None]:
        owner, status = (said_in(kind, row, title) for title in ("Ansvarig", "Status"))
        goal = self.goals.get((book.head.file, mal), "")
        return self.sieve.holds((name_of(book.head),), (book.head.when,), (goal,), (owner,), (status,))

    def _cells(self, book: BookFacts, kind: str, row: FactRow, shown: Sequence[str]) -> Iterator[Html]:
        for at, title in enumerate(shown):
            said = said_in(kind, row, title)
            if title in _STATUSES:
                yield tag("td", cell_text(marks.word(said, book.head.styrmodell), self.looks))
            elif at == 0:
                yield tag("th", self._named(kind, row, said), scope="row")
            else:
                yield tag("td", said)

    def _named(self, kind: str, row: FactRow, namn: str) -> str:
        """`Delmål 3.2 RUN investerar …`; the name alone where no styrmodell shows numbers."""
        level = said_in(kind, row, "Gäller" if kind == "uppmarksamma" else "Nivå")
        nr = said_in(kind, row, "Nr") if self.numbers_shown else ""
        return " ".join(filter(None, (level, nr, namn)))


def _goals_of(book: BookFacts, kind: str, rows: Sequence[FactRow]) -> Iterator[str]:
    """The Nr of the mål that each row is of: in the list of mål each stands above its delmål, and strays last."""
    if kind != "mal":
        yield from (said_in(kind, row, "Mål") for row in rows)
        return
    told = [goal.nr for goal in book.goals for _ in range(1 + goal.delmal.antal)]
    yield from (*told, *[""] * (len(rows) - len(told)))
