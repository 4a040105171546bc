"""Many workbooks, or one large: read, check and assess each. `batch.py IN.xlsx …`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from runxl import process
from runxl.assessment.assess import assess
from runxl.batch.executors import CHUNK
from runxl.check.check import check
from runxl.workbook.read import read


def main() -> None:
    process.begin()  # as the command line does
    paths = [Path(path) for path in sys.argv[1:]]
    statuses: Counter[str] = Counter()
    for start in range(0, len(paths), CHUNK):
        for checked in check([read(path) for path in paths[start : start + CHUNK]]):
            statuses.update(one.status for one in assess(checked).indikatorer)
    print(*statuses.items())


if __name__ == "__main__":
    main()
    process.end(0)  # as the command line does
