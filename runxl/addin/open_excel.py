"""How a workbook that is open in Excel is found, and the document of the system that it is open on."""

from __future__ import annotations

import atexit
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runxl.addin.excel_windows import WindowsDocument
    from runxl.addin.open_document import Document


_ENGINES = {"win32": "_xlwindows", "darwin": "_xlmac"}
"""They have no public names."""


def handed(workbook: Any, answers: Mapping[str, str]) -> WindowsDocument:
    """In Windows: the workbook that the add-in's VBA hands over, which nothing need be asked about to be found."""
    from runxl.addin.excel_windows import WindowsDocument

    xlwings = _xlwings()
    engine = getattr(xlwings, _ENGINES["win32"])
    return WindowsDocument(xlwings.Book(impl=engine.Book(engine.Dispatch(workbook))), answers)


def caller() -> Document:
    """On a Mac: the workbook that the button was clicked in, found by its name."""
    return _document(_xlwings().Book.caller())


def in_front() -> Document | None:
    """Any workbook to speak through when the caller cannot be found."""
    try:
        return _document(_xlwings().apps.active.books.active)
    except Exception:  # noqa: BLE001  # whatever it is, there is nobody to tell
        return None


def _xlwings() -> Any:
    """The library, without what it does as Python ends: in Windows it kills every Excel that has no window.

    On a Mac it runs a macro by the name of CleanUp in every Excel, whoever wrote it.
    """
    import xlwings

    engine = _ENGINES.get(sys.platform)
    if engine:
        atexit.unregister(getattr(xlwings, engine).cleanup)
    return xlwings


def _document(book: Any) -> Document:
    if sys.platform == "darwin":
        from runxl.addin.excel_mac import MacDocument

        return MacDocument(book)
    from runxl.addin.excel_windows import WindowsDocument

    return WindowsDocument(book)
