"""A round in memory: a plan, what its units have been sent, what both write, and samla again and again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runxl.check.check import check
from runxl.check.rows import Checked
from runxl.contract.load import contract
from runxl.excel import address, fold
from runxl.verbs.examine import Examined
from runxl.verbs.plan import plan_of
from runxl.verbs.samla.answer import answer_of
from runxl.verbs.samla.intake import Counted, Intake, take_in
from runxl.verbs.samla.merge import edits_of
from runxl.verbs.samla.protocol import PlanMemory
from runxl.workbook.applied import applied
from runxl.workbook.edits import Edit, Edits, joined
from runxl.workbook.read import read
from runxl.workbook.tables import Workbook
from tests.verbs.returns import Where

BEGINS = dt.datetime(2100, 1, 1)  # noqa: DTZ001 - a cell knows no time zone
"""Later than any sending: the clock of a round is its own."""


@dataclass(frozen=True)
class Sent:
    """A plan and its units' workbooks, as read and checked."""

    plan: Workbook
    checked: Checked
    answers: dict[str, tuple[Workbook, Checked]]

    @classmethod
    def of(cls, master: Path, folder: Path) -> Sent:
        plan = read(master, to_write=True)
        books = [read(path, to_write=True) for path in sorted(folder.glob("*.xlsx"))]
        checked, *others = check([plan, *books])
        names = [one.settings.utskickad_till for one in others]
        return cls(plan, checked, dict(zip(names, zip(books, others, strict=True), strict=True)))


@dataclass
class Round:
    """`clock` ticks once for whatever anybody does."""

    sent: Sent
    plan: Workbook = field(init=False)
    answers: dict[str, Workbook] = field(init=False)
    clock: int = 0
    written: list[tuple[int, Where, Any]] = field(default_factory=list)
    """What the controller has written."""

    def __post_init__(self) -> None:
        self.plan = self.sent.plan
        self.answers = {name: book for name, (book, _) in self.sent.answers.items()}

    def now(self) -> dt.datetime:
        self.clock += 1
        return BEGINS + dt.timedelta(minutes=self.clock)

    def answer(self, unit: str, where: Where, said: Any) -> None:
        self.now()
        self.answers[unit] = put(self.answers[unit], where, said)

    def write(self, where: Where, said: Any) -> None:
        self.now()
        self.written.append((self.clock, where, said))
        self.plan = put(self.plan, where, said)

    def choose(self, hur: str) -> None:
        """The controller chooses in the first conflict that stands."""
        found = self.plan.tables["insamling"]
        for position, said in enumerate(found.values("hur")):
            if said == "Konflikt":
                self.now()
                self.plan = applied(self.plan, Edits((Edit("Insamling", found.cell("hur", position), hur),)))
                return

    def samla(self, order: Iterable[str] = ()) -> tuple[Intake, Edits]:
        """What came of it, and all that was written."""
        master, memory = plan_of(Examined(self.plan, self.sent.checked)), PlanMemory.of(self.plan)
        counted: Sequence[Counted] = [
            Counted(name, f"Svar {name}.xlsx", answer_of(master, fold(name), book, self.sent.answers[name][1], memory))
            for name, book in ((name, self.answers[name]) for name in (tuple(order) or sorted(self.answers)))
        ]
        intake = take_in(master, counted, memory, self.now())
        edits = joined(edits_of(master, intake))
        self.plan = applied(self.plan, edits)
        return intake, edits

    def protocol(self) -> list[dict[str, Any]]:
        return rows(self.plan, "Insamling")


def put(book: Workbook, where: Where, said: Any) -> Workbook:
    """The workbook with a value in a cell, by sheet, Nr and header."""
    sheet, nr, header = where
    table = contract().table_of_sheet(sheet)
    assert table is not None
    found = book.tables[table.name]
    column = next(column.name for column in table.columns if column.title == header)
    position = [str(raw) for raw in found.values("nr")].index(nr)
    return applied(book, Edits((Edit(sheet, found.cell(column, position), said),)))


def value(book: Workbook, where: Where) -> Any:
    sheet, nr, header = where
    return next(row[header] for row in rows(book, sheet) if str(row["Nr"]) == nr)


def add(book: Workbook, sheet: str, row: dict[str, Any]) -> Workbook:
    """A row below those that stand."""
    table = contract().table_of_sheet(sheet)
    assert table is not None
    found = book.tables[table.name]
    number = max([found.header_row, *found.rows]) + 1
    titles = {column.title: column.name for column in table.columns}
    at = {title: found.columns[titles[title]].index for title in row}
    return applied(book, Edits(tuple(Edit(sheet, address(number, at[title]), said) for title, said in row.items())))


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    return book.to_dict()[sheet]
