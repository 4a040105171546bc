"""What was sent to a unit, as its workbook carries it: a hidden Insamling of its own.

It tells whether the unit or the plan has changed a cell since. It comes back from outside, and nothing else follows
from it: no value of it is ever written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from runxl.contract.load import contract
from runxl.excel import fold
from runxl.verbs.dela.excerpt import Excerpt, sent_columns
from runxl.verbs.owners import shown
from runxl.verbs.plan import Master
from runxl.verbs.samla.protocol import SENT, HeardWhen, heard_in
from runxl.workbook.cell_text import as_typed
from runxl.workbook.tables import Workbook

_Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SentState:
    """By sheet, row and header, all folded. `when` is None where the workbook does not say what was sent."""

    cells: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    rows: frozenset[_Row] = frozenset()
    when: HeardWhen = None

    @classmethod
    def of(cls, workbook: Workbook) -> SentState:
        cells: dict[tuple[str, str, str], str] = {}
        when: HeardWhen = None
        for one in heard_in(workbook):
            if fold(one.hur) == fold(SENT):
                cells.setdefault(one.where.folded[1:], one.blev)
                when = when or one.nar
        return cls(cells, frozenset(cell[:2] for cell in cells), when) if when else cls()

    def has(self, sheet: str, row: str) -> bool:
        """Whether the row was sent."""
        return (fold(sheet), fold(row)) in self.rows

    def value(self, sheet: str, row: str, column: str) -> str | None:
        """What the cell held; None if it was empty."""
        return self.cells.get((fold(sheet), fold(row), fold(column)))


def sent_rows(plan: Master, part: Excerpt, name: str, file: str, when: dt.datetime) -> list[dict[str, object]]:
    """The rows of Insamling that a unit's workbook carries."""
    about = {"nar": when, "enhet": name, "fil": file, "hur": SENT}
    rows = [*_settings(plan, about)]
    for table in contract().tables.values():
        found = plan.workbook.tables.get(table.name)
        if found is None:
            continue
        own, context = part.own.get(table.name, ()), part.context.get(table.name, ())
        for position in sorted((*own, *context)):
            row = {**about, "blad": table.sheet, "nr": shown(table, found, position)}
            columns = sent_columns(table, context=position in context)
            said = ((column.title, as_typed(found.values(column.name)[position])) for column in columns)
            rows += [{**row, "kolumn": title, "blev": text} for title, text in said if text]
    return rows


def _settings(plan: Master, about: dict[str, object]) -> Iterator[dict[str, object]]:
    """The thresholds that the answers were given under."""
    table = contract().tables["installningar"]
    for setting in table.settings:
        value = getattr(plan.checked.settings, setting.name) if setting.level else None
        if value is not None:
            row = {"blad": table.sheet, "nr": setting.title, "kolumn": table.column("varde").title}
            yield {**about, **row, "blev": str(value)}
