"""How much of a source came right, and how much came wrong untold: the two figures that importera is kept to."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import runxl
from runxl.contract.load import contract
from runxl.verbs.importera.imported import Imported

NAMES = {"Mål": "mal", "Delmål": "delmal", "Indikatorer": "indikator", "Aktiviteter": "aktivitet", "Uppdrag": "uppdrag"}


CUT = " […] "


class Fact(NamedTuple):
    """A cell as it should be. The row is known by its number or its name; a reference may be given by a name.

    A text may be given by how it begins and ends, with CUT between: then it is those that are compared, and no more.
    """

    blad: str
    nr: str
    namn: str
    kolumn: str
    varde: str


@dataclass(frozen=True, slots=True)
class Measured:
    right: tuple[Fact, ...]
    listed: tuple[Fact, ...]
    """Not right, and said so for review."""

    wrong: tuple[tuple[Fact, str], ...]
    """Something else stands there, and nobody is told."""

    missing: tuple[Fact, ...]
    """Nothing stands there, and nobody is told."""

    invented: tuple[str, ...]
    """Rows that no fact speaks of."""

    untold: tuple[str, ...]
    """Cells that no fact speaks of, and that nobody was told of."""

    @property
    def cut(self) -> int:
        """So many of those that are right were compared by their beginning and end alone."""
        return sum(CUT in fact.varde for fact in self.right)

    @property
    def share(self) -> float:
        return len(self.right) / (len(self.right) + len(self.listed) + len(self.wrong) + len(self.missing))

    def __str__(self) -> str:
        untold = len(self.wrong) + len(self.missing) + len(self.untold)
        cut = f" ({self.cut} av dem jämförda på början och slut)" if self.cut else ""
        return f"{self.share:.1%} rätt{cut}, {untold} fel som inte sägs, {len(self.listed)} att granska"


def facts(path: Path) -> list[Fact]:
    with path.open(encoding="utf-8") as file:
        return [Fact(**row) for row in csv.DictReader(file, delimiter=";")]


def measured(done: Imported, wanted: Iterable[Fact]) -> Measured:
    """The workbook that was made against what it should hold."""
    return compared({sheet: [*_rows(done.file, sheet)] for sheet in NAMES}, done, wanted)


def compared(rows: Mapping[str, list[Mapping[str, Any]]], done: Imported, wanted: Iterable[Fact]) -> Measured:
    """Rows by sheet against what they should be."""
    wanted = list(wanted)
    told = {(one.blad, one.nr, one.kolumn) for one in done.review}
    right, listed, wrong, missing = [], [], [], []
    for fact in wanted:
        row = _find(rows[fact.blad], fact)
        found = "" if row is None else shown(row.get(fact.kolumn))
        title = contract().table_of_sheet(fact.blad).column(fact.kolumn).title  # type: ignore[union-attr] # a sheet of ours
        if row is not None and _same(found, _meant(rows, fact)):
            right.append(fact)
        elif row is not None and (fact.blad, shown(row.get("nr")), title) in told:
            listed.append(fact)
        elif found:
            wrong.append((fact, found))
        else:
            missing.append(fact)
    return Measured(
        tuple(right),
        tuple(listed),
        tuple(wrong),
        tuple(missing),
        tuple(_invented(rows, wanted)),
        tuple(_untold(rows, wanted, done)),
    )


def _rows(path: Path, sheet: str) -> Iterator[Mapping[str, Any]]:
    table = contract().table_of_sheet(sheet)
    assert table is not None
    found = runxl.read(path).tables[table.name]
    for at in range(len(found.rows)):
        yield {name: found.values(name)[at] for name in found.columns}


def _find(rows: list[Mapping[str, Any]], fact: Fact) -> Mapping[str, Any] | None:
    name = NAMES[fact.blad]
    if fact.nr:
        return next((row for row in rows if row["nr"] == fact.nr), None)
    return next((row for row in rows if _plain(row[name]) == _plain(fact.namn)), None)


def _meant(rows: Mapping[str, list[Mapping[str, Any]]], fact: Fact) -> str:
    """A reference that is given by a name is that row's number."""
    above = {"mal": "Mål", "delmal": "Delmål"}.get(fact.kolumn, "")
    if not above or above == fact.blad or fact.varde[:1].isdigit():
        return fact.varde
    found = next((row for row in rows[above] if _plain(row[NAMES[above]]) == _plain(fact.varde)), None)
    return shown(found["nr"]) if found else fact.varde


def _invented(rows: Mapping[str, list[Mapping[str, Any]]], wanted: list[Fact]) -> Iterator[str]:
    for sheet, name in NAMES.items():
        numbers = {fact.nr for fact in wanted if fact.blad == sheet}
        names = {_plain(fact.namn) for fact in wanted if fact.blad == sheet}
        names |= {_plain(fact.varde) for fact in wanted if fact.blad == sheet and fact.kolumn == name}
        for row in rows[sheet]:
            if row["nr"] not in numbers and _plain(row[name]) not in names:
                yield f"{sheet} {row['nr']}: {row[name]}"


def _untold(rows: Mapping[str, list[Mapping[str, Any]]], wanted: list[Fact], done: Imported) -> Iterator[str]:
    said = {(one.blad, one.nr, one.kolumn) for one in (*done.review, *done.interpreted)}
    for sheet, several in rows.items():
        table = contract().table_of_sheet(sheet)
        assert table is not None
        for row in several:
            known = {fact.kolumn for fact in wanted if fact.blad == sheet and _find([row], fact)}
            for column in table.columns:
                told = column.name in (*known, "nr", NAMES[sheet]) or (sheet, row["nr"], column.title) in said
                if column.is_input and row.get(column.name) is not None and not told:
                    yield f"{sheet} {row['nr']} {column.title}: {shown(row[column.name])}"


def _same(found: str, meant: str) -> bool:
    begins, cut, ends = meant.partition(CUT)
    said = _plain(found)
    if cut:
        return said.startswith(_plain(begins)) and said.endswith(_plain(ends)) and len(said) > len(begins) + len(ends)
    return said == _plain(meant)


def _plain(value: object) -> str:
    return " ".join(str(value).split())


def shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value.date() if isinstance(value, dt.datetime) else value) if value is not None else ""
