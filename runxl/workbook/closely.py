"""The close look at a sheet whose rows are not all as nearly every program writes them.

The reader gives error cells and uncalculated formulas as empty text, keeps one of two cells with the same address, and
gives up a whole sheet for an error that it does not know. What it cannot tell is noted by address here. Each search
begins with a literal that most sheets lack, and each is bounded, so that no sheet, however made, takes more than time
in proportion to its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from runxl.contract.regel import Regel
from runxl.excel import column_index
from runxl.opc import limits
from runxl.opc.markup import rewritten
from runxl.opc.refused import RefusedError
from runxl.workbook.bounds import FILLED, Position, bounded, cells_in, few, position, refuse_second, rows_of
from runxl.workbook.tables import CellError, Uncalculated

_LONGEST_TAG = 400

_UNCLOSED = "celler på det saknar slut"
_DOUBLED = "två celler har samma adress"

Unread = dict[Position, CellError | Uncalculated]

_TAG_END = rb'(?: \w{1,20}="\w{0,20}"){0,8}/?>'
_UNUSUAL = re.compile(rb'<c(?=[\s/>])(?! r="A?[A-Z]\d{1,4}"' + _TAG_END + rb")")
_IRREGULAR = re.compile(rb'<c(?=[\s/>])(?! r="[A-Z]{1,4}\d{1,7}"' + _TAG_END + rb")")
_FILLED_TAG = re.compile(rb"<c\s[^</>]*>")
_NEGATIVE_TEXT = re.compile(rb't="s"[^<>]{0,400}>(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?<v>-')
_WIDE_COLUMNS = re.compile(FILLED % rb"([A-Z]{2,4})\d+")
_ROWS = re.compile(FILLED % rb"[A-Z]+(\d+)")
_ADDRESSES = re.compile(FILLED % rb"([A-Z]+)(\d+)")
_ADDRESS = re.compile(FILLED % rb"([A-Z]+\d+)")
_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_FORMULA = re.compile(rb"\s*<f(?:\s[^>]*)?(?:/>|>([^<]*)</f>)")
_PIECES = re.compile(rb"<v(?:\s[^<>]{0,400})?(?<!/)>[^<]*<(?!/v>)|</v>\s*<v[\s>]")
_VALUE = re.compile(rb"<v[^<>]*>([^<]+)")


def regular(data: bytes) -> bytes:
    """The sheet's part with addresses and formats as the searches here expect them; rewritten if need be."""
    rows = _only_rows(data)
    if b":c" not in rows and not _IRREGULAR.search(rows):
        return data
    data = rewritten(data)
    if _IRREGULAR.search(_only_rows(data)):
        raise RefusedError(
            Regel.BLAD_GAR_INTE_ATT_LASA, orsak="det har celler vars adress eller format inte går att tolka"
        )
    return data


def _only_rows(data: bytes) -> bytes:
    rows = rows_of(data)
    refuse_second(rows, 1)
    return rows


def look(rows: bytes) -> tuple[bytes, Unread, str, int]:
    """The rows that the reader may have, the cells that it may not, what stands far away, and the area of the rest."""
    _refuse_unclosed(rows)
    cells = cells_in(rows)
    rows, far, area = _bounded(rows)
    _refuse_negative_texts(rows)
    _refuse_doubled(rows, cells)
    unreadable: Unread = dict(few(_uncalculated(rows)))
    errors: Unread = dict(few(_errors(rows)))
    rows = _without(rows, errors) if errors else rows
    _refuse_pieces(rows)
    return rows, unreadable | errors, far, area


def _bounded(rows: bytes) -> tuple[bytes, str, int]:
    if not _UNUSUAL.search(rows):
        return rows, "", 0
    columns = {column_index(letters.decode()) for letters in set(_WIDE_COLUMNS.findall(rows))} | {column_index("Z")}
    return bounded(rows, map(int, set(_ROWS.findall(rows))), columns)


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
                raise RefusedError(Regel.BLAD_GAR_INTE_ATT_LASA, orsak=_UNCLOSED)
            yield cell
        place = rows.find(literal, place + len(literal))


def _errors(rows: bytes) -> Iterator[tuple[Position, CellError]]:
    for cell in _cells_with(rows, b't="e"'):
        if b't="e"' in cell[3]:
            value = _VALUE.search(cell[4] or b"")
            yield position(cell), CellError(_text(value[1]) if value else "#VALUE!")


def _uncalculated(rows: bytes) -> Iterator[tuple[Position, Uncalculated]]:
    """Formulas without a stored value. An empty text is a value of a formula that gives text."""
    for cell in _cells_with(rows, b"<f"):
        formula = _FORMULA.match(cell[4] or b"")
        calculated = _VALUE.search(cell[4] or b"") or (b't="str"' in cell[3] and b"<v" in cell[4])
        if formula and not calculated:
            yield position(cell), Uncalculated(_text(formula[1] or b""))


def _refuse_negative_texts(rows: bytes) -> None:
    """The reader takes text number −1 for text number 0."""
    if b"<v>-" in rows and _NEGATIVE_TEXT.search(rows):
        raise RefusedError(Regel.BLAD_GAR_INTE_ATT_LASA, orsak="en cell hänvisar till en text som inte finns")


def _refuse_pieces(rows: bytes) -> None:
    """Of a value that stands in several pieces the reader takes one."""
    if _PIECES.search(rows):
        raise RefusedError(Regel.BLAD_GAR_INTE_ATT_LASA, orsak="en cell har sitt värde i flera delar")


def _refuse_unclosed(rows: bytes) -> None:
    """A cell without an end; looking for it from each cell in turn would take for ever."""
    if _FILLED_TAG.search(rows, rows.rfind(b"</c>") + 1):
        raise RefusedError(Regel.BLAD_GAR_INTE_ATT_LASA, orsak=_UNCLOSED)


def _refuse_doubled(rows: bytes, cells: int) -> None:
    """The reader keeps one of two cells with the same address, and says nothing of the other.

    Every program writes cells in order; so where there are more than can be held in memory, they must stand so.
    """
    if cells <= limits.MAX_MARKS:
        addresses = _ADDRESS.findall(rows)
        if len(set(addresses)) < len(addresses):
            raise RefusedError(Regel.BLAD_GAR_INTE_ATT_LASA, orsak=_DOUBLED)
        return
    before: tuple[int, int, bytes] = (0, 0, b"")
    for cell in _ADDRESSES.finditer(rows):
        letters = cell[1]
        here = (int(cell[2]), len(letters), letters)
        if here <= before:
            raise RefusedError(Regel.BLAD_GAR_INTE_ATT_LASA, orsak=_DOUBLED)
        before = here


def _without(rows: bytes, errors: Iterable[Position]) -> bytes:
    """The rows without error cells: the reader gives up a whole sheet for an error that it does not know."""
    gone = frozenset(errors)
    return _CELL.sub(lambda cell: b"" if position(cell) in gone else cell[0], rows)


def _text(data: bytes) -> str:
    return unescape(data.decode("utf-8", "replace")).strip()
