"""What has changed from one workbook to another."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runxl.assessment.verdicts import Change
    from runxl.workbook.tables import Workbook


def compare(before: Workbook | str | PathLike[str], after: Workbook | str | PathLike[str]) -> tuple[Change, ...]:
    """Both are computed anew, each in its own period; the changes are told in the styrmodell's words."""
    from runxl.assessment.assess import assess
    from runxl.check.check import check, readable
    from runxl.workbook.limits import read_guarded
    from runxl.workbook.tables import Workbook

    given = [one if isinstance(one, Workbook) else read_guarded(Path(one)) for one in (before, after)]
    earlier, later = map(readable, check(given))
    return assess(later, previous=earlier).changes
