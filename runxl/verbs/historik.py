"""`historik`: one tidy table of every period, year and nämnd, out of any number of workbooks and kept copies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from os import PathLike
from pathlib import Path

from runxl.assessment.assess import assess
from runxl.batch.executors import chosen as chosen_executor
from runxl.batch.memory import remembered, with_memory
from runxl.batch.paths import choose
from runxl.batch.progress import Progress, silent
from runxl.batch.spread import spread
from runxl.check.check import check
from runxl.errors import RunxlError
from runxl.files.target import refuse
from runxl.findings import FileReport, in_one_line
from runxl.output.tidy.book_rows import BookRows, rows_of
from runxl.output.tidy.table_of import HistoryTable, table_of
from runxl.verbs.examine import AnyPath
from runxl.workbook.guarded import ReadFile
from runxl.workbook.read import read


def history(
    paths: AnyPath | Iterable[AnyPath],
    out: AnyPath | None = None,
    *,
    replace: bool = False,
    progress: Progress = silent,
    executor: Executor | None = None,
    memory: AnyPath | None = None,
) -> HistoryTable:
    """Reads, checks and assesses every workbook in its own period; the table is written too if `out` is given.

    `memory` is a file that remembers what was read, so that the next run reads what is new or changed.
    """
    target = Path(out) if out is not None else None
    if target is not None:
        refuse(target, tuple(_WRITERS), replace=replace)
        _refuse_unwritable(target)
    given = [paths] if isinstance(paths, str | PathLike) else paths
    chosen = choose([Path(one) for one in given], leave_out=target)
    with (
        progress(len(chosen.paths)) as advance,
        chosen_executor(executor, len(chosen.paths)) as who,
        remembered(Path(memory) if memory else None, "historik") as kept,
    ):
        make = partial(spread, book_rows, executor=who, lost=BookRows, advance=advance)
        done = with_memory(kept, chosen.paths, make, lasts=_was_read, advance=advance)
        table = table_of([*map(BookRows, chosen.unreadable), *done])
    if not table.read:
        raise NoHistoryError(table)
    if target is not None:
        _WRITERS[target.suffix.lower()](table, target)
    return table


def book_rows(paths: Sequence[Path], read: ReadFile = read) -> list[BookRows]:
    """The rows of some workbooks, checked together. Needs and leaves nothing else, so any process can do it."""
    workbooks = [read(path) for path in paths]
    done = []
    for workbook, checked in zip(workbooks, check(workbooks), strict=True):
        if checked.readable:
            done.append(rows_of(workbook, checked, assess(checked)))
        else:
            done.append(BookRows(FileReport(checked.file, checked.findings, readable=False)))
    return done


def _was_read(book: BookRows) -> bool:
    return book.report.readable


class NoHistoryError(RunxlError):
    """No file could be read, so nothing was written: `table` says what each of them is."""

    def __init__(self, table: HistoryTable) -> None:
        why = [in_one_line(book.report.file, one) for book in table.books for one in book.report.findings]
        super().__init__(" ".join(why) or "Det finns ingen arbetsbok att läsa.")
        self.table = table


def _refuse_unwritable(target: Path) -> None:
    """What is missing is said before a thousand workbooks have been read."""
    if target.suffix.lower() == ".parquet":
        from runxl.output.tidy.tidy_files import needs_parquet

        needs_parquet()


def _book(table: HistoryTable, target: Path) -> None:
    from runxl.output.tidy.tidy_book import write_book

    write_book(table, target)


def _csv(table: HistoryTable, target: Path) -> None:
    from runxl.output.tidy.tidy_files import write_csv

    write_csv(table, target)


def _parquet(table: HistoryTable, target: Path) -> None:
    from runxl.output.tidy.tidy_files import write_parquet

    write_parquet(table, target)


_WRITERS: Mapping[str, Callable[[HistoryTable, Path], None]] = {".xlsx": _book, ".csv": _csv, ".parquet": _parquet}
