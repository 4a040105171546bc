"""What only Excel for Mac says, over AppleScript."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from runxl.addin.excel_document import ExcelDocument, rows
from runxl.addin.messages import is_busy
from runxl.addin.open_document import Chosen
from runxl.excel import Area
from runxl.workbook.edits import Link
from runxl.workbook.tables import CellError

_CANCELLED = -128
_FONT = ("name", "size", "bold", "italic", "color")
_CELL = ("color", "wrap_text", "number_format", "horizontal_alignment", "vertical_alignment")
_ALLOWED = (
    "allow_formatting_cells", "allow_formatting_columns", "allow_formatting_rows", "allow_inserting_columns",
    "allow_inserting_rows", "allow_inserting_hyperlinks", "allow_deleting_columns", "allow_deleting_rows",
    "allow_sorting", "allow_filtering", "allow_using_pivot_table",
)  # fmt: skip
"""By these words a protected sheet says what it allows, and is told it when it is protected."""


_SWEDISH = {
    "#SKÄRNING!": "#NULL!", "#DIVISION/0!": "#DIV/0!", "#VÄRDEFEL!": "#VALUE!", "#REFERENS!": "#REF!",
    "#NAMN?": "#NAME?", "#OGILTIGT!": "#NUM!", "#SAKNAS!": "#N/A",
}  # fmt: skip
"""Errors as a Swedish Excel shows them; in a file they are in English in every language."""


class MacDocument(ExcelDocument):
    """See `addin.open_document.Document`."""

    @cached_property
    def _missing(self) -> Any:
        """What AppleScript answers where there is no value, or several."""
        return import_module("appscript").k.missing_value

    @cached_property
    def _sheets(self) -> dict[str, Any]:
        """Asked for by name: xlwings counts them, and what a number means changes when somebody moves a sheet."""
        return {name: self._engine.sheets(name) for name in super()._sheets}

    @cached_property
    def place(self) -> str:
        return str(self._engine.api.full_name.get())

    @property
    def read_only(self) -> bool:
        return bool(self._engine.api.read_only.get())

    def ask(self, text: str, title: str) -> bool:
        """The box of xlwings would say Yes and No."""
        speaker = import_module("osax").OSAX(pid=self._app.pid)
        speaker.activate()
        answer = speaker.display_alert(title, message=text, buttons=["Nej", "Ja"])
        return bool(answer[import_module("appscript").k.button_returned] == "Ja")

    def choose(self, kind: Chosen, title: str, start: Path | None) -> Path | None:
        """The system's own dialogue; to cancel it is an error of AppleScript's (-128)."""
        speaker = import_module("osax").OSAX(pid=self._app.pid)
        speaker.activate()
        begins = {"default_location": import_module("appscript").mactypes.Alias(str(start))} if start else {}
        try:
            chosen = getattr(speaker, f"choose_{kind}")(with_prompt=title, **begins)
        except Exception as error:
            if getattr(error, "errornumber", None) == _CANCELLED:
                return None
            raise
        return Path(str(chosen.path))

    def open_beside(self, path: Path) -> None:
        self._app.api.open_workbook(workbook_file_name=str(path))

    def save_copy(self, path: Path) -> None:
        """AppleScript cannot; the add-in's own VBA can."""
        self._app.macro("runxl.xlam!RunxlSaveCopy")(self.name, str(path))

    def _raw(self, found: Any) -> Any:
        """Not xlwings' own, which makes nothing of a range of several rows when it is to tell of errors."""
        return found.api.value.get()

    def values(self, sheet: str, where: Area) -> list[list[Any]]:
        """An error has no value, so what the cell shows says which it is: asked for only where a value is missing."""
        found = super().values(sheet, where)
        if any(value == self._missing for row in found for value in row):
            shown = rows(self._range(sheet, where).api.string_value.get(), where)
            for values, texts in zip(found, shown, strict=True):
                for place, text in enumerate(map(str, texts)):
                    if values[place] == self._missing:
                        values[place] = CellError(_SWEDISH.get(text, text)) if text.startswith("#") else None
        return found

    def hidden(self, sheet: str, where: Area) -> bool | None:
        answer: bool | None = self._range(sheet, where).row_hidden
        return answer

    def merged(self, sheet: str, where: Area) -> bool | None:
        answer = super().merged(sheet, where)
        return None if answer == self._missing else answer

    def set_row_height(self, sheet: str, rows: Sequence[Area], points: float) -> None:
        for one in rows:
            self._range(sheet, one).row_height = points

    def copy_look(self, sheet: str, sample: Area, targets: Sequence[Area], of: str = "") -> None:
        """Formats are set one by one: pasting them would take away the conditional formats that stand in the target."""
        given = self._range(of or sheet, sample)
        font = [(name, getattr(given.font, name)) for name in _FONT]
        cell = [(name, getattr(given, name)) for name in _CELL]
        edge = given.borders["edge_bottom"]
        style = edge.line_style
        line = {"line_style": None} if style in (None, "none") else {"line_style": style, "weight": edge.weight}
        if line["line_style"]:
            line["color"] = edge.color
        for target in targets:
            taker = self._range(sheet, target)
            taken = taker.font
            for name, value in font:
                setattr(taken, name, value)
            for name, value in cell:
                setattr(taker, name, value)
            taker.borders.set(["edge_bottom"] + ["inside_horizontal"] * (target.bottom > target.top), **line)

    def locked(self, sheet: str) -> bool:
        return bool(self._sheets[sheet].api.protect_contents.get())

    def unlock(self, sheet: str) -> bool:
        native = self._sheets[sheet].api
        held = native.protection_object
        how = {name: bool(getattr(held, name).get()) for name in _ALLOWED}
        how |= {
            "drawing_objects": bool(native.protect_drawing_objects.get()),
            "scenarios": bool(native.protect_scenarios.get()),
        }
        try:
            native.unprotect(password="")
        except Exception as error:  # appscript.CommandError, which exists on macOS alone
            if is_busy(error):
                raise
            return False
        self._protection[sheet] = how
        return not self.locked(sheet)

    def lock(self, sheet: str) -> None:
        self._sheets[sheet].api.protect_worksheet(worksheet_contents=True, **self._protection[sheet])

    def replace_links(self, sheet: str, links: Sequence[Link]) -> None:
        """Those that lead out of the workbook stay: nobody but the person has made them."""
        native = self._sheets[sheet].api
        for index in range(native.count(each=import_module("appscript").k.hyperlink), 0, -1):
            old = native.hyperlinks[index]
            if self._within(old.address.get()):
                old.range_object.clear_hyperlinks()
        for link in links:
            cell = self._book.sheets[sheet].range(link.cell)
            cell.add_hyperlink(f"#{link.target}", cell.value, link.target)

    def _within(self, led_to: Any) -> bool:
        """Whether a link's address leads within the workbook: Excel has none for such a one, or what xlwings says."""
        return led_to in (None, "", self._missing) or str(led_to).startswith("#")
