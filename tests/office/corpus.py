"""Every kind of file that runxl writes, made for the rules to be held against."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import runxl
from runxl import resources
from runxl.addin.install.xlam import build
from runxl.cli import main
from runxl.verbs.berakna import berakna
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch
from tests.office.texts import NASTY

Kind = Callable[[Path], Iterator[Path]]
"""Makes files in a folder."""


def plans(folder: Path) -> Iterator[Path]:
    """The template, and new plans of both styrmodeller, empty and with the example."""
    yield Path(shutil.copy(resources.template(), folder / "mall.xlsx"))
    for styrmodell in ("vasterbotten", "norrbotten"):
        yield runxl.new(folder / f"{styrmodell}.xlsx", styrmodell=styrmodell)
    yield runxl.new(folder / "exempel.xlsx", example=True)


def computed(folder: Path) -> Iterator[Path]:
    """Computed, marked, taken to the next period, and again with fewer and with more rows."""
    path = runxl.new(folder / "plan.xlsx", example=True)
    yield berakna(path, out=folder / "beräknad.xlsx").file
    for rows in (3, 60, 1):
        yield with_faults(folder / "beräknad.xlsx", folder / f"{rows} fel.xlsx", rows)
        yield berakna(folder / f"{rows} fel.xlsx", out=folder / f"{rows} fel beräknade.xlsx").file


def with_faults(path: Path, out: Path, rows: int) -> Path:
    """So many faulty outcomes, which Fynd and Sammanfattning then list."""
    cells = tuple(Edit("Indikatorer", f"I{row}", "kanske" if row < rows + 2 else 1.0) for row in range(2, 54))
    patch(path, Edits(cells), out)
    return out


TREACHEROUS = (
    ("Mål", "B", 10),
    ("Delmål", "CD", 20),
    ("Indikatorer", "C", 53),
    ("Aktiviteter", "C", 40),
    ("Uppdrag", "D", 7),
)
"""Sheets, columns of free text, and the last row that the example fills."""


def nasty(folder: Path) -> Iterator[Path]:
    """A plan whose every text is treacherous, through all that is made of it."""
    path = runxl.new(folder / "plan.xlsx", example=True)
    texts = cycle(NASTY)
    cells = [Edit("Inställningar", "B2", "2:a beredningen & <co>")]
    for sheet, columns, last in TREACHEROUS:
        cells += [Edit(sheet, f"{column}{row}", next(texts)) for row in range(2, last + 1) for column in columns]
    patch(path, Edits(tuple(cells)))
    yield berakna(path, out=folder / "beräknad.xlsx").file
    yield runxl.summarize([path], folder / "sammanfattning.xlsx").out
    main(["validera", str(path), "-o", str(folder / "fynd.xlsx")])
    yield folder / "fynd.xlsx"
    for kind in ("docx", "pptx"):
        yield runxl.report(path, folder / f"rapport.{kind}").file


def round_of_units(folder: Path) -> Iterator[Path]:
    """Sent out open and locked, and the workbook about many."""
    path = runxl.new(folder / "plan.xlsx", example=True)
    for lock in (False, True):
        sent = runxl.split(path, folder / f"utskick {lock}", lock=lock)
        yield from [part.file for part in sent.parts][:2]
    yield runxl.summarize([folder / "utskick False"], folder / "många.xlsx").out


def papers(folder: Path) -> Iterator[Path]:
    """The report and the slides of both styrmodeller."""
    for styrmodell in ("vasterbotten", "norrbotten"):
        path = runxl.new(folder / f"{styrmodell}.xlsx", example=True, styrmodell=styrmodell)
        for kind in ("docx", "pptx"):
            yield runxl.report(path, folder / f"{styrmodell}.{kind}").file


def addin(folder: Path) -> Iterator[Path]:
    yield build(folder / "runxl.xlam")


KINDS: tuple[Kind, ...] = (plans, computed, nasty, round_of_units, papers, addin)
