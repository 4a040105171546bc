"""`python -m runxl` is `runxl`."""

from __future__ import annotations

from runxl.cli import program

program()
