"""Measurements of the round, the step to the next period, and the documents. Each gives rows of the table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Size, again, book, made, ours, peer, ratio
from benchmarks.jobs import rewriting, rewritten
from benchmarks.measure import Command, interleaved
from benchmarks.table import Row

_UNITS = 40
_STEPS = 10
_LONG = 1
"""So many times a usual plan of 24 delmål, and ten times that."""

_DOCUMENTS = {"docx": ("python-docx, tomt", 8), "html": ("python-docx, tomt", 2), "pptx": ("python-pptx, tomt", 8)}
"""What a report is measured against, and its goal."""


def gathering(folder: Path, size: Size) -> Iterator[Row]:
    """Taking in forty units' answers, against reading their workbooks."""
    units = size.of(_UNITS)
    made("rounds", "samla", folder / "runda", units)
    answers = sorted(map(str, (folder / "runda" / "svar").glob("*.xlsx")))
    place = [str(folder / "runda" / name) for name in ("svar", "plan.xlsx")]
    jobs: dict[str, list[Command]] = {
        "read": [(peer("read"), *answers)],
        "samla": [(ours("verbs"), "samla", "1", *place, str(folder / "samlat.xlsx"))],
    }
    costs = interleaved(jobs, size.rounds(2))
    yield ratio("samla från 40 enheter", "pandas läser de 40", costs["samla"], costs["read"], 0.15)


def steps(folder: Path, size: Size) -> Iterator[Row]:
    """The step to the next period, and taking in proposals; the start of Python is not counted on either side."""
    verbs, out = ("period", "godta"), str(folder / "steget.xlsx")
    for verb in verbs:
        made("rounds", verb, folder / f"{verb}.xlsx")
    jobs = rewriting(str(folder / "period.xlsx"), out)
    for verb in verbs:
        source = str(folder / f"{verb}.xlsx")
        jobs |= {f"{verb} {n}": [(ours("verbs"), verb, f"{n}", source, out)] for n in (1, 1 + _STEPS)}
    costs = interleaved(jobs, size.rounds(3))
    for verb in verbs:
        yield ratio(
            verb, "openpyxl", again(costs[f"{verb} {1 + _STEPS}"], costs[f"{verb} 1"], _STEPS), rewritten(costs), 0.1
        )


def documents(folder: Path, size: Size) -> Iterator[Row]:
    """A report of a plan of 24 delmål, as a command; its peer only saves an empty document."""
    path = book(folder, "rapport.xlsx")
    jobs: dict[str, list[Command]] = {}
    for kind, (against, _) in _DOCUMENTS.items():
        jobs[against] = [(peer("documents"), str(folder / f"tomt.{'pptx' if 'pptx' in against else 'docx'}"))]
        jobs[kind] = [(ours("verbs"), "rapport", "1", path, str(folder / f"rapport.{kind}"))]
    costs = interleaved(jobs, size.rounds(3))
    for kind, (against, goal) in _DOCUMENTS.items():
        yield ratio(f"rapport .{kind}, 24 delmål", against, costs[kind], costs[against], goal)


def long_documents(folder: Path, size: Size) -> Iterator[Row]:
    """A report of a plan ten times as long; the start of Python is not counted on either side."""
    jobs: dict[str, list[Command]] = {}
    for times, repeated in ((_LONG, 4), (10 * _LONG, 2)):
        path = str(folder / f"{times}.xlsx")
        made("rounds", "stor", path, times)
        jobs |= {f"{times} {n}": [(ours("verbs"), "rapport", f"{n}", path, f"{path}.docx")] for n in (1, repeated)}
    costs = interleaved(jobs, size.rounds(3))
    short, once, long, longer = costs.values()
    delmal = 24 * _LONG
    yield ratio(
        f"rapport .docx, {10 * delmal} delmål", f"{delmal} delmål", again(longer, long, 1), again(once, short, 3), 11
    )


def importing(folder: Path, size: Size) -> Iterator[Row]:
    """A workbook out of a plan of twenty pages in Word, as a command; its peer only opens the document."""
    source = str(folder / "plan.docx")
    made("rounds", "word", source)
    jobs: dict[str, list[Command]] = {
        "open": [(peer("documents"), "--open", source)],
        "importera": [(ours("verbs"), "importera", "1", source, str(folder / "importerad.xlsx"))],
    }
    costs = interleaved(jobs, size.rounds(3))
    yield ratio("importera en plan på 20 sidor i Word", "python-docx öppnar den", costs["importera"], costs["open"], 4)
