"""Who does the work: this process, worker processes of our own, or any `concurrent.futures.Executor` that is given.

Our own workers are plain processes that are talked to through pipes. Unlike the standard library's pool they may die
one by one (only the task in hand is lost, and another is started), and they need no `if __name__ == "__main__"` in the
script that calls runxl.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from runxl import process
from runxl.batch.worker import ANSWER, FAILURE, IN_HAND, OVERTIME_CODE, READY
from runxl.errors import RunxlError
from runxl.extras import demand
from runxl.workbook.guarded import ReadFile, read_guarded

_MANY = 20
"""From so many files on a pool pays: starting a worker costs as much as reading that many."""

_KNOWN = 50
"""So many that are known take as long to tell of as one to read: among more, one worker keeps up with who tells."""


class WorkerLostError(BrokenExecutor):
    """A worker died. `path` is the file that it was reading, if any; `overtime`: it was ended for taking too long."""

    def __init__(self, path: Path | None, *, overtime: bool) -> None:
        super().__init__("arbetsprocessen stannade")
        self.path = path
        self.overtime = overtime


class NotStartedError(RunxlError):
    """No worker can be had: that is no fault of the files."""

    def __init__(self) -> None:
        super().__init__(
            f"Det gick inte att starta Python ({sys.executable}) en gång till för att läsa filerna. "
            "Stäng andra program och försök igen, eller ta färre filer åt gången."
        )


CHUNK = 40
"""So many workbooks are checked at once: with more, what a process holds in memory grows but hardly anything is won."""


class Here(Executor):
    """The process itself, at once: `chunk` files at a time, by `read`. Ctrl-C goes straight through."""

    def __init__(self, chunk: int = CHUNK, read: ReadFile = read_guarded) -> None:
        self.chunk = chunk
        self.read = read

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - whoever asks for the result gets it
            future.set_exception(error)
        return future


class Workers(Executor):
    """So many processes, each started when first needed and replaced when it dies. Tasks take no keywords."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="runxl")
        self._idle: SimpleQueue[_Worker | None] = SimpleQueue()
        for _ in range(count):
            self._idle.put(None)
        self._alive: set[_Worker | None] = set()
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if kwargs:
            raise TypeError("tasks for workers take no keywords")
        return self._threads.submit(self._ask, fn, args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Executor's face
        """Without waiting, what is being done is dropped and every process ended."""
        if wait:
            self._threads.shutdown(cancel_futures=cancel_futures)
        with self._lock:
            self._closed = True
            alive = tuple(self._alive)
        for worker in filter(None, alive):
            worker.end(at_once=not wait)
        self._threads.shutdown(cancel_futures=True)

    def _ask(self, work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        worker = self._idle.get()
        try:
            worker = worker or self._start()
            return worker.ask(work, arguments)
        except (WorkerLostError, NotStartedError):
            self._alive.discard(worker)
            worker = None
            raise
        finally:
            self._idle.put(worker)

    def _start(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise CancelledError
            worker = _Worker()
            self._alive.add(worker)
        return worker


class _Worker:
    """One process, seen from the one that gives it tasks."""

    def __init__(self) -> None:
        try:
            self._process = subprocess.Popen(  # noqa: S603  # this Python
                process.python("from runxl.batch.worker import main; main()"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise NotStartedError from error
        assert self._process.stdin and self._process.stdout  # noqa: S101, PT018 - for mypy
        self._tasks, self._answers = self._process.stdin, self._process.stdout
        self._ready = False

    def ask(self, work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        """What the work came to, or what it raised. WorkerLostError if the process died of it."""
        task = pickle.dumps((work, arguments), pickle.HIGHEST_PROTOCOL)
        in_hand: Path | None = None
        try:
            self._tasks.write(task)
            self._tasks.flush()
            while True:
                kind, content = pickle.load(self._answers)  # noqa: S301 - from our own process
                if kind == IN_HAND:
                    in_hand = content
                elif kind == READY:
                    self._ready = True
                else:
                    break
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            code = self.end(at_once=False)
            if not self._ready:
                raise NotStartedError from error
            raise WorkerLostError(in_hand, overtime=code == OVERTIME_CODE) from error
        if kind == FAILURE:
            raise content
        assert kind == ANSWER  # noqa: S101 - nothing else is said
        return content

    def end(self, *, at_once: bool) -> int:
        """Lets go of the process; one with no more tasks ends by itself."""
        if at_once:
            self._process.kill()
        with suppress(OSError):  # it died with a task in the pipe
            self._tasks.close()
        code = self._process.wait()
        self._answers.close()
        return code


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def chosen(
    given: Executor | None, files: int, among: int = 0, processors: Callable[[], int] = cores
) -> Iterator[Executor]:
    """The executor that was given, which stays its owner's; else workers for many files, and this process for few.

    `among`: how many there are with those that need not be read. `processors`: how many may be used.
    """
    if given is not None:
        yield given
    elif files < _MANY or not sys.executable:
        yield Here()
    else:
        workers = Workers(1 if files * _KNOWN < among else max(1, min(processors(), files // _MANY)))
        try:
            yield workers
        except BaseException:
            workers.shutdown(wait=False)
            raise
        workers.shutdown()


@contextmanager
def dask_executor(address: str) -> Iterator[Executor]:
    """The workers of a dask cluster, which must see the files under the same names."""
    demand("dask", "Ett kluster av dask")
    from distributed import Client

    try:
        client: Any = Client(address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call] # it has no types
    except (OSError, ValueError) as error:
        raise RunxlError(f"Ingen schemaläggare för dask svarar på {address}. Kontrollera adressen.") from error
    with client:
        yield client.get_executor(pure=False)
