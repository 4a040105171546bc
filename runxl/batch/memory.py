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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
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

_LIBRARIES = ("pandas", "pandera", "python-calamine", "PyYAML")
_PLAIN = {("datetime", "date"): date, ("datetime", "datetime"): datetime, ("decimal", "Decimal"): Decimal}
_OURS_TO_CALL = {("runxl.contract.compile", "_frozen"), ("runxl.batch.memory", "_built")}
_TABLES = """
create table if not exists basis (said text primary key);
create table if not exists models (key text primary key, model blob);
create table if not exists made (work text, file text, stamp text, content text, value blob, primary key (work, file));
"""


class Memory:
    """The values of one kind of work, by file."""

    def __init__(self, file: Path, work: str) -> None:
        self._work = work
        self._base = _opened(file)
        self._models: dict[str, Styrmodell] = {}
        self._seen: dict[Path, tuple[str, str]] = {}
        """What each file that is to be read was, before it was read."""

        self._kept = time.monotonic()

    def knows(self, path: Path) -> bool:
        """Whether what was made of a file still holds. Asked before it is read."""
        stamp = _stamp(path)
        found = self._base.execute(
            "select stamp, content from made where work = ? and file = ?", (self._work, _name(path))
        ).fetchone()
        if not stamp:
            return False
        if found and found[0] == stamp:
            return True
        content = _content(path)
        if found and content and found[1] == content:
            self._base.execute(
                "update made set stamp = ? where work = ? and file = ?", (stamp, self._work, _name(path))
            )
            return True
        self._seen[path] = (stamp, content)
        return False

    def value(self, path: Path) -> Any:
        """What was made of a file that is known."""
        (packed,) = self._base.execute(
            "select value from made where work = ? and file = ?", (self._work, _name(path))
        ).fetchone()
        return _Reader(zlib.decompress(packed), self._model).load()

    def keep(self, path: Path, value: Any) -> None:
        """For the next run, whether this one comes to its end or not."""
        stamp, content = self._seen.pop(path, ("", ""))
        if content:
            told = io.BytesIO()
            _Writer(told, self._base, self._models).dump(value)
            row = (self._work, _name(path), stamp, content, zlib.compress(told.getvalue(), 1))
            self._base.execute("insert or replace into made values (?, ?, ?, ?, ?)", row)
        if time.monotonic() - self._kept > _EVERY:
            self._base.commit()
            self._kept = time.monotonic()

    def close(self) -> None:
        self._base.commit()
        self._base.close()

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
) -> Iterator[T]:
    """What is made of each file, in their order. `make` reads those that are not known; what `lasts` is kept."""
    if memory is None:
        yield from make(paths)
        return
    known = [memory.knows(path) for path in paths]
    fresh = make([path for path, is_known in zip(paths, known, strict=True) if not is_known])
    for path, is_known in zip(paths, known, strict=True):
        if is_known:
            advance()
            yield memory.value(path)
        else:
            one = next(fresh)
            if lasts(one):
                memory.keep(path, one)
            yield one


def basis() -> str:
    """All that decides what is made of a file: this program, its contract, and what it stands on."""
    told = hashlib.sha256(repr((sys.version, [(name, metadata.version(name)) for name in _LIBRARIES])).encode())
    code = Path(__file__).resolve().parents[1].rglob("*.py")
    data = (path for path in resources.validation().rglob("*") if path.is_file())
    for path in sorted((*code, *data)):
        told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()


def _opened(file: Path) -> sqlite3.Connection:
    """The file, emptied where somebody else's rules made what is in it."""
    is_new = not file.exists() or not file.stat().st_size
    base = sqlite3.connect(file, timeout=10)
    if is_new:
        with suppress(OSError):
            file.chmod(0o600)  # it says what the workbooks say
        base.execute(f"pragma application_id = {_OURS}")
    elif base.execute("pragma application_id").fetchone() != (_OURS,):
        base.close()
        raise RunxlError(f"{file} är inget minne som runxl har skrivit. Ange ett annat namn.")
    base.executescript(_TABLES)
    now = basis()
    if base.execute("select said from basis").fetchall() != [(now,)]:
        for table in ("basis", "models", "made"):
            base.execute(f"delete from {table}")  # noqa: S608 - names of our own
        base.execute("insert into basis values (?)", (now,))
        base.commit()
    return base


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


def _name(path: Path) -> str:
    """As it is given, since findings say so, and where it is."""
    return f"{path}\0{os.path.abspath(path)}"  # noqa: PTH100 - a link stays what it is called


def _stamp(path: Path) -> str:
    """What a file is by its looks; empty where that tells nothing: it was changed just now, or somebody has it open."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ""
    if any(os.path.lexists(path.with_name(f"{before}{path.name}{after}")) for before, after, _ in LOCK_FILES):
        return ""
    latest = max(found.st_mtime_ns, found.st_ctime_ns)
    unsettled = "" if time.time_ns() - latest > _SETTLED else f"+{time.time_ns()}"
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}{unsettled}"


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
        """A dataclass by its values alone: its own way looks up its fields each time."""
        if isinstance(one, type) or not is_dataclass(one):
            return NotImplemented
        kind: type = type(one)
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


class _Reader(pickle.Unpickler):
    """Builds values of ours and nothing else: what somebody else has put in the file runs no code."""

    def __init__(self, told: bytes, model: Callable[[str], Styrmodell]) -> None:
        super().__init__(io.BytesIO(told))
        self._model = model

    def persistent_load(self, key: str) -> Styrmodell:
        return self._model(key)

    def find_class(self, module: str, name: str) -> Any:
        return _allowed(module, name)


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()


def _built(kind: type, *values: Any) -> Any:
    """A value of ours as it was, without a look at what it is made of."""
    one: Any = object.__new__(kind)
    for name, value in zip(_fields(kind), values, strict=True):
        object.__setattr__(one, name, value)
    return one


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
