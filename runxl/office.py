"""LibreOffice's programs: where they are, and how one of them is run, by whoever has something to ask of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from runxl.errors import RunxlError

FOLDERS = (
    "/usr/lib/libreoffice/program",
    "/usr/lib64/libreoffice/program",
    "/opt/libreoffice/program",
    "/Applications/LibreOffice.app/Contents/MacOS",
    r"C:\Program Files\LibreOffice\program",
    r"C:\Program Files (x86)\LibreOffice\program",
)
WAIT: float | None = 180.0
"""Seconds. A document of a thousand pages takes a minute."""


def program(name: str) -> Path:
    """One of its programs; never one that lies in the current folder."""
    own = f"{name}.exe" if sys.platform == "win32" else name
    places = (Path(folder) / own for folder in (*os.get_exec_path(), *FOLDERS))
    found = next((place for place in places if place.is_absolute() and place.is_file()), None)
    if found is None:
        raise RunxlError(
            "LibreOffice hittas inte. Installera LibreOffice, eller lägg dess mapp program i sökvägen PATH."
        )
    return found.resolve()


def asked(command: list[str], place: Path) -> subprocess.CompletedProcess[str]:
    """A program of LibreOffice's, run where it lies and without the person's Python variables.

    Its Python is a script that finds its modules by such variables of its own and may be too old for -P, so it takes
    modules from the current folder: that must be LibreOffice's. The program is a script too, which starts another:
    where it takes too long, all that it has started goes with it.
    """
    known = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603  # LibreOffice's own
        command, cwd=place, env=known, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True,
        errors="replace", start_new_session=True,
    ) as started:  # fmt: skip
        try:
            out, err = started.communicate(timeout=WAIT)
        except BaseException:
            _end(started)
            raise
    return subprocess.CompletedProcess(command, started.returncode, out, err)


def _end(started: subprocess.Popen[str]) -> None:
    with suppress(OSError):
        if sys.platform == "win32":
            started.kill()
        else:
            os.killpg(started.pid, signal.SIGKILL)
