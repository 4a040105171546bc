"""A sheet's rows seen as bytes, before a reader gets them: what the reader cannot tell, and what would make it fall.

The reader allocates the whole rectangle between the outermost cells, gives error cells and uncalculated formulas as
empty text, and knows no number formats. So the rows are bounded here, and what it cannot tell is noted by address.
Each search begins with a literal that most sheets lack, which makes the look cheap for them; and each is bounded, so
that no sheet, however made, takes more than time in proportion to its size.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import TypeVar

from runxl.workbook.guard import RefusedError
from runxl.workbook.markup import plain, rewritten
from runxl.workbook.tables import CellError, Uncalculated, column_index, column_letters

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
FAR_COLUMN = 702  # ZZ: three letters are far away for tables of 25 columns
FAR_GAP = 10_000  # so many empty rows end the data
MAX_CELLS = 5_000_000
MAX_AREA = 6_000_000
MAX_MARKS = 500_000
MAX_MERGED = 1_000  # so many remarks on merged cells are enough
_LONGEST_TAG = 400

_OUTSIDE = "det har celler utanför Excels gränser"
_UNCLOSED = "celler på det saknar slut"
_DOUBLED = "två celler har samma adress"

_T = TypeVar("_T")
Position = tuple[int, int]
Unreadable = dict[Position, CellError | Uncalculated]

_TAG_END = rb'(?: \w{1,20}="\w{0,20}"){0,8}/?>'
_UNUSUAL = re.compile(rb'<c(?=[\s/>])(?! r="A?[A-Z]\d{1,4}"' + _TAG_END + rb")")
_IRREGULAR = re.compile(rb'<c(?=[\s/>])(?! r="[A-Z]{1,4}\d{1,7}"' + _TAG_END + rb")")
_FILLED = rb'<c r="%s"[^/>]*>'  # cells with a style alone end in />, and the reader leaves them out
_FILLED_TAG = re.compile(rb"<c\s[^</>]*>")
_NEGATIVE_TEXT = re.compile(rb't="s"[^<>]{0,400}>(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?<v>-')
_WIDE_COLUMNS = re.compile(_FILLED % rb"([A-Z]{2,4})\d+")
_ROWS = re.compile(_FILLED % rb"[A-Z]+(\d+)")
_ADDRESSES = re.compile(_FILLED % rb"([A-Z]+)(\d+)")
_ADDRESS = re.compile(_FILLED % rb"([A-Z]+\d+)")
_FILLED_CELL = re.compile(_FILLED % rb"([A-Z]+)(\d+)" + rb".*?</c>", re.DOTALL)
_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_PERCENT = re.compile(rb'<c r="([A-Z]+)(\d+)"[^</>]*? s="(\d{1,6})"[^</>]*>')
_STYLE = re.compile(rb' s="(\d{1,6})"')
_FORMULA = re.compile(rb"\s*<f(?:\s[^>]*)?(?:/>|>([^<]*)</f>)")
_VALUE = re.compile(rb"<v[^<>]*>([^<]+)")
_ROW = re.compile(rb"<row\b[^<>]*>")
_ROW_NUMBER = re.compile(rb"""\sr=["'](\d{1,7})""")
_HIDDEN = re.compile(rb"""\shidden=["'](?:1|true)""")
_MERGE = re.compile(rb'<mergeCell\s[^<>]{0,400}?\bref="([A-Z0-9:]+)"')


@dataclass(frozen=True, slots=True)
class Scan:
    """`rows` is what the reader may have; the rest is laid over what it gives."""

    rows: bytes
    unreadable: Unreadable = field(default_factory=dict)
    percents: tuple[Position, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()
    far: str = ""
    cells: int = 0
    area: int = 0


def scan(data: bytes, percent_styles: Container[int]) -> Scan:
    """Looks through a sheet. RefusedError (RX024) if it cannot be read safely."""
    data = plain(data)
    rows = _rows_of(data)
    unusual = b":c" in rows or _UNUSUAL.search(rows)
    if unusual and (b":c" in rows or _IRREGULAR.search(rows)):
        data = rewritten(data)
        rows = _rows_of(data)
        if _IRREGULAR.search(rows):
            raise RefusedError("RX024", orsak="det har celler vars adress eller format inte går att tolka")
    _refuse_unclosed(rows)
    cells = rows.count(b"</c>")
    if cells > MAX_CELLS:
        raise RefusedError("RX024", orsak="det har fler än fem miljoner ifyllda celler")
    rows, far, area = _bounded(rows) if unusual else (rows, "", 0)
    _refuse_negative_texts(rows)
    _refuse_doubled(rows, cells)
    unreadable: Unreadable = dict(_few(_uncalculated(rows)))
    errors: Unreadable = dict(_few(_errors(rows)))
    return Scan(
        rows=_without(rows, errors) if errors else rows,
        unreadable=unreadable | errors,
        percents=tuple(_few(_percents(rows, percent_styles))) if percent_styles else (),
        hidden_rows=_hidden_rows(rows),
        merged=tuple(match[1].decode() for match in islice(_MERGE.finditer(data), MAX_MERGED)),
        far=far,
        cells=cells,
        area=area,
    )


def _few(marks: Iterator[_T]) -> Iterator[_T]:
    """No more than can be held in memory."""
    for number, mark in enumerate(marks):
        if number == MAX_MARKS:
            raise RefusedError("RX024", orsak="det har för många felvärden, oräknade formler eller procentceller")
        yield mark


def _rows_of(data: bytes) -> bytes:
    """What stands in sheetData, with its tags."""
    if data.count(b"<sheetData") > 1:
        raise RefusedError("RX024", orsak="det har sina rader på två ställen")
    start = data.find(b"<sheetData")
    end = data.rfind(b"</sheetData>")
    if end > start >= 0:
        return data[start : end + len(b"</sheetData>")]
    if start >= 0 and data.find(b"/>", start) != data.find(b">", start) - 1:
        raise RefusedError("RX024", orsak="slutet på bladet saknas")
    return b"<sheetData></sheetData>"


def _bounded(rows: bytes) -> tuple[bytes, str, int]:
    """The rows without cells far away, the address of the first such cell, and the area that is left."""
    columns = {column_index(letters.decode()) for letters in set(_WIDE_COLUMNS.findall(rows))} | {column_index("Z")}
    numbers = sorted(int(number) for number in set(_ROWS.findall(rows)))
    if not numbers:
        return rows, "", 0
    if max(columns) > MAX_COLUMN or numbers[-1] > MAX_ROW:
        raise RefusedError("RX024", orsak=_OUTSIDE)
    last_row = _last_before_gap(numbers)
    last_column = max(column for column in columns if column <= FAR_COLUMN)
    area = last_row * last_column
    if area > MAX_AREA:
        raise RefusedError("RX024", orsak="uppgifterna sträcker sig över för många rader och kolumner")
    if last_row == numbers[-1] and last_column == max(columns):
        return rows, "", area
    return *_cut(rows, last_row, last_column), area


def _last_before_gap(numbers: list[int]) -> int:
    last = 0
    for number in numbers:
        if number - last > FAR_GAP:
            break
        last = number
    return last


def _cut(rows: bytes, last_row: int, last_column: int) -> tuple[bytes, str]:
    far: list[Position] = []

    def keep(cell: re.Match[bytes]) -> bytes:
        row, column = _position(cell)
        if row <= last_row and column <= last_column:
            return cell[0]
        far.append((row, column))
        return b""

    kept = _FILLED_CELL.sub(keep, rows)
    row, column = min(far)
    return kept, f"{column_letters(column)}{row}"


def _cells_with(rows: bytes, literal: bytes) -> Iterator[re.Match[bytes]]:
    """The cells with a literal in their tag or at once after it.

    Address in groups 1 and 2, the tag's rest in 3, the content in 4. If what stands before the literal is not a cell's
    tag, the literal is part of a text.
    """
    place = rows.find(literal)
    while place >= 0:
        cell = _CELL.match(rows, max(0, rows.rfind(b"<", max(0, place - _LONGEST_TAG), place)))
        if cell:
            if cell[4] and b"<c " in cell[4]:
                raise RefusedError("RX024", orsak=_UNCLOSED)
            yield cell
        place = rows.find(literal, place + len(literal))


def _errors(rows: bytes) -> Iterator[tuple[Position, CellError]]:
    for cell in _cells_with(rows, b't="e"'):
        if b't="e"' in cell[3]:
            value = _VALUE.search(cell[4] or b"")
            yield _position(cell), CellError(_text(value[1]) if value else "#VALUE!")


def _uncalculated(rows: bytes) -> Iterator[tuple[Position, Uncalculated]]:
    """Formulas without a stored value. An empty text is a value of a formula that gives text."""
    for cell in _cells_with(rows, b"<f"):
        formula = _FORMULA.match(cell[4] or b"")
        calculated = _VALUE.search(cell[4] or b"") or (b't="str"' in cell[3] and b"<v" in cell[4])
        if formula and not calculated:
            yield _position(cell), Uncalculated(_text(formula[1] or b""))


def _percents(rows: bytes, styles: Container[int]) -> Iterator[Position]:
    """One look for all styles: a workbook may have 64,000 of them. Most sheets use none of these."""
    if not any(int(style) in styles for style in set(_STYLE.findall(rows))):
        return iter(())
    return (_position(cell) for cell in _PERCENT.finditer(rows) if int(cell[3]) in styles)


def _refuse_negative_texts(rows: bytes) -> None:
    """The reader takes text number −1 for text number 0."""
    if b"<v>-" in rows and _NEGATIVE_TEXT.search(rows):
        raise RefusedError("RX024", orsak="en cell hänvisar till en text som inte finns")


def _refuse_unclosed(rows: bytes) -> None:
    """A cell without an end; looking for it from each cell in turn would take for ever."""
    if _FILLED_TAG.search(rows, rows.rfind(b"</c>") + 1):
        raise RefusedError("RX024", orsak=_UNCLOSED)


def _refuse_doubled(rows: bytes, cells: int) -> None:
    """The reader keeps one of two cells with the same address, and says nothing of the other.

    Every program writes cells in order; so where there are more than can be held in memory, they must stand so.
    """
    if cells <= MAX_MARKS:
        addresses = _ADDRESS.findall(rows)
        if len(set(addresses)) < len(addresses):
            raise RefusedError("RX024", orsak=_DOUBLED)
        return
    before: tuple[int, int, bytes] = (0, 0, b"")
    for cell in _ADDRESSES.finditer(rows):
        letters = cell[1]
        here = (int(cell[2]), len(letters), letters)
        if here <= before:
            raise RefusedError("RX024", orsak=_DOUBLED)
        before = here


def _without(rows: bytes, errors: Iterable[Position]) -> bytes:
    """The rows without error cells: the reader gives up a whole sheet for an error that it does not know."""
    gone = frozenset(errors)
    return _CELL.sub(lambda cell: b"" if _position(cell) in gone else cell[0], rows)


def _hidden_rows(rows: bytes) -> frozenset[int]:
    hidden, number = set(), 0
    for tag in (row[0] for row in _ROW.finditer(rows)) if b"hidden=" in rows else ():
        said = _ROW_NUMBER.search(tag)
        number = int(said[1]) if said else number + 1
        if _HIDDEN.search(tag):
            hidden.add(number)
    return frozenset(hidden)


def _position(cell: re.Match[bytes]) -> Position:
    return int(cell[2]), column_index(cell[1].decode())


def _text(data: bytes) -> str:
    return unescape(data.decode("utf-8", "replace")).strip()
