"""Many workbooks into one summary workbook, as by `runxl sammanfatta`. `summary.py IN.xlsx … OUT.xlsx`."""

from __future__ import annotations

import gc
import sys

import runxl
from runxl.cli import CYCLE_SEARCH


def main() -> None:
    gc.set_threshold(CYCLE_SEARCH)  # as the command line does
    *paths, out = sys.argv[1:]
    done = runxl.summarize(paths, out, ersatt=True)
    print(done.read, done.faults)


if __name__ == "__main__":
    main()
