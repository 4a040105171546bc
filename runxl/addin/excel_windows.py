"""What only Excel for Windows says, asked over COM."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from runxl.addin import questions
from runxl.addin.excel_document import ExcelDocument
from runxl.addin.excel_look import as_before, dress
from runxl.addin.messages import is_busy
from runxl.addin.open_document import Chosen
from runxl.excel import Area
from runxl.workbook.edits import Link
from runxl.workbook.tables import CellError

_FIRST_ERROR = -2146828288
"""Excel's errors are numbered from here (XlCVError); a number in a cell is never an int."""

_ERRORS = {
    2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A",
    2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!", 2047: "#BLOCKED!", 2049: "#FIELD!", 2050: "#CALC!",
}  # fmt: skip
_UNKNOWN = "#UNKNOWN!"

_ALLOWED = (
    "AllowFormattingCells", "AllowFormattingColumns", "AllowFormattingRows", "AllowInsertingColumns",
    "AllowInsertingRows", "AllowInsertingHyperlinks", "AllowDeletingColumns", "AllowDeletingRows", "AllowSorting",
    "AllowFiltering", "AllowUsingPivotTables",
)  # fmt: skip
_LONGEST_ADDRESS = 240
"""Excel takes an address of 255 signs."""


class WindowsDocument(ExcelDocument):
    """See `addin.open_document.Document`. What the person has answered so far is known; what is new ends the call."""

    def __init__(self, book: Any, answers: Mapping[str, str] | None = None) -> None:
        super().__init__(book)
        self._answers = answers or {}

    @property
    def window(self) -> int:
        """Excel's own, by its number in Windows."""
        return int(self._engine.api.Application.Hwnd)

    @cached_property
    def place(self) -> str:
        return str(self._engine.api.FullName)

    @property
    def read_only(self) -> bool:
        return bool(self._engine.api.ReadOnly)

    def ask(self, text: str, title: str) -> bool:  # noqa: ARG002 (VBA's boxes all have the same)
        return questions.answered(self._answers, questions.ASK, questions.within_the_box(text)) == questions.YES

    def choose(self, kind: Chosen, title: str, start: Path | None) -> Path | None:
        begins = f"{start}\\" if start else ""
        chosen = questions.answered(self._answers, kind, title, begins)
        return Path(chosen) if chosen else None

    def open_beside(self, path: Path) -> None:
        self._app.api.Workbooks.Open(str(path))

    def save_copy(self, path: Path) -> None:
        self._engine.api.SaveCopyAs(str(path))

    def _value(self, value: Any) -> Any:
        if isinstance(value, int) and not isinstance(value, bool):
            return CellError(_ERRORS.get(value - _FIRST_ERROR, _UNKNOWN))
        return super()._value(value)

    def hidden(self, sheet: str, where: Area) -> bool | None:
        """Of all rows at once; xlwings asks row by row."""
        answer: bool | None = self._range(sheet, where).api.EntireRow.Hidden
        return answer

    def _together(self, sheet: str, places: Sequence[str]) -> Iterator[Any]:
        """Excel's own ranges of several places each: what is said to one of them is said to all."""
        native = self._sheets[sheet].api
        said = ""
        for place in places:
            if said and len(said) + len(place) >= _LONGEST_ADDRESS:
                yield native.Range(said)
                said = ""
            said += f",{place}" if said else place
        if said:
            yield native.Range(said)

    def set_row_height(self, sheet: str, rows: Sequence[Area], points: float) -> None:
        for found in self._together(sheet, [f"{one.top}:{one.bottom}" for one in rows]):
            found.RowHeight = points

    def copy_look(self, sheet: str, sample: Area, targets: Sequence[Area], of: str = "") -> None:
        """Not pasted, which would take away the conditional formats that stand in the targets, and the clipboard."""
        sample_range = self._range(of or sheet, sample).api
        tall = [str(one) for one in targets if one.bottom > one.top]
        low = [str(one) for one in targets if one.bottom == one.top]
        dress(sample_range, [*self._together(sheet, low)], [*self._together(sheet, tall)])

    def locked(self, sheet: str) -> bool:
        return bool(self._sheets[sheet].api.ProtectContents)

    def unlock(self, sheet: str) -> bool:
        """An empty password is a wrong one where there is a password; without it Excel would ask the person."""
        native = self._sheets[sheet].api
        how = {name: bool(getattr(native.Protection, name)) for name in _ALLOWED}
        how |= {"DrawingObjects": bool(native.ProtectDrawingObjects), "Scenarios": bool(native.ProtectScenarios)}
        try:
            native.Unprotect("")
        except Exception as error:  # pywintypes.com_error, which exists on Windows alone
            if is_busy(error):
                raise
            return False
        self._protection[sheet] = how
        return not native.ProtectContents

    def lock(self, sheet: str) -> None:
        self._sheets[sheet].api.Protect(Contents=True, **self._protection[sheet])

    def replace_links(self, sheet: str, links: Sequence[Link]) -> None:
        """Fonts are put back: Excel gives a cell with a link the look of its own."""
        native = self._sheets[sheet].api
        held = native.Hyperlinks
        for index in range(held.Count, 0, -1):
            old = held(index)
            if not old.Address:
                old.Range.ClearHyperlinks()
        with as_before([*self._together(sheet, [link.cell for link in links])]):
            for link in links:
                held.Add(Anchor=native.Range(link.cell), Address="", SubAddress=link.target)
