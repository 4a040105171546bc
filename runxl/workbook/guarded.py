"""How much time and memory the reading of a file may take, and how a process holds itself to that."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from runxl.contract.regel import Regel
from runxl.opc.limits import MEGABYTE
from runxl.opc.refused import RefusedError
from runxl.workbook.read import read
from runxl.workbook.tables import Workbook

Read = Callable[[Path], Workbook]

SECONDS = 60.0
"""For any file, and so much more for each megabyte of a large one."""

_SECONDS_PER_MEGABYTE = 5
ROOM = 1024 * MEGABYTE
"""What reading one file may add to what the process already has."""

OVERTIME = "den tog längre tid än den får ta"


def seconds_for(path: Path) -> float:
    """How long a file may take; one that is not there takes no time at all."""
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        size = 0
    return SECONDS + _SECONDS_PER_MEGABYTE * (size // MEGABYTE)


def read_guarded(path: Path, read: Read = read) -> Workbook:
    """Reads within the limits, as far as the platform has them; beyond them the file has a finding."""
    with _in_time(seconds_for(path)), _in_room(ROOM):
        return read(path)


@contextmanager
def _in_time(seconds: float) -> Iterator[None]:
    """Only the main thread can be called back to order, and not on Windows."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _overtime)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _overtime(_number: int, _frame: FrameType | None) -> None:
    raise RefusedError(Regel.LASNINGEN_AVBRUTEN, orsak=OVERTIME)


@contextmanager
def _in_room(room: int) -> Iterator[None]:
    before = cap_memory(room)
    try:
        yield
    finally:
        if before is not None:
            _set_soft(before)


def cap_memory(room: int) -> int | None:
    """Refuses the process more than `room` beyond what it has. The limit before; None where there is no such limit."""
    held = _held()
    if held is None:
        return None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = held + room
    if resource.RLIM_INFINITY not in (soft, hard):
        wanted = min(wanted, soft, hard)
    _set_soft(wanted)
    return soft


def _set_soft(limit: int) -> None:
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _held() -> int | None:
    """The process's own data in bytes. Linux tells, and is the one that keeps to a limit on it."""
    if sys.platform != "linux":  # a Windows program that is run in Linux sees the same file
        return None
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[5]
    except OSError:
        return None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
