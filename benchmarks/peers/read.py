"""Reading returned workbooks, and nothing more, with pandas and openpyxl. `read.py IN.xlsx …`."""

from __future__ import annotations

import sys
import warnings

import pandas as pd


def main() -> None:
    warnings.simplefilter("ignore")  # openpyxl tells of what it will not keep
    for path in sys.argv[1:]:
        print(len(pd.read_excel(path, engine="openpyxl", sheet_name=None)))


if __name__ == "__main__":
    main()
