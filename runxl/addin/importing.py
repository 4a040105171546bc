"""The button Hämta in från fil: what a document says of the plan, into the plan that is open."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.addin import compute
from runxl.addin.answers import lines
from runxl.addin.chosen import chosen
from runxl.addin.fitting import fitted
from runxl.addin.open_document import Document
from runxl.addin.undo import apply_undoable
from runxl.svenska import counted, listed
from runxl.verbs.importera.import_plan import open_plan, refuse_missing
from runxl.verbs.importera.imported import Imported, Review
from runxl.workbook.places import IMPORT

_NO_SHEET = "Bladet Import är ett annat än runxl:s, så där står ingenting om det. "


def take_in(document: Document) -> str:
    """Empty cells are filled in and new rows added; what differs stands, and is said, on the sheet Import too."""
    compute.refuse_read_only(document)
    refuse_missing()
    found = compute.look(document)
    source = chosen(document, "file", "Välj filen att hämta in från: Word, Excel, csv eller text")
    if source is None:
        return ""
    done, edits = open_plan(found, source)
    if edits.sheets:
        apply_undoable(document, found.workbook, fitted(document, edits), "Den senaste hämtningen är ångrad")
        if done.has_sheet:
            document.activate(IMPORT)
    return "\n\n".join(_told(done, written=bool(edits.sheets)))


def _told(done: Imported, *, written: bool) -> Iterator[str]:
    cells = counted(done.filled, "cell är ifylld", "celler är ifyllda")
    rows = counted(done.added, "rad är ny", "rader är nya")
    found = listed([f"{count} på bladet {sheet}" for sheet, count in done.counts.items() if count])
    yield f"Filen har {found}. {cells} och {rows}." if written else f"Filen har {found}. Planen har redan allt det."
    if done.review:
        yield f"Att granska:\n{lines([_reviewed(one) for one in done.review])}"
    if done.not_read:
        yield f"Ej inläst:\n{lines([one.text for one in done.not_read])}"
    if written:
        where = "Bladet Import säger det också. " if done.has_sheet else _NO_SHEET
        yield f"{where}runxl sparar inte arbetsboken. Knappen Ångra senaste ändring tar tillbaka det."


def _reviewed(one: Review) -> str:
    what = " ".join(filter(None, (one.blad, one.nr, one.kolumn)))
    return f"{what}: ”{one.text}” {one.varfor}" if one.text else f"{what}: {one.varfor}"
