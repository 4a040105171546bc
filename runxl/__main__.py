"""`python -m runxl` is `runxl`."""

from __future__ import annotations

import os
import sys

if not sys.flags.safe_path and sys.path[0] == os.getcwd():  # noqa: PTH109  # pathlib is not yet loaded, and could be a file there
    del sys.path[0]  # or a file in the current folder named as a module would be run

from runxl.cli import program

program()
