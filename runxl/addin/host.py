"""What the add-in needs of the program beyond what xlwings offers alike on every platform.

Excel is asked through pywin32 on Windows and appscript on macOS; other engines answer by their document.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, Protocol

from runxl.excel import Area
from runxl.workbook.edits import Link


class Host(Protocol):
    """Questions and deeds about an open workbook; books and sheets are xlwings'."""

    def read_only(self, book: Any) -> bool: ...
    def locked(self, sheet: Any) -> bool: ...
    def unlock(self, sheet: Any) -> Any:
        """What `lock` needs to protect the sheet as it was; None if it took a password that nobody has given."""

    def lock(self, sheet: Any, how: Any) -> None: ...
    def copy_look(self, sheet: Any, sample: str, target: Area) -> None: ...
    def replace_links(self, sheet: Any, links: Sequence[Link]) -> None: ...


def host_of(book: Any) -> Host:
    """Excel's on Windows or macOS, or the document's own."""
    if hasattr(book.api, "copy_look"):
        return DocumentHost()
    return MacExcel() if sys.platform == "darwin" else WindowsExcel()


class DocumentHost:
    """A document of our own engine (see `addin.document`)."""

    def read_only(self, book: Any) -> bool:
        return bool(book.api.read_only)

    def locked(self, sheet: Any) -> bool:
        return bool(sheet.api.locked(sheet.name))

    def unlock(self, sheet: Any) -> Any:
        return True if sheet.api.unlock(sheet.name) else None

    def lock(self, sheet: Any, how: Any) -> None:  # noqa: ARG002  # the document remembers how itself
        sheet.api.lock(sheet.name)

    def copy_look(self, sheet: Any, sample: str, target: Area) -> None:
        sheet.api.copy_look(sheet.name, sheet.range(sample).impl.area, target)

    def replace_links(self, sheet: Any, links: Sequence[Link]) -> None:
        sheet.api.replace_links(sheet.name, links)


_ALLOWED = (
    "AllowFormattingCells", "AllowFormattingColumns", "AllowFormattingRows", "AllowInsertingColumns",
    "AllowInsertingRows", "AllowInsertingHyperlinks", "AllowDeletingColumns", "AllowDeletingRows", "AllowSorting",
    "AllowFiltering", "AllowUsingPivotTables",
)  # fmt: skip


class Excel:
    """What xlwings says alike on Windows and macOS.

    Formats are set one by one: pasting them would take away the conditional formats that stand in the target.
    """

    def copy_look(self, sheet: Any, sample: str, target: Area) -> None:
        given = sheet.range(sample)
        taker = sheet.range((target.top, target.left), (target.bottom, target.right))
        for name in ("name", "size", "bold", "italic", "color"):
            setattr(taker.font, name, getattr(given.font, name))
        for name in ("color", "wrap_text", "number_format", "horizontal_alignment", "vertical_alignment"):
            setattr(taker, name, getattr(given, name))
        line = given.borders["edge_bottom"]
        sides = ["edge_bottom"] + ["inside_horizontal"] * (target.bottom > target.top)
        for side in sides:
            if line.line_style in (None, "none"):
                taker.borders[side].line_style = "none"
            else:
                taker.borders.set(side, line_style=line.line_style, weight=line.weight, color=line.color)


class WindowsExcel(Excel):
    """Over COM."""

    def read_only(self, book: Any) -> bool:
        return bool(book.api.ReadOnly)

    def locked(self, sheet: Any) -> bool:
        return bool(sheet.api.ProtectContents)

    def unlock(self, sheet: Any) -> Any:
        """An empty password is a wrong one where there is a password; without it Excel would ask the person."""
        native = sheet.api
        how = {name: bool(getattr(native.Protection, name)) for name in _ALLOWED}
        how |= {"DrawingObjects": bool(native.ProtectDrawingObjects), "Scenarios": bool(native.ProtectScenarios)}
        try:
            native.Unprotect("")
        except Exception:  # noqa: BLE001  # pywintypes.com_error, which exists on Windows alone
            return None
        return None if native.ProtectContents else how

    def lock(self, sheet: Any, how: Any) -> None:
        sheet.api.Protect(Contents=True, **how)

    def replace_links(self, sheet: Any, links: Sequence[Link]) -> None:
        """Fonts are put back: Excel gives a cell with a link the look of its own."""
        native = sheet.api
        for index in range(native.Hyperlinks.Count, 0, -1):
            old = native.Hyperlinks(index)
            if not old.Address:
                old.Range.ClearHyperlinks()
        for link in links:
            cell = native.Range(link.cell)
            font = [(name, getattr(cell.Font, name)) for name in ("Name", "Size", "Color", "Underline")]
            native.Hyperlinks.Add(Anchor=cell, Address="", SubAddress=link.target)
            for name, value in font:
                setattr(cell.Font, name, value)


class MacExcel(Excel):
    """Over AppleScript, which reaches less: how a sheet was protected cannot be asked for."""

    def read_only(self, book: Any) -> bool:
        return bool(book.api.read_only.get())

    def locked(self, sheet: Any) -> bool:
        return bool(sheet.api.protect_contents.get())

    def unlock(self, sheet: Any) -> Any:
        try:
            sheet.api.unprotect(password="")
        except Exception:  # noqa: BLE001  # appscript.CommandError, which exists on macOS alone
            return None
        return None if self.locked(sheet) else {}

    def lock(self, sheet: Any, how: Any) -> None:
        sheet.api.protect_worksheet(worksheet_contents=True, **how)

    def replace_links(self, sheet: Any, links: Sequence[Link]) -> None:
        for link in links:
            sheet.range(link.cell).add_hyperlink(f"#{link.target}", sheet.range(link.cell).value, link.target)
