"""One workbook, given as read or as a path → Assessment: read, check and assess in one step."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from runxl.assessment.assess import assess
from runxl.assessment.assessed import Assessment
from runxl.check.check import check, readable
from runxl.workbook.limits import read_guarded
from runxl.workbook.tables import Workbook


def assess_workbook(workbook: Workbook | str | PathLike[str], period: str | None = None) -> Assessment:
    """Reads a path, checks, and assesses in the workbook's own period or another.

    Raises UnreadableError if the workbook cannot be read: nothing can be said about it.
    """
    (checked,) = check([workbook if isinstance(workbook, Workbook) else read_guarded(Path(workbook))], period or "")
    return assess(readable(checked), period)
