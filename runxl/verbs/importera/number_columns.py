"""Whose number a column Nr says: a mål's, a delmål's or the row's own, told by how its numbers come again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from runxl.verbs.importera.naming import Named, is_nr, named, plain_nr
from runxl.verbs.importera.others_words import folded, is_elided, is_nothing
from runxl.verbs.importera.source_blocks import FoundRow
from runxl.verbs.importera.table_shape import FoundColumn, HeadedPart

_GOALS = {"mal": "målet", "delmal": "delmålet"}
_ROWS = {"indikator": "indikatorn", "aktivitet": "aktiviteten", "uppdrag": "uppdraget", "namn": "raden"}
_NOBODYS = "numren följer varken mål, delmål eller rader, och är inte införda"
_SEVERAL = "inget nummer kommer igen, så det går inte att se vad de numrerar; de är lästa som numret på {}"


class NumberOwner(NamedTuple):
    """`name`: the meaning of the column whose objects are numbered, empty where nobody's.

    `unsure`: what a person must see of it.
    """

    name: str
    unsure: str = ""


@dataclass(frozen=True, slots=True)
class RowNumbers:
    """`owners`: of each column of numbers, by its place."""

    owners: Mapping[int, NumberOwner]

    @classmethod
    def of(cls, part: HeadedPart) -> RowNumbers:
        return cls({column.index: _owner(part, column) for column in part.columns if column.meaning.name == "nr"})

    def at(self, row: FoundRow, name: str) -> str:
        """The number that a row says of its mål, its delmål or itself."""
        texts = (row.cell(index).text for index, owner in self.owners.items() if owner.name == name)
        return next((plain_nr(text) for text in texts if is_nr(text)), "")


def _owner(part: HeadedPart, column: FoundColumn) -> NumberOwner:
    beside = _beside(part, column)
    fit = [one for at, one in enumerate(beside, 1) if len(beside) == 1 or _fits(part, column, beside[:at])]
    if not fit and beside and beside[-1].meaning.name in _ROWS and _fits(part, column, beside, all_have=False):
        fit = [beside[-1]]
    if not fit:
        return NumberOwner("", _NOBODYS)
    names = [one.meaning.name for one in fit]
    told = [name for name in names if _depths(part, column) == {name}] or names
    why = _SEVERAL.format({**_GOALS, **_ROWS}[told[-1]]) if len(told) > 1 else ""
    return NumberOwner(told[-1], why)


def _beside(part: HeadedPart, column: FoundColumn) -> list[FoundColumn]:
    """What it may number, the highest first: the objects after it, up to the next numbers; else those before."""
    numbers = [one.index for one in part.columns if one.meaning.name == "nr"]
    end = min((at for at in numbers if at > column.index), default=len(part.columns))
    start = max((at for at in numbers if at < column.index), default=-1)
    after = _objects(one for one in part.columns if column.index < one.index < end)
    return after or _objects(one for one in part.columns if start < one.index < column.index)


def _objects(columns: Iterator[FoundColumn]) -> list[FoundColumn]:
    """Mål, delmål, and the first of what rows are about: what stands after that is beside it, not below."""
    found = [*columns]
    goals = [one for name in _GOALS for one in found if one.meaning.name == name]
    return goals + [one for one in found if one.meaning.name in _ROWS][:1]


def _fits(part: HeadedPart, column: FoundColumn, path: Sequence[FoundColumn], *, all_have: bool = True) -> bool:
    """Every object of the last column has one number, the same wherever it stands, and none shares it with another.

    A plain number need only be alone under what it stands below.
    """
    numbers: dict[tuple[str, ...], str] = {}
    objects: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}
    for at, own, nr in _stated(part, column, path):
        if not nr and (at in numbers or not all_have):
            continue
        if not nr or own not in ("", nr) or numbers.setdefault(at, nr) != nr:
            return False
        if objects.setdefault((at[:-1] if nr.isdigit() else (), nr), at) != at:
            return False
    return bool(numbers)


def _stated(
    part: HeadedPart, column: FoundColumn, path: Sequence[FoundColumn]
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """For each row the objects down to the path's last, the number in that one's own words, and the column's."""
    stands: list[str] = [""] * len(path)
    for row in part.rows:
        said = [_text(row, one) for one in path]
        for place, text in enumerate(said):
            if text:
                stands[place:] = [text, *("" for _ in path[place + 1 :])]
        if said[-1] or (stands[-1] and path[-1].meaning.name in _GOALS):
            nr = _text(row, column)
            one = named(stands[-1], column=path[-1].meaning.name)
            own = "" if one.only_counted and path[-1].meaning.name in _ROWS else one.nr
            yield tuple(map(folded, stands)), own, plain_nr(nr) if is_nr(nr) else ""


def _text(row: FoundRow, column: FoundColumn) -> str:
    cell = row.cell(column.index)
    return "" if cell.joined or cell.spread or is_nothing(cell.text) or is_elided(cell.text) else cell.text


def _depths(part: HeadedPart, column: FoundColumn) -> set[str]:
    """The levels that the numbers alone would make: 1 a mål, 1.1 a delmål, 1.1.1 an indikator."""
    texts = (_text(row, column) for row in part.rows)
    depths = {Named("", plain_nr(text), "").depth for text in texts if is_nr(text)}
    return depths if depths != {"mal"} else set()  # 1, 2, 3 may be of anything
