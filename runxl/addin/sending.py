"""The button Skicka ut: the open plan in parts, one workbook for each unit, in a folder that the person chooses."""

from __future__ import annotations

from pathlib import Path

from runxl.addin import compute, messages
from runxl.addin.answers import lines
from runxl.addin.apply import apply
from runxl.addin.chosen import chosen
from runxl.addin.open_document import Document
from runxl.svenska import counted
from runxl.verbs.dela.split import Split, send_out
from runxl.verbs.drafts import contacts
from runxl.verbs.plan import Master, plan_of
from runxl.workbook.edits import Edits
from runxl.workbook.tables import Workbook


def send(document: Document) -> str:
    """Says what was made; nothing where the person changes their mind. Mail drafts too, where there are addresses."""
    plan = plan_of(compute.look(document))
    if not plan.checked.settings.plan_id:
        compute.refuse_read_only(document)
    folder = chosen(document, "folder", "Välj mappen där enheternas arbetsböcker ska läggas")
    if folder is None:
        return ""
    drafts = any(contact.addresses for contact in contacts(plan).values())
    if plan.owners.names and not document.ask(_question(plan, folder, drafts=drafts), messages.TITLE):
        return ""

    def write_plan(workbook: Workbook, edits: Edits) -> None:
        apply(document, edits, workbook.sheets)

    return _told(send_out(plan, folder, drafts=drafts, write_plan=write_plan))


def _question(plan: Master, folder: Path, *, drafts: bool) -> str:
    settings, number = plan.checked.settings, len(plan.owners.names)
    until = f"Svar senast {settings.svar_senast}." if settings.svar_senast else "Svar senast är inte ifyllt."
    books = counted(number, "arbetsbok", "arbetsböcker")
    mails = ", och lika många mejlutkast," if drafts else ""
    return "\n\n".join(
        (
            f"{settings.period} {settings.ar}. {until}",
            f"{books}{mails} läggs i {folder}.",
            "Ska de skapas?",
        )
    )


def _told(done: Split) -> str:
    names = [part.file.name for part in done.parts]
    number = counted(len(names), "arbetsbok", "arbetsböcker")
    parts = [f"{number} finns nu i {done.list_file.parent}:\n{lines(names)}"]
    if done.drafts:
        lacking = [draft.unit for draft in done.drafts if not draft.to]
        parts.append(
            "Ett mejlutkast (.eml) ligger bredvid varje arbetsbok: öppna, läs och skicka."
            + (f" Adress saknas för {', '.join(lacking)}." if lacking else "")
        )
    if done.without:
        rows = [f"{sheet} {nr}" for sheet, nr in done.without]
        parts.append(f"Rader utan Ansvarig, som ingen enhet har fått:\n{lines(rows)}")
    if done.several:
        parts.append("Flera enheter i en cell har blivit en egen enhet: " + ", ".join(done.several) + ".")
    if done.new_plan_id:
        parts.append("Arbetsboken har fått ett Plan-id, som svaren känns igen på. Spara den.")
    return "\n\n".join(parts)
