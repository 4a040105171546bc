"""runxl: måluppfyllelse for a region's nämnder, centred on the spreadsheet.

    import runxl

    workbook = runxl.read("plan.xlsx")
    report = runxl.validate(workbook)
    assessment = runxl.assess(workbook)

Nothing heavy is loaded until a verb is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike
    from pathlib import Path

    from runxl.assess.model import Assessment
    from runxl.findings import Report
    from runxl.workbook.tables import Workbook

__version__ = "0.1.0.dev0"
__all__ = ["assess", "new", "read", "validate"]


def new(
    path: str | PathLike[str],
    *,
    styrmodell: str = "vasterbotten",
    ar: int | None = None,
    namnd: str = "",
    exempel: bool = False,
    ersatt: bool = False,
) -> Path:
    """Creates a workbook from the template; `exempel` fills it with an example. Never overwrites without `ersatt`."""
    from pathlib import Path

    from runxl.workbook.build.new import new

    return new(Path(path), styrmodell=styrmodell, ar=ar, namnd=namnd, exempel=exempel, ersatt=ersatt)


def read(path: str | PathLike[str]) -> Workbook:
    """Reads a workbook. What is wrong with it is in `findings`; `readable` says whether anything could be read."""
    from pathlib import Path

    from runxl.workbook.read import read

    return read(Path(path))


def validate(*workbooks: Workbook | str | PathLike[str]) -> Report:
    """Checks workbooks, given as read or as paths, and reports every finding."""
    from runxl.check.run import check, report
    from runxl.workbook.tables import Workbook

    given = [one if isinstance(one, Workbook) else read(one) for one in workbooks]
    return report(check(given))


def assess(workbook: Workbook | str | PathLike[str], period: str | None = None) -> Assessment:
    """Checks a workbook and assesses its indikatorer, delmål and mål, in its own period or another."""
    from runxl.assess import assess_workbook

    return assess_workbook(workbook, period)
