"""Datakvalitet: which faults come again, by unit and period, and which of them would save most mails if they did not.

A mail is a workbook that somebody must be asked about: one with a fault or warning of the kind, accepted by nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from runxl.contract.message import open_words
from runxl.contract.own_checks import known_rules
from runxl.findings import Finding
from runxl.output.many.facts import BookFacts, CodeCount, FactRow
from runxl.output.many.listing import Field, Listing

SHEET = "Datakvalitet"
TOGETHER = "Alla"
LISTING = Listing(
    sheet=SHEET,
    about="Vilka slags fel som återkommer, hos vilka och när, och de fem som skulle spara flest mejl",
    fields=(
        Field("Plats", 8, "centre"),
        Field("Kod", 9, "short"),
        Field("Vad", 44),
        Field("Nivå", 11, "status"),
        Field("Nämnd", 28),
        Field("Enhet", 20),
        Field("Period", 16, "short"),
        Field("Mejl", 8, "whole"),
        Field("Fynd", 8, "whole"),
        Field("Gör så här", 60),
    ),
    empty="Inga fel eller varningar.",
    together=("Nämnd", TOGETHER),
)
FIRST = 5
"""So many are told on the first sheet."""

_ASKED = ("fel", "varning")


class QualityRow(NamedTuple):
    """One kind of finding in one workbook. None is what is not known, as of a file that could not be read."""

    namnd: str | None
    enhet: str | None
    ar: int | None
    period: str | None
    ordning: int | None
    kod: str
    vad: str
    niva: str
    antal: int
    godtagna: int
    fil: str

    @property
    def when(self) -> str | None:
        return " ".join(str(part) for part in (self.period, self.ar) if part) or None

    @property
    def asks(self) -> bool:
        """Whether somebody must be asked about it."""
        return self.niva in _ASKED and self.antal > 0

    def to_dict(self) -> dict[str, Any]:
        return self._asdict()


@dataclass(frozen=True, slots=True)
class Recurring:
    """A kind of finding that somebody must be asked about, with a row for each workbook that has it."""

    code: str
    rows: tuple[QualityRow, ...]

    @property
    def mails(self) -> int:
        return len({row.fil for row in self.rows})

    @property
    def found(self) -> int:
        return sum(row.antal for row in self.rows)

    @property
    def title(self) -> str:
        return self.rows[0].vad

    @property
    def remedy(self) -> str:
        """What its rule says to do. A region's own check may have no rule to say it."""
        rule = known_rules().get(self.code)
        return open_words(rule.remedy) if rule else ""

    @property
    def whom(self) -> str:
        """`9 enheter`; nämnder where no workbook is a unit's."""
        antal = len({(row.namnd, row.enhet) for row in self.rows})
        one, many = ("enhet", "enheter") if any(row.enhet for row in self.rows) else ("nämnd", "nämnder")
        return f"{antal} {one if antal == 1 else many}"

    @property
    def said(self) -> str:
        """`RX112 Ett ord vid talet: 14 mejl hos 9 enheter`."""
        return f"{self.code} {self.title}: {self.mails} mejl hos {self.whom}"

    def to_dict(self) -> dict[str, Any]:
        return {"kod": self.code, "vad": self.title, "mejl": self.mails, "fynd": self.found, "atgard": self.remedy}


def codes_of(findings: Iterable[Finding]) -> tuple[CodeCount, ...]:
    """The kinds of finding there are, in the order that they were found."""
    number, accepted = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for one in findings:
        kind = (one.code, one.severity)
        number[kind] += not one.accepted
        accepted[kind] += one.accepted
    return tuple((*kind, number[kind], accepted[kind]) for kind in number)


def of_book(book: BookFacts) -> Iterator[QualityRow]:
    head = book.head
    return quality_rows((head.namnd, head.enhet, head.ar, head.period, head.order), book.codes, head.file)


def quality_rows(
    whose: tuple[str, str, int | None, str, int], codes: Iterable[CodeCount], file: str
) -> Iterator[QualityRow]:
    """A row for each kind: `whose` is nämnd, enhet, år, period and its place in the year, if it has one (else -1)."""
    namnd, enhet, ar, period, order = whose
    about = (namnd or None, enhet or None, ar, period or None, order if order >= 0 else None)
    for code, severity, antal, accepted in codes:
        rule = known_rules().get(code)
        title = rule.title if rule else code
        yield QualityRow(*about, code, title, severity, antal, accepted, file)


def recurring(rows: Iterable[QualityRow]) -> tuple[Recurring, ...]:
    """Those that would save most mails first."""
    found: dict[str, list[QualityRow]] = defaultdict(list)
    for row in rows:
        if row.asks:
            found[row.kod].append(row)
    every = (Recurring(code, tuple(several)) for code, several in found.items())
    return tuple(sorted(every, key=lambda one: (-one.mails, -one.found, one.code)))


def rows(several: Iterable[QualityRow]) -> Iterator[FactRow]:
    """Each kind with a row of its own, then the workbooks that have it."""
    for place, one in enumerate(recurring(several), 1):
        first = one.rows[0]
        about: FactRow = (place, one.code, one.title)
        yield (*about, first.niva, TOGETHER, None, None, one.mails, one.found, one.remedy or None)
        for row in one.rows:
            yield (*about, row.niva, row.namnd, row.enhet, row.when, 1, row.antal, None)
