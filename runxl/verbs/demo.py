"""The example's year: the plan without its answers, and what the units would have filled in, from the facts of 2024."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runxl.contract import vocabulary as model
from runxl.contract.load import contract
from runxl.errors import Hint, RunxlError
from runxl.excel import fold
from runxl.template.book import build
from runxl.template.example import example
from runxl.verbs.units import Identity, answered_tables, identities, identity_columns
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch
from runxl.workbook.read import read

ANSWER_BY = dt.date(2025, 1, 15)
CARELESS = "drygt 120"
"""What a unit may well write as the utfall of the first indikator: it is no number."""

_PLAN_ID = "exempel1"
_CONTACT = "controller@example.se"
_README = "LÄS MIG.txt"
_TEXT = (
    "Den här mappen är skapad av «runxl demo» och visar ett helt varv: planen, utskicket, svaren och resultatet.\n"
    "Uppgifterna är hämtade ur en årsrapport för 2024; det som är påhittat står i kolumnen Kommentar.\n"
    "Mappen kan tas bort när som helst, och göras om från början med samma kommando.\n"
)


@dataclass(frozen=True, slots=True)
class Folder:
    """Where everything in a demonstration stands."""

    top: Path

    @property
    def plan(self) -> Path:
        return self.top / "Plan 2024.xlsx"

    @property
    def sent(self) -> Path:
        return self.top / "utskick"

    @property
    def answers(self) -> Path:
        return self.top / "svar"

    @property
    def summary(self) -> Path:
        return self.top / "Sammanställning 2024.xlsx"


def prepare(top: Path, *, replace: bool) -> Folder:
    """An empty folder. What stands in one is removed only if an earlier demonstration made it, and on demand."""
    folder, readme = Folder(top), top / _README
    if top.exists() and not top.is_dir():
        raise RunxlError(f"{top} är ingen mapp. Ange en mapp för exemplet, till exempel «runxl demo exempel».")
    if top.is_dir() and any(top.iterdir()):
        if not readme.is_file():
            raise RunxlError(f"Mappen {top} är inte tom. Ange en annan mapp för exemplet: runxl demo MAPP.")
        if not replace:
            raise RunxlError(f"Det finns redan ett exempel i {top}.", Hint.REPLACE_IN_FOLDER)
        _remove(folder)
    top.mkdir(parents=True, exist_ok=True)
    readme.write_text(_TEXT, encoding="utf-8")
    return folder


def _remove(folder: Folder) -> None:
    """Only what a demonstration makes: other files in the folder stay."""
    for made in (folder.sent, folder.answers):
        shutil.rmtree(made, ignore_errors=True)
    for book in (folder.plan, folder.summary):
        for file in (book, *folder.top.glob(f"{book.name}.bak-*")):
            file.unlink(missing_ok=True)


def make_plan(plan: Path) -> None:
    """The plan as it is when the units are asked: everything but what they fill in."""
    styrmodell = contract().default_styrmodell
    rows, settings = example(styrmodell)
    described = contract().tables
    unanswered = {name: [_without_answers(described[name], row) for row in several] for name, several in rows.items()}
    given = {**settings, "plan_id": _PLAN_ID, "kontakt": _CONTACT}
    build(plan, contract(), styrmodell, unanswered, given)


def _without_answers(table: model.Table, row: Mapping[str, object]) -> dict[str, object]:
    answers = {column.name for column in table.columns if column.role == "unit"}
    return {name: value for name, value in row.items() if name not in answers}


def answer(folder: Folder) -> Path:
    """Every unit fills in its workbook and sends it back; one is careless. Its file is returned."""
    folder.answers.mkdir()
    facts = _facts(careless=True)
    careless = folder.answers
    for sent in sorted(folder.sent.glob("*.xlsx")):
        edits = _answers(sent, facts)
        returned, _ = patch(sent, edits, folder.answers / sent.name)
        if any(edit.value == CARELESS for edit in edits.cells):
            careless = returned
    return careless


def correct(folder: Folder, returned: Path) -> None:
    """The careless unit sends its workbook once more, now with a number."""
    sent = folder.sent / returned.name
    patch(sent, _answers(sent, _facts(careless=False)), returned, replace=True)


Facts = Mapping[str, Mapping[Identity, Mapping[str, Any]]]
"""The example's rows by table and by what they are known by."""


def _facts(*, careless: bool) -> Facts:
    rows, _ = example(contract().default_styrmodell)
    facts = {
        table.name: {_identity(table, row): row for row in rows.get(table.name, ())} for table in answered_tables()
    }
    if careless:
        first = next(iter(facts["indikatorer"]))
        facts["indikatorer"][first] = {**facts["indikatorer"][first], "utfall": CARELESS}
    return facts


def _identity(table: model.Table, row: Mapping[str, object]) -> Identity:
    words = ((name, str(row.get(name) or "")) for name in identity_columns(table))
    return tuple(word if name == "nr" else fold(word) for name, word in words)


def _answers(sent: Path, facts: Facts) -> Edits:
    """What the example knows of the rows in a workbook, in the cells that the unit fills in."""
    tables = read(sent).tables
    edits: list[Edit] = []
    for table in answered_tables():
        if table.name not in tables:
            continue
        found = tables[table.name]
        asked = [column.name for column in table.columns if column.role == "unit" and column.name in found.columns]
        for position, identity in enumerate(identities(table, found)):
            row = facts[table.name].get(identity, {})
            edits += [Edit(table.sheet, found.cell(name, position), row[name]) for name in asked if name in row]
    return Edits(tuple(edits))
