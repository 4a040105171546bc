"""What a source is, whatever its kind: headings, lines of text and tables of cells, each where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from runxl.workbook.tables import Raw

MOST_CELLS = 200_000
"""A source with tables of more cells is refused."""

BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError)
"""What libraries say of parts that do not belong together, and their parsers (a SyntaxError) of XML that is none."""


class Place(NamedTuple):
    """Where something stands: the file, and where in it (`tabell 3, rad 2`, `bladet Plan, B7`)."""

    kalla: str
    plats: str


@dataclass(frozen=True, slots=True)
class FoundCell:
    """`raw` is the value where the source has kinds of values. `notes`: paragraphs of smaller text below the first.

    `joined`: one with the cell above; `spread`: one with the cell to the left.
    """

    text: str = ""
    raw: Raw = None
    colour: str = ""
    """Its ground, as RRGGBB."""

    indent: int = 0
    bold: bool = False
    joined: bool = False
    spread: bool = False
    notes: str = ""
    unsure: str = ""
    """Why nobody can tell that it is this cell's; then it is listed and not entered."""

    told: str = ""
    """What else than its place told that it is this cell's."""

    @property
    def value(self) -> Raw:
        return self.text or None if self.raw is None else self.raw


EMPTY = FoundCell()


@dataclass(frozen=True, slots=True)
class FoundRow:
    cells: tuple[FoundCell, ...]
    place: Place

    def cell(self, column: int) -> FoundCell:
        return self.cells[column] if column < len(self.cells) else EMPTY

    @property
    def filled(self) -> list[int]:
        """The columns that say something of their own."""
        return [at for at, cell in enumerate(self.cells) if cell.text and not (cell.joined or cell.spread)]


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """`sheet`: it is a sheet's name, which says where something is kept and not what it belongs to."""

    level: int
    text: str
    place: Place
    sheet: bool = False


Look = Literal["text", "item", "label", "title", "verdict", "unwritten", "aside", "outside"]


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A paragraph. `title` is the document's own, `aside` what is not running text, `outside` what is not read."""

    text: str
    place: Place
    look: Look = "text"


@dataclass(frozen=True, slots=True)
class FoundGrid:
    """A table. `name`: what the source calls it (its sheet)."""

    rows: tuple[FoundRow, ...]
    place: Place
    name: str = ""


FoundBlock = FoundHeading | FoundLine | FoundGrid


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as it was read. `own`: runxl wrote it, so that its words mean what runxl's mean."""

    kalla: str
    blocks: Sequence[FoundBlock]
    own: bool = False
