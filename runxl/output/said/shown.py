"""How a table is shown: what its columns say, and what kind of thing that is. Each output gives it a look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Literal

from runxl.contract import vocabulary
from runxl.contract.vocabulary import DataRow
from runxl.measure.values import plain
from runxl.output.said.source import Source
from runxl.output.said.unassessed import text
from runxl.output.said.when import periodicity
from runxl.svenska import MONTHS

ToldValue = str | int | float | Decimal | dt.date | None
ShownAs = Literal["text", "short", "key", "unit", "amount", "change", "share", "status", "date"]
"""`text` runs over several lines and `short` does not; a `key` is a number that names something; a `change` is an
amount that tells its sign; a `status` is marked by its word; a `unit` is what the row's amounts are told in."""

ShownIn = Literal["lists", "documents", "brief"]
"""`lists` have one fact in each column, to be sorted by. `documents` are read. In `brief` there is room for six."""

_UNIT = "Måttenhet"
"""What a unit of measure is called in what we write: there Enhet is who a workbook comes from."""

AMOUNTS = ("amount", "change", "share")
"""Kinds that are numbers: they stand to the right."""

_MARKED = ("status", "prognos", "uppdragsstatus", "aktivitetsstatus", "bidrag")
_KINDS: Mapping[str, ShownAs] = {
    "nr": "key",
    "ref": "key",
    "unit": "unit",
    "share": "share",
    "date": "date",
    "datetime": "date",
    **dict.fromkeys(("number", "integer", "measure", "target", "outcome"), "amount"),
}
_ROOM = 6


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column of the sheet by its name, or with `value` one of our own; what is not said here is as in the contract.

    `only`: the one place that it is for. `level`: in documents the styrmodell's word for it stands in the header.
    `note` is said below, in smaller letters. `so_far`: its amounts are of the year until now, which a header tells.
    """

    name: str
    title: str = ""
    kind: ShownAs | None = None
    value: Callable[[Source, DataRow], ToldValue] | None = None
    width: float = 0
    only: ShownIn | Literal[""] = ""
    level: str = ""
    note: Callable[[Source, DataRow], str] | None = None
    so_far: bool = False

    def said(self, source: Source, row: DataRow) -> ToldValue:
        return self.value(source, row) if self.value else _said(self.name, row)

    def heading(self, source: Source) -> str:
        return source.one(self.level) if self.level else self.title

    def dated(self, source: Source) -> str:
        """Its header in a document of its own period: `Utfall t.o.m. april 2024`."""
        if not (self.so_far and source.basis.is_delar):
            return self.heading(source)
        return f"{self.title} t.o.m. {MONTHS[max(source.basis.period.months) - 1]} {source.basis.ar or ''}".strip()


NOTHING = ShownColumn("", kind="short")
"""A column in which nothing stands."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a table is shown. With nothing said every column stands there as it does in the sheet.

    `caption` is what the table is called where it is not a sheet of its own, `about` what it shows, in a line.
    `brief` names the columns where there is room for six: the row's name, a text, and four facts; empty for no column.
    `rows`: where they come from, unless they are the sheet's own. `hint` is said below the rows. `group`: what rows
    that belong together are called, where they stand apart.
    """

    columns: tuple[ShownColumn, ...] = ()
    caption: str = ""
    about: str = ""
    brief: tuple[str, ...] = ()
    rows: Callable[[Source], Sequence[DataRow]] | None = None
    hint: Callable[[Source, Sequence[DataRow]], str] | None = None
    group: Callable[[Source, DataRow], str] | None = None


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of the contract together with how it is shown, place by place."""

    table: vocabulary.Table
    shown: Shown
    every: tuple[ShownColumn, ...]
    lists: tuple[ShownColumn, ...]
    documents: tuple[ShownColumn, ...]
    brief: tuple[ShownColumn, ...]

    @property
    def caption(self) -> str:
        return self.shown.caption or self.table.title

    @property
    def named(self) -> str:
        """The column that the rows are called by."""
        return self.brief[0].name

    def column(self, name: str) -> ShownColumn:
        return next(column for column in self.every if column.name == name)

    @property
    def about(self) -> str:
        return self.shown.about or self.table.help

    def rows(self, source: Source) -> Sequence[DataRow]:
        return self.shown.rows(source) if self.shown.rows else source.rows(self.table.name)

    def group(self, source: Source, row: DataRow) -> str:
        return self.shown.group(source, row) if self.shown.group else self.caption

    def hint(self, source: Source, rows: Sequence[DataRow]) -> str:
        return self.shown.hint(source, rows) if self.shown.hint else ""


def shown_table(table: vocabulary.Table, shown: Shown) -> ShownTable:
    given = shown.columns or tuple(ShownColumn(column.name) for column in table.columns)
    made = [_made(column, table) for column in given]
    lists, documents, short = (
        [column for column in made if column.only in ("", place)] for place in ("lists", "documents", "brief")
    )
    by_name = {"": NOTHING, **{column.name: column for column in made}}
    brief = [by_name[name] for name in shown.brief] if shown.brief else _brief(short)
    return ShownTable(table, shown, tuple(made), tuple(lists), tuple(documents), tuple(brief))


def _brief(columns: Sequence[ShownColumn]) -> Sequence[ShownColumn]:
    """The row's name, a text if there is any, and as many facts as there is room for: statuses first, units last."""
    first, *rest = columns
    text = next((one for one in rest if one.kind == "text"), NOTHING)
    facts = [one for one in rest if one.kind not in ("text", "key")]
    return (first, text, *sorted(facts, key=lambda one: (one.kind != "status", one.kind == "unit")))[:_ROOM]


def _made(column: ShownColumn, table: vocabulary.Table) -> ShownColumn:
    """With what the contract says of it."""
    own = next((one for one in table.columns if one.name == column.name), None)
    if own is None:
        return replace(column, kind=column.kind or "text")
    kind = column.kind or _kind(own, table)
    title = column.title or (_UNIT if kind == "unit" else own.title)
    # A column that refers to a mål by its Nr tells which it is.
    value = column.value or (partial(_mal, own.name) if own.ref == "mal" else None)
    return replace(column, kind=kind, title=title, width=column.width or own.width, value=value)


def _kind(column: vocabulary.Column, table: vocabulary.Table) -> ShownAs:
    if column.name in {one.unit for one in table.columns}:
        return "unit"
    if column.codelist in _MARKED:
        return "status"
    return _KINDS.get(column.type) or ("text" if column.long else "short")


def _mal(name: str, source: Source, row: DataRow) -> ToldValue:
    nr = text(row, name)
    return source.mal_in_short().get(nr, nr)


def _said(name: str, row: DataRow) -> ToldValue:
    """What stands in the column, as far as words and numbers can tell it."""
    said = row.get(name)
    if isinstance(said, str):
        return said.strip()
    if isinstance(said, tuple):
        return periodicity(said) if all(isinstance(one, int) for one in said) else plain(said)
    if isinstance(said, bool):
        return "Ja" if said else None
    return said if isinstance(said, Decimal | dt.date | float) else None if said is None else str(said)
