"""Many workbooks: what is wrong in them. `validate.py IN.xlsx …`."""

from __future__ import annotations

import sys

import runxl
from runxl import process


def main() -> None:
    process.begin()  # as the command line does
    print(len(runxl.validate(*sys.argv[1:]).findings))


if __name__ == "__main__":
    main()
    process.end(0)  # as the command line does
