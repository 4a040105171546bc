"""Writes results into a closed workbook, again and again.

`patch.py IN.xlsx OUT.xlsx TIMES WHAT`, where WHAT is `status` (a status per indikator, as the peer's script writes),
`igen` (what has changed when one outcome is corrected in a workbook that already has its results) or `allt` (a period's
first results: every result cell, Sammanfattning, Fynd and hundreds of new rows in Tidigare perioder).
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from runxl import process
from runxl.assessment.assess import assess
from runxl.check.check import check
from runxl.excel import column_letters
from runxl.files.save import stamp
from runxl.output.results.into_workbook import edits
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch
from runxl.workbook.read import read

_NOW = dt.datetime(2026, 12, 31, 12, 0)  # noqa: DTZ001 - workbooks know no time zone


def main() -> None:
    process.begin()  # as the command line does
    source, target, times, what = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    wanted = _statuses(source) if what == "status" else _results(source)
    if what == "igen":
        source = patch(source, wanted, source.with_name(f"beräknad-{source.name}"), replace=True).file
        patch(source, Edits((Edit("Indikatorer", "H2", 1),)))
        wanted = _results(source)
    read_as = stamp(source)  # it has been read just now
    for _ in range(times):
        patch(source, wanted, target, stamp=read_as, replace=True)


def _statuses(source: Path) -> Edits:
    table = read(source).tables["indikatorer"]
    column = column_letters(table.columns["status"].index)
    return Edits(tuple(Edit(table.sheet, f"{column}{row}", "Delvis") for row in table.rows))


def _results(source: Path) -> Edits:
    workbook = read(source, to_write=True)
    (checked,) = check([workbook])
    return edits(workbook, checked, assess(checked), now=_NOW)


if __name__ == "__main__":
    main()
