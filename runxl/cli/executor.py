"""Who does the work of a command that takes many files: the machine itself, or a cluster that the person names."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.cli.parser import Parser

if TYPE_CHECKING:
    from concurrent.futures import Executor


def add_executor(parser: Parser) -> None:
    parser.choices.add_argument(
        "--dask", metavar="ADRESS", help="låt ett kluster läsa filerna: adressen till schemaläggaren för dask"
    )


def add_memory(parser: Parser) -> None:
    parser.choices.add_argument(
        "--minne",
        metavar="FIL",
        type=Path,
        help="kom ihåg i FIL vad som har lästs: nästa körning läser bara arbetsböcker som är nya eller ändrade, och en "
        "körning som avbröts går vidare där den var",
    )


@contextmanager
def executor(arguments: argparse.Namespace) -> Iterator[Executor | None]:
    """The cluster; None leaves it to runxl, which uses all processors when the files are many."""
    if not arguments.dask:
        yield None
        return
    from runxl.batch.executors import dask_executor

    with dask_executor(arguments.dask) as cluster:
        yield cluster
