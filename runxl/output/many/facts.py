"""What the summary keeps of a workbook: small, and fit to be sent from one process to another."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from runxl.assessment.counts import Counts, Totals, UppdragCounts
from runxl.check.rows import Family
from runxl.contract.load import contract
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.output.said.amounts import Expected

FactCell = str | int | float | dt.date | None
FactRow = tuple[FactCell, ...]
CodeCount = tuple[str, str, int, int]
"""A kind of finding: code, severity, how many that nobody has accepted, and how many that somebody has."""


class DelmalFacts(NamedTuple):
    """A delmål as its nämnd judges it, and what it writes of it."""

    nr: str
    namn: str
    status: str = ""
    faststalld: str = ""
    prognos: str = ""
    motivering: str = ""
    analys: str = ""


class GoalFacts(NamedTuple):
    """A mål as its nämnd judges it; `indikatorer` and `delmal` count those under it.

    `beraknad` is what the rules give, also where that is only a proposal and `status`, the one that counts, is empty.
    What is written, and `parts`, is for documents alone.
    """

    nr: str
    namn: str
    status: str
    indikatorer: Counts
    beraknad: str = ""
    faststalld: str = ""
    faststalld_av: str = ""
    faststalld_den: dt.date | None = None
    prognos: str = ""
    delmal: Counts = Counts()
    motivering: str = ""
    analys: str = ""
    parts: tuple[DelmalFacts, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return _one_of_many, (GoalFacts, *self)


class Errand(NamedTuple):
    """An uppdrag as its nämnd answers for it."""

    nr: str
    namn: str
    giver: str
    status: str = ""
    analys: str = ""
    slutdatum: dt.date | None = None
    ansvarig: str = ""
    overdue: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        return _one_of_many, (Errand, *self)


@lru_cache(maxsize=4096)
def _one_of_many(kind: type[tuple[Any, ...]], *values: Any) -> Any:
    """From another process, or out of a memory: many units answer alike, and what they say is held once."""
    return tuple.__new__(kind, values)


class FilledCells(NamedTuple):
    """How many cells are to be filled in this period, and how many are."""

    due: int = 0
    answered: int = 0

    @property
    def share(self) -> float:
        """All of nothing is all."""
        return self.answered / self.due if self.due else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Which workbook it is. `enhet` is the unit it was sent to; empty for a whole plan."""

    file: str
    readable: bool = False
    namnd: str = ""
    enhet: str = ""
    ar: int | None = None
    period: str = ""
    order: int = -1
    """The period's place in the year."""

    plan: bool = False
    """Its period is one that is planned, and not yet followed up."""

    styrmodell: Styrmodell = field(default_factory=lambda: contract().default_styrmodell)
    family: Family = field(default_factory=Family)
    mallversion: str = ""
    utskickad_den: dt.date | None = None
    svar_senast: dt.date | None = None

    @property
    def when(self) -> str:
        """`DÅ 1 2024`."""
        return f"{self.period} {self.ar}" if self.period and self.ar else str(self.period or self.ar or "")

    @property
    def moment(self) -> tuple[bool, int, int]:
        """What workbooks are put in order of time by. What follows a plan up stands after every plan."""
        return not self.plan, self.ar or 0, self.order


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFacts:
    """A workbook's facts. `lists` holds the rows of each list sheet, by the list's name."""

    head: Head
    fel: int = 0
    varningar: int = 0
    info: int = 0
    godtagna: int = 0
    filled: FilledCells = field(default_factory=FilledCells)
    counts: Totals = field(default_factory=Totals)
    goals: tuple[GoalFacts, ...] = ()
    errands: tuple[Errand, ...] = ()
    units: tuple[str, ...] = ()
    """Everyone who is responsible for a row."""

    codes: tuple[CodeCount, ...] = ()
    """The kinds of finding in it."""

    budget: tuple[Expected, ...] = ()
    lists: Mapping[str, tuple[FactRow, ...]] = field(default_factory=dict)


def without_texts(facts: BookFacts) -> BookFacts:
    """For what tells none of them: they are most of what a nämnd says, and there may be thousands of nämnder's."""
    goals = tuple(one._replace(motivering="", analys="", parts=()) for one in facts.goals)
    return dataclasses.replace(facts, goals=goals)


def summed(several: tuple[Totals, ...]) -> Totals:
    mal, delmal, indikatorer, uppdrag = zip(*several, strict=True)
    each = UppdragCounts(*map(sum, zip(*uppdrag, strict=True)))
    return Totals(sum_of(mal), sum_of(delmal), sum_of(indikatorer), each)


def sum_of(several: tuple[Counts, ...]) -> Counts:
    numbers: dict[str, int] = {}
    for one in several:
        for status, number in one.by_status.items():
            numbers[status] = numbers.get(status, 0) + number
    return Counts(sum(one.antal for one in several), numbers)
