"""What a button does. Excel for Windows asks `addin.server`, Excel for Mac runs `main`, LibreOffice's toolbar `act`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from runxl.addin import messages
from runxl.addin.patience import patiently
from runxl.addin.questions import Asked
from runxl.errors import RunxlError

if TYPE_CHECKING:
    from runxl.addin.open_document import Document

Action = Callable[["Document"], str]
"""Does its work in an open workbook and gives the text of a message box, or none."""


def main(action: str) -> None:
    """Does what a button says in the workbook that it was clicked in, in Excel for Mac, which waits for no answer."""
    from runxl.addin import open_excel

    try:
        document = open_excel.caller()
    except Exception as error:  # noqa: BLE001  # see answer
        speaker = open_excel.in_front()
        if speaker:
            speaker.alert(messages.said(error if messages.is_busy(error) else _not_found(error)), messages.TITLE)
        return
    act(document, action)


def _not_found(error: Exception) -> RunxlError:
    found = RunxlError(messages.no_caller())
    found.__cause__ = error
    return found


def act(document: Document, action: str) -> None:
    """Does it, and shows what came of it."""
    text = answer(document, action)
    if text:
        document.alert(text, messages.TITLE)


def answer(document: Document, action: str) -> str:
    """Does it, with a word in the status bar meanwhile. A person gets Swedish and no traceback.

    Raises nothing but the question that must be answered before it can be done.
    """
    try:
        document.show(f"{messages.TITLE}: arbetar …")
        try:
            return ACTIONS[action](document)
        finally:
            _rest(document)
    except Asked:
        raise
    except Exception as error:  # noqa: BLE001  # whatever happens
        return messages.said(error)


def _rest(document: Document) -> None:
    """Gives the status bar back. Where Excel still refuses after a while, what is to be said is worth more."""
    try:
        patiently(lambda: document.show(""))
    except Exception as error:
        if not messages.is_busy(error):
            raise


def validera(document: Document) -> str:
    """Fills Fynd and says how many there are."""
    from runxl.addin.answers import findings_text
    from runxl.addin.compute import write_findings

    return findings_text(write_findings(document))


def berakna(document: Document) -> str:
    """Computes, fills the result columns, Sammanfattning, Fynd and Tidigare perioder, and says the outcome."""
    from runxl.addin.answers import computed_text
    from runxl.addin.compute import compute

    done = compute(document)
    return computed_text(done.assessment, done.cells)


def sammanfattning(document: Document) -> str:
    """Computes and goes to Sammanfattning."""
    from runxl.addin.compute import compute
    from runxl.workbook.places import SAMMANFATTNING

    done = compute(document)
    if SAMMANFATTNING not in done.workbook.sheets:
        raise RunxlError(
            f"Arbetsboken saknar bladet {SAMMANFATTNING}. Resultaten står på bladen Mål, Delmål och Indikatorer."
        )
    document.activate(SAMMANFATTNING)
    return ""


def nasta_period(document: Document) -> str:
    """Asks, keeps the workbook as the period ends, and takes the step to the next one."""
    from runxl.addin.advance import advance

    return advance(document)


def hamta_in(document: Document) -> str:
    """Asks for a file and fills the plan up with what it says."""
    from runxl.addin.importing import take_in

    return take_in(document)


def skicka_ut(document: Document) -> str:
    """Asks for a folder and puts a workbook for each unit there."""
    from runxl.addin.sending import send

    return send(document)


def status(document: Document) -> str:
    """Asks for the folder of the answers and opens a workbook that tells who has answered."""
    from runxl.addin.gathering import status as told

    return told(document)


def samla(document: Document) -> str:
    """Asks for the folder of the answers and takes them in."""
    from runxl.addin.gathering import gather

    return gather(document)


def godta(document: Document) -> str:
    """Brings the proposals that are marked Ja into the plan."""
    from runxl.addin.proposals import accept

    return accept(document)


def rapport(document: Document) -> str:
    """Writes the report in Word beside the workbook."""
    from runxl.addin.papers import write_paper

    return write_paper(document, ".docx")


def bildspel(document: Document) -> str:
    """Writes the slides beside the workbook."""
    from runxl.addin.papers import write_paper

    return write_paper(document, ".pptx")


def forklara(document: Document) -> str:
    """Says why the selected row has got its status."""
    from runxl.addin.answers import explanation

    return explanation(document)


def nasta_fynd(document: Document) -> str:
    """Selects the next finding's cell."""
    from runxl.addin.answers import go_to_next

    return go_to_next(document)


def angra(document: Document) -> str:
    """Takes back what the last button wrote in the workbook."""
    from runxl.addin.answers import undone_text
    from runxl.addin.undo import undo

    return undone_text(undo(document))


def handbok(document: Document) -> str:
    """Opens the handbook in the browser, at the selected finding's page."""
    from runxl.addin.answers import handbook

    return handbook(document)


def om(document: Document) -> str:
    """Versions and places, for whoever is asked for help."""
    from runxl.addin.answers import about

    return about(document)


ACTIONS: dict[str, Action] = {
    "validera": validera,
    "berakna": berakna,
    "sammanfattning": sammanfattning,
    "nasta_period": nasta_period,
    "hamta_in": hamta_in,
    "skicka_ut": skicka_ut,
    "status": status,
    "samla": samla,
    "godta": godta,
    "rapport": rapport,
    "bildspel": bildspel,
    "forklara": forklara,
    "nasta_fynd": nasta_fynd,
    "angra": angra,
    "handbok": handbok,
    "om": om,
}
