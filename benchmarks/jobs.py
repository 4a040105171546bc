"""The measurements. Each gives rows of the table; `folder` is where they may lay their workbooks."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from benchmarks.measure import Command, Cost, cost, interleaved
from benchmarks.table import Row

_HERE = Path(__file__).parent
_USUAL, _EXPAT, _REWRITE = (str(_HERE / "peers" / f"{name}.py") for name in ("usual", "expat", "rewrite"))
_FRICTIONLESS = str(_HERE / "peers" / "frictionless_validate.py")
_BATCH, _CLICKS, _COMMANDS, _PATCH, _SUMMARY, _VALIDATE = (
    str(_HERE / "ours" / f"{name}.py") for name in ("batch", "clicks", "commands", "patch", "summary", "validate")
)
_RUNXL = str(Path(sys.executable).with_name("runxl"))
_MILLI = 1000
_CLICKS_MADE = 11
_REWRITES = 5
_PATCHES = 50
_SAMPLE, _EXPAT_SAMPLE = 60, 100
_WRITTEN = {
    "status": "skriva en status per rad, som vanlig gör",
    "igen": "skriva det som ändrats sedan förra beräkningen",
    "allt": "skriva en periods första resultat, cirka 4 400 celler",
}
"""What is written back, and its name in the table."""

Job = Callable[[Path], Iterator[Row]]


def start(_: Path) -> Iterator[Row]:
    """What the least costs."""
    jobs: dict[str, list[Command]] = {
        "tomt": [("-c", "pass")],
        "import runxl": [("-c", "import runxl")],
        "runxl --help": [(_RUNXL, "--help")],
        "runxl regler": [(_RUNXL, "regler")],
    }
    costs = interleaved(jobs, rounds=25)
    for name in ("import runxl", "runxl --help", "runxl regler"):
        yield _ratio(name, "tomt", costs[name], costs["tomt"], 6)


def one(folder: Path) -> Iterator[Row]:
    """One workbook, in a process that has just started and in one that has not."""
    book = _book(folder, "en.xlsx")
    out = str(folder / "beräknad.xlsx")
    jobs: dict[str, list[Command]] = {
        "usual": [(_USUAL, book, str(folder / "ut.xlsx"))],
        "cold": [(_COMMANDS, book, out)],
        "first": [(_CLICKS, book, "1")],
        "clicks": [(_CLICKS, book, str(_CLICKS_MADE))],
    }
    costs = interleaved(jobs, rounds=7)
    again = Cost((costs["clicks"].seconds - costs["first"].seconds) / (_CLICKS_MADE - 1), costs["clicks"].megabytes)
    yield _ratio("validera + berakna, kall process", "vanlig", costs["cold"], costs["usual"], 0.60)
    yield _ratio("validera + berakna, varm process", "vanlig, kall", again, costs["usual"], 0.12)


def write_back(folder: Path) -> Iterator[Row]:
    """Writing results into a closed workbook; the start of Python is not counted on either side.

    The first results of a period fill every result cell and make Tidigare perioder grow; later runs write changes only.
    """
    book, out = _book(folder, "skriv.xlsx"), str(folder / "skrivet.xlsx")
    jobs: dict[str, list[Command]] = {
        "openpyxl, inget": [(_REWRITE, book, out, "0")],
        "openpyxl": [(_REWRITE, book, out, str(_REWRITES))],
    }
    for what in _WRITTEN:
        jobs |= {f"{what} {times}": [(_PATCH, book, out, times, what)] for times in ("0", str(_PATCHES))}
    costs = interleaved(jobs, rounds=5)
    theirs = (costs["openpyxl"].seconds - costs["openpyxl, inget"].seconds) / _REWRITES
    for what, name in _WRITTEN.items():
        ours = (costs[f"{what} {_PATCHES}"].seconds - costs[f"{what} 0"].seconds) / _PATCHES
        yield _ratio(name, "openpyxl", Cost(ours, 0), Cost(theirs, 0), 0.05)


def folders(folder: Path) -> Iterator[Row]:
    """Read, check, assess and summarise 10, 100 and 1,000 workbooks; the peers do fewer and are taken per workbook."""
    cost([("-m", "benchmarks.books", "--mapp", str(folder / "mapp"), "1000")])
    books = sorted(map(str, (folder / "mapp").iterdir()))
    sample = books[:_SAMPLE]
    jobs: dict[str, list[Command]] = {
        "usual": [(_USUAL, *sample, str(folder / "alla.xlsx"))],
        "expat": [(_EXPAT, *books[:_EXPAT_SAMPLE])],
    }
    sizes = (10, 100, 1000)
    jobs |= {str(size): [(_SUMMARY, *books[:size], str(folder / "summa.xlsx"))] for size in sizes}
    costs = interleaved(jobs, rounds=3)
    usual, expat = _each(costs["usual"], _SAMPLE), _each(costs["expat"], _EXPAT_SAMPLE)
    each = {size: _each(costs[str(size)], size) for size in sizes}
    name = "1 000 arbetsböcker: kontroll, bedömning och sammanfattning, per styck"
    yield _ratio(name, "vanlig", each[1000], usual, 0.1)
    yield _ratio(name, "expat", each[1000], expat, 6)
    for fewer, more in pairwise(sizes):
        yield _ratio(f"per styck, {more} arbetsböcker", f"{fewer} arbetsböcker", each[more], each[fewer], 1.1)
    yield _memory("minne, 1 000 arbetsböcker", "100 arbetsböcker", each[1000], each[100], 1.5)


def validation(folder: Path) -> Iterator[Row]:
    """Only checking many workbooks, against frictionless where there is one (see peers/frictionless_validate.py)."""
    if not (find_spec("frictionless") or os.environ.get("FRICTIONLESS")):
        return
    cost([("-m", "benchmarks.books", "--mapp", str(folder / "kontroll"), "400")])
    books = sorted(map(str, (folder / "kontroll").iterdir()))
    jobs: dict[str, list[Command]] = {
        "frictionless": [(_FRICTIONLESS, *books[:_SAMPLE])],
        "ours": [(_VALIDATE, *books)],
    }
    costs = interleaved(jobs, rounds=2)
    ours, theirs = _each(costs["ours"], len(books)), _each(costs["frictionless"], _SAMPLE)
    yield _ratio(f"kontroll av {len(books)} arbetsböcker, per styck", "frictionless", ours, theirs, 0.04)


def large(folder: Path) -> Iterator[Row]:
    """One workbook with 100,000 indikatorer, once: it takes minutes the usual way."""
    book = _book(folder, "stor.xlsx", 100_000)
    smaller = _book(folder, "mindre.xlsx", 10_000)
    ours, tenth = cost([(_BATCH, book)]), cost([(_BATCH, smaller)])
    least = cost([(_BATCH, _book(folder, "liten.xlsx"))]).seconds
    usual = cost([(_USUAL, book, str(folder / "ut.xlsx"))])
    yield _ratio("100 000 indikatorer i en arbetsbok", "vanlig", ours, usual, 0.10)
    yield _memory("100 000 indikatorer i en arbetsbok, minne", "vanlig", ours, usual, 0.5)
    per_row, before = Cost((ours.seconds - least) / 100_000, 0), Cost((tenth.seconds - least) / 10_000, 0)
    yield _ratio("per rad, 100 000 indikatorer", "10 000 indikatorer", per_row, before, 1.5)


QUICK: tuple[Job, ...] = (start, one, write_back)
SLOW: tuple[Job, ...] = (folders, validation, large)


def _book(folder: Path, name: str, indikatorer: int = 75) -> str:
    """A workbook made in a process of its own, so that the measuring process stays small."""
    path = str(folder / name)
    cost([("-m", "benchmarks.books", path, str(indikatorer))])
    return path


def _each(whole: Cost, count: int) -> Cost:
    """Time per workbook; memory is the process's own."""
    return Cost(whole.seconds / count, whole.megabytes)


def _ratio(job: str, peer: str, ours: Cost, theirs: Cost, limit: float) -> Row:
    note = f"{_time(ours.seconds)} mot {_time(theirs.seconds)}"
    return Row(job, peer, ours.seconds / theirs.seconds, limit, note=note)


def _memory(job: str, peer: str, ours: Cost, theirs: Cost, limit: float) -> Row:
    note = f"{ours.megabytes:.0f} MB mot {theirs.megabytes:.0f} MB"
    return Row(job, peer, ours.megabytes / theirs.megabytes, limit, note=note)


def _time(seconds: float) -> str:
    """Milliseconds, or microseconds for what takes less than one."""
    if seconds < 1 / _MILLI:
        return f"{seconds * _MILLI * _MILLI:.0f} µs"
    return f"{seconds * _MILLI:.0f} ms" if seconds < 10 else f"{seconds:.0f} s"
