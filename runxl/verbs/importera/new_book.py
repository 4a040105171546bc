"""The new workbook: the rows, the settings, and the sheet Import that says where each row came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from runxl.contract.load import contract
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.contract.vocabulary import Column, Contract, Table
from runxl.template.book import build
from runxl.verbs.importera.about import About
from runxl.verbs.importera.chapters import settings_of
from runxl.verbs.importera.draft import PlanDraft
from runxl.verbs.importera.imported import Imported
from runxl.verbs.ny.new_contents import with_outline
from runxl.verbs.plan import new_plan_id
from runxl.workbook.edits import NewSheet
from runxl.workbook.places import IMPORT, IMPORT_TABLE
from runxl.workbook.tables import RawSheet

_BEFORE, _LIKE = "Listor", "Fynd"
_COLUMNS = (
    ("vad", "Vad", 16, "Att granska, Ej inläst, Tolkat eller Rad."),
    ("blad", "Blad", 14, "Bladet som raden står på."),
    ("nr", "Nr", 10, "Radens nummer."),
    ("kolumn", "Kolumn", 18, "Kolumnen som det gäller."),
    ("text", "Text i källan", 60, "Så står det i källan."),
    ("tolkat", "Läst som", 30, "Det som texten är läst som, eller skulle läsas som."),
    ("varfor", "Varför", 60, "Varför det ska granskas, eller hur det är läst."),
    ("kalla", "Källa", 26, "Filen som uppgiften kommer från."),
    ("plats", "Plats", 40, "Stället i filen."),
)
_LONG = ("text", "varfor", "plats")

TABLE = Table(
    name="import",
    sheet=IMPORT,
    table=IMPORT_TABLE,
    title="Import",
    help="Varifrån uppgifterna kommer och hur de är lästa. Skrivs av runxl.",
    key=(),
    kind="written",
    part="control",
    columns=tuple(
        Column(name, title, "text", "fixed", help_text, width, long=name in _LONG)
        for name, title, width, help_text in _COLUMNS
    ),
)


NEW_SHEET = NewSheet(
    IMPORT,
    IMPORT_TABLE,
    tuple(column.title for column in TABLE.columns),
    tuple(float(column.width) for column in TABLE.columns),
    _LIKE,
)
"""In a plan that has none."""

EMPTY = RawSheet(IMPORT, [list(NEW_SHEET.headers)], table_ref=str(NEW_SHEET.area))
"""As it is then, before anything is told in it."""


def write(target: Path, draft: PlanDraft, about: About, styrmodell: Styrmodell, done: Imported) -> None:
    """Builds the workbook, whole or not at all."""
    rows: dict[str, list[Mapping[str, object]]] = {
        name: [row.values for row in several] for name, several in draft.tables.items()
    }
    settings = {
        "namnd": about.namnd,
        "ar": about.year,
        "period": about.period.name,
        "plan_id": new_plan_id(),
    }
    whole = {**with_outline(rows, settings_of(about, styrmodell)), TABLE.name: [*lines(done)]}
    build(target, _with_import(contract()), styrmodell, whole, settings, backup=True)


def _with_import(own: Contract) -> Contract:
    """The sheet is of this workbook alone: an ordinary one has none."""
    at = own.sheets.index(_BEFORE)
    sheets = (*own.sheets[:at], IMPORT, *own.sheets[at:])
    return replace(own, sheets=sheets, tables={**own.tables, TABLE.name: TABLE})


def lines(done: Imported) -> Iterator[Mapping[str, object]]:
    """What needs a person first, then what was left out, how the rest was read, and where each row stood."""
    told = (("Att granska", done.review), ("Ej inläst", done.not_read), ("Tolkat", done.interpreted))
    yield from ({"vad": word, **one.to_dict()} for word, several in told for one in several)
    for row in done.rows:
        yield {
            "vad": "Rad",
            "blad": row.blad,
            "nr": row.nr,
            "text": row.namn,
            "kalla": row.kalla,
            "plats": row.plats,
        }
