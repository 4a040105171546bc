"""A unit's part of a plan: its own rows as they stand, what they hang on, and what holds for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from runxl.contract import vocabulary as model
from runxl.contract.load import contract
from runxl.output.results.standing import rewritten
from runxl.verbs.owners import answered_tables, nrs
from runxl.verbs.plan import Master
from runxl.workbook.tables import FoundTable

DECISIONS = ("faststalld_status", "motivering", "faststalld_av", "faststalld_den")
"""The controller's verdict on the answers is nothing to answer to."""

DUE = "lamnas_nu"

RowsByTable = Mapping[str, Sequence[Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Rows by table; `own` and `context` are their positions in the master, by table. No row is in both."""

    rows: RowsByTable
    own: Mapping[str, tuple[int, ...]]
    context: Mapping[str, tuple[int, ...]]

    def context_places(self) -> dict[str, frozenset[int]]:
        """Where the context rows have come to stand among the excerpt's rows."""
        places = {}
        for name, positions in self.context.items():
            every = sorted((*positions, *self.own.get(name, ())))
            places[name] = frozenset(place for place, position in enumerate(every) if position in positions)
        return places


def excerpt(master: Master, unit: str) -> Excerpt:
    """What a unit (by its folded name) is sent."""
    tables = master.workbook.tables
    mine = master.owners.of(unit)
    own = {table.name: tuple(row.position for row in mine if row.table == table.name) for table in answered_tables()}
    context = {name: tuple(sorted(_above(tables, own, name) - set(own[name]))) for name in ("delmal", "uppdrag")}
    shown = {**own, "delmal": (*own["delmal"], *context["delmal"])}
    context["mal"] = tuple(sorted(_above(tables, shown, "mal")))
    context["periodvarden"] = _period_values(tables, own["indikatorer"])
    rows = {
        name: [
            row_of(table, tables[name], position, context=position not in own.get(name, ()))
            for position in sorted((*own.get(name, ()), *context.get(name, ())))
        ]
        for name, table in contract().tables.items()
        if name in tables and (own.get(name) or context.get(name))
    }
    return Excerpt(rows, own, context)


def _period_values(tables: Mapping[str, FoundTable], asked: Sequence[int]) -> tuple[int, ...]:
    """What holds for the unit's indikatorer in each period: an answer is held against it."""
    if "periodvarden" not in tables or not asked:
        return ()
    every = nrs(tables["indikatorer"], "nr")
    mine = {every[position] for position in asked}
    return tuple(position for position, nr in enumerate(nrs(tables["periodvarden"], "nr")) if nr in mine)


def _above(tables: Mapping[str, FoundTable], shown: Mapping[str, Sequence[int]], parent: str) -> set[int]:
    """The parents' rows that those shown refer to."""
    named: set[str] = set()
    for child in answered_tables():
        for column in child.columns if child.name in tables else ():
            if parent in (column.ref, column.also):
                references = nrs(tables[child.name], column.name)
                named |= {references[position] for position in shown[child.name]}
    known = nrs(tables[parent], "nr") if parent in tables else []
    return {position for position, nr in enumerate(known) if nr and nr in named}


def row_of(table: model.Table, found: FoundTable, position: int, *, context: bool) -> dict[str, object]:
    """A row as it is sent, by column name."""
    columns = (*sent_columns(table, context=context), *(() if context else told_columns(table)))
    return {column.name: rewritten(found.values(column.name)[position]) for column in columns}


def sent_columns(table: model.Table, *, context: bool) -> tuple[model.Column, ...]:
    """The columns whose values a unit gets: no results and no decisions, and of context what the row is called.

    A table whose rows tell of other rows is sent with all that it tells.
    """
    if context and table.column(table.key[0]).type != "ref":
        parent = next((column.name for column in table.columns if column.type == "ref"), "")
        names = ("nr", parent, table.name, "perspektiv")
        return tuple(column for column in table.columns if column.name in names)
    return tuple(column for column in table.columns if column.is_input and column.name not in DECISIONS)


def told_columns(table: model.Table) -> tuple[model.Column, ...]:
    """The results that help a unit to answer: what it said the last time, and whether it is to answer now."""
    former = {column.former for column in table.columns}
    return tuple(column for column in table.columns if column.is_result and column.name in {*former, DUE})
