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

ReadFile = Callable[[Path], Workbook]

SECONDS = 60.0
"""For any file, and so much more for each megabyte of a large one."""

_SECONDS_PER_MEGABYTE = 5
ROOM = 1024 * MEGABYTE
"""What reading one file may add to what the process already has."""

OVERTIME = "den tog längre tid än den får ta"


def seconds_for(path: Path, least: float = SECONDS) -> float:
    """How long a file may take; one that is not there takes no time at all."""
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        size = 0
    return least + _SECONDS_PER_MEGABYTE * (size // MEGABYTE)


def read_guarded(path: Path, read: ReadFile = read, seconds: float = SECONDS) -> Workbook:
    """Reads within the limits, as far as the platform has them; beyond them the file has a finding."""
    with _in_time(seconds_for(path, seconds)), _SHARED.reader(ROOM):
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


class _Shared:
    """The room of all that this process reads at once, for a limit is the whole process's.

    It moves with each reader that comes and is taken away by the last that goes; were it each reader's own, threads
    would give back each other's limits and leave one behind.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers = 0
        self._before: int | None = None

    @contextmanager
    def reader(self, room: int) -> Iterator[None]:
        with self._lock:
            self._before = cap_memory(room, self._before if self._readers else None)
            self._readers += 1
        try:
            yield
        finally:
            with self._lock:
                self._readers -= 1
                if not self._readers and self._before is not None:
                    _set_soft(self._before)


_SHARED = _Shared()


def cap_memory(room: int, before: int | None = None) -> int | None:
    """Refuses the process more than `room` beyond what it has, or than it was allowed before.

    The limit before; None where there is no such limit.
    """
    held = _held()
    if held is None:
        return None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    before = soft if before is None else before
    _set_soft(min([held + room, *(one for one in (before, hard) if one != resource.RLIM_INFINITY)]))
    return before


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
