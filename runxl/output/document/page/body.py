"""The page: a head, how it stands, a list of contents, and the document block by block as its outline says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from runxl.output.document.blocks import Block, Grid, Heading, Manuscript, Missing, Paragraph
from runxl.output.document.page.grid_view import table
from runxl.output.document.page.state import State, places
from runxl.output.document.page.state_view import StateView
from runxl.output.web.hypertext import Anchors, Html, joined, tag
from runxl.output.web.looks_of_marks import Looks
from runxl.output.web.shell import whole_page

_DEEPEST = 6
"""HTML has no deeper headings: below, they say their level themselves."""

_LISTS = {"bullet": "ul", "number": "ol"}
_STATE, _DOCUMENT = "laget", "dokument"


def written_page(manuscript: Manuscript) -> str:
    return _Body(manuscript).page()


class _Body:
    """Takes blocks one by one, and knows where each row came to stand."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.looks = Looks()
        self.anchors = Anchors((_STATE, _DOCUMENT, "innehall"))
        self.state = next((one for one in manuscript.blocks if isinstance(one, State)), None)
        self.nrs = self._names()
        self.found: dict[str, str] = {}
        self.headings: list[tuple[int, str, str]] = []
        self.tables = 0

    def _names(self) -> dict[str, str]:
        """The Nr of each row by what it is called in the document: the first that is called so."""
        told = [*places(self.state.source)] if self.state else []
        return {" ".join(said.split()): nr for said, nr in reversed(told) if nr}

    def page(self) -> str:
        manuscript = self.manuscript
        document = joined(self._document())
        state = (
            StateView(self.state.source, self.looks, self.anchors, self.found).view(_STATE)
            if self.state and self.state.says
            else None
        )
        head = tag(
            "header",
            tag("h1", manuscript.title),
            tag("p", manuscript.subtitle, class_="over") if manuscript.subtitle else None,
            *(tag("p", line, class_="quiet") for line in manuscript.facts.told),
            class_="top",
        )
        main = tag("main", head, state, self._contents(), tag("article", document, id=_DOCUMENT))
        foot = tag("footer", tag("p", manuscript.head)) if manuscript.head else None
        skip = tag("a", "Hoppa till dokumentet", href=f"#{_DOCUMENT}", class_="skip")
        title = " – ".join(filter(None, (manuscript.title, manuscript.subtitle)))
        return whole_page(title, joined((skip, main, foot)), self.looks)

    # The document

    def _document(self) -> Iterator[Html]:
        for kind, several in groupby(self.manuscript.blocks, key=_list_of):
            if kind:
                yield self._list(kind, [one for one in several if isinstance(one, Paragraph)])
            else:
                yield from (self._block(one) for one in several if not isinstance(one, State))

    def _block(self, block: Block) -> Html:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph(look="body"):
                return tag("p", block.text)
            case Paragraph():
                said = self.looks.chip(block.text, block.mark) if block.mark else block.text
                return tag("p", said, class_=block.look)
            case Missing():
                return tag("p", f"Skriv här: {block.what}.", class_="missing")
            case Grid():
                return self._table(block)
        raise NotImplementedError(type(block).__name__)

    def _list(self, kind: str, several: list[Paragraph]) -> Html:
        points = (tag("li", one.text, value=one.number if kind == "ol" else None) for one in several)
        return tag(kind, *points)

    def _heading(self, block: Heading) -> Html:
        said, level = " ".join(block.text.split()), block.level + 1
        name = self._place(said) or self.anchors.named(f"avsnitt-{len(self.headings) + 1}")
        self.headings.append((block.level, said, name))
        if level > _DEEPEST:
            return tag("div", said, role="heading", aria_level=level, class_="h6", id=name, tabindex=-1)
        return tag(f"h{level}", said, id=name, tabindex=-1)

    def _table(self, grid: Grid) -> Html:
        self.tables += 1
        places = [next(filter(None, (self._place(cell.text) for cell in row.cells)), None) for row in grid.rows]
        return table(grid, self.tables, self.looks, places)

    def _place(self, said: str) -> str | None:
        """The name of the first place in the document that is called so: its Nr."""
        nr = self.nrs.get(" ".join(said.split()))
        if not nr or nr in self.found:
            return None
        self.found[nr] = self.anchors.named(nr)
        return self.found[nr]

    def _contents(self) -> Html | None:
        if not self.headings:
            return None
        points = (tag("li", tag("a", said, href=f"#{name}"), class_=f"l{level}") for level, said, name in self.headings)
        shown = tag("details", tag("summary", tag("h2", "Innehåll", id="innehall")), tag("ol", *points), open=True)
        return tag("nav", shown, aria_labelledby="innehall", class_="toc")


def _list_of(block: Block) -> str:
    return _LISTS.get(block.look, "") if isinstance(block, Paragraph) else ""
