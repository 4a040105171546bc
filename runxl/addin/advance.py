"""The step to the next period in the open workbook: the person is asked and the workbook kept before anything goes."""

from __future__ import annotations

from pathlib import Path

from runxl.addin import compute, messages
from runxl.addin.open_document import Document
from runxl.addin.papers import on_disk
from runxl.addin.undo import apply_undoable
from runxl.errors import RunxlError
from runxl.verbs.period import Prepared, effect_of, following, kept_place, prepared, there_already
from runxl.workbook.read import read
from runxl.workbook.tables import Workbook


def advance(document: Document) -> str:
    """Says what was done; nothing where the person answers no. RunxlError: the workbook is as it was."""
    compute.refuse_read_only(document)
    place = on_disk(document, "kopian av perioden")
    found = compute.look(document)
    step = prepared(found, following(found), now=compute.now())
    kept = kept_place(place, step.before)
    if kept.exists() and not _holds(kept, found.workbook):
        raise there_already(kept)
    if not document.ask(_question(step, kept), messages.TITLE):
        return ""
    made = not kept.exists()
    if made:
        _keep(document, found.workbook, kept)
    try:
        apply_undoable(document, found.workbook, step.edits, f"Steget till {step.after} är ångrat")
    except RunxlError:
        if made:
            kept.unlink()
        raise
    return _told(step, kept)


def _keep(document: Document, workbook: Workbook, kept: Path) -> None:
    """Whole and readable, or the step is not taken: what it empties stands nowhere else."""
    try:
        document.save_copy(kept)
        held = _holds(kept, workbook)
    except Exception as error:  # what a program answers that may not write there is its own
        kept.unlink(missing_ok=True)
        if messages.is_busy(error):
            raise
        raise RunxlError(_NOT_KEPT.format(name=kept.name)) from error
    if not held:
        kept.unlink(missing_ok=True)
        raise RunxlError(_NOT_KEPT.format(name=kept.name))


_NOT_KEPT = (
    "Kopian {name} gick inte att spara så att den går att läsa, och steget är därför inte taget. Kontrollera att "
    "arbetsboken är sparad som .xlsx utan lösenord och att du får skriva i mappen."
)


def _holds(kept: Path, workbook: Workbook) -> bool:
    """Whether a file has every value that the open workbook has on our sheets."""
    return {name: found.columns for name, found in read(kept, to_write=True).tables.items()} == {
        name: found.columns for name, found in workbook.tables.items()
    }


def _question(step: Prepared, kept: Path) -> str:
    return "\n\n".join(
        (
            f"{step.before} → {step.after}",
            effect_of(step.emptied, step.kept, taken=False),
            f"Hela arbetsboken, som den är nu, sparas i samma mapp som {kept.name}.",
            "Ska steget tas?",
        )
    )


def _told(step: Prepared, kept: Path) -> str:
    return "\n".join(
        (
            f"Arbetsboken är nu i {step.after}. {effect_of(step.emptied, step.kept, taken=True)}",
            f"{step.before} finns kvar som {kept.name}. Rapporter om den perioden görs ur den filen.",
            "runxl har inte sparat arbetsboken. Spara den, eller ta tillbaka steget med knappen Ångra senaste ändring.",
        )
    )
