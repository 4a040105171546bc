"""What a process costs: CPU time (user + system) and its highest memory, as the operating system counts them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str]
"""What follows `python`."""

# `ru_maxrss` is in kB on Linux and in bytes on macOS.
_PER_MEGABYTE = 1 << (20 if sys.platform == "darwin" else 10)

_AS_A_USER = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONPATH": str(Path(__file__).parent / "user"),
}
"""Without what only developers have installed, and compiled once as pip does it, on all sides alike."""


@dataclass(frozen=True, slots=True)
class Cost:
    seconds: float
    megabytes: float


def cost(commands: Sequence[Command]) -> Cost:
    """The commands one after the other: their time together, and the memory of the greediest."""
    each = [_cost(command) for command in commands]
    return Cost(sum(one.seconds for one in each), max(one.megabytes for one in each))


def interleaved(jobs: Mapping[str, Sequence[Command]], rounds: int) -> dict[str, Cost]:
    """Medians. The jobs take turns, so that whatever else the machine does hits them alike."""
    measured: dict[str, list[Cost]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, commands in jobs.items():
            measured[name].append(cost(commands))
    return {name: _median(costs) for name, costs in measured.items()}


def _cost(command: Command) -> Cost:
    process = subprocess.Popen([sys.executable, "-P", *command], stdout=subprocess.DEVNULL, env=_AS_A_USER)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} slutade med koden {process.returncode}.")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _PER_MEGABYTE)


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(statistics.median(one.seconds for one in costs), statistics.median(one.megabytes for one in costs))
