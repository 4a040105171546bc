"""The buttons Status and Samla: the answers in a folder that the person chooses, told of or taken into the plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from runxl.addin import compute
from runxl.addin.answers import lines
from runxl.addin.chosen import chosen, progress_in
from runxl.addin.fitting import fitted
from runxl.addin.open_document import Document
from runxl.addin.undo import apply_undoable
from runxl.errors import RunxlError
from runxl.files.target import free_name
from runxl.svenska import counted
from runxl.verbs.plan import plan_of
from runxl.verbs.samla.collect import Collected, hear
from runxl.verbs.samla.merge import edits_of
from runxl.verbs.status.overview import seen
from runxl.verbs.status.status_book import write_book
from runxl.verbs.status.words import answered
from runxl.workbook.edits import joined

_CHOOSE = "Välj mappen med enheternas svar"
_PROTOCOL, _PROPOSALS = "Insamling", "Förslag"


def status(document: Document) -> str:
    """Who has answered, in a workbook that is opened; the plan is left as it is."""
    plan = plan_of(compute.look(document))
    folder = chosen(document, "folder", _CHOOSE)
    if folder is None:
        return ""
    told, _ = hear(plan, folder, progress=progress_in(document), now=compute.now())
    found = seen(folder, told)
    book = free_name(folder.with_name(f"Status {told.when}, {folder.name}.xlsx"))
    write_book(found, book)
    document.open_beside(book)
    return f"{told.when}: {answered(found)}\n\n{book.name} är öppnad. Den ligger bredvid mappen {folder.name}."


def gather(document: Document) -> str:
    """Takes the answers in, and goes to the sheet that tells of it. RunxlError: nothing is written."""
    compute.refuse_read_only(document)
    plan = plan_of(compute.look(document))
    folder = chosen(document, "folder", _CHOOSE)
    if folder is None:
        return ""
    told, intake = hear(plan, folder, progress=progress_in(document), now=compute.now())
    if told.nothing_readable:
        raise RunxlError(f"Inget svar i {folder} gick att läsa. Kontrollera att mappen är rätt.")
    answers, remembered = edits_of(plan, intake)
    edits = joined((fitted(document, answers), remembered))
    if edits.sheets:
        apply_undoable(document, plan.workbook, edits, "Den senaste insamlingen är ångrad")
        document.activate(_PROPOSALS if told.wishes and not told.cells else _PROTOCOL)
    return "\n\n".join(_told(told, folder, written=bool(edits.sheets)))


def _told(told: Collected, folder: Path, *, written: bool) -> Iterator[str]:
    found = seen(folder, told)
    if told.cells:
        cells = counted(told.cells, "cell", "celler")
        yield f"{answered(found)} {cells} på {counted(told.rows, 'rad', 'rader')} är införda."
    else:
        yield f"{answered(found)} Det finns inga nya svar att föra in."
    if told.disputed:
        number = counted(len(told.disputed), "konflikt", "konflikter")
        yield f"{number} väntar på ett val i kolumnen Hur på bladet {_PROTOCOL}. Planens uppgift står kvar så länge."
    if told.wishes:
        yield (
            f"{len(told.wishes)} förslag står på bladet {_PROPOSALS}. Skriv Ja i Godtas för det som ska gälla, och "
            "klicka på Godta förslag."
        )
    awaited = [f"{unit.unit}: {unit.reason}" for unit in found.units if unit.reason]
    if awaited:
        yield f"Det här väntar ni på:\n{lines(awaited)}"
    if written:
        yield f"Bladet {_PROTOCOL} säger cell för cell vad som togs in. runxl sparar inte arbetsboken."
