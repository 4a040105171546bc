"""A sheet's rows seen as bytes, before a reader gets them: what the reader cannot tell, and what would make it fall.

The reader allocates the whole rectangle between the outermost cells, gives error cells and uncalculated formulas as
empty text, and knows no number formats. So the rows are bounded here, and what it cannot tell is noted by address.
Each search begins with a literal that most sheets lack, which makes the look cheap for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from runxl.workbook.guard import RefusedError
from runxl.workbook.markup import plain, rewritten
from runxl.workbook.tables import CellError, Uncalculated, column_index, column_letters

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
FAR_COLUMN = 702  # ZZ: three letters are far away for tables of 25 columns
FAR_GAP = 10_000  # so many empty rows end the data
MAX_CELLS = 5_000_000
MAX_AREA = 10_000_000

_OUTSIDE = "det har celler utanför Excels gränser"

Position = tuple[int, int]
Unreadable = dict[Position, CellError | Uncalculated]

_UNUSUAL = re.compile(rb'<c(?=[\s/>])(?! r="[A-Z]{1,2}\d{1,4}"(?: \w+="\w*")*/?>)')
_IRREGULAR = re.compile(rb'<c(?=[\s/>])(?! r="[A-Z]{1,4}\d{1,7}"(?: \w+="\w*")*/?>)')
_FILLED = rb'<c r="%s"[^/>]*>'  # cells with a style alone end in />, and the reader leaves them out
_FILLED_TAG = re.compile(rb"<c\s[^/>]*>")
_NEGATIVE_TEXT = re.compile(rb't="s"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>-')
_WIDE_COLUMNS = re.compile(_FILLED % rb"([A-Z]{2,4})\d+")
_ROWS = re.compile(_FILLED % rb"[A-Z]+(\d+)")
_FILLED_CELL = re.compile(_FILLED % rb"([A-Z]+)(\d+)" + rb".*?</c>", re.DOTALL)
_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_FORMULA = re.compile(rb"\s*<f(?:\s[^>]*)?(?:/>|>([^<]*)</f>)")
_VALUE = re.compile(rb"<v[^>]*>([^<]+)")
_ROW = re.compile(rb"<row\b[^>]*>")
_ROW_NUMBER = re.compile(rb"""\sr=["'](\d{1,7})""")
_HIDDEN = re.compile(rb"""\shidden=["'](?:1|true)""")
_MERGE = re.compile(rb'<mergeCell\s[^>]*?\bref="([A-Z0-9:]+)"')


@dataclass(frozen=True, slots=True)
class Scan:
    """`rows` is what the reader may have; the rest is laid over what it gives."""

    rows: bytes
    unreadable: Unreadable = field(default_factory=dict)
    percents: tuple[Position, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()
    far: str = ""


def scan(data: bytes, percent_styles: Iterable[int]) -> Scan:
    """Looks through a sheet. RefusedError (RX024) if it cannot be read safely."""
    data = plain(data)
    rows = _rows_of(data)
    unusual = b":c" in rows or _UNUSUAL.search(rows)
    if unusual and (b":c" in rows or _IRREGULAR.search(rows)):
        data = rewritten(data)
        rows = _rows_of(data)
        if _IRREGULAR.search(rows):
            raise RefusedError("RX024", orsak=_OUTSIDE)
    _refuse_unclosed(rows)
    if rows.count(b"</c>") > MAX_CELLS:
        raise RefusedError("RX024", orsak="det har fler än fem miljoner ifyllda celler")
    rows, far = _bounded(rows) if unusual else (rows, "")
    _refuse_negative_texts(rows)
    percents = tuple(_percents(rows, percent_styles))
    unreadable: Unreadable = dict(_uncalculated(rows))
    errors: Unreadable = dict(_errors(rows))
    return Scan(
        rows=_without(rows, errors) if errors else rows,
        unreadable=unreadable | errors,
        percents=percents,
        hidden_rows=_hidden_rows(rows),
        merged=tuple(match.decode() for match in _MERGE.findall(data)),
        far=far,
    )


def _rows_of(data: bytes) -> bytes:
    """What stands in sheetData, with its tags."""
    start = data.find(b"<sheetData")
    end = data.rfind(b"</sheetData>")
    if end > start >= 0:
        return data[start : end + len(b"</sheetData>")]
    if start >= 0 and data.find(b"/>", start) != data.find(b">", start) - 1:
        raise RefusedError("RX024", orsak="slutet på bladet saknas")
    return b"<sheetData></sheetData>"


def _bounded(rows: bytes) -> tuple[bytes, str]:
    """The rows without cells far away, and the address of the first such cell."""
    columns = {column_index(letters.decode()) for letters in set(_WIDE_COLUMNS.findall(rows))} | {column_index("Z")}
    numbers = sorted(int(number) for number in set(_ROWS.findall(rows)))
    if not numbers:
        return rows, ""
    if max(columns) > MAX_COLUMN or numbers[-1] > MAX_ROW:
        raise RefusedError("RX024", orsak=_OUTSIDE)
    last_row = _last_before_gap(numbers)
    last_column = max(column for column in columns if column <= FAR_COLUMN)
    if last_row * last_column > MAX_AREA:
        raise RefusedError("RX024", orsak="uppgifterna är utspridda över för många rader och kolumner")
    if last_row == numbers[-1] and last_column == max(columns):
        return rows, ""
    return _cut(rows, last_row, last_column)


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
        cell = _CELL.match(rows, rows.rfind(b"<", 0, place))
        if cell:
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


def _percents(rows: bytes, styles: Iterable[int]) -> Iterator[Position]:
    for style in styles:
        literal = b' s="%d"' % style
        for cell in _cells_with(rows, literal):
            if cell[4] and literal in cell[3]:
                yield _position(cell)


def _refuse_negative_texts(rows: bytes) -> None:
    """The reader takes text number −1 for text number 0."""
    if b"<v>-" in rows and _NEGATIVE_TEXT.search(rows):
        raise RefusedError("RX024", orsak="en cell hänvisar till en text som inte finns")


def _refuse_unclosed(rows: bytes) -> None:
    """A cell without an end; looking for it from each cell in turn would take for ever."""
    if _FILLED_TAG.search(rows, rows.rfind(b"</c>") + 1):
        raise RefusedError("RX024", orsak="slutet på bladet saknas")


def _without(rows: bytes, errors: Iterable[Position]) -> bytes:
    """The rows without error cells: the reader gives up a whole sheet for an error that it does not know."""
    gone = frozenset(errors)
    return _CELL.sub(lambda cell: b"" if _position(cell) in gone else cell[0], rows)


def _hidden_rows(rows: bytes) -> frozenset[int]:
    hidden, number = set(), 0
    for tag in _ROW.findall(rows) if b"hidden=" in rows else ():
        said = _ROW_NUMBER.search(tag)
        number = int(said[1]) if said else number + 1
        if _HIDDEN.search(tag):
            hidden.add(number)
    return frozenset(hidden)


def _position(cell: re.Match[bytes]) -> Position:
    return int(cell[2]), column_index(cell[1].decode())


def _text(data: bytes) -> str:
    return unescape(data.decode("utf-8", "replace")).strip()
