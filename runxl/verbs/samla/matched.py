"""Which row of an answer is which row of the plan: by what it is known by, else by what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from runxl.contract import vocabulary as model
from runxl.excel import fold
from runxl.verbs.dela.excerpt import sent_columns
from runxl.verbs.owners import Identity, identities, identity_columns, title_column
from runxl.workbook.cell_text import as_typed
from runxl.workbook.tables import FoundTable

_ALIKE = 0.6
"""So much of two texts is the same where one is the other, written anew."""

_Words = tuple[str, ...]

_At = tuple[FoundTable, int]
"""A row: the table that it stands in, and its place there."""


@dataclass(slots=True)
class Matched:
    """Positions in the plan with places in the answer."""

    own: list[tuple[int, int]] = field(default_factory=list)
    foreign: list[tuple[int, int]] = field(default_factory=list)
    """Rows of the plan that are not the unit's."""

    twice: list[tuple[int, int, str]] = field(default_factory=list)
    """Rows that stand several times: in the plan or in the answer."""

    renamed: list[tuple[int, int]] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)

    def pair(self, position: int, place: int, kind: list[tuple[int, int]]) -> None:
        """A missing row is a new one, after all."""
        kind.append((position, place))
        self.missing.remove(position)
        self.new.remove(place)


def matched(
    table: model.Table,
    both: tuple[FoundTable, FoundTable],
    keys: Sequence[Identity],
    own: Sequence[int],
    *,
    was_sent: Callable[[int], bool],
    proposed: Callable[[int], bool],
    heard: Callable[[int], Sequence[_Words]],
) -> Matched:
    """`proposed`: whether the unit has proposed a row of the answer, by its place there.

    `heard`: what the unit last said in a row's own columns, by position in the plan; nothing if it has not.
    """
    ours, theirs = both
    found = _identified(table, both, keys, own, was_sent)
    if table.key:
        _numbered_since(table, both, found, was_sent, proposed)
        _renumbered(table, ours, theirs, found)
    else:
        _rewritten(table, ours, theirs, found, heard)
    return found


def _identified(
    table: model.Table,
    both: tuple[FoundTable, FoundTable],
    keys: Sequence[Identity],
    own: Sequence[int],
    was_sent: Callable[[int], bool],
) -> Matched:
    """By what rows are known by alone."""
    ours, theirs = both
    said = identities(table, theirs)
    places: dict[Identity, list[int]] = {}
    for place, key in enumerate(said):
        places.setdefault(key, []).append(place)
    found = Matched()
    counted = Counter(keys[position] for position in own)
    # Of the numbers of events a unit knows those that it has been sent; what else it has written may be any number.
    known = {keys[position] for position in own if any(keys[position]) and (table.key or was_sent(position))}
    for position in own:
        key = keys[position]
        if key not in known or key not in places:
            found.missing.append(position)
        elif counted[key] > 1 or len(places[key]) > 1:
            found.twice.append((position, places[key][-1], "planen" if counted[key] > 1 else "svaret"))
        else:
            found.own.append((position, places[key][0]))
    others = {key: position for position, key in enumerate(keys) if position not in own and any(key)}
    for place, key in enumerate(said):
        if key in known:
            continue
        at = others.get(key)
        if at is not None and is_that(table, (ours, at), (theirs, place), was_sent):
            found.foreign.append((at, place))
        else:
            found.new.append(place)
    return found


def is_that(table: model.Table, ours: _At, theirs: _At, was_sent: Callable[[int], bool]) -> bool:
    """Whether a row of the answer is that of the plan with its number: it was sent, or the unit calls it the same.

    Of the numbers of rows that it has not been sent a unit knows nothing: what else it has written is a row of its own.
    """
    return was_sent(ours[1]) or (bool(table.key) and _called(table, theirs) in ("", _called(table, ours)))


def _called(table: model.Table, row: _At) -> str:
    return fold(as_typed(row[0].values(title_column(table))[row[1]]))


def _numbered_since(
    table: model.Table,
    both: tuple[FoundTable, FoundTable],
    found: Matched,
    was_sent: Callable[[int], bool],
    proposed: Callable[[int], bool],
) -> None:
    """A row that the unit wrote without a number, or proposed with one, and that has been given another is its row."""
    ours, theirs = both
    said = identities(table, theirs)
    for position in [one for one in found.missing if not was_sent(one)]:
        name = _called(table, (ours, position))
        alike = [
            place
            for place in found.new
            if _called(table, (theirs, place)) == name and (not any(said[place]) or proposed(place))
        ]
        if name and alike:
            found.pair(position, alike[0], found.own)


def _renumbered(table: model.Table, ours: FoundTable, theirs: FoundTable, found: Matched) -> None:
    """A missing row and a new one that are otherwise alike are one row whose key has been changed."""
    for position in list(found.missing):
        sign = _signature(table, ours, position)
        alike = [place for place in found.new if any(sign) and _signature(table, theirs, place) == sign]
        if alike:
            found.pair(position, alike[0], found.renamed)


def _signature(table: model.Table, found: FoundTable, place: int) -> _Words:
    """What the plan says of a row besides its key."""
    keys = (*identity_columns(table), "ansvarig")
    names = [c.name for c in sent_columns(table, context=False) if c.role == "in" and c.name not in keys]
    if not any(table.column(name).long for name in names):
        names.append(next(c.name for c in table.columns if c.long and c.name not in keys))
    return tuple(as_typed(found.values(name)[place]).strip() for name in names)


def _rewritten(
    table: model.Table, ours: FoundTable, theirs: FoundTable, found: Matched, heard: Callable[[int], Sequence[_Words]]
) -> None:
    """Rows without a number are known again by their words, those that have been written anew among them."""
    known = {position: (_words(table, ours, position), *heard(position)) for position in found.missing}
    pairs = [
        (max(_likeness(words, _words(table, theirs, place)) for words in known[position]), position, place)
        for position in found.missing
        for place in found.new
    ]
    for likeness, position, place in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if likeness >= _ALIKE and position in found.missing and place in found.new:
            found.pair(position, place, found.own)


def text_columns(table: model.Table) -> tuple[model.Column, ...]:
    """The columns whose words tell a row without a number from the others."""
    return tuple(column for column in table.columns if column.long and column.is_input)


def _words(table: model.Table, found: FoundTable, place: int) -> _Words:
    return tuple(fold(as_typed(found.values(column.name)[place])) for column in text_columns(table))


def _likeness(one: _Words, other: _Words) -> float:
    """All of it where any text is the very same, else how much of what is longest."""
    both = [(mine, its) for mine, its in zip(one, other, strict=False) if mine and its]
    if not both:
        return 0.0
    same = sum(mine == its for mine, its in both)
    if same:
        return 1.0 + same
    return max(SequenceMatcher(None, mine, its, autojunk=False).ratio() for mine, its in both)
