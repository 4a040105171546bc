"""Förslag: what units propose beyond their own cells. Nothing of it is in the plan until somebody writes Ja."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from runxl.contract.load import contract
from runxl.contract.vocabulary import Table
from runxl.excel import fold
from runxl.output.results.standing import whole_table
from runxl.verbs.owners import named, title_column
from runxl.verbs.samla.sameness import same
from runxl.workbook.cell_text import as_typed, in_json
from runxl.workbook.edits import Edits, Written
from runxl.workbook.tables import Raw, Workbook

TABLE = "forslag"
WHOLE_ROW = "Hela raden"
"""What Kolumn says of a row that is new, or is to go."""

GONE = "Raden tas bort"
EMPTY = "(tomt)"
"""What Föreslås says of a cell that is to be emptied."""

_MORE = "  "
"""How a line begins that goes on with the value above it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a unit proposes."""

    enhet: str
    blad: str
    rad: str
    kolumn: str
    ar: Raw
    foreslas: Raw
    kommentar: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "enhet": self.enhet,
            "blad": self.blad,
            "nr": self.rad,
            "kolumn": self.kolumn,
            "ar": in_json(self.ar),
            "foreslas": in_json(self.foreslas),
        }

    @property
    def said(self) -> str:
        return as_typed(self.foreslas) or EMPTY


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row of Förslag, as text. `place` is where it stands among them."""

    nr: str
    enhet: str
    blad: str
    rad: str
    kolumn: str
    ar: str
    foreslas: str
    godtas: str = ""
    kommentar: str = ""
    godtaget_den: dt.datetime | float | None = None

    @property
    def is_accepted(self) -> bool:
        """Marked Ja, and not applied yet."""
        return fold(self.godtas) == "ja" and self.godtaget_den is None

    @property
    def is_open(self) -> bool:
        """Nobody has said anything of it."""
        return not self.godtas.strip() and self.godtaget_den is None

    @property
    def about(self) -> tuple[str, ...]:
        return tuple(map(fold, (self.enhet, self.blad, self.rad, self.kolumn)))


class Proposals:
    """The rows of Förslag, in their order."""

    def __init__(self, workbook: Workbook) -> None:
        self.rows = list(_rows(workbook))

    def is_decided(self, wish: Wish) -> bool:
        """Whether somebody has said yes or no to exactly this."""
        return any(not one.is_open and same(one.foreslas, wish.said) for one in self._about(wish))

    def propose(self, wish: Wish) -> None:
        """One row for each thing that is proposed, however often it is said; one that nobody has judged is renewed."""
        if self.is_decided(wish):
            return
        said = Proposal(
            self._next(), wish.enhet, wish.blad, wish.rad, wish.kolumn, as_typed(wish.ar), wish.said,
            kommentar=wish.kommentar,
        )  # fmt: skip
        place = next((place for place, one in enumerate(self.rows) if one.is_open and one.about == said.about), None)
        if place is None:
            self.rows.append(said)
            return
        stands = self.rows[place]
        self.rows[place] = replace(said, nr=stands.nr, kommentar=stands.kommentar or said.kommentar)

    def whole_row(self, enhet: str, table: Table, row: Mapping[str, Raw]) -> Mapping[str, str]:
        """What a unit has proposed that a row, as the unit has it, shall hold, by header."""
        asked = tuple(map(fold, (enhet, table.sheet, proposed_as(table, row), WHOLE_ROW)))
        return next((row_of_text(one.foreslas) for one in reversed(self.rows) if one.about == asked), {})

    def _about(self, wish: Wish) -> Iterator[Proposal]:
        asked = tuple(map(fold, (wish.enhet, wish.blad, wish.rad, wish.kolumn)))
        return (one for one in self.rows if one.about == asked)

    def _next(self) -> str:
        return str(1 + max((int(one.nr) for one in self.rows if one.nr.isdecimal()), default=0))

    def edits(self, workbook: Workbook) -> Edits:
        """The sheet as it is to stand; nothing where the workbook has none."""
        return whole_table(workbook, contract().tables[TABLE], [*map(_values, self.rows)])


def _rows(workbook: Workbook) -> Iterator[Proposal]:
    found = workbook.tables.get(TABLE)
    names = [column.name for column in contract().tables[TABLE].columns if column.name != "godtaget_den"]
    for row in map(found.row, range(len(found))) if found else ():
        words = {name: as_typed(row.get(name)) for name in names}
        stamp = row.get("godtaget_den")
        yield Proposal(**words, godtaget_den=stamp if isinstance(stamp, dt.datetime | float) else None)


def _values(one: Proposal) -> list[Written]:
    """In the order of the contract's columns."""
    return [
        one.nr, one.enhet, one.blad, one.rad, one.kolumn, one.ar or None, one.foreslas, one.godtas or None,
        one.kommentar or None, one.godtaget_den,
    ]  # fmt: skip


def proposed_as(table: Table, row: Mapping[str, Raw]) -> str:
    """What a row that is proposed whole is called: its number, else its name."""
    return as_typed(row.get("nr") or row.get(title_column(table))) or named(table, row)


def text_of_row(table: Table, values: Mapping[str, Raw]) -> str:
    """A new row as a person reads it: a line for each cell, by header."""
    said = ((column.title, as_typed(values.get(column.name)).replace("\r\n", "\n")) for column in table.columns)
    return "\n".join(f"{title}: {text.replace(chr(10), chr(10) + _MORE)}" for title, text in said if text)


def row_of_text(text: str) -> dict[str, str]:
    """The same the other way round, by header."""
    found: dict[str, str] = {}
    title = ""
    for line in text.replace("\r\n", "\n").split("\n"):
        if title and (line.startswith(_MORE) or ":" not in line):
            found[title] += "\n" + line.removeprefix(_MORE)
        elif ":" in line:
            title, _, value = line.partition(":")
            title = title.strip()
            found[title] = value.removeprefix(" ")
    return found
