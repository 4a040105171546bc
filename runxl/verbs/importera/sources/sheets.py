"""A workbook of any layout as blocks: every visible sheet is a table, with how its cells look and where they reach."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterator
from typing import Any

from runxl.contract.regel import Regel
from runxl.excel import area
from runxl.opc.markup import cleaned
from runxl.opc.refused import RefusedError, damaged
from runxl.opc.styles import number_format
from runxl.verbs.importera.source_blocks import (
    BROKEN,
    MOST_CELLS,
    FoundBlock,
    FoundCell,
    FoundFile,
    FoundGrid,
    FoundHeading,
    FoundLine,
    FoundRow,
    Place,
)
from runxl.verbs.importera.sources import own_summary
from runxl.workbook.cell_text import as_shown
from runxl.workbook.tables import Raw, dressed

_FAR = 200
"""No plan has more columns; what stands further out is far from it."""

_MERGED = re.compile(rb"""<(?:[\w.-]+:)?mergeCell\s[^>]*?\bref\s*=\s*(["'])([^"']*)\1""")
_TRUTH = {True: "SANT", False: "FALSKT"}
_NOT_CALCULATED = "#FORMEL"


def read(name: str, data: bytes) -> FoundFile:
    """The sheets in their order. `data` has been let in by opc already."""
    book, formulas = _opened(data, values=True), _opened(data, values=False)
    blocks: list[FoundBlock] = []
    for sheet in book.worksheets:
        place = Place(name, f"bladet {sheet.title}")
        if sheet.sheet_state != "visible":
            blocks.append(FoundLine(f"Bladet {sheet.title} är dolt och är inte läst", place, "outside"))
            continue
        if sheet.max_row * min(sheet.max_column, _FAR) > MOST_CELLS:
            raise RefusedError(Regel.FOR_STOR_FIL, orsak=f"bladet {sheet.title} är större än {MOST_CELLS} celler")
        rows = tuple(_rows(sheet, formulas[sheet.title], name))
        if any(row.filled for row in rows):
            blocks += [FoundHeading(1, sheet.title, place, sheet=True), FoundGrid(rows, place, name=sheet.title)]
    return own_summary.of(name, blocks) or FoundFile(name, tuple(blocks))


def refuse_merged(content: bytes) -> None:
    """Of a sheet's part, before openpyxl makes a cell of every one that a merged one reaches over."""
    most = MOST_CELLS
    for found in _MERGED.finditer(cleaned(content)):
        reach = area(found[2].decode("utf-8", "replace"))
        if reach is None:
            raise damaged("en sammanslagen cell har ingen adress")
        most -= (reach.bottom - reach.top + 1) * (reach.right - reach.left + 1)
        if most < 0:
            raise RefusedError(Regel.FOR_STOR_FIL, orsak=f"sammanslagna celler täcker mer än {MOST_CELLS} celler")


def _opened(data: bytes, *, values: bool) -> Any:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it does not know of a file it says so; nothing is written back
        try:
            return openpyxl.load_workbook(io.BytesIO(data), data_only=values, keep_links=False)
        except BROKEN as error:
            raise damaged("arbetsbokens delar hänger inte ihop") from error


def _rows(sheet: Any, formulas: Any, name: str) -> Iterator[FoundRow]:
    reached = dict(_reached(sheet))
    for cells_of_row in sheet.iter_rows(max_col=min(sheet.max_column, _FAR)):
        number = cells_of_row[0].row
        depth = int(sheet.row_dimensions[number].outlineLevel or 0)
        made = tuple(_cell(one, formulas, reached, depth) for one in cells_of_row)
        yield FoundRow(made, Place(name, f"bladet {sheet.title}, rad {number}"))


def _reached(sheet: Any) -> Iterator[tuple[tuple[int, int], tuple[Any, bool]]]:
    """Every cell that a merged one reaches over: the merged one, and whether it is below it."""
    for merged in sheet.merged_cells.ranges:
        first = sheet.cell(merged.min_row, merged.min_col)
        for row in range(merged.min_row, merged.max_row + 1):
            for column in range(merged.min_col, min(merged.max_col, _FAR) + 1):
                if (row, column) != (merged.min_row, merged.min_col):
                    yield (row, column), (first, row > merged.min_row)


def _cell(one: Any, formulas: Any, reached: dict[tuple[int, int], tuple[Any, bool]], depth: int) -> FoundCell:
    at = (one.row, one.column)
    if at in reached:
        first, below = reached[at]
        return FoundCell(as_shown(_raw(first)), joined=below, spread=not below)
    raw = _raw(one)
    if raw is None and isinstance(formulas.cell(*at).value, str) and formulas.cell(*at).data_type == "f":
        return FoundCell(_NOT_CALCULATED)
    text = as_shown(raw)
    pushed = len(text) - len(text.lstrip()) if isinstance(raw, str) else 0
    return FoundCell(
        text=text.strip(),
        raw=raw.strip() or None if isinstance(raw, str) else raw,
        colour=_ground(one),
        indent=int(one.alignment.indent or 0) * 2 + pushed + depth * 2,
        bold=bool(one.font.b),
    )


def _raw(one: Any) -> Raw:
    """A value as a cell holds it; a number as its cell shows it."""
    value = one.value
    if isinstance(value, bool):
        return _TRUTH[value]
    if isinstance(value, int | float):
        return dressed(float(value), number_format(str(one.number_format or "")))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    if value is None or isinstance(value, str | dt.date | dt.time):
        return value
    return str(value)


def _ground(one: Any) -> str:
    """A cell's colour; one of the workbook's own theme by its name."""
    fill = one.fill
    if fill is None or fill.fill_type != "solid":
        return ""
    colour = fill.fgColor
    if colour.type == "rgb" and isinstance(colour.rgb, str):
        return colour.rgb[-6:].upper()
    return f"tema {colour.theme}" if colour.type == "theme" else f"färg {colour.indexed}"
