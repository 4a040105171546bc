"""How long a test waits for a process that ends by itself: for as long as it works, never for one that has stopped."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PATIENCE = 1_200
"""Seconds. Only a process that hangs ever reaches them."""
STILL = 120
"""Seconds without any work, after which a process waits for something that will never come, however slow the machine."""


class HungError(Exception):
    """It has stopped, and nothing will wake it."""


def wait(process: subprocess.Popen[bytes]) -> int:
    """The exit code of a process that leads a group of its own, once it has ended."""
    watch = Watch(process.pid)
    while True:
        try:
            return process.wait(1)
        except subprocess.TimeoutExpired:
            watch.look()


class Watch:
    """Looked at again and again while a process group is waited for; complains when it has stopped."""

    def __init__(self, group: int) -> None:
        self._group = group
        self._worked, self._since = work(group), time.monotonic()

    def look(self) -> None:
        if time.monotonic() - self._since < STILL:
            return
        worked = work(self._group)
        if worked and worked == self._worked:
            raise HungError(self._group)
        self._worked, self._since = worked, time.monotonic()


def work(group: int) -> int:
    """The processor time that a process group has used, in ticks. A system that does not tell leaves it at 0."""
    return sum(int(one[11]) + int(one[12]) for one in _members(group))


def gone(group: int) -> bool:
    """Nothing of it runs. Who has died and not been missed by its parent is gone as well."""
    return all(one[0] == "Z" for one in _members(group))


def _members(group: int) -> Iterator[list[str]]:
    """What Linux tells of each process in a group: its state, its parent, its group and so on."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            told = stat.read_text(errors="replace").rpartition(")")[2].split()
            if int(told[2]) == group:
                yield told
