"""Many workbooks: read one by one, checked in chunks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from runxl.batch.progress import Advance
from runxl.check.run import check, report
from runxl.findings import FileReport, Report
from runxl.workbook.read import read
from runxl.workbook.tables import Workbook

CHUNK = 125
"""So many workbooks are checked at once: the cost per workbook no longer falls, and memory stays flat."""


@dataclass(frozen=True, slots=True)
class Run:
    """What came out; `left` is how many files were never read because the person interrupted."""

    report: Report
    left: int = 0


def validate_paths(paths: Sequence[Path], advance: Advance = lambda: None) -> Run:
    """Reads and checks every file. Interrupted, it still reports the files that were read."""
    files: list[FileReport] = []
    for start in range(0, len(paths), CHUNK):
        workbooks, interrupted = _read(paths[start : start + CHUNK], advance)
        files += report(check(workbooks)).files
        if interrupted:
            break
    return Run(Report(tuple(files)), left=len(paths) - len(files))


def _read(paths: Sequence[Path], advance: Advance) -> tuple[list[Workbook], bool]:
    """The workbooks, and whether the person stopped before all were read."""
    workbooks: list[Workbook] = []
    try:
        for path in paths:
            workbooks.append(read(path))
            advance()
    except KeyboardInterrupt:
        return workbooks, True
    return workbooks, False
