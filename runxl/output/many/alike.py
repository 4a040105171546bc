"""Which rows of different workbooks are the same thing: a regionmål, or an uppdrag that several nämnder were given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, NamedTuple, TypeVar

from runxl.excel import fold
from runxl.output.many.facts import Errand, GoalFacts, Head
from runxl.svenska import natural

_NEAR = 0.8
"""So alike are two names of one thing: a comma or an ending differs, and not what it is about."""

T = TypeVar("T", GoalFacts, Errand)


class Told(NamedTuple, Generic[T]):
    """A row and whose it is: no workbook has the same thing twice."""

    owner: Head
    row: T


@dataclass(frozen=True, slots=True)
class Same(Generic[T]):
    """One thing, as each workbook has it. `nr` and `namn` are what most of them say."""

    nr: str
    namn: str
    told: tuple[Told[T], ...]

    def called(self, *, numbers_shown: bool) -> str:
        return f"{self.nr} {self.namn}".strip() if numbers_shown else self.namn or self.nr

    def differs(self, row: T) -> str:
        """`har nr 4`, `heter «Ett grönt län»`: what a row says otherwise than most do; empty if nothing."""
        said = [f"har nr {row.nr or '(tomt)'}"] if row.nr != self.nr else []
        if _name(row.namn) != _name(self.namn):
            said.append(f"heter «{row.namn}»")
        return " och ".join(said)


class _Group(Generic[T]):
    """What is one thing, while it is being found; `files` are the workbooks that have it."""

    def __init__(self, first: Told[T]) -> None:
        self.first: T = first.row
        self.told: list[Told[T]] = [first]
        self.files = {first.owner.file}

    def fits(self, other: _Group[T]) -> bool:
        return self.files.isdisjoint(other.files)

    def take(self, other: _Group[T]) -> None:
        self.told += other.told
        self.files |= other.files


def alike(told: Iterable[Told[T]]) -> tuple[Same[T], ...]:
    """By Nr and name; else by name, whatever the Nr; else by Nr, where the names are near. In order of their Nr."""
    groups = _merged(map(_Group, told), lambda row: (row.nr, _name(row.namn)), _always)
    groups = _merged(groups, lambda row: _name(row.namn) or None, _always)
    groups = _merged(groups, lambda row: row.nr or None, _is_near)
    return tuple(sorted(map(_same, groups), key=lambda one: (natural(one.nr), fold(one.namn))))


def _merged(
    groups: Iterable[_Group[T]], key_of: Callable[[T], Hashable], is_same: Callable[[T, T], bool]
) -> list[_Group[T]]:
    """Those of one key that are the same together, unless one workbook has a row in both. Nothing is no key."""
    done: list[_Group[T]] = []
    known: dict[Hashable, list[_Group[T]]] = defaultdict(list)
    for group in groups:
        key = key_of(group.first)
        near = known[key] if key is not None else []
        into = next((one for one in near if is_same(one.first, group.first) and one.fits(group)), None)
        if into is not None:
            into.take(group)
        else:
            done.append(group)
            known[key].append(group)
    return done


def _always(_one: GoalFacts | Errand, _other: GoalFacts | Errand) -> bool:
    return True


def _name(namn: str) -> str:
    """Without what ends a sentence: `Ett grönt län.` is `Ett grönt län`."""
    return fold(namn).rstrip(".,;: ")


def _is_near(one: GoalFacts | Errand, other: GoalFacts | Errand) -> bool:
    matcher = SequenceMatcher(None, _name(one.namn), _name(other.namn), autojunk=False)
    return matcher.quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR


def _same(group: _Group[T]) -> Same[T]:
    nr, namn = Counter((one.row.nr, one.row.namn) for one in group.told).most_common(1)[0][0]
    return Same(nr, namn, tuple(group.told))
