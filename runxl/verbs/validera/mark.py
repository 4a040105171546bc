"""`validera --markera`: what was found written into each workbook, so that it can be mailed back with its marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from runxl.errors import RunxlError
from runxl.files.save import stamp
from runxl.findings import FileReport, Report
from runxl.output.results.fynd_sheet import fynd_edits
from runxl.workbook.guarded import read_guarded
from runxl.workbook.patch import patch
from runxl.workbook.read import read


@dataclass(frozen=True, slots=True)
class Marked:
    """A workbook that was to be marked: whether it changed, or why it could not be."""

    file: str
    changed: bool
    problem: str = ""


def mark(report: Report) -> Iterator[Marked]:
    """Writes the sheet Fynd of every workbook that could be read; the marks at the cells follow from it.

    One that cannot be written to costs a line, not the run.
    """
    for file in report.files:
        if file.readable:
            try:
                yield _marked(file)
            except RunxlError as error:
                yield Marked(file.file, changed=False, problem=str(error))


def _marked(file: FileReport) -> Marked:
    workbook = read_guarded(Path(file.file), partial(read, to_write=True))
    if not workbook.readable or "Fynd" not in workbook.sheets:
        return Marked(file.file, changed=False, problem="bladet Fynd saknas, så fynden har ingen plats")
    patch(workbook.path, fynd_edits(workbook, file.findings), stamp=workbook.stamp)
    return Marked(file.file, changed=stamp(Path(file.file)) != workbook.stamp)
