"""The Excel of `fake_excel` as AppleScript shows it, for xlwings' own engine for macOS to work on.

Values come as appscript hands them over: an error has no value, an empty cell is an empty text, rows are lists, moments
know no time zone, and what is several things at once is missing_value. What a cell shows is in Swedish.
"""

from __future__ import annotations

import atexit
import datetime as dt
import struct
import sys
import urllib.request  # noqa: F401 – loaded first on what seems to be a Mac, it would ask for what only a Mac has
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import xlwings

from tests.addin import fake_excel
from tests.addin.fake_pywin32 import REJECTED, ComError, windows_engine

PID = 4711
SWEDISH = {
    "#NULL!": "#SKÄRNING!", "#DIV/0!": "#DIVISION/0!", "#VALUE!": "#VÄRDEFEL!", "#REF!": "#REFERENS!", "#NAME?": "#NAMN?",
    "#NUM!": "#OGILTIGT!", "#N/A": "#SAKNAS!",
}  # fmt: skip


class Word:
    """A word of AppleScript's, the same whenever it is said."""

    def __init__(self, name: str) -> None:
        self.AS_name = name

    def __repr__(self) -> str:
        return f"k.{self.AS_name}"


class Words:
    def __getattr__(self, name: str) -> Word:
        if name.startswith("__"):
            raise AttributeError(name)
        word = Word(name)
        setattr(self, name, word)
        return word


k = Words()


_NO_SUCH_THING, _TOO_LATE = -1728, -1712


class CommandError(Exception):
    """appscript.reference.CommandError."""

    def __init__(self, errornumber: int = _NO_SUCH_THING) -> None:
        super().__init__(errornumber)
        self.errornumber = errornumber


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except ComError as error:
        raise CommandError(_TOO_LATE if error.hresult == REJECTED else _NO_SUCH_THING) from error


class Property:
    """A reference to a property: nothing is asked before `get` or `set`."""

    def __init__(self, get: Callable[[], Any], put: Callable[[Any], None] | None = None) -> None:
        self._get, self._put = get, put

    def get(self) -> Any:
        with _refused():
            return self._get()

    def set(self, value: Any) -> None:
        assert self._put, "AppleScript kan inte skriva det här"
        with _refused():
            self._put(value)


def _of(owner: Any, name: str) -> Property:
    """A property as Windows has it too, but for what is several things at once."""

    def get() -> Any:
        value = getattr(owner, name)
        return k.missing_value if value is None else value

    return Property(get, lambda value: setattr(owner, name, value))


class Elements:
    """`sheets["Mål"]`, `sheets[3]`: a reference, whether there is one or not."""

    def __init__(self, found: Callable[[Any], Any]) -> None:
        self._found = found

    def __getitem__(self, key: Any) -> Any:
        return self._found(key)


class App:
    def __init__(self, excel: fake_excel.Excel) -> None:
        self.excel = excel
        self.screen_updating = _of(excel, "ScreenUpdating")
        self.enable_events = _of(excel, "EnableEvents")
        self.status_bar = _of(excel, "StatusBar")
        self.display_alerts = Property(lambda: True, lambda _: None)
        words = _by_number(windows_engine().calculation_s2i, mac_engine().calculation_s2k)
        self.calculation = _worded(excel, "Calculation", words)
        self.version = Property(lambda: "16.90")
        self.workbooks = Elements(lambda key: Book(self, key))
        self.active_workbook = Book(self, 1)
        self.selection = Range(excel.Selection)
        desc = SimpleNamespace(coerce=lambda _: SimpleNamespace(data=struct.pack("i", PID)))
        self.AS_appdata = SimpleNamespace(target=lambda: SimpleNamespace(addressdesc=desc))

    def count(self, *, each: Word) -> int:
        assert each is k.workbook
        return 1

    def open_workbook(self, *, workbook_file_name: str) -> None:
        self.excel.opened.append(workbook_file_name)

    def run_VB_macro(self, name: str, **given: str) -> None:  # noqa: N802  # as AppleScript has it
        assert name == "runxl.xlam!RunxlSaveCopy"
        assert given["arg1"] == self.excel.workbook.Name
        self.excel.workbook.SaveCopyAs(given["arg2"])


class Book:
    def __init__(self, app: App, key: str | int) -> None:
        book = app.excel.workbook
        self._there = key == 1 or str(key).casefold() == book.Name.casefold()
        self.name, self.full_name, self.read_only = _of(book, "Name"), _of(book, "FullName"), _of(book, "ReadOnly")
        self.worksheets = Elements(lambda key: Sheet(book.Worksheets(key)))
        self.active_sheet = SimpleNamespace(name=Property(lambda: app.excel.chosen[0]))
        self._sheets, self.sheets = book.Worksheets, self.worksheets

    def make(self, *, new: Word, at: fake_excel.Sheet) -> Sheet:
        """After a sheet; where it is the last, Excel for Windows can only be told in two steps."""
        assert new is k.worksheet
        with _refused():
            made = self._sheets.Add(Before=at)
            at.Move(Before=made)
        return Sheet(made)

    def exists(self) -> bool:
        return self._there

    def count(self, *, each: Word) -> int:
        assert each is k.worksheet
        return int(self._sheets.Count)


class Sheet:
    def __init__(self, sheet: fake_excel.Sheet) -> None:
        self._sheet, self.after = sheet, sheet
        self.name, self.protect_contents = _of(sheet, "Name"), _of(sheet, "ProtectContents")
        self.entry_index = _of(sheet, "Index")
        self.cells = Elements(lambda address: Range(sheet.Range(address)))
        self.list_objects = Elements(lambda key: Table(sheet.ListObjects(key)))
        words = {-1: k.sheet_visible, 0: k.sheet_hidden, 2: k.sheet_very_hidden}
        self.visible = Property(lambda: words[sheet.Visible])
        self.protect_drawing_objects = _of(sheet, "ProtectDrawingObjects")
        self.protect_scenarios = _of(sheet, "ProtectScenarios")
        self.protection_object = SimpleNamespace(
            **{word: _of(sheet.Protection, name) for word, name in PROTECTION.items()}
        )
        self.hyperlinks = Elements(lambda index: Hyperlink(sheet.Hyperlinks(index)))

    @property
    def used_range(self) -> Range:
        return Range(self._sheet.UsedRange)

    def count(self, *, each: Word) -> int:
        return int({k.list_object: self._sheet.ListObjects, k.hyperlink: self._sheet.Hyperlinks}[each].Count)

    def make(self, *, at: Sheet, new: Word, with_properties: dict[Word, Any]) -> Table:
        assert (at.name.get(), new) == (self.name.get(), k.list_object)
        assert (with_properties[k.source_type], with_properties[k.header_row]) == (k.src_range, k.header_yes)
        added = self._sheet.ListObjects.Add(
            SourceType=1, Source=with_properties[k.range_object].com, XlListObjectHasHeaders=1,
            LinkSource=None, Destination=None, TableStyleName=with_properties[k.table_style],
        )  # fmt: skip
        return Table(added)

    def activate_object(self) -> None:
        with _refused():
            self._sheet.Activate()

    def unprotect(self, *, password: str) -> None:
        with _refused():
            self._sheet.Unprotect(password)

    def protect_worksheet(
        self, *, worksheet_contents: bool, drawing_objects: bool, scenarios: bool, **allowed: bool
    ) -> None:
        """What is not said to be allowed is not."""
        given: dict[str, Any] = {
            PROTECTION[word]: value for word, value in (dict.fromkeys(PROTECTION, False) | allowed).items()
        }
        with _refused():
            self._sheet.Protect(
                Contents=worksheet_contents, DrawingObjects=drawing_objects, Scenarios=scenarios, **given
            )


PROTECTION = {
    "allow_" + word: "Allow" + "".join(part.capitalize() for part in (word + "s" * (word == "using_pivot_table")).split("_"))
    for word in (
        "formatting_cells", "formatting_columns", "formatting_rows", "inserting_columns", "inserting_rows",
        "inserting_hyperlinks", "deleting_columns", "deleting_rows", "sorting", "filtering", "using_pivot_table",
    )
}  # fmt: skip
"""What a protected sheet may allow, by AppleScript's words and by those of COM."""


class Hyperlink:
    def __init__(self, link: Any) -> None:
        self.address = Property(lambda: link.Address)
        self.range_object = Range(link.Range)


class Table:
    def __init__(self, table: fake_excel.Table) -> None:
        self._table = table
        self.name, self.total = _of(table, "Name"), _of(table, "ShowTotals")

    @property
    def range_object(self) -> Range:
        return Range(self._table.Range)

    def exists(self) -> bool:
        return True

    def resize(self, *, range: Range) -> None:  # noqa: A002  # as AppleScript names it
        self._table.Resize(range.com)


class Range:
    def __init__(self, com: fake_excel.Range) -> None:
        self.com = com
        self.value = Property(lambda: _listed(com.Value, self._given), self._put)
        self.string_value = Property(lambda: _listed(com._each(lambda cell: _shown(com, cell)), str))
        self.formula = Property(lambda: _listed(com.Formula, str))
        for name in ("NumberFormat", "WrapText", "MergeCells", "RowHeight", "ColumnWidth"):
            setattr(self, _snake(name), _of(com, name))
        windows, mac = windows_engine(), mac_engine()
        across = _by_number(windows.horizontal_alignments_s2i, mac.horizontal_alignments_s2k)
        self.horizontal_alignment = _worded(com, "HorizontalAlignment", across)
        down = _by_number(windows.vertical_alignments_s2i, mac.vertical_alignments_s2k)
        self.vertical_alignment = _worded(com, "VerticalAlignment", down)
        self.font_object = SimpleNamespace(
            name=_of(com.Font, "Name"), font_size=_of(com.Font, "Size"), bold=_of(com.Font, "Bold"),
            italic=_of(com.Font, "Italic"), color=_coloured(com.Font),
        )  # fmt: skip
        self.interior_object = SimpleNamespace(
            color_index=Property(
                lambda: _index(com.Interior), lambda value: setattr(com.Interior, "ColorIndex", value)
            ),
            color=_coloured(com.Interior),
        )
        self.first_row_index, self.first_column_index = Property(lambda: com.Row), Property(lambda: com.Column)

    @property
    def entire_row(self) -> Any:
        hidden = Property(lambda: _rows_hidden(self.com))
        return SimpleNamespace(rows=SimpleNamespace(hidden=hidden))

    @property
    def merge_area(self) -> Range:
        return Range(self.com.MergeArea)

    def count(self, *, each: Word) -> int:
        return {k.row: self.com.height, k.column: self.com.width}[each]

    def get_address(self, *, row_absolute: bool = True, column_absolute: bool = True, external: bool = False) -> str:
        assert not external
        if row_absolute or column_absolute:
            return str(self.com.Address)
        return self.com.GetAddress(False, False)

    def get_border(self, *, which_border: Word) -> Any:
        line = self.com.Borders({k.edge_bottom: 9, k.inside_horizontal: 12}[which_border])
        windows, mac = windows_engine(), mac_engine()
        styles = _by_number(windows._BORDER_LINE_STYLE_TO_XL, mac._BORDER_LINE_STYLE_TO_KW)
        weights = _by_number(windows._BORDER_WEIGHT_TO_XL, mac._BORDER_WEIGHT_TO_KW)
        return SimpleNamespace(
            color_index=Property(lambda: _index(line)),
            color=_coloured(line),
            line_style=_worded(line, "LineStyle", styles),
            weight=_worded(line, "Weight", weights),
        )

    def select(self) -> None:
        with _refused():
            self.com.Select()

    def clear_hyperlinks(self) -> None:
        with _refused():
            self.com.ClearHyperlinks()

    def make(self, *, at: Range, new: Word, with_properties: dict[Word, Any]) -> None:
        assert (at, new) == (self, k.hyperlink)
        target = with_properties[k.address]
        assert target.startswith("#")
        self.com.sheet.Hyperlinks.Add(Anchor=self.com, Address="", SubAddress=target[1:])
        assert with_properties[k.text_to_display] == self.value.get()

    def _given(self, value: Any) -> Any:
        if value is None:
            return ""
        if isinstance(value, int) and not isinstance(value, bool):
            return k.missing_value
        if isinstance(value, Decimal):
            return float(value)
        return value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value

    def _put(self, given: Any) -> None:
        self.com.Value = given


def _snake(name: str) -> str:
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in name)[1:]


def _listed(found: Any, each: Callable[[Any], Any]) -> Any:
    return [[each(value) for value in row] for row in found] if isinstance(found, tuple) else each(found)


def _shown(com: fake_excel.Range, cell: Any) -> str:
    value = (
        com.excel.calculated[com.sheet.title].cell(cell.row, cell.column).value if cell.data_type == "f" else cell.value
    )
    return SWEDISH.get(value, str(value)) if value is not None else ""


def _rows_hidden(com: fake_excel.Range) -> Any:
    rows = com.sheet.cells.row_dimensions
    found = [row in rows and bool(rows[row].hidden) for row in com.row_numbers()]
    return found if len(found) > 1 else found[0]


def _by_number(windows: dict[Any, int], mac: dict[Any, Word]) -> dict[Any, Word]:
    """What Windows has a number for, AppleScript has a word for."""
    return {number: mac[name] for name, number in windows.items() if name in mac}


def _worded(owner: Any, name: str, words: dict[Any, Word]) -> Property:
    numbers = {word: number for number, word in words.items()}
    return Property(
        lambda: words.get(getattr(owner, name), k.missing_value), lambda word: setattr(owner, name, numbers[word])
    )


def _coloured(part: Any) -> Property:
    def get() -> Any:
        colour = part.Color
        return k.missing_value if colour is None else [colour & 255, colour >> 8 & 255, colour >> 16 & 255]

    def put(rgb: Any) -> None:
        part.Color = rgb[0] | rgb[1] << 8 | rgb[2] << 16

    return Property(get, put)


def _index(part: Any) -> Any:
    return k.color_index_none if part.ColorIndex == -4142 else part.ColorIndex


@cache
def mac_engine() -> Any:
    """The module xlwings._xlmac."""
    reference = _module("appscript.reference", CommandError=CommandError, Reference=type("Reference", (), {}))
    modules = {
        "appscript": _module(
            "appscript", k=k, its=k, mactypes=SimpleNamespace(Alias=str), app=lambda **_: _App.now, reference=reference
        ),
        "appscript.reference": reference,
        "aem": _module("aem", kae=k),
        "osax": _module("osax", OSAX=lambda **_: _App.box),
        "psutil": _module("psutil"),
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, module in modules.items():
            patch.setitem(sys.modules, name, module)
        from xlwings import _xlmac
    atexit.unregister(_xlmac.cleanup)  # it looks for Excel among the computer's processes
    return _xlmac


class _App:
    """The Excel that runs now, and what shows its boxes."""

    now: App
    box: Any


def _module(name: str, **content: Any) -> ModuleType:
    made = ModuleType(name)
    made.__dict__.update(content)
    return made


class _Boxes:
    """Standard Additions' boxes: what they say is kept, and questions get the answer of the tests."""

    def __init__(self, excel: fake_excel.Excel) -> None:
        self._excel = excel

    def activate(self) -> None:
        """Or the box would stand behind."""

    def display_alert(self, title: str, *, message: str, buttons: Any, as_: Any = None) -> dict[Any, str]:  # noqa: ARG002  # its icon
        assert title
        if buttons == "OK":
            self._excel.said.append(message)
            return {k.button_returned: "OK"}
        self._excel.asked.append(message)
        return {k.button_returned: buttons[self._excel.answer]}

    def choose_folder(self, *, with_prompt: str, default_location: str = "") -> SimpleNamespace:
        return self._chosen(self._excel.folder, with_prompt, default_location)

    def choose_file(self, *, with_prompt: str, default_location: str = "") -> SimpleNamespace:
        return self._chosen(self._excel.file, with_prompt, default_location)

    def _chosen(self, chosen: object, prompt: str, began: str) -> SimpleNamespace:
        assert prompt
        self._excel.began = began
        if chosen is None:
            raise CommandError(-128)
        return SimpleNamespace(path=str(chosen))


def on_a_mac(excel: fake_excel.Excel, patch: pytest.MonkeyPatch) -> fake_excel.Excel:
    """The same Excel on a Mac, and a button in its workbook as the caller."""
    engine = mac_engine()
    running = {"visibleprocesslist": b'ASN:0x0-0x1-"Microsoft_Excel":', "info": f'"pid"={PID}'.encode()}
    patch.setattr(engine.subprocess, "check_output", lambda command: running[command[1]])
    patch.setattr(sys, "platform", "darwin")
    patch.setattr(sys, "argv", ["-c", f"--wb={excel.workbook.Name}", "--from_xl=1", "--app=Excel"])
    patch.setattr(_App, "now", App(excel), raising=False)
    patch.setattr(_App, "box", _Boxes(excel), raising=False)
    for name in ("appscript", "osax"):
        patch.setitem(sys.modules, name, getattr(engine, name))
    made = xlwings.main.Engine(impl=engine.engine)
    patch.setattr(xlwings.engines, "active", made)
    return excel
