"""Progress on stderr while many workbooks are read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from runxl.batch.progress import Advance

_MANY = 20
"""From so many files on, progress is shown."""


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
