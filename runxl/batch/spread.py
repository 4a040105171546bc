"""Many files to an executor, chunk by chunk, and what comes of them back in the order of the files.

What a file does to the process that reads it concerns that file alone: a chunk whose worker died, or in which the work
itself broke, is done again in parts until it is known which file it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from runxl.batch.executors import CHUNK, Here, WorkerLostError, Workers, chosen, cores
from runxl.batch.progress import Advance
from runxl.batch.worker import read_watched
from runxl.contract.message import finding
from runxl.contract.regel import Regel
from runxl.errors import RunxlError
from runxl.findings import FileReport
from runxl.opc.limits import MEGABYTE
from runxl.workbook.guarded import OVERTIME, ReadFile, read_guarded
from runxl.workbook.tables import Workbook

T = TypeVar("T")
Work = Callable[[Sequence[Path], ReadFile], Sequence[T]]
"""Something for each file, in order; fewer only if the person interrupted. Named by its module, so that it travels."""

_LEAST = 8
"""Fewer files than these are not worth sending."""

_CHUNK_BYTES = 8 * MEGABYTE
"""Ordinary workbooks never come to this together; large ones are taken one by one."""

_AHEAD = 2
"""Chunks under way for each processor: enough to keep all busy, and few enough to be kept in memory when done."""


def spread(
    work: Work[T],
    paths: Sequence[Path],
    executor: Executor | None,
    *,
    lost: Callable[[FileReport], T],
    advance: Advance,
    among: int = 0,
) -> Iterator[T]:
    """Does the work on every file, by the executor that is given or by what so many files are worth.

    `lost` makes of a report what stands for a file whose work was never done. `among`: how many there are with those
    that need not be read.
    """
    with chosen(executor, len(paths), among) as who, ExitStack() as stack:
        yield from _Spread(work, who, lost, advance, stack).all(paths)


class _Spread(Generic[T]):
    def __init__(
        self, work: Work[T], executor: Executor, lost: Callable[[FileReport], T], advance: Advance, stack: ExitStack
    ) -> None:
        self.work, self.executor, self.lost, self.advance, self.stack = work, executor, lost, advance, stack
        self.here = executor if isinstance(executor, Here) else None
        self.ours: Executor | None = executor if isinstance(executor, Here | Workers) else None

    def all(self, paths: Sequence[Path]) -> Iterator[T]:
        """In the order of the files."""
        waiting = deque(_chunks(paths, self.here.chunk if self.here else _size(len(paths))))
        ahead = 1 if self.here else max(2, _AHEAD * cores())
        under_way: deque[tuple[Sequence[Path], Future[Sequence[T]]]] = deque()
        while waiting or under_way:
            while waiting and len(under_way) < ahead:
                chunk = waiting.popleft()
                under_way.append((chunk, self._submit(self.executor, chunk)))
            chunk, future = under_way.popleft()
            done = self._settled(chunk, future)
            yield from done
            if len(done) < len(chunk) and self.here:
                raise KeyboardInterrupt
            if len(done) < len(chunk):  # a process of somebody else's was told to stop, but not by the person
                yield from self._with_ours(chunk[len(done) :])
            if not self.here:
                for _ in chunk:
                    self.advance()

    def _submit(self, executor: Executor, chunk: Sequence[Path]) -> Future[Sequence[T]]:
        """A pool that has broken says so here too; it is then asked about like any other failure."""
        try:
            return executor.submit(self.work, chunk, self._reader(executor))
        except Exception as error:  # noqa: BLE001 - told by the future
            failed: Future[Sequence[T]] = Future()
            failed.set_exception(error)
            return failed

    def _reader(self, executor: Executor) -> ReadFile:
        if isinstance(executor, Here):
            return partial(self._read_here, executor.read)
        return read_watched if isinstance(executor, Workers) else read_guarded

    def _read_here(self, read: ReadFile, path: Path) -> Workbook:
        """In this process each file is told of when it has been read."""
        workbook = read(path)
        self.advance()
        return workbook

    def _settled(self, chunk: Sequence[Path], future: Future[Sequence[T]]) -> Sequence[T]:
        try:
            return future.result()
        except RunxlError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it was, it becomes the finding of the file that it was
            return self._again(chunk, error) if self.ours else self._with_ours(chunk)

    def _with_ours(self, chunk: Sequence[Path]) -> Sequence[T]:
        """Somebody else's executor cannot say whose fault it was, and may be of no more use; ours begins anew."""
        self.ours = self.executor = self.stack.enter_context(Workers(1))
        return self._settled(chunk, self._submit(self.ours, chunk))

    def _again(self, chunk: Sequence[Path], error: Exception) -> list[T]:
        """All but the file at fault, where it is known; else each half by itself."""
        if len(chunk) == 1:
            return [self.lost(_report(chunk[0], error))]
        culprit = error.path if isinstance(error, WorkerLostError) else None
        at = chunk.index(culprit) if culprit is not None else len(chunk) // 2
        parts = (chunk[:at], chunk[at : at + 1], chunk[at + 1 :]) if culprit else (chunk[:at], chunk[at:])
        done: list[T] = []
        for part in filter(None, parts):
            at_fault = culprit in part
            done += self._again(part, error) if at_fault else self._settled(part, self._submit(self.executor, part))
        return done


def _size(files: int) -> int:
    """Every processor gets several chunks, as long as they are worth sending."""
    return min(CHUNK, max(_LEAST, -(-files // (_AHEAD * cores()))))


def _chunks(paths: Sequence[Path], size: int) -> Iterator[Sequence[Path]]:
    start, held = 0, 0
    for at, path in enumerate(paths):
        held += _bytes(path)
        if at > start and (at - start == size or held > _CHUNK_BYTES):
            yield paths[start:at]
            start, held = at, _bytes(path)
    if paths:
        yield paths[start:]


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _report(path: Path, error: Exception) -> FileReport:
    if isinstance(error, WorkerLostError):
        why = OVERTIME if error.overtime else "processen som läste den stannade"
    elif isinstance(error, MemoryError):
        why = "den fick inte plats i datorns minne"
    else:
        why = f"ett oväntat fel inträffade ({type(error).__name__})"
    return FileReport(str(path), (finding(Regel.LASNINGEN_AVBRUTEN, file=str(path), orsak=why),), readable=False)
