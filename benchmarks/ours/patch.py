"""Writes results into a closed workbook, again and again.

`patch.py IN.xlsx OUT.xlsx TIMES` writes a period's first results; with `igen` at the end it writes what has changed
when one outcome is corrected in a workbook that already has them.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from runxl import process
from runxl.assessment.run import assess
from runxl.check.run import check
from runxl.output.results import edits
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch
from runxl.workbook.read import read

_NOW = dt.datetime(2026, 12, 31, 12, 0)  # noqa: DTZ001 - workbooks know no time zone


def main() -> None:
    process.begin()  # as the command line does
    source, target, times = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    wanted = _results(source)
    if sys.argv[4:]:
        source = patch(source, wanted, source.with_name(f"beräknad-{source.name}"), ersatt=True)
        patch(source, Edits((Edit("Indikatorer", "H2", 1),)))
        wanted = _results(source)
    for _ in range(times):
        patch(source, wanted, target, ersatt=True)


def _results(source: Path) -> Edits:
    workbook = read(source, to_write=True)
    (checked,) = check([workbook])
    return edits(workbook, checked, assess(checked), now=_NOW)


if __name__ == "__main__":
    main()
