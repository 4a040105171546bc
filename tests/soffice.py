"""LibreOffice as a test starts it: waited for as long as it lives, and gone when the test is, whatever ends it."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from tests.patience import wait

_WATCH = """
import os, signal, subprocess, sys, threading
office = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
threading.Thread(target=lambda: os._exit(office.wait()), daemon=True).start()
sys.stdin.buffer.read()
os.killpg(0, signal.SIGKILL)
"""
"""Stands between the test and LibreOffice: whatever ends the test, even kill -9, closes its stdin."""


class Started:
    """A program of LibreOffice's and all that it starts: soffice is a script that starts another, which starts a third."""

    def __init__(self, command: Sequence[str], **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", _WATCH, *command],
            env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


@cache
def _profile() -> str:
    """One for all that this process converts, one file after another: to make it takes longer than to start."""
    folder = tempfile.TemporaryDirectory(prefix="runxl-profil-")
    atexit.register(folder.cleanup)
    return f"-env:UserInstallation={Path(folder.name).as_uri()}"


def convert(to: str, folder: Path, *files: Path) -> None:
    """The files as LibreOffice opens and saves them in another format, or the same, in the folder."""
    started = Started(
        ["soffice", _profile(), "--headless", "--convert-to", to, "--outdir", str(folder), *map(str, files)]
    )
    try:
        assert wait(started.process) == 0
    finally:
        started.end()
