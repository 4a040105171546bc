"""Excel's objects as COM shows them, over an openpyxl workbook, for xlwings' engine for Windows to work on.

`open_in_excel(path)` opens a workbook. `click(excel, action)` is a button, and says what its message box says. Values are
taken as Excel takes them from a program, traps included, and handed over as pywin32 does: currency as Decimal, errors
as ints, moments in a time zone.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import openpyxl
from openpyxl.worksheet import table as tables
from openpyxl.worksheet.hyperlink import Hyperlink

from runxl.addin import questions
from runxl.addin.main import main
from runxl.addin.server import Engine
from runxl.excel import MAX_COLUMN, MAX_ROW, Area, address, area, column_letters
from tests.addin.fake_pywin32 import CROSSINGS, ComError, ComObject, windows_engine

ERRORS = {
    "#NULL!": 2000, "#DIV/0!": 2007, "#VALUE!": 2015, "#REF!": 2023, "#NAME?": 2029, "#NUM!": 2036, "#N/A": 2042,
    "#SPILL!": 2045,
}  # fmt: skip
_FIRST_ERROR = -2146828288
_AUTOMATIC = -4105
_BELOW, _BETWEEN_ROWS = 9, 12
LONGEST_ADDRESS = 255


class Excel(ComObject):
    """The application with one workbook. `said` holds the message boxes, `asked` the questions, which get `answer`.

    Who is asked for a folder chooses `folder`, and cancels if there is none; `opened` are the workbooks opened beside.
    `password` locks sheets for good. `engine` gives the server for each press of a button: by itself a new one.
    """

    Hwnd = 1
    Version, Build, OperatingSystem = "16.0", 12345, "Windows (64-bit) NT 10.00"
    ScreenUpdating = EnableEvents = True
    Calculation = _AUTOMATIC

    def __init__(self, path: Path) -> None:
        self.book: Any = openpyxl.load_workbook(path)
        self.calculated: Any = openpyxl.load_workbook(path, data_only=True)
        self.said: list[str] = []
        self.asked: list[str] = []
        self.answer = True
        self.folder: Path | None = None
        self.file: Path | None = None
        self.began: str | None = None
        self.opened: list[str] = []
        self.statuses: list[Any] = []
        self.writes = 0
        self.password = False
        self.passwords: dict[str, str] = {}
        self.addins = {"runxl.xlam": "RunxlReady"}
        self.engine: Callable[[], Engine] = Engine
        self.workbook = Workbook(self, path)
        self.chosen = (self.book.sheetnames[0], Area(1, 1, 1, 1))
        self.looks: dict[tuple[str, int, int], dict[str, Any]] = {}

    @property
    def StatusBar(self) -> Any:
        return self.statuses[-1] if self.statuses else False

    @StatusBar.setter
    def StatusBar(self, said: Any) -> None:
        self.statuses.append(said)

    @property
    def Selection(self) -> Range:
        return self.workbook.sheet(self.chosen[0]).at(self.chosen[1])

    @property
    def Workbooks(self) -> Workbooks:
        return Workbooks(self)

    def Run(self, macro: str) -> None:
        addin, _, procedure = macro.partition("!")
        if self.addins.get(addin) != procedure:
            raise ComError

    @property
    def settings(self) -> tuple[Any, ...]:
        return self.ScreenUpdating, self.Calculation, self.EnableEvents, self.StatusBar

    def select(self, sheet: str, cells: str) -> None:
        where = area(cells)
        assert where
        self.chosen = (sheet, where)


class Workbooks(ComObject):
    """The open ones, add-ins among them, by name."""

    def __init__(self, excel: Excel) -> None:
        self._excel = excel

    def Open(self, path: str) -> None:
        self._excel.opened.append(path)

    def __call__(self, name: str) -> str:
        if name not in self._excel.addins:
            raise ComError
        return name


class Workbook(ComObject):
    ReadOnly = False

    def __init__(self, excel: Excel, path: Path) -> None:
        self.Application = self.excel = excel
        self.FullName, self.Name, self.Path = str(path), path.name, str(path.parent)

    def Activate(self) -> None:
        """The person sees it already."""

    def Close(self, save: object) -> None:
        assert save is False
        self.Application.opened.append("")

    def SaveCopyAs(self, path: str) -> None:
        self.Application.book.save(path)

    def sheet(self, title: str) -> Sheet:
        return Sheet(self, title)

    @property
    def Worksheets(self) -> Worksheets:
        return Worksheets(self)

    @property
    def ActiveSheet(self) -> Sheet:
        return self.sheet(self.Application.chosen[0])


class Many(ComObject):
    """A collection: by name or number."""

    def __init__(self, found: dict[str, Any]) -> None:
        self._found = found

    @property
    def Count(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Any]:
        for one in self._found.values():
            CROSSINGS.ask("Many.Next", lambda: None)
            yield one

    def __call__(self, key: str | int) -> Any:
        return CROSSINGS.ask("Many.Item", lambda: self._item(key))

    def Item(self, key: str | int) -> Any:
        return self._item(key)

    def _item(self, key: str | int) -> Any:
        if isinstance(key, int):
            return list(self._found.values())[key - 1]
        if key not in self._found:
            raise ComError
        return self._found[key]


class Worksheets(Many):
    def __init__(self, workbook: Workbook) -> None:
        self._workbook, self._excel = workbook, workbook.excel

    @property
    def Parent(self) -> Workbook:
        return self._workbook

    @property
    def _found(self) -> dict[str, Any]:  # type: ignore[override]  # it changes when a sheet is added
        return {title: self._workbook.sheet(title) for title in self._excel.book.sheetnames}

    def Add(self, *, Before: Sheet) -> Sheet:
        """Under a name of Excel's own, and seen by the person; in a workbook that is protected none is added."""
        excel = self._excel
        if excel.book.security and excel.book.security.lockStructure:
            raise ComError
        made = excel.book.create_sheet(index=Before.Index - 1)
        excel.chosen = (made.title, Area(1, 1, 1, 1))
        return self._workbook.sheet(made.title)


class Sheet(ComObject):
    def __init__(self, workbook: Workbook, title: str) -> None:
        self._workbook, self.title = workbook, title
        self.excel = workbook.excel

    @property
    def Parent(self) -> Workbook:
        return self._workbook

    @property
    def Name(self) -> str:
        return self.title

    @Name.setter
    def Name(self, name: str) -> None:
        self.cells.title = name
        self.excel.chosen = (name, self.excel.chosen[1])
        self.title = name

    @property
    def Index(self) -> int:
        titles: list[str] = self.excel.book.sheetnames
        return titles.index(self.title) + 1

    def Move(self, *, Before: Sheet) -> None:
        self.excel.book.move_sheet(self.cells, Before.Index - self.Index)

    @property
    def cells(self) -> Any:
        return self.excel.book[self.title]

    @property
    def Visible(self) -> int:
        return {"visible": -1, "hidden": 0, "veryHidden": 2}[self.cells.sheet_state]

    @property
    def UsedRange(self) -> Range:
        return self.at(Area(self.cells.min_row, self.cells.min_column, self.cells.max_row, self.cells.max_column))

    @property
    def Cells(self) -> Range:
        return self.at(Area(1, 1, MAX_ROW, MAX_COLUMN))

    def at(self, where: Area) -> Range:
        return Range(self, where)

    def Range(self, said: str) -> Range:
        """By an address of at most 255 signs, of several areas where there are commas in it."""
        found = [_whole_rows(one) or area(one) for one in said.split(",")]
        if len(said) > LONGEST_ADDRESS or None in found:
            raise ComError
        first, *others = [one for one in found if one]
        return Range(self, first, tuple(others))

    @property
    def ListObjects(self) -> Tables:
        return Tables(self)

    def Activate(self) -> None:
        if self.Visible != -1:
            raise ComError
        if self.excel.chosen[0] != self.title:
            self.excel.chosen = (self.title, Area(1, 1, 1, 1))

    ProtectDrawingObjects, ProtectScenarios = False, True

    @property
    def ProtectContents(self) -> bool:
        return bool(self.cells.protection.sheet)

    @property
    def Protection(self) -> Any:
        return _Allowed(self.cells.protection)

    def Unprotect(self, password: str) -> None:
        known = "?" if self.excel.password else self.excel.passwords.get(self.title, "")
        if self.ProtectContents and known != password:
            raise ComError
        self.excel.passwords.pop(self.title, None)
        self.cells.protection.sheet = False

    def Protect(
        self,
        password: str = "",
        *,
        Contents: bool = True,
        DrawingObjects: bool = ProtectDrawingObjects,
        Scenarios: bool = ProtectScenarios,
        **allowed: bool,
    ) -> None:
        assert (DrawingObjects, Scenarios) == (self.ProtectDrawingObjects, self.ProtectScenarios)
        self.excel.passwords[self.title] = password
        self.cells.protection.sheet = Contents
        for name, value in allowed.items():
            setattr(self.cells.protection, _Allowed.name(name), not value)

    @property
    def Hyperlinks(self) -> Links:
        return Links(self)


class _Allowed(ComObject):
    """What a protected sheet allows; the file says what it forbids."""

    def __init__(self, protection: Any) -> None:
        self._protection = protection

    @staticmethod
    def name(name: str) -> str:
        plain = {"AllowFiltering": "autoFilter", "AllowUsingPivotTables": "pivotTables", "AllowSorting": "sort"}
        word = name.removeprefix("Allow").replace("Formatting", "format").replace("Inserting", "insert")
        return plain.get(name) or word.replace("Deleting", "delete")

    def __getattr__(self, name: str) -> bool:
        if not name.startswith("Allow"):
            raise AttributeError(name)
        return not getattr(self._protection, self.name(name))


class Links(ComObject):
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._cells = [cell for row in sheet.cells.iter_rows() for cell in row if cell.hyperlink]

    @property
    def Count(self) -> int:
        return len(self._cells)

    def __call__(self, index: int) -> SimpleNamespace:
        cell = CROSSINGS.ask("Links.Item", lambda: self._cells[index - 1])
        return SimpleNamespace(Address=cell.hyperlink.target or "", Range=self._sheet.Range(cell.coordinate))

    def Add(self, *, Anchor: Range, Address: str, SubAddress: str) -> None:  # noqa: ARG002  # as COM names them
        cell = self._sheet.cells[address(*Anchor.where[:2])]
        cell._hyperlink = Hyperlink(ref=cell.coordinate, location=SubAddress)
        Anchor.Font.Color = 0xC16305


class Tables(Many):
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        super().__init__({name: Table(sheet, name) for name in sheet.cells.tables})

    def Add(self, *, SourceType: int, Source: Range, XlListObjectHasHeaders: int, **given: Any) -> Table:
        """Under a name of Excel's own. The texts of the headers are there already."""
        assert (SourceType, XlListObjectHasHeaders) == (1, 1)
        assert given["LinkSource"] is given["Destination"] is None
        heads = [str(cell.value) for cell in next(iter(Source.rows()))]
        assert len(set(heads)) == len(heads)
        made = tables.Table(displayName="Tabell1", ref=str(Source.where))
        made.tableStyleInfo = tables.TableStyleInfo(name=given["TableStyleName"], showRowStripes=True)
        self._sheet.cells.add_table(made)
        return Table(self._sheet, made.displayName)


class Table(ComObject):
    def __init__(self, sheet: Sheet, name: str) -> None:
        self._sheet, self.title = sheet, name

    @property
    def Name(self) -> str:
        return self.title

    @Name.setter
    def Name(self, name: str) -> None:
        held = self._sheet.cells.tables
        made = held.pop(self.title)
        made.name = made.displayName = name
        held.add(made)
        self.title = name

    @property
    def Range(self) -> Range:
        return self._sheet.Range(self._sheet.cells.tables[self.title].ref)

    @property
    def ShowTotals(self) -> bool:
        return bool(self._sheet.cells.tables[self.title].totalsRowCount)

    def Resize(self, found: Any) -> None:
        table = self._sheet.cells.tables[self.title]
        table.ref = str(found.where)
        if table.autoFilter:
            table.autoFilter.ref = table.ref


def _alike(answers: Iterable[Any]) -> Any:
    found = list(answers)
    return found[0] if all(one == found[0] for one in found) else None


def _look(name: str) -> Any:
    """A property of how cells look: None where they differ."""

    def get(one: Range | Part) -> Any:
        return _alike(one.range.look_of(cell)[one.part + name] for cell in one.range.cells())

    def put(one: Range | Part, value: Any) -> None:
        one.range.restyle(one.part + name, value)

    return property(get, put)


class Part(ComObject):
    """The font, the ground or the lower line of a range's cells."""

    Name, Size, Bold, Italic, Underline = (_look(name) for name in ("Name", "Size", "Bold", "Italic", "Underline"))
    Color, ColorIndex, LineStyle, Weight = (_look(name) for name in ("Color", "ColorIndex", "LineStyle", "Weight"))

    def __init__(self, found: Range, part: str) -> None:
        self.range, self.part = found, part


class Range(ComObject):
    part = ""
    NumberFormat, WrapText = _look("NumberFormat"), _look("WrapText")
    HorizontalAlignment, VerticalAlignment = _look("HorizontalAlignment"), _look("VerticalAlignment")

    def __init__(self, sheet: Sheet, where: Area, others: tuple[Area, ...] = ()) -> None:
        self.sheet, self.where, self.others = sheet, where, others
        self.excel = sheet.excel
        self.height, self.width = where.bottom - where.top + 1, where.right - where.left + 1

    @property
    def areas(self) -> tuple[Area, ...]:
        return self.where, *self.others

    @property
    def Row(self) -> int:
        return self.where.top

    @property
    def Column(self) -> int:
        return self.where.left

    @property
    def Rows(self) -> SimpleNamespace:
        return SimpleNamespace(Count=self.height)

    @property
    def Columns(self) -> SimpleNamespace:
        return SimpleNamespace(Count=self.width)

    @property
    def Worksheet(self) -> Sheet:
        return self.sheet

    @property
    def range(self) -> Range:
        return self

    @property
    def Count(self) -> int:
        return self.height * self.width

    def GetAddress(self, *absolute: Any) -> str:
        assert absolute[:2] == (False, False)
        return str(self.where) if self.Count > 1 else address(*self.where[:2])

    @property
    def Address(self) -> str:
        return str(self.where)

    def rows(self) -> Iterator[Sequence[Any]]:
        for top, left, bottom, right in self.areas:
            yield from self.sheet.cells.iter_rows(top, bottom, left, right)

    def row_numbers(self) -> Iterator[int]:
        for one in self.areas:
            yield from range(one.top, one.bottom + 1)

    def cells(self) -> Iterator[Any]:
        return (cell for row in self.rows() for cell in row)

    def _each(self, asked: Callable[[Any], Any]) -> Any:
        """Of the cells that the file holds; openpyxl would make the others."""
        assert not self.others  # of several areas Excel gives the first one's
        held, (top, left, bottom, right) = self.sheet.cells._cells, self.where
        columns = range(left, right + 1)
        found = tuple(
            tuple(asked(held[row, column]) if (row, column) in held else None for column in columns)
            for row in range(top, bottom + 1)
        )
        return found[0][0] if self.Count == 1 else found

    @property
    def Value(self) -> Any:
        return self._each(self._given)

    @Value.setter
    def Value(self, given: Any) -> None:
        self.excel.writes += 1
        if self.sheet.ProtectContents:
            raise ComError
        rows = given if isinstance(given, list | tuple) else [[given] * self.width] * self.height
        for cells, values in zip(self.rows(), rows, strict=True):
            for cell, value in zip(cells, values, strict=True):
                _take(cell, value, self.look_of(cell)["NumberFormat"])

    @property
    def Formula(self) -> Any:
        return self._each(lambda cell: "" if cell.value is None else str(cell.value))

    def _given(self, cell: Any) -> Any:
        """A value as pywin32 hands it over."""
        value = cell.value
        if value is None:
            return None
        if cell.data_type == "f":
            value = self.excel.calculated[self.sheet.title].cell(cell.row, cell.column).value
        if cell.data_type == "e" or (cell.data_type == "f" and value in ERRORS):
            return _FIRST_ERROR + ERRORS[value]
        if isinstance(value, dt.datetime):
            return value.replace(tzinfo=dt.UTC)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return Decimal(str(value)) if "kr" in self.look_of(cell)["NumberFormat"] else float(value)
        return value

    @property
    def EntireRow(self) -> EntireRow:
        return EntireRow(self)

    @property
    def _merges(self) -> list[Area]:
        found = (area(str(one)) for one in self.sheet.cells.merged_cells.ranges)
        return [one for one in found if one and one.meets(self.where)]

    @property
    def MergeCells(self) -> bool | None:
        if self.where in self._merges or self.Count == 1:
            return bool(self._merges)
        return None if self._merges else False

    @property
    def MergeArea(self) -> Range:
        return self.sheet.at(next(iter(self._merges), self.where))

    @property
    def RowHeight(self) -> float | None:
        rows = self.sheet.cells.row_dimensions
        found: float | None = _alike((rows[row].height if row in rows else None) or 15.0 for row in self.row_numbers())
        return found

    @RowHeight.setter
    def RowHeight(self, points: float) -> None:
        for row in self.row_numbers():
            self.sheet.cells.row_dimensions[row].height = points

    @property
    def ColumnWidth(self) -> float:
        """Of one column, in signs."""
        found: float = self.sheet.cells.column_dimensions[column_letters(self.where.left)].width
        return found

    @ColumnWidth.setter
    def ColumnWidth(self, width: float) -> None:
        self.sheet.cells.column_dimensions[column_letters(self.where.left)].width = width

    def Select(self) -> None:
        assert self.excel.chosen[0] == self.sheet.title
        self.excel.chosen = (self.sheet.title, self.where)

    def ClearHyperlinks(self) -> None:
        for cell in self.cells():
            cell._hyperlink = None
        self.sheet.cells._hyperlinks = []

    @cached_property
    def Font(self) -> Part:
        return Part(self, "Font.")

    @cached_property
    def Interior(self) -> Part:
        return Part(self, "Interior.")

    def Borders(self, side: int) -> Part:
        """The lower edge (9), or the lines between rows (12): both are lower lines of some of the cells."""
        if side == _BETWEEN_ROWS and any(one.top == one.bottom for one in self.areas):
            raise ComError
        own = [
            one._replace(top=one.bottom) if side == _BELOW else one._replace(bottom=one.bottom - 1)
            for one in self.areas
        ]
        return Part(Range(self.sheet, own[0], tuple(own[1:])), "Line.")

    def look_of(self, cell: Any) -> dict[str, Any]:
        place = (self.sheet.title, cell.row, cell.column)
        return self.excel.looks.get(place) or look_in_file(cell)

    def restyle(self, name: str, value: Any) -> None:
        for cell in self.cells():
            look = {**self.look_of(cell), name: value}
            if name in ("Interior.Color", "Line.Color", "Line.LineStyle"):
                look[name.partition(".")[0] + ".ColorIndex"] = 1
            self.excel.looks[self.sheet.title, cell.row, cell.column] = look


def _colour(colour: Any) -> int:
    """Excel's own order: blue, green, red."""
    rgb = colour.rgb if colour is not None and isinstance(colour.rgb, str) else "FF000000"
    return int(rgb[6:8] + rgb[4:6] + rgb[2:4], 16)


_NONE, _CONTINUOUS = -4142, 1
_WEIGHTS = {"hair": 1, "thin": 2, "medium": -4138, "thick": 4}
_ALIGNED = {None: 1, "general": 1, "left": -4131, "center": -4108, "right": -4152, "top": -4160, "bottom": -4107}


def look_in_file(cell: Any) -> dict[str, Any]:
    """How a cell looks, by Excel's names and numbers."""
    font, fill, line, align = cell.font, cell.fill, cell.border.bottom, cell.alignment
    lined = bool(line is not None and line.style)
    return {
        "Font.Name": font.name,
        "Font.Size": font.sz,
        "Font.Bold": bool(font.b),
        "Font.Italic": bool(font.i),
        "Font.Underline": font.u,
        "Font.Color": _colour(font.color),
        "Interior.ColorIndex": 1 if fill.fill_type else _NONE,
        "Interior.Color": _colour(fill.fgColor) if fill.fill_type else 0,
        "Line.LineStyle": _CONTINUOUS if lined else _NONE,
        "Line.Weight": _WEIGHTS[line.style] if lined else None,
        "Line.ColorIndex": 1 if lined else _NONE,
        "Line.Color": _colour(line.color) if lined else None,
        "NumberFormat": cell.number_format,
        "WrapText": bool(align.wrap_text),
        "HorizontalAlignment": _ALIGNED[align.horizontal],
        "VerticalAlignment": _ALIGNED[align.vertical or "bottom"],
    }


class EntireRow(ComObject):
    def __init__(self, found: Range) -> None:
        self._found = found

    @property
    def Hidden(self) -> bool | None:
        rows = self._found.sheet.cells.row_dimensions
        found: bool | None = _alike(row in rows and bool(rows[row].hidden) for row in self._found.row_numbers())
        return found


def _whole_rows(said: str) -> Area | None:
    rows = re.fullmatch(r"(\d+):(\d+)", said)
    return Area(int(rows[1]), 1, int(rows[2]), 1) if rows else None


def open_in_excel(path: Path) -> Excel:
    """Excel with the workbook open, and a button in it as the caller."""
    excel = Excel(path)

    def box(*_: object) -> NoReturn:
        raise AssertionError("Excel waits for Python: nothing may be shown or asked now")

    engine = windows_engine()
    engine.BOOK_CALLER = excel.workbook
    engine.win32api.MessageBox = box
    return excel


def click(excel: Excel, action: str) -> str:
    """Clicks a button; what the add-in's VBA shows afterwards, or Python itself on a Mac, where nobody waits for it."""
    return _clicked_on_a_mac(excel, action) if sys.platform == "darwin" else _pressed(excel, action)


def _clicked_on_a_mac(excel: Excel, action: str) -> str:
    excel.said.clear()
    main(action)
    assert len(excel.said) <= 1
    return "".join(excel.said)


def _pressed(excel: Excel, action: str) -> str:
    """What OnRunxl does in RibbonRunxl.bas."""
    answers = ""
    while True:
        what, text, start = excel.engine().Press(action, excel.workbook, answers)
        assert text.encode("cp1252").decode("cp1252") == text, "VBA's box has no such sign"
        if what == questions.ASK:
            excel.asked.append(text)
            answer = questions.YES if excel.answer else ""
        elif what in (questions.FOLDER, questions.FILE):
            excel.began = start
            answer = str((excel.folder if what == questions.FOLDER else excel.file) or "")
        else:
            return text
        answers += questions.written(text, answer)


def _take(cell: Any, value: Any, number_format: str) -> None:
    """What Excel makes of a value: in a cell that is not text, text that looks like something else becomes that."""
    cell.value = _taken(value, number_format)
    if isinstance(value, str) and isinstance(cell.value, str):
        formula = value[:1] == "=" and number_format != "@"
        cell.data_type = "f" if formula else "s"


def _taken(value: Any, number_format: str) -> Any:
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if not value or not isinstance(value, str) or number_format == "@":
        return None if value == "" else value
    if value.startswith("'"):
        return value[1:]
    if re.fullmatch(r"[-+]?\d+([.,]\d+)?", value):
        return float(value.replace(",", "."))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return dt.datetime.fromisoformat(value)
    return value
