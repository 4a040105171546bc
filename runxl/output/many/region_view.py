"""Many nämnder as a document sees them: whose latest report is of its own period, and whose is of another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from runxl.contract.styrmodell_vocabulary import Period, Styrmodell
from runxl.output.document.blocks import Block
from runxl.output.many.facts import BookFacts, Head
from runxl.output.many.region import Region, Round, told_by


@dataclass(frozen=True)
class RegionView:
    """`round` is the document's own period."""

    region: Region

    @property
    def round(self) -> Round:
        return self.region.rounds[-1]

    @property
    def head(self) -> Head:
        return self.round.groups[0].head

    @property
    def model(self) -> Styrmodell:
        """Whose words the document uses: those of the first workbook of its period."""
        return self.head.styrmodell

    @property
    def period(self) -> Period:
        return period_of(self.head)

    @cached_property
    def latest(self) -> tuple[BookFacts, ...]:
        """Each nämnd's latest report, in the order of their names."""
        return tuple(book for namnd in self.region.namnder for book in namnd.latest)

    def is_of_now(self, head: Head) -> bool:
        return head.when == self.round.when

    def who(self, head: Head) -> str:
        """`Kulturnämnden`; `Kulturnämnden (DÅ 1 2027)` where that is not the document's period."""
        return told_by(head) if self.is_of_now(head) or not head.when else f"{told_by(head)} ({head.when})"

    def when(self, head: Head) -> str:
        """Its period, where the nämnder's differ: a column of nothing is not shown."""
        return head.when if any(not self.is_of_now(book.head) for book in self.latest) else ""

    def silent(self) -> Iterator[str]:
        """`Kulturnämnden för DÅ 2 2027 (senast DÅ 1 2027)`, of each that is not heard in the document's period."""
        return (f"{one.namn} för {self.round.when}{one.known}" for one in self.round.missing)


Made = Callable[[RegionView, int], Iterator[Block]]
"""A block of the document; the number is the level of headings in it."""


def period_of(head: Head) -> Period:
    """What its styrmodell says of it: a workbook without a period is of the whole year."""
    known = (one for one in head.styrmodell.periods if one.name == head.period)
    return next(known, Period(head.period, (), "12-31", year_end=True))


def expected(head: Head, prognos: str) -> str:
    """The prognosis that somebody gave; at the year's end the status stands in its place."""
    return prognos if period_of(head).is_delar else ""
