"""`historik`: one tidy table of every period, year and nämnd, out of any number of workbooks and kept copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from functools import partial
from os import PathLike
from pathlib import Path

from runxl.assessment.assess import assess
from runxl.batch.memory import remembered, with_memory
from runxl.batch.paths import choose
from runxl.batch.progress import Progress, silent
from runxl.batch.spread import spread
from runxl.check.check import check
from runxl.errors import RunxlError
from runxl.files.target import real, refuse
from runxl.findings import FileReport, in_one_line
from runxl.output.many.quality import SHEET as DATAKVALITET
from runxl.output.tidy.book_rows import BookRows, rows_of, unread_rows
from runxl.output.tidy.table_of import SHEET as ALL_PERIODS
from runxl.output.tidy.table_of import HistoryTable, table_of
from runxl.verbs.examine import AnyPath
from runxl.workbook.guarded import ReadFile
from runxl.workbook.read import read

_FOR_PROGRAMS = (".csv", ".parquet")


def history(
    paths: AnyPath | Iterable[AnyPath],
    out: AnyPath | None = None,
    *,
    replace: bool = False,
    progress: Progress = silent,
    executor: Executor | None = None,
    memory: AnyPath | None = None,
    quality: AnyPath | None = None,
) -> HistoryTable:
    """Reads, checks and assesses every workbook in its own period; the table is written too if `out` is given.

    `memory` is a file that remembers what was read, so that the next run reads what is new or changed. `quality` is
    where the table of data quality is written for programs; in a workbook it is a sheet.
    """
    target, beside = (Path(one) if one is not None else None for one in (out, quality))
    _refuse(target, beside, replace=replace)
    given = [paths] if isinstance(paths, str | PathLike) else paths
    chosen = choose(given, leave_out=target)
    with (
        progress(len(chosen.paths)) as advance,
        remembered(Path(memory) if memory else None, "historik") as kept,
    ):
        among = len(chosen.paths)
        make = partial(spread, book_rows, executor=executor, lost=unread_rows, advance=advance, among=among)
        done = with_memory(kept, chosen.paths, make, lasts=lambda book: book.report.readable, advance=advance)
        table = table_of([*map(unread_rows, chosen.unreadable), *done])
    if not table.read:
        raise NoHistoryError(table)
    for path, sheet in ((target, ALL_PERIODS), (beside, DATAKVALITET)):
        if path is not None:
            _write(table, sheet, path)
    return table


def book_rows(paths: Sequence[Path], read: ReadFile = read) -> list[BookRows]:
    """The rows of some workbooks, checked together. Needs and leaves nothing else, so any process can do it."""
    workbooks = [read(path) for path in paths]
    done = []
    for workbook, checked in zip(workbooks, check(workbooks), strict=True):
        if checked.readable:
            done.append(rows_of(workbook, checked, assess(checked)))
        else:
            done.append(unread_rows(FileReport(checked.file, checked.findings, readable=False)))
    return done


class NoHistoryError(RunxlError):
    """No file could be read, so nothing was written: `table` says what each of them is."""

    def __init__(self, table: HistoryTable) -> None:
        why = [in_one_line(book.report.file, one) for book in table.books for one in book.report.findings]
        super().__init__(" ".join(why) or "Det finns ingen arbetsbok att läsa.")
        self.table = table


def _refuse(target: Path | None, beside: Path | None, *, replace: bool) -> None:
    """What stops the run is said before a thousand workbooks have been read."""
    for path, kinds in ((target, (".xlsx", *_FOR_PROGRAMS)), (beside, _FOR_PROGRAMS)):
        if path is None:
            continue
        refuse(path, kinds, replace=replace)
        if path.suffix.lower() == ".parquet":
            from runxl.output.tidy.tidy_files import needs_parquet

            needs_parquet()
    if target and beside and real(target) == real(beside):
        raise RunxlError(f"Två tabeller får inte plats i {target.name}. Ge den ena ett annat namn.")


def _write(table: HistoryTable, sheet: str, target: Path) -> None:
    """Each kind of file with the library that it needs, and no other."""
    if target.suffix.lower() == ".xlsx":
        from runxl.output.tidy.tidy_book import write_book

        write_book(table, target)
    else:
        from runxl.output.tidy.tidy_files import write_csv, write_parquet

        write = write_csv if target.suffix.lower() == ".csv" else write_parquet
        write(*table.tidy(sheet), target)
