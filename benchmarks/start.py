"""What it costs to start: CPU time (user + system) as a multiple of `python -c pass`, medians of interleaved runs."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys

_ROUNDS = 25
_LIMIT = 6.0
_NOTHING = "python -c pass"
_JOBS = {
    _NOTHING: ["-c", "pass"],
    "import runxl": ["-c", "import runxl"],
    "runxl --help": ["-m", "runxl", "--help"],
    "runxl regler": ["-m", "runxl", "regler"],
}


def cpu_seconds(arguments: list[str]) -> float:
    """CPU time of one run of Python in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def medians() -> dict[str, float]:
    """The jobs take turns, so that whatever else the machine does hits them alike."""
    measured: dict[str, list[float]] = {name: [] for name in _JOBS}
    for _ in range(_ROUNDS):
        for name, arguments in _JOBS.items():
            measured[name].append(cpu_seconds(arguments))
    return {name: statistics.median(seconds) for name, seconds in measured.items()}


def main() -> None:
    seconds = medians()
    print(f"Start, CPU time, medians of {_ROUNDS} interleaved runs (goal: at most {_LIMIT:g} × {_NOTHING})")
    for name, cost in seconds.items():
        print(f"  {name:16} {cost * 1000:6.1f} ms  {cost / seconds[_NOTHING]:5.2f} ×")


if __name__ == "__main__":
    main()
