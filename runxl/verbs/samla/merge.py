"""Answers into the plan's file: only cells that change are written, and each reads there as it did in the answer."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from runxl.contract.load import contract
from runxl.files.save import latest_backup
from runxl.output.results.settings_sheet import setting_edits
from runxl.template.formats import wraps
from runxl.verbs.examine import AnyPath
from runxl.verbs.plan import Master
from runxl.verbs.samla.answer import Change
from runxl.verbs.samla.sameness import as_text, same
from runxl.workbook.edits import Edit, Edits, Height, Written, joined
from runxl.workbook.heights import row_height
from runxl.workbook.patch import patch
from runxl.workbook.read import read
from runxl.workbook.tables import Percent, Raw, Shown


@dataclass(frozen=True, slots=True)
class Merged:
    """The file that was written, the copy kept of what it was, and how many formulas wait in it to be calculated."""

    file: Path
    backup: Path | None
    waiting: int = 0


def write(plan: Master, changes: Sequence[Change], out: AnyPath | None, *, replace: bool) -> Merged | None:
    """Writes the changes into the plan, or into `out`; a plan that already says all this is left untouched."""
    if not changes and out is None:
        return None
    edits = joined((_edits(plan, changes), _period(plan) if changes else Edits()))
    file, waiting = patch(plan.workbook.path, edits, out, stamp=plan.workbook.stamp, replace=replace)
    return Merged(file, latest_backup(file) if out is None else None, waiting)


def _edits(plan: Master, changes: Sequence[Change]) -> Edits:
    """A value whose cell would make something else of it is written as the text that says it.

    The plan's cell may show percentages where the answer has a plain 40, or the other way round: it would become
    4000 %. Which cells do so is seen by trying.
    """
    heights = tuple(_heights(plan, changes))
    tried = Edits(tuple(_edit(plan, change, _plain(change.now)) for change in changes), heights=heights)
    turned = _turned(plan, changes, tried)
    cells = [
        _edit(plan, change, as_text(change.now)) if is_turned else edit
        for change, edit, is_turned in zip(changes, tried.cells, turned, strict=True)
    ]
    return Edits(tuple(cells), heights=heights)


def _period(plan: Master) -> Edits:
    """Whose answers stand in the plan from now on."""
    settings = plan.checked.settings
    return setting_edits(plan.workbook, {"svaren_avser": f"{settings.period} {settings.ar}"})


def _turned(plan: Master, changes: Sequence[Change], edits: Edits) -> list[bool]:
    """Which of the changes do not read back as they were."""
    with tempfile.TemporaryDirectory() as folder:
        copy, _ = patch(
            plan.workbook.path, edits, Path(folder, f"plan{plan.workbook.path.suffix}"), stamp=plan.workbook.stamp
        )
        tables = read(copy).tables
    return [not same(tables[one.table].values(one.column)[one.position], one.now) for one in changes]


def _edit(plan: Master, change: Change, value: Written) -> Edit:
    table = plan.workbook.tables[change.table]
    return Edit(contract().tables[change.table].sheet, table.cell(change.column, change.position), value)


def _plain(raw: Raw) -> Written:
    """A value as a cell takes it. Times of day stand nowhere in the contract, so they are text."""
    if isinstance(raw, Percent | Shown):
        return float(raw)
    if isinstance(raw, str | int | float | dt.date):
        return raw
    return str(raw)


def _heights(plan: Master, changes: Sequence[Change]) -> Iterator[Height]:
    """Room for the texts that have come in; a row that is taller already stays so."""
    texts: dict[tuple[str, int], list[tuple[str, float]]] = {}
    for change in changes:
        column = contract().tables[change.table].column(change.column)
        if wraps(column):
            texts.setdefault((change.table, change.position), []).append((as_text(change.now), column.width))
    for (name, position), said in texts.items():
        row = plan.workbook.tables[name].rows[position]
        yield Height(contract().tables[name].sheet, row, row_height(said), grow_only=True)
