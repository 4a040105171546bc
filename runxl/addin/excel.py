"""How a workbook that is open in Excel is found, and the document of the system that it is open on."""

from __future__ import annotations

import atexit
import sys
from typing import Any

from runxl.addin import messages
from runxl.addin.open_document import Document


def caller() -> Document:
    """The workbook that the button was clicked in, found by its name in the window that said so."""
    return _document(_xlwings().Book.caller())


def in_front() -> Document | None:
    """Any workbook to speak through when the caller cannot be found."""
    try:
        return _document(_xlwings().apps.active.books.active)
    except Exception:  # noqa: BLE001  # whatever it is, there is nobody to tell
        return None


def shown(document: Document | None, text: str) -> str:
    """What is left to show. On macOS nobody waits for the answer, so it is shown here."""
    if sys.platform == "darwin" and document and text:
        document.alert(text, messages.TITLE)
        return ""
    return text


def _xlwings() -> Any:
    """The library, without what it does as Python ends: in Windows it kills every Excel that has no window.

    On a Mac it runs a macro by the name of CleanUp in every Excel, whoever wrote it.
    """
    import xlwings

    engine = {"win32": "_xlwindows", "darwin": "_xlmac"}.get(sys.platform)
    if engine:
        atexit.unregister(getattr(xlwings, engine).cleanup)  # it has no public name
    return xlwings


def _document(book: Any) -> Document:
    if sys.platform == "darwin":
        from runxl.addin.excel_mac import MacDocument

        return MacDocument(book)
    from runxl.addin.excel_windows import WindowsDocument

    return WindowsDocument(book)
