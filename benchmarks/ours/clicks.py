"""One process asked again and again, as by the button in Excel: validate and assess. `clicks.py IN.xlsx CLICKS`."""

from __future__ import annotations

import sys

import runxl


def main() -> None:
    for _ in range(int(sys.argv[2])):
        workbook = runxl.read(sys.argv[1])
        faults = runxl.validate(workbook).has_faults
        print(faults, runxl.assess(workbook).headlines[0])


if __name__ == "__main__":
    main()
