"""What the answers that count come to: cells to write, rows to add, and what is remembered of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from runxl.contract.load import contract
from runxl.contract.vocabulary import Table
from runxl.excel import fold
from runxl.verbs.forslag import Wish
from runxl.verbs.owners import named, nrs
from runxl.verbs.plan import Master
from runxl.verbs.samla.answer import Answer, CellChange, NewRow
from runxl.verbs.samla.protocol import ALIKE, CONFLICT, NEW_ROW, STANDS, TAKEN, Heard, PlanMemory, Where
from runxl.verbs.samla.sameness import same
from runxl.verbs.samla.three_way import How, is_blank
from runxl.workbook.cell_text import as_typed, in_json
from runxl.workbook.tables import Raw

_NOTED = {How.TAKE: TAKEN, How.CONFLICT: CONFLICT, How.ALIKE: ALIKE, How.NOTHING: STANDS}


class Counted(NamedTuple):
    """An answer that counts, whose it is and where it stands."""

    unit: str
    file: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that both the plan and the answer have changed."""

    enhet: str
    blad: str
    nr: str
    kolumn: str
    planen: Raw
    svaret: Raw
    senast: Raw

    def to_dict(self) -> dict[str, Any]:
        return {one.name: in_json(getattr(self, one.name)) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class Intake:
    """`memory` is the plan's as it is to be."""

    taken: tuple[CellChange, ...]
    added: tuple[NewRow, ...]
    conflicts: tuple[Conflict, ...]
    wishes: tuple[Wish, ...]
    memory: PlanMemory

    @property
    def cells(self) -> int:
        return len(self.taken) + sum(len(row.values) for row in self.added)

    @property
    def rows(self) -> int:
        return len({(change.table, change.position) for change in self.taken}) + len(self.added)


def take_in(plan: Master, answers: Sequence[Counted], memory: PlanMemory, now: dt.datetime) -> Intake:
    """`memory` is that which the answers were read against."""
    taking = _Taking(plan, memory, now.replace(tzinfo=None))
    for counted in answers:
        taking.take(counted)
    return Intake(
        tuple(taking.taken), tuple(taking.added), tuple(taking.conflicts), tuple(taking.wishes), taking.memory
    )


class _Taking:
    def __init__(self, plan: Master, memory: PlanMemory, now: dt.datetime) -> None:
        self.plan, self.memory, self.now = plan, memory, now
        self.taken: list[CellChange] = []
        self.added: list[NewRow] = []
        self.conflicts: list[Conflict] = []
        self.wishes: list[Wish] = []

    def take(self, counted: Counted) -> None:
        for change in counted.answer.changes:
            self._change(counted, change)
        self._renamed(counted)
        for row in counted.answer.new_rows:
            self._add(counted, row)
        for wish in counted.answer.wishes:
            self._wish(wish)

    def _change(self, counted: Counted, change: CellChange) -> None:
        table = contract().tables[change.table]
        where = Where(counted.unit, table.sheet, change.row, table.column(change.column).title)
        waiting = self.memory.protocol.open(where)
        if change.how is How.TAKE:
            self.taken.append(change)
        elif change.how is How.CONFLICT:
            self.conflicts.append(Conflict(*where, change.was, change.now, change.last))
        elif change.how is How.EMPTIED or (not waiting and same(change.last, change.now)):
            return
        self._note(counted, where, _NOTED[change.how], change.was, change.now)

    def _note(self, counted: Counted, where: Where, how: str, was: Raw, now: Raw) -> None:
        file = Path(counted.file).name
        self.memory.protocol.note(Heard(self.now, where, file, as_typed(was), as_typed(now), how))

    def _renamed(self, counted: Counted) -> None:
        """A row without a number is known by what it is about, or is given a number when its words change."""
        rows: dict[tuple[str, int], dict[str, Raw]] = {}
        for change in counted.answer.changes:
            if change.how is How.TAKE and not contract().tables[change.table].key:
                rows.setdefault((change.table, change.position), {})[change.column] = change.now
        for (name, position), said in rows.items():
            table, found = contract().tables[name], self.plan.workbook.tables[name]
            row = found.row(position)
            was = named(table, row)
            if "nr" in found.columns and is_blank(row["nr"]):
                said["nr"] = self._number(table, "")
                self.taken.append(CellChange(name, position, "nr", was, None, said["nr"], None, How.TAKE))
            now = named(table, row | said)
            if now != was:
                protocol = self.memory.protocol.renamed(counted.unit, table.sheet, was, now)
                self.memory = replace(self.memory, protocol=protocol)

    def _add(self, counted: Counted, row: NewRow) -> None:
        table = contract().tables[row.table]
        given: dict[str, Raw] = {"ansvarig": counted.unit}
        if any(column.name == "nr" for column in table.columns):
            given["nr"] = self._number(table, as_typed(row.values.get("nr")))
        values = {name: raw for name, raw in (dict(row.values) | given).items() if not is_blank(raw)}
        self.added.append(NewRow(table.name, values))
        nr = named(table, values)
        for name, raw in values.items():
            if name not in given:
                self._note(counted, Where(counted.unit, table.sheet, nr, table.column(name).title), NEW_ROW, None, raw)
        said = row.values.get("ansvarig")
        if not is_blank(said) and fold(as_typed(said)) != fold(counted.unit):
            title = table.column("ansvarig").title
            self._wish(Wish(counted.unit, table.sheet, nr, title, counted.unit, said))

    def _number(self, table: Table, wanted: str) -> str:
        """The unit's own number where it is free, else the next one: H1, H2."""
        found = self.plan.workbook.tables[table.name]
        there = [row.values.get("nr") for row in self.added if row.table == table.name]
        there += [change.now for change in self.taken if (change.table, change.column) == (table.name, "nr")]
        taken = {fold(nr) for nr in (*nrs(found, "nr"), *map(as_typed, there))}
        if wanted and fold(wanted) not in taken:
            return wanted
        letter = table.row[0][0].upper() if table.row else ""
        return next(nr for number in count(1) if fold(nr := f"{letter}{number}") not in taken)

    def _wish(self, wish: Wish) -> None:
        self.wishes.append(wish)
        self.memory.proposals.propose(wish)
