"""What commands that take many files have in common: which files, what is written of them, and who does the work."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runxl.cli.parser import Parser

if TYPE_CHECKING:
    from concurrent.futures import Executor


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
    from runxl.cli.progress_line import progress

    with executor(arguments) as who:
        yield {"replace": arguments.ersatt, "progress": progress, "executor": who, "memory": arguments.minne}


@contextmanager
def executor(arguments: argparse.Namespace) -> Iterator[Executor | None]:
    """The cluster; None leaves it to runxl, which uses all processors when the files are many."""
    if not arguments.dask:
        yield None
        return
    from runxl.batch.executors import dask_executor

    with dask_executor(arguments.dask) as cluster:
        yield cluster
