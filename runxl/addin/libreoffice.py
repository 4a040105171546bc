"""A spreadsheet that is open in LibreOffice, reached over UNO, within its process or from another.

Objects of UNO have no types that Python knows, so they are `Any` here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from runxl.addin.open_document import Chosen, OpenTable, adding
from runxl.excel import DAY, EPOCH, Area, position
from runxl.workbook.edits import Link
from runxl.workbook.tables import CellError

_DATE, _TIME, _LOGICAL = 2, 4, 1024  # com.sun.star.util.NumberFormat
_FORMULA_ERRORS = 4  # com.sun.star.sheet.FormulaResult.ERROR
_CONTENTS = 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags: VALUE, DATETIME, STRING, FORMULA
_PER_POINT = 2540 / 72  # LibreOffice counts heights in hundredths of a millimetre
_PER_PIXEL = 2540 / 96
_SIGN, _EDGES = 7, 5  # what a figure takes of a screen, and a cell beside its figures
_ERRORS = {502: "#VALUE!", 503: "#NUM!", 519: "#VALUE!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!", 32767: "#N/A"}
_OK, _YES_NO, _YES = 1, 3, 2  # com.sun.star.awt.MessageBoxButtons and MessageBoxResults
_XLSX = "Calc MS Excel 2007 XML"
_LOOK = (
    "CellBackColor", "CharFontName", "CharHeight", "CharWeight", "CharPosture", "CharColor", "HoriJustify",
    "VertJustify", "IsTextWrapped", "NumberFormat", "TopBorder", "BottomBorder", "LeftBorder", "RightBorder",
)  # fmt: skip


def run(context: Any, action: str) -> None:
    """What the toolbar's job calls: an action in the spreadsheet in front."""
    from runxl.addin.main import act

    found = documents_of(context)
    if found:
        act(found[0], action)


def documents_of(context: Any) -> list[UnoDocument]:
    """The spreadsheets that are open in LibreOffice, the one in front first."""
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    components = desktop.Components.createEnumeration()
    found = []
    while components.hasMoreElements():
        component = components.nextElement()
        if component.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
            found.append(UnoDocument(context, component))
    front = desktop.CurrentComponent
    return sorted(found, key=lambda document: document.model != front)


class UnoDocument:
    """See `addin.open_document.Document`."""

    def __init__(self, context: Any, model: Any) -> None:
        self._context = context
        self.model = model
        self.place = import_module("uno").fileUrlToSystemPath(model.URL) if model.URL else model.Title
        self.name = Path(self.place).name if model.URL else model.Title
        self.read_only = bool(model.URL and model.isReadonly())
        self._sheets: dict[str, Any] = {}

    def _sheet(self, title: str) -> Any:
        """Asked for once: each question to LibreOffice costs a millisecond from another process."""
        if title not in self._sheets:
            self._sheets[title] = self.model.Sheets.getByName(title)
        return self._sheets[title]

    def _range(self, sheet: str, area: Area) -> Any:
        top, left, bottom, right = (number - 1 for number in area)
        return self._sheet(sheet).getCellRangeByPosition(left, top, right, bottom)

    def titles(self) -> list[str]:
        return list(self.model.Sheets.ElementNames)

    def visible(self, sheet: str) -> bool:
        return bool(self._sheet(sheet).IsVisible)

    def activate(self, sheet: str) -> None:
        self.model.CurrentController.setActiveSheet(self._sheet(sheet))

    def selection(self) -> tuple[str, Area] | None:
        chosen = self.model.CurrentSelection
        if chosen is None or not chosen.supportsService("com.sun.star.sheet.SheetCellRange"):
            return None
        return chosen.Spreadsheet.Name, _area(chosen.RangeAddress)

    def select(self, sheet: str, area: Area) -> None:
        self.activate(sheet)
        self.model.CurrentController.select(self._range(sheet, area))

    def used(self, sheet: str) -> Area:
        cursor = self._sheet(sheet).createCursor()
        cursor.gotoStartOfUsedArea(False)
        start = cursor.RangeAddress
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        return Area(start.StartRow + 1, start.StartColumn + 1, end.EndRow + 1, end.EndColumn + 1)

    def values(self, sheet: str, area: Area) -> list[list[Any]]:
        """Numbers, texts, truth values, times and errors, as Excel would hand them out."""
        found = self._range(sheet, area)
        rows = [list(row) for row in found.getDataArray()]
        for place, kind in self._kinds(found):
            for row in range(place.StartRow + 1 - area.top, place.EndRow + 2 - area.top):
                for column in range(place.StartColumn + 1 - area.left, place.EndColumn + 2 - area.left):
                    rows[row][column] = _typed(rows[row][column], kind)
        for cells in found.queryFormulaCells(_FORMULA_ERRORS).RangeAddresses:
            for row, column in _area(cells).cells():
                code = self._range(sheet, Area(row, column, row, column)).getCellByPosition(0, 0).getError()
                rows[row - area.top][column - area.left] = CellError(_ERRORS.get(code, "#VALUE!"))
        return rows

    def _kinds(self, found: Any) -> Iterator[tuple[Any, int]]:
        """The ranges whose numbers are shown as dates, times or truth values."""
        known: dict[int, int] = {}
        groups = found.getUniqueCellFormatRanges()
        for group in (groups.getByIndex(index) for index in range(groups.Count)):
            key = group.NumberFormat
            kind = known[key] if key in known else known.setdefault(key, self._format(key).Type)
            if kind & (_DATE | _TIME | _LOGICAL):
                for place in group.RangeAddresses:
                    yield place, kind

    def _format(self, key: int) -> Any:
        return self.model.NumberFormats.getByKey(key)

    def formulas(self, sheet: str, area: Area) -> list[list[Any]]:
        return [list(row) for row in self._range(sheet, area).getFormulaArray()]

    def write(self, sheet: str, area: Area, rows: Sequence[Sequence[Any]]) -> None:
        found = self._range(sheet, area)
        if all(value is None for row in rows for value in row):
            found.clearContents(_CONTENTS)
            return
        found.setDataArray(tuple(tuple(_written(value) for value in row) for row in rows))

    def number_format(self, sheet: str, area: Area) -> str | None:
        groups = self._range(sheet, area).getUniqueCellFormatRanges()
        codes = {self._format(groups.getByIndex(index).NumberFormat).FormatString for index in range(groups.Count)}
        return codes.pop() if len(codes) == 1 else None

    def hidden(self, sheet: str, area: Area) -> bool | None:
        seen = self._range(sheet, area).queryVisibleCells().RangeAddresses
        rows = {row for one in seen for row in range(one.StartRow, one.EndRow + 1)}
        answers = {row - 1 not in rows for row in range(area.top, area.bottom + 1)}
        return answers.pop() if len(answers) == 1 else None

    def column_hidden(self, sheet: str, column: int) -> bool:
        return not self._range(sheet, Area(1, column, 1, column)).Columns.getByIndex(0).IsVisible

    def merged(self, sheet: str, area: Area) -> bool | None:
        """LibreOffice says whether any range begins in the area; a cell that is covered by one begins none."""
        if area[:2] == area[2:]:
            return self.merge_area(sheet, area) != area
        if not self._range(sheet, area).IsMerged:
            return False
        corner = Area(area.top, area.left, area.top, area.left)
        return True if self.merge_area(sheet, corner) == area else None

    def merge_area(self, sheet: str, area: Area) -> Area:
        cursor = self._sheet(sheet).createCursorByRange(self._range(sheet, area))
        cursor.collapseToMergedArea()
        return _area(cursor.RangeAddress)

    def row_height(self, sheet: str, area: Area) -> float | None:
        rows = self._range(sheet, area).Rows
        heights = {rows.getByIndex(index).Height for index in range(rows.Count)}
        return heights.pop() / _PER_POINT if len(heights) == 1 else None

    def set_row_height(self, sheet: str, rows: Sequence[Area], points: float) -> None:
        for one in rows:
            self._range(sheet, one).Rows.Height = round(points * _PER_POINT)

    def copy_look(self, sheet: str, sample: Area, targets: Sequence[Area], of: str = "") -> None:
        source = self._range(of or sheet, sample)
        look = tuple(source.getPropertyValue(name) for name in _LOOK)
        for target in targets:
            self._range(sheet, target).setPropertyValues(_LOOK, look)

    def add_sheet(self, sheet: str) -> None:
        if sheet not in self.titles():
            with adding(sheet):
                self.model.Sheets.insertNewByName(sheet, self.model.Sheets.Count)
        self.activate(sheet)

    def set_widths(self, sheet: str, widths: Sequence[float]) -> None:
        columns = self._sheet(sheet).Columns
        for place, width in enumerate(widths):
            columns.getByIndex(place).Width = round((width * _SIGN + _EDGES) * _PER_PIXEL)

    def tables(self, sheet: str) -> Mapping[str, OpenTable]:
        ranges, place = self.model.DatabaseRanges, self.titles().index(sheet)
        found = {name: ranges.getByName(name) for name in ranges.ElementNames}
        return {
            name: OpenTable(_area(one.DataArea), int(one.TotalsRow))
            for name, one in found.items()
            if one.DataArea.Sheet == place
        }

    def resize_table(self, sheet: str, table: str, area: Area) -> None:
        self.model.DatabaseRanges.getByName(table).DataArea = self._range(sheet, area).RangeAddress

    def add_table(self, sheet: str, table: str, area: Area) -> None:
        if table not in self.model.DatabaseRanges.ElementNames:
            self.model.DatabaseRanges.addNewByName(table, self._range(sheet, area).RangeAddress)

    def replace_links(self, sheet: str, links: Sequence[Link]) -> None:
        """LibreOffice keeps a link as a field in the cell's text, so the value just written took the old one away."""
        for link in links:
            place = position(link.cell)
            if place is None:
                continue
            cell = self._range(sheet, Area(*place, *place)).getCellByPosition(0, 0)
            text = cell.getString()
            cell.setString("")
            field = self.model.createInstance("com.sun.star.text.TextField.URL")
            field.URL, field.Representation = "#" + link.target.replace("!", "."), text
            cell.insertTextContent(cell.createTextCursor(), field, False)

    def locked(self, sheet: str) -> bool:
        return bool(self._sheet(sheet).isProtected())

    def unlock(self, sheet: str) -> bool:
        with suppress(Exception):  # a wrong password is an error in some versions, silence in others
            self._sheet(sheet).unprotect("")
        return not self.locked(sheet)

    def lock(self, sheet: str) -> None:
        self._sheet(sheet).protect("")

    @contextmanager
    def quiet(self) -> Iterator[None]:
        automatic = self.model.isAutomaticCalculationEnabled()
        self.model.lockControllers()
        self.model.enableAutomaticCalculation(False)
        try:
            yield
        finally:
            self.model.enableAutomaticCalculation(automatic)
            self.model.unlockControllers()

    def show(self, text: str) -> None:
        indicator = self.model.CurrentController.StatusIndicator
        if indicator and text:
            indicator.start(text, 1)
        elif indicator:
            indicator.end()

    def alert(self, text: str, title: str) -> None:
        self._box("INFOBOX", _OK, text, title)

    def ask(self, text: str, title: str) -> bool:
        return self._box("QUERYBOX", _YES_NO, text, title) == _YES

    def _box(self, kind: str, buttons: int, text: str, title: str) -> int:
        window = self.model.CurrentController.Frame.ContainerWindow
        named = import_module("uno").Enum("com.sun.star.awt.MessageBoxType", kind)
        toolkit = self._context.ServiceManager.createInstanceWithContext("com.sun.star.awt.Toolkit", self._context)
        return int(toolkit.createMessageBox(window, named, buttons, title, text).execute())

    def choose(self, kind: Chosen, title: str, start: Path | None) -> Path | None:
        uno, name = import_module("uno"), f"com.sun.star.ui.dialogs.{kind.capitalize()}Picker"
        dialog = self._context.ServiceManager.createInstanceWithContext(name, self._context)
        dialog.setTitle(title)
        if start:
            dialog.setDisplayDirectory(uno.systemPathToFileUrl(str(start)))
        if dialog.execute() != _OK:
            return None
        chosen = dialog.getDirectory() if kind == "folder" else dialog.getFiles()[0]
        return Path(uno.fileUrlToSystemPath(chosen))

    def open_beside(self, path: Path) -> None:
        desktop = self._context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", self._context)
        desktop.loadComponentFromURL(import_module("uno").systemPathToFileUrl(str(path)), "_default", 0, ())

    def save_copy(self, path: Path) -> None:
        uno = import_module("uno")
        chosen = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        chosen.Name, chosen.Value = "FilterName", _XLSX
        self.model.storeToURL(uno.systemPathToFileUrl(str(path)), (chosen,))


def _area(where: Any) -> Area:
    return Area(where.StartRow + 1, where.StartColumn + 1, where.EndRow + 1, where.EndColumn + 1)


def _typed(value: Any, kind: int) -> Any:
    if not isinstance(value, float):
        return value
    if kind & _LOGICAL:
        return bool(value)
    if not kind & _DATE:
        return (EPOCH + value * DAY).time()
    return EPOCH + dt.timedelta(seconds=round(value * 86_400))


def _written(value: Any) -> str | float:
    """Texts are never parsed by LibreOffice here, so the apostrophe that Excel takes away is taken away."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.removeprefix("'")
    if isinstance(value, dt.datetime):
        return (value - EPOCH) / DAY
    if isinstance(value, dt.date):
        return float((dt.datetime(value.year, value.month, value.day) - EPOCH).days)  # noqa: DTZ001  # see EPOCH
    return float(value)
