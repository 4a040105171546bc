"""Word for Windows as what prints a document: a Word of our own over COM, hidden, without macros and without questions.

A Word that somebody has open is neither used nor ended. It is spoken to in a thread of its own: a box that Word shows
all the same would hold whoever waits for it, and after a while nobody does.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

from runxl.errors import RunxlError
from runxl.output.document.pdf.printer import Printer

WAIT = 180.0
_GLANCE = 0.5
"""Seconds. Windows lets nobody stop a wait that is longer."""

_PROGRAM = "Word.Application"
_NO_ALERTS, _NO_MACROS, _UNSAVED = 0, 3, 0
_PDF, _FOR_PRINT, _WHOLE, _CONTENT, _BY_HEADINGS = 17, 0, 0, 0, 1

_TOO_OLD = (
    "Den Word som finns på datorn skriver ingen uppmärkt PDF. Installera LibreOffice 7.4 eller senare, eller en "
    "nyare Word."
)
_SILENT = (
    "Word svarar inte, och ingen PDF är skriven. Visar Word en ruta någonstans svarar du på den först. Försök "
    "sedan igen."
)

_REFUSED = (
    "Word kunde inte göra rapporten till PDF. Öppna Word och stäng de rutor som visas, försök igen, eller skriv "
    "rapporten till .docx och spara den som PDF i Word."
)
"""COM says why by a number, in words that help nobody."""

if sys.platform == "win32":
    import winreg

    def _is_here() -> bool:
        """As Windows itself finds it; nothing is started."""
        try:
            with winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, rf"{_PROGRAM}\CLSID"):
                return True
        except OSError:
            return False

else:

    def _is_here() -> bool:
        """In other systems Word, where there is one, cannot be asked for a tagged PDF."""
        return False


def _put(document: Path, pdf: Path) -> None:
    failed: list[BaseException] = []

    def work() -> None:
        try:
            _print(document, pdf)
        except BaseException as error:  # noqa: BLE001 - told to the one who waits
            failed.append(error)

    thread = Thread(target=work, name="runxl-word", daemon=True)
    thread.start()
    end = monotonic() + WAIT
    while thread.is_alive() and monotonic() < end:
        thread.join(min(_GLANCE, WAIT))
    if thread.is_alive():
        raise RunxlError(_SILENT)
    if failed:
        raise RunxlError(_REFUSED) from failed[0]


def _print(document: Path, pdf: Path) -> None:
    """Opened to be read alone; pages are worked out before they are told."""
    with _word() as word:
        opened = word.Documents.Open(str(document), False, True, False)  # not asked, read alone, not remembered
        try:
            opened.Repaginate()
            opened.Fields.Update()
            opened.ExportAsFixedFormat(
                str(pdf), _PDF, False, _FOR_PRINT, _WHOLE, 1, 1, _CONTENT,
                True,  # the document's properties: its title
                True,
                _BY_HEADINGS,
                True,  # the structure: headings, tables, texts for pictures
                True,
                False,
            )  # fmt: skip
        finally:
            opened.Close(_UNSAVED)


@contextmanager
def _word() -> Iterator[Any]:
    """Ended afterwards, unless somebody has begun to work in it."""
    import pythoncom
    from win32com.client import DispatchEx

    pythoncom.CoInitialize()
    try:
        word = DispatchEx(_PROGRAM)  # never the one that is running
        try:
            word.Visible = False
            word.DisplayAlerts = _NO_ALERTS
            word.AutomationSecurity = _NO_MACROS
            yield word
        finally:
            with suppress(Exception):  # it may have gone already: what it was to do has been told of
                _leave(word)
            word = None
    finally:
        pythoncom.CoUninitialize()


def _leave(word: Any) -> None:
    if word.Documents.Count:
        word.Visible = True
    else:
        word.Quit(_UNSAVED)


WORD = Printer("Word", _is_here, _put, _TOO_OLD, identifies=False)
