"""What a button does. Excel for Windows asks `addin.server`, Excel for Mac runs `main`, LibreOffice's toolbar `act`."""

from __future__ import annotations

from pkgutil import resolve_name

from runxl.addin import messages
from runxl.addin.open_document import Document
from runxl.addin.patience import patiently
from runxl.addin.questions import Asked


def main(action: str) -> None:
    """Does what a button says in the workbook that it was clicked in, in Excel for Mac, which waits for no answer."""
    from runxl.addin import open_excel

    try:
        document = open_excel.caller()
    except Exception as error:  # noqa: BLE001  # see answer
        speaker = open_excel.in_front()
        if speaker:
            said = messages.said(error) if messages.is_busy(error) else messages.no_caller()
            speaker.alert(said, messages.TITLE)
        return
    act(document, action)


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
            return str(resolve_name(f"runxl.addin.{ACTIONS[action]}")(document))
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


ACTIONS = {
    "validera": "answers:validera",
    "berakna": "answers:berakna",
    "sammanfattning": "answers:sammanfattning",
    "nasta_period": "advance:advance",
    "hamta_in": "importing:take_in",
    "skicka_ut": "sending:send",
    "status": "gathering:status",
    "samla": "gathering:gather",
    "godta": "proposals:accept",
    "rapport": "papers:report",
    "bildspel": "papers:slides",
    "forklara": "answers:explanation",
    "nasta_fynd": "answers:go_to_next",
    "angra": "answers:angra",
    "handbok": "answers:handbook",
    "om": "answers:about",
}
"""By the name that the button has in the ribbon and in the toolbar: a module here, loaded when it is pressed, and what
in it does the work in an open workbook and gives the text of a message box, or none."""
