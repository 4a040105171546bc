"""Measurements of reading, checking, assessing and writing back. Each gives rows of the table; `folder` is its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from benchmarks.figures import Size, again, book, each, made, memory, ours, peer, ratio
from benchmarks.measure import Command, Cost, cost, interleaved
from benchmarks.table import Row

_RUNXL = str(Path(sys.executable).with_name("runxl"))
_CLICKS_MADE = 11
_REWRITES = 5
_PATCHES = 50
_SAMPLE, _EXPAT_SAMPLE = 40, 100
_MEGABYTE = 1 << 20
_WRITTEN = {
    "status": ("skriva en status per rad, som vanlig gör", 0.02),
    "igen": ("skriva det som ändrats sedan förra beräkningen", 0.03),
    "allt": ("skriva en periods första resultat, cirka 4 400 celler", 0.05),
}
"""What is written back: its name in the table and its goal."""


def start(_: Path, size: Size) -> Iterator[Row]:
    """What the least costs."""
    jobs: dict[str, list[Command]] = {
        "tomt": [("-c", "pass")],
        "import runxl": [("-c", "import runxl")],
        "runxl --help": [(_RUNXL, "--help")],
        "runxl regler": [(_RUNXL, "regler")],
    }
    costs = interleaved(jobs, size.rounds(25))
    for name in ("import runxl", "runxl --help", "runxl regler"):
        yield ratio(name, "tomt", costs[name], costs["tomt"], 5)


def one(folder: Path, size: Size) -> Iterator[Row]:
    """One workbook, in a process that has just started and in one that has not."""
    path = book(folder, "en.xlsx")
    jobs: dict[str, list[Command]] = {
        "usual": [(peer("usual"), path, str(folder / "ut.xlsx"))],
        "cold": [(ours("commands"), path, str(folder / "beräknad.xlsx"))],
        "first": [(ours("clicks"), path, "1")],
        "clicks": [(ours("clicks"), path, str(_CLICKS_MADE))],
    }
    costs = interleaved(jobs, size.rounds(5))
    click = again(costs["clicks"], costs["first"], _CLICKS_MADE - 1)
    yield ratio("validera + berakna, kall process", "vanlig", costs["cold"], costs["usual"], 0.45)
    yield ratio("validera + berakna, varm process", "vanlig, kall", click, costs["usual"], 0.03)


def write_back(folder: Path, size: Size) -> Iterator[Row]:
    """Writing results into a closed workbook; the start of Python is not counted on either side.

    The first results of a period fill every result cell and make Tidigare perioder grow; later runs write changes only.
    """
    path, out = book(folder, "skriv.xlsx"), str(folder / "skrivet.xlsx")
    jobs = rewriting(path, out)
    for what in _WRITTEN:
        jobs |= {f"{what} {times}": [(ours("patch"), path, out, times, what)] for times in ("0", str(_PATCHES))}
    costs = interleaved(jobs, size.rounds(3))
    theirs = rewritten(costs)
    for what, (name, goal) in _WRITTEN.items():
        yield ratio(name, "openpyxl", again(costs[f"{what} {_PATCHES}"], costs[f"{what} 0"], _PATCHES), theirs, goal)


def rewriting(path: str, out: str) -> dict[str, list[Command]]:
    """Loading and saving a workbook with openpyxl, and starting to."""
    return {f"openpyxl {times}": [(peer("rewrite"), path, out, f"{times}")] for times in (0, _REWRITES)}


def rewritten(costs: dict[str, Cost]) -> Cost:
    """What that costs once."""
    return again(costs[f"openpyxl {_REWRITES}"], costs["openpyxl 0"], _REWRITES)


def folders(folder: Path, size: Size) -> Iterator[Row]:
    """Read, check, assess and summarise 10, 100 and 1,000 workbooks; the peers do fewer and are taken per workbook.

    The thousand once and the others twice: what takes long is moved little by chance.
    """
    sizes = (10, 20 if size.trial else 100, size.of(1000))
    many, most = sizes[1:]
    made("books", "--mapp", folder / "mapp", most)
    books = sorted(map(str, (folder / "mapp").iterdir()))
    sample, floor = books[: size.of(_SAMPLE)], books[: size.of(_EXPAT_SAMPLE)]
    jobs: dict[str, list[Command]] = {
        "usual": [(peer("usual"), *sample, str(folder / "alla.xlsx"))],
        "expat": [(peer("expat"), *floor)],
    }
    our: dict[str, list[Command]] = {
        str(count): [(ours("summary"), *books[:count], str(folder / "summa.xlsx"))] for count in sizes
    }
    thousand = our.pop(str(most))
    costs = {**interleaved(jobs | our, size.rounds(2)), str(most): cost(thousand)}
    per = {count: each(costs[str(count)], count) for count in sizes}
    name = "1 000 arbetsböcker: kontroll, bedömning och sammanfattning, per styck"
    yield ratio(name, "vanlig", per[most], each(costs["usual"], len(sample)), 1 / 15)
    yield ratio(name, "expat", per[most], each(costs["expat"], len(floor)), 2.5)
    for fewer, more in pairwise(sizes):
        yield ratio(f"per styck, {more} arbetsböcker", f"{fewer} arbetsböcker", per[more], per[fewer], 1.1)
    yield memory("minne, 1 000 arbetsböcker", "100 arbetsböcker", per[most], per[many], 1.1)


def page(folder: Path, size: Size) -> Iterator[Row]:
    """A page about 1,000 workbooks, against the summary workbook about them."""
    made("books", "--mapp", folder / "mapp", size.of(1000))
    books = sorted(map(str, (folder / "mapp").iterdir()))
    page, summary = folder / "sida.html", folder / "summa.xlsx"
    jobs: dict[str, list[Command]] = {str(one): [(ours("summary"), *books, str(one))] for one in (page, summary)}
    costs = interleaved(jobs, size.rounds(3))
    yield ratio("sida om 1 000 arbetsböcker", "sammanfattningen", costs[str(page)], costs[str(summary)], 1.2)
    yield Row("sidans storlek", "", page.stat().st_size / _MEGABYTE, 8, "MB")


def validation(folder: Path, size: Size) -> Iterator[Row]:
    """Only checking many workbooks, against frictionless where there is one (see peers/frictionless_validate.py)."""
    if not (find_spec("frictionless") or os.environ.get("FRICTIONLESS")):
        return
    made("books", "--mapp", folder / "kontroll", size.of(400))
    books = sorted(map(str, (folder / "kontroll").iterdir()))
    sample = books[: size.of(_SAMPLE)]
    jobs: dict[str, list[Command]] = {
        "frictionless": [(peer("frictionless_validate"), *sample)],
        "runxl": [(ours("validate"), *books)],
    }
    costs = interleaved(jobs, size.rounds(3))
    theirs, our = each(costs["frictionless"], len(sample)), each(costs["runxl"], len(books))
    yield ratio("kontroll av 400 arbetsböcker, per styck", "frictionless", our, theirs, 1 / 40)


def large(folder: Path, size: Size) -> Iterator[Row]:
    """One workbook with 100,000 indikatorer, the usual way once: it takes minutes. And one with 200,000 aktiviteter."""
    fewer, many, most = (size.of(rows) for rows in (10_000, 100_000, 200_000))
    books = {
        ("indikatorer", fewer): book(folder, "i.xlsx", fewer, 0),
        ("indikatorer", many): book(folder, "ii.xlsx", many, 0),
        ("aktiviteter", fewer): book(folder, "a.xlsx", 0, fewer),
        ("aktiviteter", most): book(folder, "aa.xlsx", 0, most),
    }
    jobs: dict[str, list[Command]] = {
        f"{what} {rows} {times}": [(ours("batch"), *[path] * times)]
        for (what, rows), path in books.items()
        for times in (1, _again(rows, fewer))
    }
    our = interleaved(jobs, size.rounds(2))
    usual = cost([(peer("usual"), books["indikatorer", many], str(folder / "ut.xlsx"))])
    whole = our[f"indikatorer {many} 1"]
    yield ratio("100 000 indikatorer i en arbetsbok", "vanlig", whole, usual, 0.07)
    yield memory("100 000 indikatorer i en arbetsbok, minne", "vanlig", whole, usual, 0.4)
    per_row = {
        (what, rows): again(
            our[f"{what} {rows} {_again(rows, fewer)}"], our[f"{what} {rows} 1"], (_again(rows, fewer) - 1) * rows
        )
        for what, rows in books
    }
    for what, rows in (("indikatorer", many), ("aktiviteter", most)):
        name = f"per rad, {rows // 1000} 000 {what}"
        yield ratio(name, f"10 000 {what}", per_row[what, rows], per_row[what, fewer], 1.1)


def _again(rows: int, fewer: int) -> int:
    """How often a workbook is read in a process: what it costs to start is then as good as nothing of a small one."""
    return 11 if rows == fewer else 2
