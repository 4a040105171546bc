# ruff: noqa: INP001 (it is run by itself, in the room)
"""A command on a workbook, its last argument, that another program holds: alone, or as Excel, where others may read."""

from __future__ import annotations

import _winapi
import subprocess
import sys

assert sys.platform == "win32"  # noqa: S101 (and mypy reads no further elsewhere)
shared, *command = sys.argv[1:]
for_reading = 1 if shared == "läsa" else 0
how = (_winapi.GENERIC_READ | _winapi.GENERIC_WRITE, for_reading, _winapi.NULL, _winapi.OPEN_EXISTING, 0, _winapi.NULL)
held = _winapi.CreateFile(command[-1], *how)
subprocess.run(command, check=False)
_winapi.CloseHandle(held)
