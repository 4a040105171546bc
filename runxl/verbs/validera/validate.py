"""Many workbooks: read, checked in chunks, and reported file by file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from runxl.batch.paths import choose
from runxl.batch.progress import Progress, silent
from runxl.batch.spread import spread
from runxl.errors import RunxlError
from runxl.findings import FileReport, Report
from runxl.verbs.examine import AnyPath, reported
from runxl.workbook.guarded import ReadFile
from runxl.workbook.read import read
from runxl.workbook.tables import Workbook


@dataclass(frozen=True, slots=True)
class Validated:
    """What came out of so many files; `left` of them were never read because the person interrupted.

    `skipped` names what was left alone: lock files, temporary files and backups.
    """

    report: Report
    files: int
    left: int = 0
    skipped: tuple[Path, ...] = ()


class StoppedError(RunxlError):
    """Somebody stopped it (Ctrl-C) before all was checked. `report` is of the files that were."""

    def __init__(self, done: Validated) -> None:
        super().__init__(f"Avbrutet: {done.left} av {done.files} filer är inte kontrollerade.")
        self.report = done.report


def validate(
    given: Iterable[AnyPath],
    *,
    leave_out: Path | None = None,
    progress: Progress = silent,
    executor: Executor | None = None,
) -> Validated:
    """Reads and checks every file of what is given, files and folders. Interrupted, it reports those that were read."""
    found = choose(given, leave_out=leave_out)
    files: list[FileReport] = []
    try:
        with progress(len(found.paths)) as advance:
            for one in spread(reports, found.paths, executor, lost=lambda report: report, advance=advance):
                files.append(one)  # noqa: PERF402 - what has come is kept when the rest never does
    except KeyboardInterrupt:
        pass
    left = len(found.paths) - len(files)
    return Validated(Report((*found.unreadable, *files)), len(found.paths), left, found.skipped)


def reports(paths: Sequence[Path], read: ReadFile = read) -> Sequence[FileReport]:
    """The findings of some workbooks, checked together; of those that were read, should the person interrupt."""
    workbooks: list[Workbook] = []
    try:
        for path in paths:
            workbooks.append(read(path))  # noqa: PERF401 - what has been read is kept
    except KeyboardInterrupt:
        pass
    return reported(workbooks).files
