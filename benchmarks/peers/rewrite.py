"""Writing back with openpyxl: load everything, save everything. `rewrite.py IN.xlsx OUT.xlsx TIMES`."""

from __future__ import annotations

import sys
import warnings

import openpyxl


def main() -> None:
    warnings.simplefilter("ignore")  # openpyxl tells of what it will not keep
    source, target, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
    for _ in range(times):
        openpyxl.load_workbook(source).save(target)


if __name__ == "__main__":
    main()
