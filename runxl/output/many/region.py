"""What many nämnder say together: the latest report of each, and what they have in common, side by side.

Nothing is summed that is of different periods, and a regionmål that three nämnder work with is one regionmål.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runxl.assessment.counts import Shared, headlines
from runxl.excel import fold
from runxl.output.many.alike import Same, T, Told, alike
from runxl.output.many.facts import BookFacts, Errand, GoalFacts, Head
from runxl.output.many.scope import Group, Scope
from runxl.svenska import listed, natural

FROM_FULLMAKTIGE = "Fullmäktige till nämnd"


@dataclass(frozen=True, slots=True)
class Namnd:
    """A nämnd, and its workbooks in order of time, without the units' where the plan is there.

    Without any where all that there is of it are copies that say different things.
    """

    namn: str
    books: tuple[BookFacts, ...]
    later: str = ""
    """Its first period after the one that is asked for."""

    @property
    def latest(self) -> tuple[BookFacts, ...]:
        """Its latest report: one workbook, or its units'. A plan only where nothing has been followed up."""
        return tuple(book for book in self.books if book.head.moment == self.books[-1].head.moment)

    @property
    def when(self) -> str:
        return self.books[-1].head.when if self.books else ""

    @property
    def known(self) -> str:
        """What there is of it in place of the period: ` (senast Årsrapport 2026, därefter DÅ 2 2027)`."""
        later = f"{'därefter' if self.when else 'först'} {self.later}" if self.later else ""
        there = ", ".join(filter(None, (self.when and f"senast {self.when}", later)))
        return f" ({there})" if there else ""


@dataclass(frozen=True, slots=True)
class Round:
    """A period of a year: the workbooks that are counted together, who is heard, and who is not."""

    when: str
    groups: tuple[Group, ...]
    """One for each styrmodell."""

    heard: tuple[Namnd, ...]
    missing: tuple[Namnd, ...]

    @property
    def is_whole(self) -> bool:
        return not self.missing

    @property
    def covers(self) -> str:
        """`2 av 3 nämnder`; empty where there is but one."""
        whole = len(self.heard) + len(self.missing)
        return f"{len(self.heard)} av {whole} nämnder" if whole > 1 else ""

    @property
    def title(self) -> str:
        """`DÅ 2 2027, 1 av 3 nämnder`."""
        return ", ".join(filter(None, (self.when or "Utan period", "" if self.is_whole else self.covers)))

    @property
    def silence(self) -> str:
        """`Saknas: Kulturnämnden (senast DÅ 1 2027).` Empty if everyone is heard."""
        return f"Saknas: {listed([one.namn + one.known for one in self.missing])}." if self.missing else ""

    def sentences(self) -> tuple[str, ...]:
        """The headlines of everyone who is heard, and who is missing."""
        several = len(self.groups) > 1
        said = [
            f"{group.styrmodell.title}: {sentence}" if several else sentence
            for group in self.groups
            for sentence in sentences(group)
        ]
        return (*said, self.silence) if self.silence else tuple(said)

    def to_dict(self) -> dict[str, Any]:
        return {
            "nar": self.when or None,
            "meningar": list(self.sentences()),
            "namnder": [one.namn for one in self.heard],
            "saknas": [one.namn for one in self.missing],
        }


@dataclass(frozen=True, slots=True)
class Region:
    """Many nämnder, each by its latest report. `rounds` are in order of time, the latest or the one asked for last."""

    namnder: tuple[Namnd, ...] = ()
    rounds: tuple[Round, ...] = ()
    goals: tuple[Same[GoalFacts], ...] = ()
    """Every mål, with what each nämnd makes of it."""

    errands: tuple[Same[Errand], ...] = ()
    """Every uppdrag from fullmäktige, with what each nämnd that was given it answers."""

    scope: Scope = field(default=Scope(()), repr=False, compare=False)
    """The workbooks that it is of."""

    @property
    def whole(self) -> Round | None:
        """The latest round in which every nämnd is heard."""
        return next((one for one in reversed(self.rounds) if one.is_whole), None)

    def told(self) -> tuple[Round, ...]:
        """What the headlines are of: the latest round, and the latest whole one where that is another."""
        latest, whole = self.rounds[-1:], self.whole
        return latest if whole is None or whole is latest[0] else (*latest, whole)

    def left(self) -> Iterator[str]:
        """Of each that has gone on past the period asked for: there may be a copy of it somewhere else."""
        for one in self.rounds[-1].missing:
            if one.later:
                yield (
                    f"{one.namn} har lämnat {one.later}, men {self.rounds[-1].when} är inte med: finns en sparad kopia "
                    "av den perioden, ta med den."
                )

    def without(self, goal: Same[GoalFacts]) -> tuple[str, ...]:
        """The nämnder that do not have a mål in their latest report."""
        having = {fold(name_of(one.owner)) for one in goal.told}
        return tuple(one.namn for one in self.namnder if fold(one.namn) not in having)

    def to_dict(self) -> dict[str, Any]:
        """Its part of the JSON face of `runxl sammanfatta`; the keys are part of the public contract."""
        return {
            "perioder": [one.to_dict() for one in self.rounds],
            "namnder": [{"namnd": one.namn, "senast": one.when or None} for one in self.namnder],
            "mal": [
                {"nr": one.nr or None, "mal": one.namn or None, "bidrag": [_contribution(told) for told in one.told]}
                for one in self.goals
            ],
        }


def _contribution(told: Told[GoalFacts]) -> dict[str, Any]:
    head, said = told.owner, told.row
    return {
        "namnd": name_of(head),
        "enhet": head.enhet or None,
        "period": head.when or None,
        "status": said.status or None,
        "beraknad": said.beraknad or None,
        "faststalld": said.faststalld or None,
    }


def region(scope: Scope) -> Region:
    namnder = _namnder(scope)
    latest = [book for namnd in namnder for book in namnd.latest]
    return Region(
        namnder=namnder,
        rounds=tuple(_rounds(scope.groups(), namnder, scope.asked.period if scope.asked else "")),
        goals=alike(Told(book.head, goal) for book in latest for goal in book.goals),
        errands=alike(Told(book.head, one) for book in latest for one in book.errands if one.giver == FROM_FULLMAKTIGE),
        scope=scope,
    )


def sentences(group: Group) -> tuple[str, ...]:
    """The headlines of all workbooks of a group together: what several nämnder have in common is told once."""
    return tuple(headlines(group.counts, group.styrmodell, shared_in(group.books)).values())


def shared_in(books: Sequence[BookFacts]) -> dict[str, Shared]:
    """How many different mål and uppdrag there are, and of how many nämnder, by level."""
    namnder = len({fold(name_of(book.head)) for book in books})
    if namnder < 2:  # noqa: PLR2004 - a nämnd alone shares nothing
        return {}
    mal = alike(Told(book.head, goal) for book in books for goal in book.goals)
    given = alike(Told(book.head, one) for book in books for one in book.errands if one.giver == FROM_FULLMAKTIGE)
    own = sum(one.giver != FROM_FULLMAKTIGE for book in books for one in book.errands)
    return {"mal": Shared(len(mal), namnder), "uppdrag": Shared(len(given) + own, namnder)}


def name_of(head: Head) -> str:
    """The nämnd, or the file where it has no name."""
    return head.namnd or Path(head.file).stem


def told_by(head: Head) -> str:
    """The nämnd, and the unit where the workbook is a unit's."""
    return ", ".join(filter(None, (name_of(head), head.enhet)))


def by_name(told: Sequence[Told[T]]) -> list[Told[T]]:
    """In the order of the nämnder's names."""
    return sorted(told, key=lambda one: natural(told_by(one.owner)))


def _namnder(scope: Scope) -> tuple[Namnd, ...]:
    """Everyone who is here, by the name in the latest workbook."""
    names = {fold(name_of(book.head)): name_of(book.head) for book in sorted(scope.read, key=_moment)}
    found: dict[str, list[BookFacts]] = {name: [] for name in names}
    for book in sorted(scope.counted, key=_moment):
        found[fold(name_of(book.head))].append(book)
    later = {fold(name_of(book.head)): book.head.when for book in sorted(scope.later, key=_moment, reverse=True)}
    every = (Namnd(names[name], tuple(books), later.get(name, "")) for name, books in found.items())
    return tuple(sorted(every, key=lambda one: natural(one.namn)))


def _moment(book: BookFacts) -> tuple[bool, int, int]:
    return book.head.moment


def _rounds(groups: Sequence[Group], namnder: Sequence[Namnd], asked: str) -> Iterator[Round]:
    """The plans' before those of what is followed up; of those of one moment, the period that is asked for last."""
    found: dict[tuple[bool, int, int, str], list[Group]] = {}
    for group in groups:
        found.setdefault((*group.head.moment, group.head.period), []).append(group)
    for key in sorted(found, key=lambda key: (*key[:-1], key[-1] == asked, key[-1])):
        heads = {fold(name_of(book.head)) for group in found[key] for book in group.books}
        heard = tuple(one for one in namnder if fold(one.namn) in heads)
        missing = tuple(one for one in namnder if fold(one.namn) not in heads)
        yield Round(found[key][0].head.when, tuple(found[key]), heard, missing)
