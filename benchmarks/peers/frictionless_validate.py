"""Frictionless, as its documentation shows it, on every sheet. `frictionless_validate.py IN.xlsx …`.

It is no dependency of ours: FRICTIONLESS names a Python that has it (pip install "frictionless[excel]").
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path


def main() -> None:
    if importlib.util.find_spec("frictionless") is None:
        python = os.environ["FRICTIONLESS"]
        os.execv(python, [python, __file__, *sys.argv[1:]])  # noqa: S606 - what the person who measures has named
    import openpyxl
    from frictionless import Resource
    from frictionless.formats import ExcelControl

    for given in sys.argv[1:]:
        os.chdir(Path(given).parent)  # it trusts no paths but those below the folder it stands in
        path = Path(given).name
        for sheet in openpyxl.load_workbook(path, read_only=True).sheetnames:
            print(Resource(path=path, control=ExcelControl(sheet=sheet)).validate().valid)


if __name__ == "__main__":
    main()
