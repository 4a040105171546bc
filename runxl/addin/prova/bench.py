"""The Excel that is tried in: the person's own, with a copy open, and buttons pressed as the add-in's VBA does."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from runxl.addin import open_excel, questions
from runxl.addin.excel_windows import WindowsDocument
from runxl.addin.server import PROGID
from runxl.errors import RunxlError

_MINUTE = 60

Open = Callable[[Path], Any]
"""Opens a workbook as a person does. Excel's own object."""


class Unexpected(Exception):  # noqa: N818 (it is what was seen)
    """Something else than what should be seen."""


class Bench:
    """`path` is the file that is open as `workbook`. `engine` gives a new server."""

    def __init__(self, path: Path, open_: Open, engine: Callable[[], Any]) -> None:
        self.path, self._open, self._engine = path, open_, engine
        self.workbook = open_(path)
        self._awake: Any = None

    @property
    def folder(self) -> Path:
        """Where whatever is made lies, and nothing else."""
        return self.path.parent

    @property
    def application(self) -> Any:
        return self.workbook.Application

    @property
    def document(self) -> WindowsDocument:
        return open_excel.handed(self.workbook, {})

    def sheet(self, title: str) -> Any:
        return self.workbook.Worksheets(title)

    def press(self, button: str, *, folder: Path | None = None) -> str:
        """Questions are answered yes, and with the folder. What it says in the end."""
        self._awake = self._awake or self._engine()
        answers = ""
        while True:
            what, text, _ = self._awake.Press(button, self.workbook, answers)
            if what not in (questions.ASK, questions.FOLDER, questions.FILE):
                return str(text)
            answers += questions.written(text, questions.YES if what == questions.ASK else str(folder or ""))

    def start_anew(self) -> None:
        """Lets go of the server, so that the next press starts another."""
        self._awake = None

    def opened(self, path: Path) -> Bench:
        """The same with another workbook."""
        return Bench(path, self._open, self._engine)

    def close(self) -> None:
        """Nothing is saved."""
        self.workbook.Close(False)


def new_engine() -> Any:
    """As CreateObject in VBA."""
    from win32com.client.dynamic import Dispatch

    return Dispatch(PROGID)


if sys.platform == "win32":

    def open_as_a_person(path: Path) -> Any:
        """By what Windows opens such files with: only then does Excel load its add-ins."""
        import xlwings

        os.startfile(path)  # noqa: S606 (a workbook of our own)
        for _ in range(2 * _MINUTE):
            for app in xlwings.apps:
                for book in app.books:
                    if book.name == path.name:
                        return book.api
            time.sleep(0.5)
        raise RunxlError(
            f"Excel öppnade inte {path.name} på en minut. Stäng öppna dialogrutor i Excel och försök igen."
        )

else:

    def open_as_a_person(path: Path) -> Any:
        """Not here."""
        raise RunxlError(f"{path.name} kan bara provas i Excel för Windows. Listan för Mac: docs/excel-checklista.md.")
