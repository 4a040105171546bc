"""Insamling: what has been heard from each unit, cell by cell. From it follows what an answer says anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from runxl.contract.load import contract
from runxl.excel import EPOCH, fold
from runxl.output.results.standing import whole_table
from runxl.verbs.forslag import Proposals
from runxl.verbs.samla.sameness import same
from runxl.workbook.cell_text import as_typed
from runxl.workbook.edits import Edits, Written
from runxl.workbook.tables import Workbook

TABLE = "insamling"
TAKEN, ALIKE, NEW_ROW, STANDS = "Taget", "Lika", "Ny rad", "Planen står"
CONFLICT, CHOSEN, SENT = "Konflikt", "Ta svaret", "Utskickat"
_SETTLED = (TAKEN, ALIKE, NEW_ROW, STANDS)


HeardWhen = dt.datetime | float | None
"""When, as it stands: a cell that has lost its look holds the number of a day."""


class Where(NamedTuple):
    """A cell as people name it: whose, sheet, row, header. All but what is written are compared folded."""

    enhet: str
    blad: str
    nr: str
    kolumn: str

    @property
    def folded(self) -> Where:
        return Where(*map(fold, self))


@dataclass(frozen=True, slots=True)
class Heard:
    """A row of Insamling."""

    nar: HeardWhen
    where: Where
    fil: str
    var: str
    blev: str
    hur: str

    @property
    def is_settled(self) -> bool:
        return fold(self.hur) in map(fold, _SETTLED)

    @property
    def is_chosen(self) -> bool:
        return fold(self.hur) == fold(CHOSEN)


class Protocol:
    """The rows of Insamling; what is noted changes them until they are written."""

    def __init__(self, rows: Iterable[Heard] = ()) -> None:
        self.rows = list(rows)
        self._settled: dict[Where, int] = {}
        self._open: dict[Where, int] = {}
        self._made: set[Where] = set()
        # A person may have sorted the sheet.
        for place in sorted(range(len(self.rows)), key=lambda place: days(self.rows[place].nar)):
            self._index(place)

    @classmethod
    def of(cls, workbook: Workbook) -> Protocol:
        """As it stands in a plan; empty where the plan has no such sheet."""
        return cls(heard_in(workbook))

    def _index(self, place: int) -> None:
        one = self.rows[place]
        cell = one.where.folded
        if fold(one.hur) == fold(SENT):
            return
        if fold(one.hur) == fold(NEW_ROW):
            self._made.add(cell._replace(kolumn=""))
        if one.is_settled:
            self._settled[cell] = place
            self._open.pop(cell, None)
        else:
            self._open[cell] = place

    def settled(self, where: Where) -> Heard | None:
        """What was last heard of a cell, and done with."""
        return self._in(self._settled, where)

    def open(self, where: Where) -> Heard | None:
        """The conflict that stands in a cell."""
        return self._in(self._open, where)

    def _in(self, places: Mapping[Where, int], where: Where) -> Heard | None:
        place = places.get(where.folded)
        return None if place is None else self.rows[place]

    def made(self, enhet: str, blad: str, nr: str) -> bool:
        """Whether the row is the unit's own making."""
        return Where(enhet, blad, nr, "").folded in self._made

    def made_by(self, enhet: str, blad: str) -> Iterator[Mapping[str, str]]:
        """The rows of a unit's own making as it last said them, by folded header."""
        asked = Where(enhet, blad, "", "").folded[:2]
        for made in (one for one in self._made if one[:2] == asked):
            yield {
                cell.kolumn: self.rows[place].blev
                for cell, place in (self._settled | self._open).items()
                if cell[:3] == made[:3]
            }

    def knows(self, enhet: str, blad: str, nr: str) -> bool:
        """Whether anything has been heard of the row from the unit."""
        asked = Where(enhet, blad, nr, "").folded[:3]
        return any(cell[:3] == asked for cell in (*self._settled, *self._open))

    def note(self, heard: Heard) -> None:
        """A conflict that stands in the cell is replaced: there is one at most. Nothing is noted twice."""
        cell = heard.where.folded
        place = self._open.get(cell)
        if place is None:
            last = self.settled(heard.where)
            if last and heard.hur == ALIKE and same(last.blev, heard.blev):
                return
            self.rows.append(heard)
            self._index(len(self.rows) - 1)
            return
        stands = self.rows[place]
        if (stands.var, stands.blev, stands.hur) != (heard.var, heard.blev, heard.hur):
            self.rows[place] = heard
            self._index(place)

    def renamed(self, enhet: str, blad: str, was: str, now: str) -> Protocol:
        """The same, where a row is known by another name from now on."""
        asked = Where(enhet, blad, was, "").folded[:3]
        return Protocol(
            replace(one, where=one.where._replace(nr=now)) if one.where.folded[:3] == asked else one
            for one in self.rows
        )

    def edits(self, workbook: Workbook) -> Edits:
        """The sheet as it is to stand; nothing where the plan has none."""
        return whole_table(workbook, contract().tables[TABLE], [*map(_values, self.rows)])


@dataclass(frozen=True, slots=True)
class PlanMemory:
    """What the plan remembers of the units: what was heard, and what was proposed."""

    protocol: Protocol
    proposals: Proposals

    @classmethod
    def of(cls, workbook: Workbook) -> PlanMemory:
        return cls(Protocol.of(workbook), Proposals(workbook))


def days(moment: HeardWhen) -> float:
    """A moment as a number of days, to set two of them against each other."""
    if isinstance(moment, dt.datetime):
        return (moment - EPOCH) / dt.timedelta(days=1)
    return float(moment or 0)


def heard_in(workbook: Workbook) -> Iterator[Heard]:
    """The rows of Insamling in any workbook."""
    found = workbook.tables.get(TABLE)
    for said in map(found.row, range(len(found))) if found else ():
        words = {name: as_typed(raw) for name, raw in said.items()}
        where = Where(*(words.get(name, "") for name in Where._fields))
        nar = said.get("nar")
        yield Heard(
            nar if isinstance(nar, dt.datetime | float) else None,
            where,
            *(words.get(name, "") for name in ("fil", "var", "blev", "hur")),
        )


def _values(one: Heard) -> list[Written]:
    """In the order of the contract's columns."""
    where = one.where
    return [
        one.nar, where.enhet, one.fil, where.blad, where.nr, where.kolumn, one.var or None, one.blev or None, one.hur,
    ]  # fmt: skip
