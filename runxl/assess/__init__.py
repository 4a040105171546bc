"""The rules: typed rows → verdicts with reasons.

The room bears the name of the public verb `runxl.assess`, and importing anything from it puts the room where the verb
stood. So the room can be called as well: `runxl.assess(workbook)` is the verb whatever has been imported before.
"""

from __future__ import annotations

import sys
from os import PathLike
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runxl.assess.model import Assessment
    from runxl.workbook.tables import Workbook


def assess_workbook(workbook: Workbook | str | PathLike[str], period: str | None = None) -> Assessment:
    """The public verb: reads a path, checks, and assesses in the workbook's own period or another.

    Raises RunxlError if the workbook cannot be read: nothing can be said about it.
    """
    from runxl.assess.run import assess
    from runxl.check.run import check
    from runxl.errors import RunxlError
    from runxl.findings import in_one_line
    from runxl.workbook.read import read
    from runxl.workbook.tables import Workbook

    (checked,) = check([workbook if isinstance(workbook, Workbook) else read(str(workbook))], period or "")
    if not checked.readable:
        faults = (finding for finding in checked.findings if finding.severity == "fel")
        raise RunxlError(" ".join(in_one_line(checked.file, finding) for finding in faults))
    return assess(checked, period)


class _Room(ModuleType):
    def __call__(self, workbook: Workbook | str | PathLike[str], period: str | None = None) -> Assessment:
        return assess_workbook(workbook, period)


sys.modules[__name__].__class__ = _Room
