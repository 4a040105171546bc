"""What only Excel for Mac says, over AppleScript, which reaches less: how a sheet was protected cannot be asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from runxl.addin.excel_document import ExcelDocument, rows
from runxl.excel import Area
from runxl.workbook.edits import Link
from runxl.workbook.tables import CellError


class MacDocument(ExcelDocument):
    """See `addin.open_document.Document`."""

    @cached_property
    def place(self) -> str:
        return str(self._book.api.full_name.get())

    @property
    def read_only(self) -> bool:
        return bool(self._book.api.read_only.get())

    def ask(self, text: str, title: str) -> bool:
        """The box of xlwings would say Yes and No."""
        speaker = import_module("osax").OSAX(pid=self._app.pid)
        speaker.activate()
        answer = speaker.display_alert(title, message=text, buttons=["Nej", "Ja"])
        return bool(answer[import_module("appscript").k.button_returned] == "Ja")

    def save_copy(self, path: Path) -> None:
        """AppleScript cannot; the add-in's own VBA can."""
        self._app.macro("runxl.xlam!RunxlSaveCopy")(self.name, str(path))

    def values(self, sheet: str, where: Area) -> list[list[Any]]:
        """An error has no value, so what the cell shows says which it is: asked for only where a value is missing."""
        missing = import_module("appscript").k.missing_value
        found = super().values(sheet, where)
        if any(value == missing for row in found for value in row):
            shown = rows(self._range(sheet, where).api.string_value.get(), where)
            for values, texts in zip(found, shown, strict=True):
                for place, text in enumerate(texts):
                    if values[place] == missing:
                        values[place] = CellError(text) if str(text).startswith("#") else None
        return found

    def hidden(self, sheet: str, where: Area) -> bool | None:
        answer: bool | None = self._range(sheet, where).rows.hidden
        return answer

    def locked(self, sheet: str) -> bool:
        return bool(self._sheets[sheet].api.protect_contents.get())

    def unlock(self, sheet: str) -> bool:
        try:
            self._sheets[sheet].api.unprotect(password="")
        except Exception:  # noqa: BLE001  # appscript.CommandError, which exists on macOS alone
            return False
        return not self.locked(sheet)

    def lock(self, sheet: str) -> None:
        self._sheets[sheet].api.protect_worksheet(worksheet_contents=True)

    def replace_links(self, sheet: str, links: Sequence[Link]) -> None:
        for link in links:
            cell = self._sheets[sheet].range(link.cell)
            cell.add_hyperlink(f"#{link.target}", cell.value, link.target)
