"""What Python does to files, counted, so that something can happen at the n:th of them.

An audit hook cannot be taken away again, so there is one for the whole process, which asks what it is to do.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_EVENTS = {"open", "os.rename", "os.remove", "os.chmod", "os.chown", "os.utime", "os.mkdir", "os.listdir", "os.scandir"}


class _State:
    folder = ""
    count = 0
    struck = ""
    at = 0
    deed: Callable[[], None] | None = None
    hooked = False


def _happened(event: str) -> None:
    _State.count += 1
    if _State.count == _State.at and _State.deed:
        _State.struck = event
        _State.deed()


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _State.folder and event in _EVENTS and str(arguments[0]).startswith(_State.folder):
        _happened(event)


@contextmanager
def at(number: int, folder: Path, deed: Callable[[], None]) -> Iterator[type[_State]]:
    """Does the deed just before the n:th thing that is done to the folder's files. `count`: how many there were; `struck`: what it was."""
    if not _State.hooked:
        sys.addaudithook(_hook)
        _State.hooked = True
    _State.folder, _State.count, _State.at, _State.deed = str(folder), 0, number, deed
    fsync = os.fsync

    def counted(fd: Any) -> None:
        _happened("fsync")
        fsync(fd)

    os.fsync = counted
    try:
        yield _State
    finally:
        _State.folder, _State.deed = "", None
        os.fsync = fsync
