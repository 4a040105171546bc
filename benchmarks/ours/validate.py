"""Many workbooks: what is wrong in them. `validate.py IN.xlsx …`."""

from __future__ import annotations

import gc
import sys

import runxl
from runxl.cli import CYCLE_SEARCH


def main() -> None:
    gc.set_threshold(CYCLE_SEARCH)  # as the command line does
    print(len(runxl.validate(*sys.argv[1:]).findings))


if __name__ == "__main__":
    main()
