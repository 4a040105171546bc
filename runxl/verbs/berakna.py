"""Compute and write back: the file is read, checked, assessed and patched, and nothing else in it changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.errors import RunxlError

if TYPE_CHECKING:
    from runxl.assessment.assessed import Assessment
    from runxl.check.rows import Checked
    from runxl.workbook.tables import Workbook


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


def berakna(
    path: Path | str,
    *,
    period: str | None = None,
    out: Path | str | None = None,
    ersatt: bool = False,
    now: dt.datetime | None = None,
) -> WrittenBook:
    """Computes a workbook in its own period or another and writes the results into it, or into `out`."""
    from runxl.assessment.assess import assess

    workbook, checked = _read(path, period)
    return _write(workbook, checked, assess(checked, period), out=out, ersatt=ersatt, now=now)


def write_back(
    path: Path | str, assessment: Assessment, out: Path | str | None = None, *, ersatt: bool = False
) -> WrittenBook:
    """Writes an assessment into the workbook that it is of. One of another file, or of older contents, is refused."""
    from runxl.assessment.assess import assess

    workbook, checked = _read(path, assessment.period or None, name=assessment.file)
    again = assess(checked, assessment.period or None)
    if not _same_file(path, assessment.file) or _verdicts(again) != _verdicts(assessment):
        raise RunxlError(
            f"Bedömningen stämmer inte med {path}: den gäller en annan arbetsbok, eller så har arbetsboken ändrats "
            "sedan den beräknades. Beräkna den på nytt och försök igen."
        )
    return _write(workbook, checked, assessment, out=out, ersatt=ersatt, now=None)


def _read(path: Path | str, period: str | None, name: str = "") -> tuple[Workbook, Checked]:
    from runxl.check.check import check, readable
    from runxl.workbook.limits import read_guarded
    from runxl.workbook.read import read

    workbook = read_guarded(Path(path), partial(read, name=name, to_write=True))
    (checked,) = check([workbook], period or "")
    return workbook, readable(checked)


def _write(
    workbook: Workbook,
    checked: Checked,
    assessment: Assessment,
    *,
    out: Path | str | None,
    ersatt: bool,
    now: dt.datetime | None,
) -> WrittenBook:
    from runxl.output.results.into_workbook import edits
    from runxl.workbook.patch import patch
    from runxl.workbook.patch.save import latest_backup, stamp

    wanted = edits(workbook, checked, assessment, now=now or dt.datetime.now().astimezone(), ersatt=ersatt)
    file = patch(workbook.path, wanted, out, stamp=workbook.stamp, ersatt=ersatt)
    changed = out is not None or stamp(file) != workbook.stamp
    backup = latest_backup(file) if changed and out is None else None
    return WrittenBook(assessment, file, wanted.changed_cells, changed, backup)


def _same_file(path: Path | str, other: str) -> bool:
    return Path(path).resolve() == Path(other).resolve()


def _verdicts(assessment: Assessment) -> tuple[object, ...]:
    return (
        assessment.period,
        assessment.mal,
        assessment.delmal,
        assessment.indikatorer,
        assessment.aktiviteter,
        assessment.uppdrag,
    )
