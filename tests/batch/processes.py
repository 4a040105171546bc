"""What workers are given to do in tests. It stands in a module by itself, so that a worker finds it by name."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from runxl.batch.worker import read_watched
from runxl.findings import FileReport
from runxl.output.many.facts import BookFacts
from runxl.verbs import sammanfatta as summarize
from runxl.verbs.validera import validate as run
from runxl.workbook import guarded
from runxl.workbook.guarded import ReadFile
from runxl.workbook.read import read as really_read
from runxl.workbook.tables import Workbook
from tests.patience import PATIENCE

DEEDS: dict[str, Callable[[], object]] = {
    "dödar": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "avbryter": os.abort,
    "hänger": lambda: time.sleep(PATIENCE),
    "sväller": lambda: bytearray(8 * guarded.ROOM),
    "snubblar": lambda: 1 // 0,
}
"""What it does to the process to read a file with such a word in its name."""


def do(path: Path) -> None:
    for word, deed in DEEDS.items():
        if word in path.name:
            deed()


def _read(path: Path) -> Workbook:
    do(path)
    return really_read(path)


def reports(paths: Sequence[Path], _: ReadFile) -> Sequence[FileReport]:
    """In a worker, each file within the limits."""
    return run.reports(paths, partial(read_watched, read=_read))


def impatient(paths: Sequence[Path], _: ReadFile) -> Sequence[FileReport]:
    """The same, with two seconds for each file; what takes long to load is loaded before."""
    run.reports(paths[:1], really_read)
    return run.reports(paths, partial(read_watched, read=_read, seconds=2))


def facts(paths: Sequence[Path], _: ReadFile) -> Sequence[BookFacts]:
    return summarize.facts(paths, partial(read_watched, read=_read))


def late(paths: Sequence[Path], read: ReadFile) -> Sequence[FileReport]:
    """Comes to harm when all have been read, so that nobody can tell by which."""
    done = run.reports(paths, read)
    for path in paths:
        do(path)
    return done


def unguarded(paths: Sequence[Path], _: ReadFile) -> Sequence[FileReport]:
    """As in somebody else's pool, where nothing watches over the process. Our own workers know the files as healthy."""
    return run.reports(paths, _read)


def slow(paths: Sequence[Path], read: ReadFile) -> Sequence[FileReport]:
    """All but the first chunk takes a long time."""
    if paths[0].name > "plan 0008.xlsx":
        print("väntar", file=sys.stderr, flush=True)  # noqa: T201 - to whoever started the run
        time.sleep(PATIENCE)
    return run.reports(paths, read)


def telling(spread: Callable[..., Iterator[FileReport]]) -> Callable[..., Iterator[FileReport]]:
    """The same, and tells whoever started the run of every file whose report has come."""

    def told(*given: Any, advance: Callable[[], None], **options: Any) -> Iterator[FileReport]:
        def came() -> None:
            print("kommit", file=sys.stderr, flush=True)  # noqa: T201 - to whoever started the run
            advance()

        return spread(*given, advance=came, **options)

    return told


def leave(note: Path) -> None:
    """What Python would do before it ends."""
    atexit.register(note.write_text, "kvar")
