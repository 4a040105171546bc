"""Many workbooks: read, checked in chunks, and reported file by file."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from runxl.batch.executors import chosen
from runxl.batch.progress import Advance
from runxl.batch.spread import spread
from runxl.findings import FileReport, Report
from runxl.verbs.examine import reported
from runxl.workbook.guarded import Read
from runxl.workbook.read import read
from runxl.workbook.tables import Workbook


@dataclass(frozen=True, slots=True)
class Run:
    """What came out; `left` is how many files were never read because the person interrupted."""

    report: Report
    left: int = 0


def validate_paths(paths: Sequence[Path], advance: Advance = lambda: None, *, executor: Executor | None = None) -> Run:
    """Reads and checks every file. Interrupted, it still reports the files that were read."""
    files: list[FileReport] = []
    try:
        with chosen(executor, len(paths)) as who:
            for one in spread(reports, paths, who, lost=_as_it_is, advance=advance):
                files.append(one)  # noqa: PERF402 - what has come is kept when the rest never does
    except KeyboardInterrupt:
        pass
    return Run(Report(tuple(files)), left=len(paths) - len(files))


def reports(paths: Sequence[Path], read: Read = read) -> Sequence[FileReport]:
    """The findings of some workbooks, checked together; of those that were read, should the person interrupt."""
    workbooks: list[Workbook] = []
    try:
        for path in paths:
            workbooks.append(read(path))  # noqa: PERF401 - what has been read is kept
    except KeyboardInterrupt:
        pass
    return reported(workbooks).files


def _as_it_is(lost: FileReport) -> FileReport:
    return lost
