"""Which workbooks there are: what tells them apart, which of them are counted, and in which groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from runxl.assessment.counts import Totals
from runxl.check.rows import Family
from runxl.contract.load import contract
from runxl.contract.scale import Scale, merged
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.errors import RunxlError
from runxl.excel import fold
from runxl.output.many.facts import BookFacts, Head, summed
from runxl.svenska import counted, listed, natural

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Group:
    """The workbooks of one period and styrmodell that are counted together."""

    books: tuple[BookFacts, ...]

    @property
    def head(self) -> Head:
        return self.books[0].head

    @property
    def styrmodell(self) -> Styrmodell:
        return self.head.styrmodell

    @property
    def of_units(self) -> bool:
        return any(book.head.enhet for book in self.books)

    @property
    def counts(self) -> Totals:
        return summed(tuple(book.counts for book in self.books))


@dataclass(frozen=True, slots=True)
class Copies:
    """One plan of one period in several files. If they say different things a person must say which: none counts."""

    books: tuple[BookFacts, ...]

    @property
    def agree(self) -> bool:
        """Whether all say the same of everything that is counted or told together."""
        return all(_says(book) == _says(self.books[0]) for book in self.books)

    @property
    def uncounted(self) -> tuple[BookFacts, ...]:
        return self.books[1:] if self.agree else self.books

    @property
    def files(self) -> str:
        """`a.xlsx, b.xlsx och 3 till`."""
        names = [Path(book.head.file).name for book in self.books]
        return listed(names, most=_NAMED)

    @property
    def said(self) -> str:
        """What it means for the numbers."""
        if self.agree:
            return f"{self.files} är samma plan och samma period och säger detsamma: de räknas en gång."
        return (
            f"OBS! {self.files} är samma plan och samma period men säger olika, så ingen av dem räknas. "
            "Ta bort den som inte ska vara med."
        )


def _says(book: BookFacts) -> tuple[object, ...]:
    return book.counts, book.goals, book.errands, book.budget


@dataclass(frozen=True)
class Scope:
    """Every workbook, in the order they were given. Where a period is `asked` for, none after it counts."""

    books: tuple[BookFacts, ...]
    asked: Head | None = None

    def of(self, period: str) -> Scope:
        """As it was in a period, `DÅ 1 2027`, or `DÅ 1` for the latest year. RunxlError if nobody is in it."""
        heads = sorted((book.head for book in self.read), key=lambda head: head.moment)
        named = [head for head in heads if fold(period) in (fold(head.when), fold(head.period))]
        if named:
            return replace(self, asked=named[-1])
        there = listed([*dict.fromkeys(head.when or "utan period" for head in heads)])
        raise RunxlError(f"Ingen av arbetsböckerna är från {period}. Det som finns: {there}.")

    @cached_property
    def read(self) -> tuple[BookFacts, ...]:
        return tuple(book for book in self.books if book.head.readable)

    @cached_property
    def counted(self) -> tuple[BookFacts, ...]:
        """Each once, and without the units whose plan is here too: their answers are in it, or will be."""
        copies = {book.head.file for several in self.copies for book in several.uncounted}
        told = (book for book in self._told if book.head.file not in copies)
        return tuple(book for book in told if not book.head.enhet or book.head.family not in self.plans_of_units)

    @property
    def later(self) -> tuple[BookFacts, ...]:
        """Those of a period after the one that is asked for."""
        return tuple(book for book in self.read if self.asked and book.head.moment > self.asked.moment)

    @cached_property
    def _told(self) -> tuple[BookFacts, ...]:
        return tuple(book for book in self.read if not self.asked or book.head.moment <= self.asked.moment)

    @cached_property
    def plans_of_units(self) -> frozenset[Family]:
        """The plans whose units are here too."""
        plans = {book.head.family for book in self._told if not book.head.enhet and book.head.family.plan_id}
        return frozenset(book.head.family for book in self._told if book.head.enhet and book.head.family in plans)

    @cached_property
    def copies(self) -> tuple[Copies, ...]:
        """Whole plans that are here more than once, for the same period: a copy that was left in the folder."""
        found: dict[tuple[object, ...], list[BookFacts]] = {}
        for book in self._told:
            if book.head.family.plan_id and not book.head.enhet:
                found.setdefault((*book.head.family, book.head.period), []).append(book)
        return tuple(Copies(tuple(several)) for several in found.values() if len(several) > 1)

    @cached_property
    def covered(self) -> str:
        """`12 arbetsböcker: 3 nämnder, 12 enheter, perioderna DÅ 1 2024 och DÅ 2 2024`."""
        heads = [book.head for book in self.read]
        parts = [
            _number(len({head.namnd for head in heads if head.namnd}), "nämnd", "nämnder"),
            _number(len({(head.namnd, head.enhet) for head in heads if head.enhet}), "enhet", "enheter"),
            _number(len({head.ar for head in heads if head.ar}), "år", "år"),
            _number(len({head.when for head in heads if head.when}), "period", "perioder"),
        ]
        books = _number(len(self.books), "arbetsbok", "arbetsböcker")
        unread = len(self.books) - len(self.read)
        return f"{books}: {', '.join(filter(None, parts))}{f', {unread} gick inte att läsa' if unread else ''}"

    def in_order(self) -> tuple[BookFacts, ...]:
        """Plans before units, then by name, oldest period first."""
        return tuple(sorted(self.read, key=lambda book: _order(book.head)))

    @property
    def styrmodell(self) -> Styrmodell:
        """Whose words the summary uses: the first workbook's."""
        return self.styrmodeller[0]

    @cached_property
    def styrmodeller(self) -> tuple[Styrmodell, ...]:
        """All that are here, each once."""
        return tuple(dict.fromkeys(book.head.styrmodell for book in self.read)) or (contract().default_styrmodell,)

    @property
    def scale(self) -> Scale:
        """The levels of all styrmodeller of the workbooks, since they stand side by side."""
        return merged(model.scale for model in self.styrmodeller)

    @property
    def numbers_shown(self) -> bool:
        return any(model.numbers_shown for model in self.styrmodeller)

    def groups(self) -> tuple[Group, ...]:
        """In order of time."""
        found: dict[tuple[object, ...], list[BookFacts]] = {}
        for book in self.counted:
            found.setdefault((book.head.moment, book.head.period, book.head.styrmodell), []).append(book)
        return tuple(sorted((Group(tuple(books)) for books in found.values()), key=_in_time))

    @cached_property
    def alike(self) -> tuple[bool, bool, bool]:
        """Whether nämnd, enhet and period say the same of every workbook."""
        parts = [lead(book.head) for book in self.read]
        namnd, enhet, period = (len({part[place] for part in parts}) <= 1 for place in range(3))
        return namnd, enhet, period

    def short_labels(self, books: Sequence[BookFacts]) -> list[str]:
        """What tells each from the others: `HR`, `Kulturnämnden, DÅ 1 2024`."""
        return [_label(book.head, self.alike) for book in books]

    def labels(self, books: Sequence[BookFacts]) -> Iterator[str]:
        """Two that would be called the same are told apart by their files."""
        names = self.short_labels(books)
        twice = {name for name, times in Counter(names).items() if times > 1}
        for name, book in zip(names, books, strict=True):
            yield f"{name} ({Path(book.head.file).stem})" if name in twice else name


def _number(antal: int, one: str, many: str) -> str:
    return counted(antal, one, many) if antal else ""


def _label(head: Head, alike: Sequence[bool]) -> str:
    parts = [part for part, same in zip(lead(head), alike, strict=True) if part and not same]
    return ", ".join(parts) or head.namnd or head.enhet or Path(head.file).stem


def _in_time(group: Group) -> tuple[tuple[bool, int, int], str, str]:
    return group.head.moment, group.head.period, group.styrmodell.name


def _order(head: Head) -> tuple[bool, str, str, int, int]:
    return bool(head.enhet), natural(head.namnd), natural(head.enhet), head.ar or 0, head.order


def lead(head: Head) -> tuple[str, str, str]:
    """What stands first on every row of a list."""
    return head.namnd, head.enhet, head.when
