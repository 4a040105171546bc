"""Many workbooks into one summary workbook, as by `runxl sammanfatta`. `summary.py IN.xlsx … OUT.xlsx`."""

from __future__ import annotations

import sys

import runxl
from runxl import process


def main() -> None:
    process.begin()  # as the command line does
    *paths, out = sys.argv[1:]
    done = runxl.summarize(paths, out, replace=True)
    print(done.read, done.faults)


if __name__ == "__main__":
    main()
    process.end(0)  # as the command line does
