"""What a person runs: `runxl validera IN.xlsx`, then `runxl berakna IN.xlsx -o OUT.xlsx`, in one process."""

from __future__ import annotations

import sys

from runxl import process
from runxl.cli import main, program


def run() -> None:
    process.begin()
    book, out = sys.argv[1:]
    main(["validera", book])
    sys.argv[1:] = ["berakna", book, "-o", out, "--ersatt"]
    program()


if __name__ == "__main__":
    run()
