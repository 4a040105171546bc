"""Compute and write back: the file is read, checked, assessed and patched, and nothing else in it changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from runxl.assessment.assessed import Assessment
from runxl.assessment.basis import basis_of
from runxl.errors import RunxlError
from runxl.files.save import latest_backup, stamp
from runxl.files.target import real
from runxl.output.results.historik_sheet import refuse_closed
from runxl.output.results.into_workbook import edits
from runxl.verbs.examine import AnyPath, Examined, examine
from runxl.workbook.patch import patch


@dataclass(frozen=True, slots=True)
class WrittenBook:
    """A computed workbook: its assessment, the file, how many cells changed, and the copy kept of the old file.

    `changed` is False where the file said all this already and was left untouched.
    """

    assessment: Assessment
    file: Path
    cells: int
    changed: bool
    backup: Path | None = None
    refused: bool = False
    """Its answers are of another period than it says: the findings tell, and nothing was written."""

    waiting: int = 0
    """So many formulas hang on what was written, until the workbook has been opened and saved."""


def berakna(
    path: AnyPath,
    *,
    period: str | None = None,
    out: AnyPath | None = None,
    replace: bool = False,
    now: dt.datetime | None = None,
) -> WrittenBook:
    """Computes a workbook in its own period or another and writes the results into it, or into `out`."""
    found = examine(path, period, to_write=True)
    return _write(found, found.assess(), out=out, replace=replace, now=now)


def write_back(
    path: AnyPath, assessment: Assessment, out: AnyPath | None = None, *, replace: bool = False
) -> WrittenBook:
    """Writes an assessment into the workbook that it is of. One of another file, or of older contents, is refused."""
    found = examine(path, assessment.period, name=assessment.file, to_write=True)
    if real(path) != real(assessment.file) or _verdicts(found.assess()) != _verdicts(assessment):
        raise RunxlError(
            f"Bedömningen stämmer inte med {path}: den gäller en annan arbetsbok, eller så har arbetsboken ändrats "
            "sedan den beräknades. Beräkna den på nytt och försök igen."
        )
    return _write(found, assessment, out=out, replace=replace, now=None)


def _write(
    found: Examined, assessment: Assessment, *, out: AnyPath | None, replace: bool, now: dt.datetime | None
) -> WrittenBook:
    workbook = found.workbook
    if not replace:
        refuse_closed(found.checked, basis_of(found.checked.settings))
    if found.checked.foreign:
        return WrittenBook(assessment, Path(workbook.path), 0, changed=False, refused=True)
    wanted = edits(workbook, found.checked, assessment, now=now or dt.datetime.now().astimezone(), replace=replace)
    file, waiting = patch(workbook.path, wanted, out, stamp=workbook.stamp, replace=replace)
    changed = out is not None or stamp(file) != workbook.stamp
    backup = latest_backup(file) if changed and out is None else None
    return WrittenBook(assessment, file, wanted.changed_cells, changed, backup, waiting=waiting)


def _verdicts(assessment: Assessment) -> tuple[object, ...]:
    return (
        assessment.period,
        assessment.mal,
        assessment.delmal,
        assessment.indikatorer,
        assessment.aktiviteter,
        assessment.uppdrag,
    )
