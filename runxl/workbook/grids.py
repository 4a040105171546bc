"""The values of scanned sheets, by python-calamine.

It never sees the file. It gets a bare package, made here of what has been looked at: the rows, the texts, the styles.
So it finds nothing that the look did not, and nothing else that stands in a sheet can disturb it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any

from runxl.contract.regel import Regel
from runxl.opc import limits
from runxl.opc.markup import plain
from runxl.opc.package_book import PackageBook
from runxl.opc.refused import RefusedError
from runxl.opc.stored import Stored
from runxl.workbook.scan import Scan
from runxl.workbook.tables import CellError, Raw, dressed

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

RawGrid = list[list[Raw]]

_OPENING, _NONE_MERGED = b"<worksheet>", b"<mergeCells></mergeCells>"
"""The reader goes through a sheet once more, to its end if need be, until it has found its merged cells.

That they stand first and are none saves the time; but for a sheet that is not known to be well-formed, this second
walk is what tells.
"""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


class Bare:
    """The package that the reader gets, written sheet by sheet, so that a sheet's rows need not be held beside it."""

    def __init__(self, book: PackageBook) -> None:
        self._archive = Stored()
        self._book = book
        self._sheets = 0

    def add(self, rows: bytes, *, in_order: bool) -> None:
        opening = _OPENING + _NONE_MERGED if in_order else _OPENING
        self._archive.add(f"xl/worksheets/s{self._sheets}.xml", opening, rows, b"</worksheet>")
        self._sheets += 1

    def opened(self) -> CalamineWorkbook:
        """The package as a workbook."""
        from python_calamine import CalamineError, load_workbook

        for name, content in self._frame():
            self._archive.add(name, content)
        try:
            with self._archive.ended() as stream:  # of which the reader has its own copy
                return load_workbook(stream)
        except CalamineError as error:
            raise RefusedError(Regel.SKADAD_FIL, orsak="dess texter eller format går inte att tolka") from error

    def _frame(self) -> Iterator[tuple[str, bytes]]:
        targets = [("worksheet", f"worksheets/s{index}.xml") for index in range(self._sheets)]
        yield "[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>'.encode()
        yield "_rels/.rels", _relationships([("officeDocument", "xl/workbook.xml")])
        yield "xl/workbook.xml", _workbook(self._sheets, self._book.date1904)
        yield "xl/_rels/workbook.xml.rels", _relationships(targets)
        if self._book.styles:
            yield "xl/styles.xml", plain(self._book.styles)
        if self._book.shared:
            yield "xl/sharedStrings.xml", _texts(self._book.shared)


def grids_of(bare: Bare, scans: Iterable[Scan]) -> Iterator[RawGrid | None]:
    """One grid per sheet, from A1 on; None for a sheet whose content cannot be made out."""
    book = bare.opened()
    for index, scan in enumerate(scans):
        yield _grid(book, f"s{index}", scan)


def _grid(book: CalamineWorkbook, name: str, scan: Scan) -> RawGrid | None:
    try:
        rows: list[Any] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # noqa: BLE001 – a panic in the native reader is no Exception
        return None
    _clean(rows)
    return _with_overlay(rows, scan)


def _clean(rows: RawGrid) -> None:
    """Empty and blank text is an empty cell; a number that is none is an error. Row by row, to hold one row twice."""
    for index, row in enumerate(rows):
        rows[index] = [
            (value if value and not value.isspace() else None)
            if value.__class__ is str
            else (value if value.__class__ is not float or isfinite(value) else CellError("#NUM!"))
            for value in row
        ]


def _with_overlay(grid: RawGrid, scan: Scan) -> RawGrid:
    """The grid with numbers as shown and with the cells that the reader left out, which may stand outside its range."""
    height, width = len(grid), len(grid[0]) if grid else 0
    for (row, column), how in scan.dressed:
        value = grid[row - 1][column - 1] if row <= height and column <= width else None
        if isinstance(value, float):
            grid[row - 1][column - 1] = dressed(value, how)
    if scan.unreadable:
        height = max(height, *(row for row, _ in scan.unreadable))
        width = max(width, *(column for _, column in scan.unreadable))
        grid += [[] for _ in range(height - len(grid))]
        grid = [row + [None] * (width - len(row)) for row in grid]
    for (row, column), mark in scan.unreadable.items():
        grid[row - 1][column - 1] = mark
    return grid


def _texts(shared: bytes) -> bytes:
    texts = plain(shared)
    if texts.count(b"<si") > limits.MAX_TEXTS:
        raise RefusedError(Regel.FOR_STOR_FIL, orsak="den har fler än två miljoner texter")
    return texts


def _workbook(count: int, date1904: bool) -> bytes:  # noqa: FBT001 – a property of the file, not a switch
    sheets = "".join(f'<sheet name="s{index}" sheetId="{index + 1}" r:id="rId{index}"/>' for index in range(count))
    settings = f'<workbookPr date1904="{int(date1904)}"/>'
    return f'<workbook xmlns:r="{_OFFICE}">{settings}<sheets>{sheets}</sheets></workbook>'.encode()


def _relationships(targets: Sequence[tuple[str, str]]) -> bytes:
    said = "".join(
        f'<Relationship Id="rId{index}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'.encode()
