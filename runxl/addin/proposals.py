"""The button Godta förslag: what units propose and the person has marked Ja, into the open plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from runxl.addin import compute, messages
from runxl.errors import RunxlError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runxl.addin.open_document import Document
    from runxl.verbs.godta import Accepted, Applying
    from runxl.workbook.tables import Workbook


def accept(document: Document) -> str:
    """Says what was done, and goes to Förslag, where each row says when."""
    from runxl.verbs.forslag import TABLE
    from runxl.verbs.godta import Applying

    if document.read_only:
        raise RunxlError(messages.READ_ONLY.format(name=document.name))
    workbook = compute.look(document).workbook
    if TABLE not in workbook.tables:
        raise RunxlError("Bladet Förslag saknas i arbetsboken, så det finns inga förslag att godta.")
    applying = Applying(workbook, compute.now())
    done = applying.done()
    if done.applied:
        _write(document, workbook, applying)
    document.activate(workbook.tables[TABLE].sheet)
    return "\n\n".join(_told(done))


def _write(document: Document, workbook: Workbook, applying: Applying) -> None:
    from runxl.addin.apply import apply
    from runxl.addin.fitting import fitted
    from runxl.addin.undo import remember
    from runxl.workbook.edits import joined

    edits = joined((fitted(document, applying.edits()), applying.proposals.edits(workbook)))
    before = partial(remember, document, workbook, edits, "De senast godtagna förslagen är ångrade")
    apply(document, edits, workbook.sheets, before=before)


def _told(done: Accepted) -> Iterator[str]:
    from runxl.addin.answers import lines

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
