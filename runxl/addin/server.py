"""What the ribbon calls in Excel for Windows: `CreateObject("Runxl.Engine").Press(button, workbook, answers)`.

A COM server of the person's own, which Windows starts at the first click (`addin.install.com` says how): Excel starts
no program, and its VBA declares nothing. The add-in's VBA holds it between the clicks, and it ends when nobody holds it
any longer, or with the Excel that pressed. It remembers nothing from one call to the next.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from runxl import __version__, process
from runxl.addin import messages, questions
from runxl.addin.main import ACTIONS, answer
from runxl.errors import RunxlError

PROGID = "Runxl.Engine"
CLSID = "{6D0C2B7E-51F4-4C0B-9E0A-2C8F7B1D9A34}"


_PATIENCE = 180.0
"""Seconds that a server waits for whoever had it started: Windows itself gives a start up after two minutes."""

_called = threading.Event()


class Engine:
    """The server's one class. Nothing that is raised here reaches Excel: a person gets Swedish and no traceback."""

    _public_methods_ = ("Press", "Compute", "Version")

    def __init__(self) -> None:
        _called.set()

    def Press(self, button: str, workbook: Any, answers: str = "") -> list[str]:
        """Does what a button says in an open workbook: what VBA is to do now, the text for it, where to begin.

        A list, which becomes an array: of a tuple pywin32 gives the first alone, and takes the rest for arguments.
        """
        try:
            return [questions.SAY, questions.within_the_box(_pressed(str(button), workbook, str(answers))), ""]
        except questions.Asked as asked:
            return [asked.kind, asked.text, asked.start]
        except Exception as error:  # noqa: BLE001  # whatever happens
            return [questions.SAY, questions.within_the_box(messages.said(error)), ""]

    def Compute(self, path: str) -> str:
        """Computes a workbook that is not open, writes it, and says what came of it. For scripts, without Excel."""
        from runxl.addin.sent_to import computed

        try:
            return computed(_whole(str(path)))
        except Exception as error:  # noqa: BLE001  # as above
            return messages.said(error)

    def Version(self) -> str:
        """Asked by VBA to see that the server is there."""
        return __version__


def _pressed(button: str, workbook: Any, answers: str) -> str:
    from runxl.addin import open_excel

    if button not in ACTIONS:
        raise RunxlError(f"Det finns ingen knapp som heter {button[:40]}. Ingenting är gjort.")
    document = open_excel.handed(workbook, questions.read(answers))
    end_with(document.window)
    return answer(document, button)


def end_uncalled(end: Callable[[], object], seconds: float = _PATIENCE) -> None:
    """Ends a server that nobody has called: one that took so long to start that it was given up is nobody's to end."""
    if not _called.wait(seconds):
        end()


def _whole(path: str) -> Path:
    """The server's own folder is nobody's: where a relative path would lead is not what was meant."""
    if not Path(path).is_absolute():
        raise RunxlError(f"Skriv hela sökvägen till arbetsboken: {path}")
    return Path(path)


if sys.platform == "win32":
    import ctypes
    import os
    from ctypes import wintypes

    _SYNCHRONIZE, _FOREVER = 0x100000, 0xFFFFFFFF
    _followed: set[int] = set()

    def end_with(window: int) -> None:
        """Ends this Python when the program that has the window ends, also where that was killed."""
        found = wintypes.DWORD()
        ctypes.windll.user32.GetWindowThreadProcessId(wintypes.HWND(window), ctypes.byref(found))
        if found.value and found.value not in _followed:
            _followed.add(found.value)
            threading.Thread(target=_end_after, args=(found.value,), daemon=True).start()

    def _end_after(number: int) -> None:
        kernel = ctypes.WinDLL("kernel32")
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = kernel.OpenProcess(_SYNCHRONIZE, False, number)
        if handle:
            kernel.WaitForSingleObject(wintypes.HANDLE(handle), _FOREVER)
            os._exit(0)

    def serve() -> None:
        """Until the last object that was handed out is let go of. One Excel, one server: none waits for another's."""
        import pythoncom
        import win32api
        from win32com.server import factory

        process.begin()
        threading.Thread(target=end_uncalled, args=(lambda: os._exit(0),), daemon=True).start()
        given = factory.RegisterClassFactories([CLSID], pythoncom.REGCLS_SINGLEUSE)
        pythoncom.EnableQuitMessage(win32api.GetCurrentThreadId())
        pythoncom.PumpMessages()
        factory.RevokeClassFactories(given)
        process.end(0)

else:

    def end_with(window: int) -> None:
        """There is no COM, and so no server, elsewhere."""

    def serve() -> None:
        """Nothing to wait for."""


if __name__ == "__main__":
    serve()
