"""The last change that a button made in each open workbook, so that it can be taken back.

What stood in the cells is kept in a file of the user's own, readable by nobody else, until the next computation. Only
cells that still hold what runxl wrote are restored, and only in sheets whose rows stand where they stood.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runxl.addin.apply import apply
from runxl.addin.folders import undo_folder
from runxl.addin.open_document import Document
from runxl.addin.read_book import read_open
from runxl.addin.rectangles import single_cells
from runxl.contract.load import contract
from runxl.errors import RunxlError
from runxl.excel import position
from runxl.files.save import whole
from runxl.output.results.standing import rewritten, same
from runxl.workbook.applied import applied
from runxl.workbook.edits import Edit, Edits, Extent, Written
from runxl.workbook.places import SAMMANFATTNING, blank_beside
from runxl.workbook.tables import RawSheet, Workbook

_DAYS_KEPT = 30
_NOTHING = RunxlError(
    "Det finns ingenting att ångra i den här arbetsboken. Bara den senaste ändringen som har gjorts med knapparna går "
    "att ångra."
)


@dataclass(frozen=True, slots=True)
class Undone:
    """How many cells got their values back, how many were left because they had been changed, and in which sheets.

    `said`: that the change is taken back, in words.
    """

    restored: int
    left: int
    moved: tuple[str, ...]
    said: str = ""


def apply_undoable(
    document: Document, workbook: Workbook, edits: Edits, said: str = "Den senaste beräkningen är ångrad"
) -> None:
    """Writes edits of an open workbook as it was read; `said`: what is told when they have been taken back."""
    apply(document, edits, workbook.sheets, before=lambda: _remember(document, workbook, edits, said))


def _remember(document: Document, workbook: Workbook, edits: Edits, said: str) -> None:
    """Keeps what stands in the cells that are about to be written, and which rows there will be then."""
    after = applied(workbook, edits)
    cells = [
        [
            edit.sheet,
            edit.cell,
            _kept(rewritten(stood.at(edit.row, edit.column)) if (stood := workbook.sheets.get(edit.sheet)) else None),
            _kept(edit.value),
            blank_beside(edit.like) if edit.like and edit.sheet == SAMMANFATTNING else "",
        ]
        for edit in {(one.sheet, one.row, one.column): one for one in single_cells(edits)}.values()
    ]
    tables = {one.sheet: workbook.sheets[one.sheet].table_ref for one in edits.extents if one.sheet in workbook.sheets}
    tables |= {one.title: str(one.area) for one in edits.new_sheets}
    extents = [[one.sheet, one.table, tables[one.sheet]] for one in edits.extents if tables.get(one.sheet)]
    rows = {sheet: _rows(after, sheet) for sheet in edits.sheets}
    _write(_file(document), {"celler": cells, "tabeller": extents, "rader": rows, "sagt": said})


def undo(document: Document) -> Undone:
    """Restores the last computation's cells. RunxlError if there is none to undo."""
    file = _file(document)
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _NOTHING from error
    workbook = read_open(document)
    moved = tuple(sorted(sheet for sheet, rows in kept["rader"].items() if rows != _rows(workbook, sheet)))
    cells, left = [], 0
    for sheet, cell, before, wrote, blank in kept["celler"]:
        if sheet in moved:
            continue
        if not _holds(workbook.sheets.get(sheet), cell, _value(wrote)):
            left += 1
            continue
        cells.append(Edit(sheet, cell, _value(before), blank if before is None else ""))
    extents = tuple(Extent(*one) for one in kept["tabeller"] if one[0] not in moved)
    linked = tuple({edit.sheet for edit in cells if edit.sheet == "Fynd"})
    apply(document, Edits(tuple(cells), extents, linked_sheets=linked), workbook.sheets)
    file.unlink(missing_ok=True)
    return Undone(len(cells), left, moved, kept.get("sagt", "Den senaste ändringen är ångrad"))


def _holds(sheet: RawSheet | None, cell: str, wrote: Written) -> bool:
    place = position(cell)
    return sheet is not None and place is not None and same(sheet.at(*place), wrote)


def _rows(workbook: Workbook, sheet: str) -> str:
    """A fingerprint of which object stands on which row. A sheet of runxl's own is told by its header row alone."""
    table = contract().table_of_sheet(sheet)
    found = workbook.tables.get(table.name) if table else None
    if table is None or found is None:
        return ""
    if table.kind == "written":
        return str(found.header_row)
    keys = [found.values(name) for name in table.key]
    said = [
        found.header_row,
        *zip(found.rows, *keys, strict=True),
        *sorted((n, c.index) for n, c in found.columns.items()),
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _kept(value: Written) -> Any:
    """A value as JSON can hold it: a date in a list of its own."""
    return [value.isoformat()] if isinstance(value, dt.date) else value


def _value(kept: Any) -> Written:
    if not isinstance(kept, list):
        return kept  # type: ignore[no-any-return]  # what _kept left as it was
    moment = dt.datetime.fromisoformat(kept[0])
    return moment if "T" in kept[0] else moment.date()


def _file(document: Document) -> Path:
    name = hashlib.sha256(document.place.encode()).hexdigest()[:24]
    return undo_folder() / f"{name}.json"


def _write(file: Path, content: Mapping[str, Any]) -> None:
    """Whole or not at all; older ones than a month are cleared away."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = time.time()
    for old in file.parent.glob("*.json"):
        if now - old.stat().st_mtime > _DAYS_KEPT * 86_400:
            old.unlink(missing_ok=True)
    with whole(file) as temporary:
        temporary.touch(0o600)
        temporary.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
