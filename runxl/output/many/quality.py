"""Datakvalitet: which faults come again, by unit and period, and which of them would save most mails if they did not.

A mail is a workbook that somebody must be asked about: one with a fault or warning of the kind, accepted by nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from runxl.contract.load import contract
from runxl.contract.message import open_words
from runxl.output.many.facts import BookFacts, FactRow
from runxl.output.many.listing import Field

SHEET = "Datakvalitet"
ABOUT = "Vilka slags fel som återkommer, hos vilka och när, och de fem som skulle spara flest mejl"
EMPTY = "Inga fel eller varningar."
FIELDS = (
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
)
NAMND = 4
TOGETHER = "Alla"
FIRST = 5
"""So many are told on the first sheet."""

_ASKED = ("fel", "varning")


@dataclass(frozen=True, slots=True)
class Recurring:
    """A kind of finding: the workbooks that have it, each with how many."""

    code: str
    books: tuple[tuple[BookFacts, int], ...]

    @property
    def mails(self) -> int:
        return len(self.books)

    @property
    def found(self) -> int:
        return sum(antal for _, antal in self.books)

    @property
    def title(self) -> str:
        return contract().rules[self.code].title

    @property
    def said(self) -> str:
        """`RX112 Ett ord vid talet: 14 mejl hos 9 enheter`."""
        units = len({(book.head.namnd, book.head.enhet) for book, _ in self.books})
        who = "nämnder" if not any(book.head.enhet for book, _ in self.books) else "enheter"
        one = {"nämnder": "nämnd", "enheter": "enhet"}[who]
        return f"{self.code} {self.title}: {self.mails} mejl hos {units} {one if units == 1 else who}"


def recurring(books: Sequence[BookFacts]) -> tuple[Recurring, ...]:
    """Those that would save most mails first."""
    found: dict[str, list[tuple[BookFacts, int]]] = defaultdict(list)
    for book in books:
        per_code = Counter[str]()
        for code, severity, antal in book.codes:
            if severity in _ASKED:
                per_code[code] += antal
        for code, antal in per_code.items():
            found[code].append((book, antal))
    every = (Recurring(code, tuple(several)) for code, several in found.items() if code in contract().rules)
    return tuple(sorted(every, key=lambda one: (-one.mails, -one.found, one.code)))


def rows(books: Sequence[BookFacts]) -> Iterator[FactRow]:
    """Each kind with a row of its own, then the workbooks that have it."""
    for place, one in enumerate(recurring(books), 1):
        rule = contract().rules[one.code]
        about: FactRow = (place, one.code, one.title, rule.severity)
        yield (*about, TOGETHER, None, None, one.mails, one.found, open_words(rule.remedy))
        for book, antal in one.books:
            head = book.head
            yield (*about, head.namnd or None, head.enhet or None, head.when or None, 1, antal, None)
