"""What earlier runs made of files, so that only what is new or changed is read: one SQLite file that the person names.

A file is believed to be what it was if nothing about it has changed since before it was read, else if its content is
the same; and nothing is believed that another version of runxl, of its contract or of Python has made.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sqlite3
import sys
import time
import zlib
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from importlib import import_module, metadata
from pathlib import Path
from typing import Any, TypeVar

from runxl import resources
from runxl.batch.progress import Advance
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.errors import RunxlError
from runxl.excel import LOCK_FILES

T = TypeVar("T")

_OURS = 0x72786C4D
"""Says in the file that it is a memory of runxl's, and nothing else that somebody has written."""

_SETTLED = 2_000_000_000
"""Nanoseconds: some file systems count in whole seconds, so that what was changed just now may change unseen."""

_EVERY = 5.0
"""Seconds between what is kept for good: a run that is stopped loses no more."""

_LOT = 40
_AT_HAND = 4
"""Lots: files of one folder were mostly made together, but for those that have changed since."""

_LIBRARIES = ("pandas", "pandera", "python-calamine", "PyYAML")
_PLAIN = {
    ("datetime", "date"): date,
    ("datetime", "datetime"): datetime,
    ("decimal", "Decimal"): Decimal,
    ("runxl.batch.memory", "_row"): tuple.__new__,  # what it does, without a call of Python's own
}
_OURS_TO_CALL = {
    ("runxl.contract.compile", "_frozen"),
    ("runxl.assessment.counts", "_counted_alike"),
    ("runxl.output.many.facts", "_one_of_many"),
    ("runxl.batch.memory", "_built"),
}
_BASIS = "create table if not exists basis (said text primary key)"
_TABLES = """
drop table if exists models;
drop table if exists lots;
drop table if exists made;
create table models (key text primary key, model blob);
create table lots (number integer primary key, made blob);
create table made (
    work text, file text, stamp text, content text, lot integer, place integer, primary key (work, file)
);
"""
"""What was made stands in lots: workbooks are alike, and together they take a third of the room and half the time."""

_LEFT = "delete from lots where number not in (select lot from made)"

Place = tuple[int, int]
"""Where something stands: in which lot, and where in it."""


class Memory:
    """The values of one kind of work, by file."""

    def __init__(self, file: Path, work: str) -> None:
        self._work = hashlib.sha256(work.encode()).hexdigest()  # it may be long, and stands at every file
        self._base = _opened(file)
        self._models: dict[str, Styrmodell] = {}
        self._seen: dict[Path, tuple[str, str]] = {}
        """What each file that is to be read was, before it was read."""

        self._new: list[tuple[str, str, str, Any]] = []
        """Name, stamp, content and value of what is to be kept."""

        self._lot = lru_cache(_AT_HAND)(self._read)
        self._lock_files = cache(_lock_files)
        self._kept = time.monotonic()

    def places(self, paths: Sequence[Path]) -> list[Place | None]:
        """Where what was made of each file stands, if that still holds. Asked before they are read."""
        made = self._base.execute("select file, lot, place, stamp, content from made where work = ?", (self._work,))
        found = {file: ((lot, place), stamp, content) for file, lot, place, stamp, content in made}
        return [self._place(path, *found.get(_name(str(path)), ((0, 0), "", ""))) for path in paths]

    def _place(self, path: Path, place: Place, stamp: str, content: str) -> Place | None:
        """`stamp` and `content`: what the file was, if it is known."""
        now = self._stamp(str(path))
        if now and now == stamp:
            return place
        read = _content(path) if now else ""
        if read and read == content:
            held = (now, self._work, _name(str(path)))
            self._base.execute("update made set stamp = ? where work = ? and file = ?", held)
            return place
        self._seen[path] = (now, read)
        return None

    def value(self, place: Place) -> Any:
        """What was made of a file that is known."""
        lot, at = place
        return self._lot(lot)[at]

    def _read(self, number: int) -> list[Any]:
        found = self._base.execute("select made from lots where number = ?", (number,)).fetchone()
        if found is None:
            raise sqlite3.OperationalError("another run has put something else in its place")
        return list(_Reader(zlib.decompress(found[0]), self._model).load())

    def keep(self, path: Path, value: Any) -> None:
        """For the next run, whether this one comes to its end or not."""
        stamp, content = self._seen.pop(path, ("", ""))
        if content:
            self._new.append((_name(str(path)), stamp, content, value))
        late = time.monotonic() - self._kept > _EVERY
        if late or len(self._new) == _LOT:
            self._write()
        if late:
            self._base.commit()
            self._kept = time.monotonic()

    def _write(self) -> None:
        if not self._new:
            return
        told = io.BytesIO()
        _Writer(told, self._base, self._models).dump([value for *_, value in self._new])
        lot = self._base.execute("insert into lots (made) values (?)", (zlib.compress(told.getvalue(), 1),))
        rows = (
            (self._work, name, stamp, content, lot.lastrowid, place)
            for place, (name, stamp, content, _) in enumerate(self._new)
        )
        self._base.executemany("insert or replace into made values (?, ?, ?, ?, ?, ?)", rows)
        self._new.clear()

    def close(self) -> None:
        try:
            self._write()
            self._base.execute(_LEFT)
            self._base.commit()
        finally:
            self._base.close()

    def _stamp(self, file: str) -> str:
        """What a file is by its looks; empty where that tells nothing: it was changed just now, or is open."""
        try:
            found = os.stat(file)  # noqa: PTH116 - of each of many thousand files
        except (OSError, ValueError):
            return ""
        folder, name = os.path.split(file)
        there = self._lock_files(folder)
        if there and any(f"{before}{name}{after}" in there for before, after, _ in LOCK_FILES):
            return ""
        latest = max(found.st_mtime_ns, found.st_ctime_ns)
        unsettled = "" if time.time_ns() - latest > _SETTLED else f"+{time.time_ns()}"
        return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}{unsettled}"

    def _model(self, key: str) -> Styrmodell:
        """Each styrmodell once, however many workbooks have it with them."""
        if key not in self._models:
            (told,) = self._base.execute("select model from models where key = ?", (key,)).fetchone()
            self._models[key] = _Reader(told, self._model).load()
        return self._models[key]


@contextmanager
def remembered(file: Path | None, work: str) -> Iterator[Memory | None]:
    """The memory in a file, made if it is not there; None where the person has named none."""
    if file is None:
        yield None
        return
    with _told_in_swedish(file):
        memory = Memory(file, work)
        try:
            yield memory
        finally:
            memory.close()


def with_memory(
    memory: Memory | None,
    paths: Sequence[Path],
    make: Callable[[Sequence[Path]], Iterator[T]],
    *,
    lasts: Callable[[T], bool],
    advance: Advance,
) -> Generator[T, None, None]:
    """What is made of each file, in their order. `make` reads those that are not known; what `lasts` is kept."""
    if memory is None:
        yield from make(paths)
        return
    places = memory.places(paths)
    fresh = make([path for path, place in zip(paths, places, strict=True) if place is None])
    for path, place in zip(paths, places, strict=True):
        if place is not None:
            advance()
            yield memory.value(place)
        else:
            one = next(fresh)
            if lasts(one):
                memory.keep(path, one)
            yield one


def basis(rules: Path | None = None) -> str:
    """All that decides what is made of a file: this program, its contract (in `rules`), and what it stands on."""
    told = hashlib.sha256(repr((sys.version, [(name, metadata.version(name)) for name in _LIBRARIES])).encode())
    code = Path(__file__).resolve().parents[1].rglob("*.py")
    data = (path for path in (rules or resources.validation()).rglob("*") if path.is_file())
    for path in sorted((*code, *data)):
        told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()


def _opened(file: Path) -> sqlite3.Connection:
    """The file; one that cannot be used is let go of, for Windows removes none that is open."""
    is_new = not file.exists() or not file.stat().st_size
    base = sqlite3.connect(file, timeout=10)
    try:
        _make_ready(base, file, is_new=is_new)
    except BaseException:
        base.close()
        raise
    return base


def _make_ready(base: sqlite3.Connection, file: Path, *, is_new: bool) -> None:
    """Emptied where somebody else's rules made what is in it."""
    if is_new:
        with suppress(OSError):
            file.chmod(0o600)  # it says what the workbooks say
        base.execute(f"pragma application_id = {_OURS}")
    elif base.execute("pragma application_id").fetchone() != (_OURS,):
        raise RunxlError(f"{file} är inget minne som runxl har skrivit. Ange ett annat namn.")
    base.execute(_BASIS)
    now = basis()
    if base.execute("select said from basis").fetchall() != [(now,)]:
        base.execute("delete from basis")
        base.executescript(_TABLES)
        base.execute("insert into basis values (?)", (now,))
        base.commit()


@contextmanager
def _told_in_swedish(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise RunxlError(f"Minnet {file} går inte att använda just nu. Kontrollera mappen och försök igen.") from error
    except (sqlite3.DatabaseError, pickle.UnpicklingError, zlib.error) as error:
        raise RunxlError(
            f"Minnet {file} är skadat eller något annat än ett minne. Ta bort det, eller ange ett annat."
        ) from error


def _name(file: str) -> str:
    """As it is given, since findings say so, and where it is."""
    return file if os.path.isabs(file) else f"{file}\0{os.path.abspath(file)}"  # noqa: PTH100, PTH117 - many thousand


def _lock_files(folder: str) -> frozenset[str]:
    """What stands in a folder beside workbooks that somebody has open. Looked for once, and not for each workbook."""
    begin = tuple(before for before, _, _ in LOCK_FILES)
    with suppress(OSError):
        return frozenset(name for name in os.listdir(folder or ".") if name.startswith(begin))  # noqa: PTH208
    return frozenset()


def _content(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


class _Writer(pickle.Pickler):
    """A styrmodell is told once, and named where it comes again."""

    def __init__(self, file: io.BytesIO, base: sqlite3.Connection, models: dict[str, Styrmodell]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._base, self._models = base, models

    def reducer_override(self, one: Any) -> Any:
        """A value of ours by its values alone: Python's way looks up its fields each time. Some have a way of ours."""
        kind: type = type(one)
        if isinstance(one, type) or "__reduce__" in vars(kind):
            return NotImplemented
        if isinstance(one, tuple) and hasattr(one, "_fields"):
            return _row, (kind, tuple(one))
        if not is_dataclass(one):
            return NotImplemented
        return _built, (kind, *(getattr(one, name) for name in _fields(kind)))

    def persistent_id(self, one: Any) -> str | None:
        if not isinstance(one, Styrmodell):
            return None
        for key, model in self._models.items():
            if model is one or (model.text, model) == (one.text, one):
                return key
        told = pickle.dumps(one, pickle.HIGHEST_PROTOCOL)
        key = hashlib.sha256(told).hexdigest()
        self._models[key] = one
        self._base.execute("insert or ignore into models values (?, ?)", (key, told))
        return key


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()


def _built(kind: type, *values: Any) -> Any:
    """A value of ours as it was, without a look at what it is made of."""
    one: Any = object.__new__(kind)
    for put, value in zip(_setters(kind), values, strict=True):
        put(one, value)
    return one


@cache
def _setters(kind: type) -> tuple[Callable[[Any, Any], None], ...]:
    """What sets each field of a frozen value. All of ours have a slot for each."""
    return tuple(getattr(kind, name).__set__ for name in _fields(kind))


def _row(kind: type[tuple[Any, ...]], values: tuple[Any, ...]) -> Any:
    """The same of a NamedTuple."""
    return tuple.__new__(kind, values)


@cache
def _allowed(module: str, name: str) -> Any:
    if (module, name) in _PLAIN:
        return _PLAIN[module, name]
    if module.startswith("runxl.") and "." not in name:
        found = getattr(import_module(module), name, None)
        is_ours = isinstance(found, type) and found.__module__ == module and _is_value(found)
        if is_ours or (module, name) in _OURS_TO_CALL:
            return found
    raise pickle.UnpicklingError(f"{module}.{name}")


def _is_value(kind: type) -> bool:
    """A frozen dataclass, a NamedTuple or a number: to make one does nothing."""
    is_named = issubclass(kind, tuple) and hasattr(kind, "_fields")
    return is_named or hasattr(kind, "__dataclass_fields__") or issubclass(kind, Decimal)


class _Reader(pickle.Unpickler):
    """Builds values of ours and nothing else: what somebody else has put in the file runs no code."""

    def __init__(self, told: bytes, model: Callable[[str], Styrmodell]) -> None:
        super().__init__(io.BytesIO(told))
        self._model = model

    def persistent_load(self, key: str) -> Styrmodell:
        return self._model(key)

    find_class = staticmethod(_allowed)
