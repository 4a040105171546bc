"""What a document consists of, as values that know no format: each format's writer takes those that it has room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Self

from runxl.contract.look import Mark
from runxl.output.said.clean import clean
from runxl.svenska import capital

ParagraphLook = Literal["body", "verdict", "label", "quiet", "bullet", "number"]


class Block:
    """A part of a document. Those below are common to all formats; a format may have a few of its own."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """`new_page`: what it opens starts on a page of its own."""

    level: int
    text: str
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """`mark`: a status's symbol and colours, before and around the text. `number`: its own in a numbered list."""

    text: str
    look: ParagraphLook = "body"
    mark: Mark | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Missing(Block):
    """A place to fill: what should be written there."""

    what: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """`mark` is a status's symbol and colour, and its ground as well if `filled`; `note` is smaller text below.

    `joined`: one with the cell above.
    """

    text: str = ""
    mark: Mark | None = None
    note: str = ""
    filled: bool = True
    strong: bool = False
    joined: bool = False

    @property
    def shown(self) -> str:
        """The text, after the symbol of its mark: nobody has to tell green from red."""
        return f"{self.mark.symbol} {self.text}" if self.mark else self.text


@dataclass(frozen=True, slots=True)
class GridColumn:
    """`share` is its part of the table's width, among the others'."""

    title: str
    share: float
    right: bool = False


def heads(*given: tuple[str, float]) -> tuple[GridColumn, ...]:
    """Columns of texts: each a title and a share."""
    return tuple(GridColumn(title, share) for title, share in given)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row whose first cell covers `span` columns.

    A group row stands out, and the rows below it, to the next group, belong to it. Where a table is shown in parts
    and they go on in the next one it stands there again as `again`.
    """

    cells: tuple[GridCell, ...]
    span: int = 1
    group: bool = False
    again: str = ""

    def column(self, place: int) -> int:
        """Which column a cell begins in."""
        return self.span + place - 1 if place else 0


@dataclass(frozen=True, slots=True)
class Grid(Block):
    """A table. `about` is read aloud to those who cannot see it, where that is more than the caption."""

    caption: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    about: str = ""

    @classmethod
    def plain(
        cls, caption: str, about: str, columns: Iterable[GridColumn], rows: Iterable[tuple[GridCell, ...]]
    ) -> Self:
        """A table whose rows are nothing but their cells."""
        return cls(caption, tuple(columns), tuple(GridRow(cells) for cells in rows), about)


def beside(groups: Iterable[tuple[str, Iterable[Sequence[GridCell]]]]) -> list[tuple[GridCell, ...]]:
    """Rows that belong together, group by group: what they belong to stands once, beside them."""
    return [
        (GridCell("" if place else name, strong=True, joined=place > 0), *cells)
        for name, rows in groups
        for place, cells in enumerate(rows)
    ]


_LONGEST_PROPERTY = 255


def as_property(said: str) -> str:
    """As much of a text as one of a file's properties holds: more is refused by those that write them."""
    return clean(said)[:_LONGEST_PROPERTY]


class Facts(NamedTuple):
    """What is told of a document itself: its diarienummer, its version and who has drawn it up."""

    dnr: str = ""
    version: str = ""
    by: str = ""

    @property
    def line(self) -> str:
        """`Dnr RUN 17/2024 · Version Förslag 2`, as much of it as is told."""
        named = {"Dnr": self.dnr, "Version": self.version, "Upprättad av": self.by}
        return " · ".join(f"{name} {said}" for name, said in named.items() if said)

    @property
    def told(self) -> list[str]:
        """Each on a line of its own."""
        named = {"Dnr": self.dnr, "Version": self.version, "Upprättad av": self.by}
        return [f"{name}: {said}" for name, said in named.items() if said]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole document that nobody has given a format yet.

    `left_out`: what the workbook says and the outline does not ask for. `facts`: what the front page tells of the
    document itself. `head`: what stands on top of every page.
    """

    title: str
    subtitle: str
    author: str
    blocks: tuple[Block, ...]
    left_out: tuple[str, ...] = ()
    facts: Facts = field(default_factory=Facts)
    head: str = ""


def missing(blocks: Iterable[Block]) -> Iterator[str]:
    """What is left for people to write, in the document's order."""
    yield from (capital(clean(block.what)) for block in blocks if isinstance(block, Missing))
