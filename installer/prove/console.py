# ruff: noqa: INP001 (it is run by itself, in the room)
"""A command in a console of another code page: what PowerShell reads of it down a pipe, and what the screen shows."""

from __future__ import annotations

import ctypes
import msvcrt
import os
import subprocess
import sys

assert sys.platform == "win32"  # noqa: S101 (and mypy reads no further elsewhere)
WIDE, HIGH = 120, 300

kernel = ctypes.WinDLL("kernel32")
page, *command = sys.argv[1:]
sys.stdout.reconfigure(encoding="utf-8")
kernel.FreeConsole()
kernel.AllocConsole()
kernel.SetConsoleOutputCP(int(page))
kernel.SetConsoleCP(int(page))

piped = subprocess.run(command, capture_output=True, check=False)
screen = os.open("CONOUT$", os.O_RDWR)
handle = ctypes.c_void_p(msvcrt.get_osfhandle(screen))
kernel.SetConsoleScreenBufferSize(handle, HIGH << 16 | WIDE)
subprocess.run(command, stdout=screen, stderr=screen, check=False)
shown = ctypes.create_unicode_buffer(WIDE * HIGH)
kernel.ReadConsoleOutputCharacterW(handle, shown, len(shown), 0, ctypes.byref(ctypes.c_ulong()))
rows = [shown[start : start + WIDE].rstrip() for start in range(0, len(shown), WIDE)]
read = {"ut": piped.stdout.decode(f"cp{page}"), "fel": piped.stderr.decode(f"cp{page}"), "skärm": "\n".join(rows)}
for where, text in read.items():
    print("".join(f"{where}| {row}\n" for row in text.splitlines() if row), end="")
