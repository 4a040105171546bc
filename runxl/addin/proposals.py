"""The button Godta förslag: what units propose and the person has marked Ja, into the open plan."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.addin import compute
from runxl.addin.answers import lines
from runxl.addin.fitting import fitted
from runxl.addin.open_document import Document
from runxl.addin.undo import apply_undoable
from runxl.errors import RunxlError
from runxl.verbs.forslag import TABLE
from runxl.verbs.godta import Accepted, Applying
from runxl.workbook.edits import joined


def accept(document: Document) -> str:
    """Says what was done, and goes to Förslag, where each row says when."""
    compute.refuse_read_only(document)
    workbook = compute.look(document).workbook
    if TABLE not in workbook.tables:
        raise RunxlError("Bladet Förslag saknas i arbetsboken, så det finns inga förslag att godta.")
    applying = Applying(workbook, compute.now())
    done = applying.done()
    if done.applied:
        edits = joined((fitted(document, applying.edits()), applying.proposals.edits(workbook)))
        apply_undoable(document, workbook, edits, "De senast godtagna förslagen är ångrade")
    document.activate(workbook.tables[TABLE].sheet)
    return "\n\n".join(_told(done))


def _told(done: Accepted) -> Iterator[str]:
    if done.applied:
        number = len(done.applied)
        what = [f"{one.proposal.blad} {one.nr} {one.proposal.kolumn} ({one.proposal.enhet})" for one in done.applied]
        yield f"{number} förslag {'är infört' if number == 1 else 'är införda'}:\n{lines(what)}"
    else:
        yield "Inget förslag är infört."
    if done.left:
        yield f"Inte införda:\n{lines([f'Förslag {one.proposal.nr}: {one.why}' for one in done.left])}"
    if done.undecided:
        yield f"{done.undecided} förslag väntar på Ja eller Nej i kolumnen Godtas."
    if done.applied:
        yield "runxl sparar inte arbetsboken. Knappen Ångra senaste ändring tar tillbaka det."
