"""A process that works for another: tasks come pickled on stdin, answers go pickled to stdout.

It holds itself to the limits. What takes too long, or more memory than it may have, costs the worker its life and the
file that it had in hand a finding; whoever gave it the task starts another (see executors.py).
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from runxl import process
from runxl.workbook.guarded import ROOM, SECONDS, ReadFile, cap_memory, seconds_for
from runxl.workbook.read import read
from runxl.workbook.tables import Workbook

READY, IN_HAND, ANSWER, FAILURE = "redo", "i hand", "svar", "fel"
"""What a message begins with."""

OVERTIME_CODE = 1
"""What the watchdog ends a process with."""

_WORKER_ROOM = 2 * ROOM
"""Reading, and then checking and assessing what was read."""


class _Channel:
    """Where the answers go, once the process has become a worker."""

    out: BinaryIO | None = None
    nowhere: BinaryIO | None = None


def read_watched(path: Path, read: ReadFile = read, seconds: float = SECONDS) -> Workbook:
    """Reads a file with the watchdog's eye on it: it ends the process even when native code hangs.

    Outside a worker nobody is to be ended, so it reads and no more.
    """
    if _Channel.out is None:
        return read(path)
    _say(IN_HAND, path)
    _watch(seconds_for(path, seconds))
    workbook = read(path)
    _say(IN_HAND, None)
    return workbook


def main() -> NoReturn:
    """Works until nobody gives it more. Every answer has then been sent, and no file is open."""
    tasks = _become_worker()
    cap_memory(_WORKER_ROOM)
    process.begin()
    _say(READY, None)
    while True:
        try:
            work, arguments = pickle.load(tasks)  # noqa: S301 - from the process that started this one
        except EOFError:
            process.end(0)
        _say(*_done(work, arguments))
        faulthandler.cancel_dump_traceback_later()


def _become_worker() -> BinaryIO:
    """Takes stdin and stdout for the tasks and answers; whatever else prints or asks cannot disturb them."""
    if hasattr(signal, "SIGINT"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that gives the tasks
    tasks, _Channel.out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    _Channel.nowhere = Path(os.devnull).open("rb+")  # noqa: SIM115 - open as long as the process lives
    os.dup2(_Channel.nowhere.fileno(), 0)
    os.dup2(2, 1)
    return tasks


def _done(work: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return ANSWER, work(*arguments)
    except Exception as error:  # noqa: BLE001 - it is raised again where the task came from
        return FAILURE, error


def _watch(seconds: float) -> None:
    """Ends the process after so long, unless told anew before. Its own thread, in need of nothing from Python."""
    assert _Channel.nowhere is not None  # noqa: S101 - for mypy
    faulthandler.dump_traceback_later(seconds, exit=True, file=_Channel.nowhere)


def _say(kind: str, content: Any) -> None:
    assert _Channel.out is not None  # noqa: S101 - for mypy
    try:
        message = pickle.dumps((kind, content), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - some errors cannot be pickled; their names can
        message = pickle.dumps((FAILURE, RuntimeError(f"{type(content).__name__}: {error}")))
    _Channel.out.write(message)
    _Channel.out.flush()
