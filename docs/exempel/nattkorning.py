"""Every night: check a folder of plans, compute those that are whole, and write one workbook about them all.

    python nattkorning.py planer/ Sammanfattning.xlsx

It ends as the commands do: 0 fine, 1 at least one fault in the data, 2 nothing could be done.
"""

from __future__ import annotations

import sys
from pathlib import Path

import runxl


def run(folder: Path, summary: Path) -> int:
    """Each plan by itself: one that is open somewhere, or has faults, is told of and stops no other."""
    report = runxl.validate(folder)
    if report.nothing_readable:
        print("Ingenting gick att läsa.", file=sys.stderr)
        return 2
    for file in report.files:
        for finding in file.findings:
            if finding.is_fault:
                print(f"{file.file}: {finding.sheet} {finding.cell} {finding.message} {finding.remedy}")
        if file.readable and not file.count("fel"):
            _compute(Path(file.file))
    summarized = runxl.summarize(folder, summary, replace=True)
    print(summarized.covered)
    return int(report.has_faults)


def _compute(plan: Path) -> None:
    try:
        written = runxl.write_back(plan, runxl.assess(plan))
    except runxl.RunxlError as error:
        print(f"{plan}: {error}", file=sys.stderr)
    else:
        print(f"{plan}: {written.cells} celler ändrade")


if __name__ == "__main__":
    try:
        sys.exit(run(Path(sys.argv[1]), Path(sys.argv[2])))
    except runxl.RunxlError as stopped:
        print(stopped, file=sys.stderr)
        sys.exit(2)
