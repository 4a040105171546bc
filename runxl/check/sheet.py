"""A table being checked: its typed columns, and the findings made on the way.

The one working value of this room that changes; check.py turns it into typed rows when all checks have spoken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from runxl.check.columns import is_empty
from runxl.check.moment import Moment
from runxl.contract import vocabulary as model
from runxl.contract.load import contract
from runxl.contract.message import finding
from runxl.contract.regel import Regel
from runxl.findings import Finding
from runxl.workbook.cell_text import as_shown, in_json
from runxl.workbook.tables import FoundTable, Raw

MOST = 2_000
"""So many findings of a code are told of a sheet. Nobody reads more, and a spoilt column may have a million."""


_WHEN, _DORMANT = ("startdatum", "lage", "periodicitet"), "Följs ej upp"
"""The columns that say when a row is answered, and the word that says never."""


@cache
def _described(table: str) -> Mapping[str, model.Column]:
    return {column.name: column for column in contract().tables[table].columns}


class Sheet:
    """`columns` holds typed values by column name; None is an empty or unreadable cell."""

    def __init__(self, file: str, described: model.Table, table: FoundTable, moment: Moment | None = None) -> None:
        self.file = file
        self.styrmodell = moment.styrmodell if moment else contract().default_styrmodell
        """Whose levels its statuses are of."""

        self.contract = described
        self.table = table
        self.columns: dict[str, list[Any]] = {}
        self.findings: list[Finding] = []
        self.faulty: set[tuple[str, int]] = set()
        """Cells that already have a fault: one fault gives one finding."""

        self.unshown: Counter[str] = Counter()
        """How many more there are of a code than are told one by one."""

        self.unshown_faults: list[tuple[int, str]] = []
        """The rows of those that are faults, with their codes."""

        self.empty: dict[int, list[str]] = {}
        """The columns that must be filled in and are not, by the position of their row."""

        self.unanswered = moment is not None and moment.period is not None and moment.period.plan
        """The units have not been asked yet: what they fill in may be empty."""

        self.moment = moment

        self.meant: set[str] = set()
        """Nr that a lost zero has made into others: they are referred to with right."""

        self.borrowed: dict[str, tuple[Sheet, str, Sequence[int | None]]] = {}
        """Columns that stand on another sheet: which, under what name, and at which position for each row here."""

        self._made: Counter[str] = Counter()
        self._places: dict[tuple[str, ...], dict[object, int]] = {}
        self._holding: dict[str, Mapping[object, Sequence[int]]] = {}
        self.described = _described(described.name)
        """What the contract says of each column."""

        self._key = "nr" if "nr" in self.described else described.columns[0].name

    def __len__(self) -> int:
        return len(self.table.rows)

    def awaits_answer(self, position: int) -> bool:
        """Whether an answer is missed in a row: it has been asked for, is followed, due now, and not yet to begin."""
        if self.unanswered or self.moment is None:
            return not self.unanswered
        said = {name: self.columns[name][position] for name in _WHEN if name in self.columns}
        begins, today = said.get("startdatum"), self.moment.today
        if (begins and today and begins > today) or said.get("lage") == _DORMANT:
            return False
        return "periodicitet" not in said or self.moment.awaits(said["periodicitet"])

    def key(self, position: int) -> str:
        """How people name the row: its Nr, or the text in its first column."""
        typed = self.columns.get(self._key)
        value = typed[position] if typed else None
        return str(value) if value else as_shown(self.table.values(self._key)[position])

    def together(self, *columns: str) -> Sequence[Any]:
        """A typed column; of several, the values of each row together."""
        several = [self.columns[name] for name in columns]
        return several[0] if len(several) == 1 else [*zip(*several, strict=True)]

    def places(self, *columns: str) -> dict[object, int]:
        """The first position of each value in a typed column, or of what several hold together."""
        if columns not in self._places:
            values = self.together(*columns)
            first = dict(zip(reversed(values), range(len(values) - 1, -1, -1), strict=True))
            first.pop(None, None)
            self._places[columns] = first
        return self._places[columns]

    def holding(self, column: str) -> Mapping[object, Sequence[int]]:
        """All positions of each value in a typed column of few words, such as Typ."""
        if column not in self._holding:
            self._holding[column] = _positions(self.columns[column])
        return self._holding[column]

    def borrow(self, column: str, owner: Sheet, name: str, positions: Sequence[int | None]) -> None:
        """Takes in a column of another sheet, row by row: what is found there is told there."""
        self.borrowed[column] = (owner, name, positions)
        values = owner.columns[name]
        self.columns[column] = [None if at is None else values[at] for at in positions]

    def raws(self, column: str) -> Sequence[Raw]:
        """A column as it stands; of one that is borrowed, as it stands where it is."""
        if column not in self.borrowed:
            return self.table.values(column)
        owner, name, _ = self.borrowed[column]
        return owner.raws(name)

    def raw(self, column: str, position: int) -> Raw:
        """A cell as it stands."""
        if column not in self.borrowed:
            found = self.table.columns.get(column)
            return found.values[position] if found else None
        owner, name, positions = self.borrowed[column]
        at = positions[position]
        return None if at is None else owner.raw(name, at)

    def is_blank(self, column: str, position: int) -> bool:
        """Whether nothing stands in a cell; it then has no typed value, but neither has one that cannot be read."""
        raw = self.raw(column, position)
        return raw is None or (isinstance(raw, str) and not raw.strip())

    def report(self, code: Regel, column: str, position: int, **words: object) -> None:
        """A finding at a cell, unless the cell already has a fault or its whole column is missing (which is said)."""
        if column in self.borrowed:
            self._report_there(code, column, position, words)
            return
        if (column, position) in self.faulty or column not in self.table.columns:
            return
        self._made[code] += 1
        if self._made[code] > MOST:
            self.unshown[code] += 1
            self._spoil(code, column, position)
            return
        raw = self.table.values(column)[position]
        known = {"key": self.key(position), "value": in_json(raw)} | words
        made = finding(
            code,
            file=self.file,
            sheet=self.contract.sheet,
            cell=self.table.cell(column, position),
            row=self.table.rows[position],
            column=self.described[column].title,
            **known,  # type: ignore[arg-type] # the message's words are free
        )
        self.findings.append(made)
        if made.severity == "fel":
            self.faulty.add((column, position))

    def _report_there(self, code: Regel, column: str, position: int, words: Mapping[str, object]) -> None:
        """On the sheet where the cell stands; a fault there is a fault of the row here."""
        owner, name, positions = self.borrowed[column]
        at = positions[position]
        if at is None:
            return
        owner.report(code, name, at, **words)
        self._spoil(code, column, position)

    def report_empty(self, code: Regel, column: str, position: int, **words: object) -> None:
        """A finding at a cell that must be filled in: its row then knows what it lacks."""
        if (column, position) not in self.faulty and column in self.table.columns:
            self.empty.setdefault(position, []).append(column)
        self.report(code, column, position, **words)

    def _spoil(self, code: Regel, column: str, position: int) -> None:
        """A fault that is not told here all the same spoils the cell and its row."""
        if contract().rules[code].severity == "fel":
            self.faulty.add((column, position))
            self.unshown_faults.append((self.table.rows[position], code))

    def settled(self) -> list[Finding]:
        """The findings, with those left out that stand on a cell where a fault was found later."""
        more = (
            finding(
                Regel.FLER_AV_SAMMA_SLAG, file=self.file, sheet=self.contract.sheet, antal=antal, kod=code, visade=MOST
            )
            for code, antal in self.unshown.items()
        )
        faulty = {self.table.cell(column, position) for column, position in self.faulty if column not in self.borrowed}
        shown = [made for made in self.findings if made.severity == "fel" or made.cell not in faulty]
        return [*shown, *more]


def _positions(values: Sequence[object]) -> Mapping[object, Sequence[int]]:
    if is_empty(values):
        return {None: range(len(values))}
    found: dict[object, list[int]] = {value: [] for value in set(values)}
    for position, value in enumerate(values):
        found[value].append(position)
    return found
