"""What computing the example of 2024 writes, as plain text: the other styrmodell's proof that nothing has moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from runxl.addin.rectangles import single_cells
from runxl.assessment.assess import assess
from runxl.check.check import check
from runxl.contract.load import contract
from runxl.contract.vocabulary import DataRow
from runxl.output.results.into_workbook import edits
from runxl.output.said.presented import presented
from runxl.template.book import build
from runxl.template.example import example
from runxl.workbook.edits import Edits
from runxl.workbook.read import read

NOW = dt.datetime(2025, 1, 15, 9, 0)  # noqa: DTZ001  # a cell knows no time zone
TABLES = tuple(name for name in presented() if name != "uppdrag")
"""Those that Sammanfattning has a list of only where they have rows."""


def book(path: Path, *, without: Sequence[str] = ()) -> Path:
    """The example as a workbook, some of its tables left empty."""
    styrmodell = contract().default_styrmodell
    rows, settings = example(styrmodell)
    kept: Mapping[str, Sequence[DataRow]] = {name: given for name, given in rows.items() if name not in without}
    own = {"namnd": settings["namnd"], "ar": settings["ar"], "period": settings["period"], "plan_id": "vb2024"}
    build(path, contract(), styrmodell, kept, own)
    return path


def written(path: Path) -> Edits:
    """All that computing it writes."""
    workbook = read(path, to_write=True)
    (checked,) = check([workbook])
    return edits(workbook, checked, assess(checked), now=NOW)


def as_text(found: Edits) -> list[str]:
    """A line for every row of every sheet: its cells with their looks, and its height."""
    cells = sorted(single_cells(found), key=lambda edit: (edit.sheet, edit.row))
    heights = {(one.sheet, one.row): one.points for one in found.heights}
    lines = []
    for (sheet, row), several in groupby(cells, key=lambda edit: (edit.sheet, edit.row)):
        told = "; ".join(f"{e.cell}={e.value!r}" + (f" som {e.like}" if e.like else "") for e in several)
        height = heights.get((sheet, row))
        lines.append(f"{sheet}: {told}" + ("" if height is None else f"; höjd {height:g}"))
    return [*lines, *(f"{one.sheet}: {one.table} {one.ref}" for one in found.extents)]
