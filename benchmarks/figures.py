"""Rows of the table out of what things cost, and the workbooks that they are measured on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Cost, cost
from benchmarks.table import Row

HERE = Path(__file__).parent
_MILLI = 1000


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured. A trial is small, and shows that every job runs; its figures mean nothing."""

    trial: bool = False

    def rounds(self, wanted: int) -> int:
        return 1 if self.trial else wanted

    def of(self, wanted: int) -> int:
        """So many of something there are to be thousands of."""
        return max(wanted // 25, 4) if self.trial else wanted


def peer(name: str) -> str:
    """A script of somebody else's way, to run."""
    return str(HERE / "peers" / f"{name}.py")


def ours(name: str) -> str:
    """A script of our way, to run."""
    return str(HERE / "ours" / f"{name}.py")


def made(module: str, *given: object) -> None:
    """What is measured on is made in a process of its own, so that the measuring process stays small."""
    cost([("-m", f"benchmarks.{module}", *map(str, given))])


def book(folder: Path, name: str, indikatorer: int = 75, *aktiviteter: int) -> str:
    path = str(folder / name)
    made("books", path, indikatorer, *aktiviteter)
    return path


def each(whole: Cost, count: int) -> Cost:
    """Time per workbook; memory is the process's own."""
    return Cost(whole.seconds / count, whole.megabytes)


def again(more: Cost, fewer: Cost, times: int) -> Cost:
    """What one more time costs: `more` has done it `times` times more often, and everything else alike."""
    return Cost((more.seconds - fewer.seconds) / times, more.megabytes)


def ratio(job: str, against: str, our: Cost, their: Cost, limit: float) -> Row:
    note = f"{_time(our.seconds)} mot {_time(their.seconds)}"
    return Row(job, against, our.seconds / their.seconds, limit, note=note)


def memory(job: str, against: str, our: Cost, their: Cost, limit: float) -> Row:
    note = f"{our.megabytes:.0f} MB mot {their.megabytes:.0f} MB"
    return Row(job, against, our.megabytes / their.megabytes, limit, note=note)


def _time(seconds: float) -> str:
    """Milliseconds, or microseconds for what takes less than one."""
    if seconds < 1 / _MILLI:
        return f"{seconds * _MILLI * _MILLI:.0f} µs"
    return f"{seconds * _MILLI:.0f} ms" if seconds < 10 else f"{seconds:.0f} s"
