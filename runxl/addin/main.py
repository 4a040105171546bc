"""What a button does. Excel's add-in and LibreOffice's toolbar both run `main(action)`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from runxl.addin import messages
from runxl.errors import RunxlError

Action = Callable[[Any], str]
"""Does its work in an open workbook (xlwings' Book) and gives the text of a message box, or none."""


def main(action: str) -> None:
    """Does what a button says in the workbook it was clicked in. Never raises: a person is told instead."""
    try:
        book = _caller()
        text = _run(ACTIONS[action], book)
    except Exception as error:  # noqa: BLE001  # whatever happens, a person gets Swedish and no traceback
        book, text = _any_book(), messages.said(error)
    if text and book is not None:
        book.app.alert(text, title=messages.TITLE)


def _caller() -> Any:
    import xlwings

    try:
        return xlwings.Book.caller()
    except Exception as error:
        if messages.is_busy(error):
            raise
        raise RunxlError(messages.no_caller()) from error


def _any_book() -> Any:
    """The workbook to speak through, if any is open."""
    import xlwings

    try:
        return xlwings.Book.caller()
    except Exception:  # noqa: BLE001  # there is nobody to tell
        try:
            return cast("Any", xlwings.apps).active.books.active
        except Exception:  # noqa: BLE001  # nor here
            return None


def _run(action: Action, book: Any) -> str:
    """The action, with a word in the status bar while it works."""
    book.app.status_bar = f"{messages.TITLE}: arbetar …"
    try:
        return action(book)
    finally:
        book.app.status_bar = False


def validera(book: Any) -> str:
    """Fills Fynd and says how many there are."""
    from runxl.addin.answers import findings_text
    from runxl.addin.compute import write_findings

    return findings_text(write_findings(book).findings)


def berakna(book: Any) -> str:
    """Computes, fills the result columns, Sammanfattning, Fynd and Historik, and says the outcome."""
    from runxl.addin.answers import computed_text
    from runxl.addin.compute import compute

    return computed_text(compute(book))


def sammanfattning(book: Any) -> str:
    """Computes and goes to Sammanfattning."""
    from runxl.addin.compute import compute
    from runxl.workbook.places import SUMMARY

    done = compute(book)
    if SUMMARY not in done.workbook.sheets:
        raise RunxlError(f"Arbetsboken saknar bladet {SUMMARY}. Resultaten står på bladen Mål, Delmål och Indikatorer.")
    book.sheets[SUMMARY].activate()
    return ""


def rapport(book: Any) -> str:
    """Writes the report in Word beside the workbook."""
    from runxl.addin.papers import write_paper

    return write_paper(book, ".docx")


def bildspel(book: Any) -> str:
    """Writes the slides beside the workbook."""
    from runxl.addin.papers import write_paper

    return write_paper(book, ".pptx")


def forklara(book: Any) -> str:
    """Says why the selected row has got its status."""
    from runxl.addin.answers import explanation

    return explanation(book)


def nasta_fynd(book: Any) -> str:
    """Selects the next finding's cell."""
    from runxl.addin.answers import go_to_next

    return go_to_next(book)


def angra(book: Any) -> str:
    """Takes back what the last computation wrote."""
    from runxl.addin.answers import undone_text
    from runxl.addin.undo import undo

    return undone_text(undo(book))


def om(book: Any) -> str:
    """Versions and places, for whoever is asked for help."""
    from runxl.addin.answers import about

    return about(book)


ACTIONS: dict[str, Action] = {
    "validera": validera,
    "berakna": berakna,
    "sammanfattning": sammanfattning,
    "rapport": rapport,
    "bildspel": bildspel,
    "forklara": forklara,
    "nasta_fynd": nasta_fynd,
    "angra": angra,
    "om": om,
}
