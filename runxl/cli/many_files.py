"""What commands that take many files have in common: which files, what is written, who does the work, how far it is."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runxl.cli.parser import Parser

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from runxl.batch.progress import Advance

_MANY = 20
"""From so many files on, progress is shown."""


def add_files(parser: Parser) -> None:
    """The files, and a cluster to read them by."""
    parser.arguments.add_argument("sokvag", metavar="SÖKVÄG", nargs="+", type=Path, help="arbetsböcker eller mappar")
    parser.choices.add_argument(
        "--dask", metavar="ADRESS", help="låt ett kluster läsa filerna: adressen till schemaläggaren för dask"
    )


def add_gathered(parser: Parser, out: str, help_: str) -> None:
    """The files, and what is written of them all: `out` is how its name is shown."""
    add_files(parser)
    parser.path("-o", out, help_, dest="ut", required=True)
    parser.flag("--json", "skriv det viktigaste som JSON")
    parser.flag("--ersatt", "skriv över UT om den finns")
    parser.path(
        "--minne",
        "FIL",
        "kom ihåg i FIL vad som har lästs: nästa körning läser bara arbetsböcker som är nya eller ändrade, och en "
        "körning som avbryts går vidare där den var",
    )


@contextmanager
def gathering(arguments: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """What the verbs that gather many files are called with."""
    with executor(arguments) as who:
        yield {"replace": arguments.ersatt, "progress": progress, "executor": who, "memory": arguments.minne}


def executor(arguments: argparse.Namespace) -> AbstractContextManager[Executor | None]:
    """The cluster; None leaves it to runxl, which uses all processors when the files are many."""
    if not arguments.dask:
        return nullcontext()
    from runxl.batch.executors import dask_executor

    return dask_executor(arguments.dask)


@contextmanager
def progress(files: int) -> Iterator[Advance]:
    """Count, rate and time left on stderr, when somebody looks at it and there is something to wait for."""
    if files < _MANY or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("Läser"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("filer, {task.fields[rate]} per sekund, kvar"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=files, rate="–")

        def advance() -> None:
            speed = bar.tasks[0].speed
            bar.update(task, advance=1, rate=f"{speed:.0f}" if speed else "–")

        yield advance
