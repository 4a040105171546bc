"""What the people of the example do in Excel: the controller makes the plan and tells of it, the units answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from runxl.contract.load import contract
from runxl.excel import fold
from runxl.output.results.standing import rewritten, table_edits
from runxl.template.book import build
from runxl.template.formats import wraps
from runxl.verbs.demo.example_facts import CARELESS, ExampleFact, ExampleFacts, answers, plan_rows, rows, settings
from runxl.verbs.demo.folder import Folder
from runxl.verbs.owners import identities
from runxl.workbook.edits import Edit, Edits, Height, joined
from runxl.workbook.heights import row_height
from runxl.workbook.patch import patch
from runxl.workbook.read import read
from runxl.workbook.tables import Workbook

_PLAN_ID = "exempel1"
_CONTACT = "controller@example.se"

ANSWER_BY = {"DÅ 1": dt.date(2024, 5, 15), "DÅ 2": dt.date(2024, 9, 16), "Årsrapport": dt.date(2025, 1, 15)}


def make_plan(plan: Path, period: str) -> None:
    """The plan as it is before anybody has answered."""
    given = {**settings(), "period": period, "plan_id": _PLAN_ID, "kontakt": _CONTACT}
    build(plan, contract(), contract().default_styrmodell, plan_rows(), given)


def answer(folder: Folder, period: str, *, careless: bool = False) -> Path:
    """Every unit fills in its workbook and sends it back. The file of the careless one is returned, if any is."""
    folder.answers(period).mkdir()
    facts = answers(period, careless=careless)
    faulty = folder.answers(period)
    for sent in sorted(folder.sent(period).glob("*.xlsx")):
        edits = Edits(tuple(_cells(read(sent), facts, roles=("unit",))))
        returned = patch(sent, edits, folder.answers(period) / sent.name).file
        if any(str(edit.value).startswith(CARELESS) for edit in edits.cells):
            faulty = returned
    return faulty


def correct(folder: Folder, period: str, returned: Path) -> None:
    """The careless unit sends its workbook once more, now with a number."""
    sent = folder.sent(period) / returned.name
    edits = Edits(tuple(_cells(read(sent), answers(period), roles=("unit",))))
    patch(sent, edits, returned, replace=True)


def conclude(plan: Path, period: str) -> None:
    """The controller's own part of the year's report: economy, personal, events, texts and what the nämnd decided."""
    book = read(plan, to_write=True)
    facts = answers(period)
    cells = Edits(tuple(_cells(book, facts, roles=("in",))), heights=tuple(_heights(book, facts)))
    patch(plan, joined((cells, *_whole_tables(book))))


def _cells(book: Workbook, facts: ExampleFacts, *, roles: tuple[str, ...]) -> Iterator[Edit]:
    """What the example knows of the rows in a workbook, in the cells that are theirs who fill them in."""
    for name, found in book.tables.items():
        table = contract().tables[name]
        asked = [
            column.name
            for column in table.columns
            if column.belongs_to_period and column.role in roles and column.name in found.columns
        ]
        told = facts.get(name, {}) if asked else {}
        for position, known in enumerate(identities(table, found) if told else ()):
            row = told.get(known, {})
            yield from (Edit(table.sheet, found.cell(one, position), row[one]) for one in asked if one in row)


def _heights(book: Workbook, facts: ExampleFacts) -> Iterator[Height]:
    """Rows as high as what is written in them, as when a person drags them."""
    for name in ("mal", "delmal"):
        table, found = contract().tables[name], book.tables[name]
        long = [column for column in table.columns if wraps(column)]
        for row, known in zip(found.rows, identities(table, found), strict=True):
            said = facts[name].get(known, {})
            yield Height(table.sheet, row, row_height([(str(said.get(one.name) or ""), one.width) for one in long]))


def _whole_tables(book: Workbook) -> Iterator[Edits]:
    """Events, and texts under the headings of the document that is to be written."""
    told = {name: several for name, several in rows().items() if contract().tables[name].each_period}
    for name, several in {**told, "texter": [*_texts(book)]}.items():
        table, names = contract().tables[name], [*book.tables[name].columns]
        yield table_edits(book.sheets[table.sheet], table, names, [[row.get(one) for one in names] for row in several])


def _texts(book: Workbook) -> Iterator[ExampleFact]:
    found, told = book.tables["texter"], {fold(row["rubrik"]): row for row in rows()["texter"]}
    for position, heading in enumerate(found.values("rubrik")):
        stands = {name: rewritten(raw) for name, raw in found.row(position).items()}
        yield {**stands, **told.pop(fold(str(heading)), {})}
    yield from told.values()
