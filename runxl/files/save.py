"""From old file to new: one writer at a time, a whole file at every instant, and a copy of the old one kept."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from runxl.errors import RunxlError
from runxl.files.target import real, refuse_unwritable, told_in_swedish

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

Stamp = tuple[int, int]
"""Size and modification time (ns): a file with the same stamp has not changed."""

T = TypeVar("T")

KEPT_BACKUPS = 5
_MOMENT = "%Y%m%d-%H%M%S"
_LOCKLESS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
_TRIES = 100
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8) if sys.platform == "win32" else ()
"""There a virus scanner, OneDrive or the search index holds a file for moments, and it cannot be replaced meanwhile."""

_HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK, 0)  # 0: Wine, in Windows' place, has no number for it


def stamp(file: Path | int) -> Stamp:
    """A file's stamp, by path or descriptor."""
    found = os.stat(file)  # noqa: PTH116  # takes a descriptor too
    return found.st_size, found.st_mtime_ns


def refuse_changed(file: Path | int, expected: Stamp | None, name: str) -> None:
    """Refuse a file that is no longer the one that was read."""
    if expected is not None and stamp(file) != expected:
        raise RunxlError(f"{name} har ändrats sedan den lästes, och ingenting har skrivits. Försök igen.")


def latest_backup(target: Path) -> Path | None:
    """The newest copy beside a file."""
    target = real(target)
    latest = max(_backups(target), default=None)
    return _backup_path(target, latest) if latest else None


@contextmanager
def whole(path: Path, *, backup: bool = False) -> Iterator[Path]:
    """A path to write a new file to. Once all has gone well it takes the target's place; else nothing has changed.

    Nothing changes either if no file was written there. `backup`: a copy is kept of a file that is replaced.
    """
    with told_in_swedish(path):
        target = real(path)
        refuse_unwritable(target)
        with claimed(target) as temporary:
            yield temporary
            if temporary.exists():
                _sync(temporary)
                refuse_unwritable(target)
                put(temporary, target, backup=backup and target.exists())


def write(path: Path, content: bytes, *, backup: bool = False) -> None:
    """The same, for a file whose bytes are at hand."""
    with whole(path, backup=backup) as temporary:
        temporary.write_bytes(content)


@contextmanager
def claimed(target: Path) -> Iterator[Path]:
    """The right to write a target, and a path beside it to write to. What a killed run left there is removed.

    The operating system gives up the lock when its holder dies, so that no lock is ever stale.
    """
    lock = _beside(target, "lock")
    descriptor = _locked(lock, target)
    temporary, copy = _beside(target, "tmp"), _beside(target, "bak")
    try:
        for left in (temporary, copy):
            left.unlink(missing_ok=True)
        yield temporary
    finally:
        for left in (temporary, copy):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        _unlocked(lock, descriptor)


def put(temporary: Path, target: Path, *, backup: bool) -> None:
    """Let a finished file take the target's place, in one step."""
    if target.exists():
        _inherit(temporary, target)
    kept = _backup(target) if backup else None
    try:
        take_place(temporary, target)
    except OSError:
        if kept:
            with suppress(OSError):
                kept.unlink()
        raise
    # The new file is in place: what fails from here on must not be told as if it were not.
    with suppress(OSError):
        _settle(target.parent)
        for moment in sorted(_backups(target))[:-KEPT_BACKUPS] if backup else ():
            _backup_path(target, moment).unlink(missing_ok=True)


def _beside(target: Path, kind: str) -> Path:
    """A name of our own beside the target, short also when the target's is as long as a name may be."""
    digest = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]
    return target.with_name(f".{target.name[:40]}-{digest}.runxl-{kind}")


def _locked(lock: Path, target: Path) -> int:
    busy = RunxlError(f"En annan körning av runxl skriver i {target.name} just nu. Försök igen om en stund.")
    for _ in range(_TRIES):
        descriptor = patiently(lambda: os.open(lock, os.O_RDWR | os.O_CREAT, 0o666))
        try:
            _take(descriptor)
            if _is_there(descriptor, lock):
                return descriptor
        except FileNotFoundError:
            pass
        except OSError as error:
            if error.errno in _HELD:
                os.close(descriptor)
                raise busy from error
            _unlocked(lock, descriptor)  # a folder that gives us no lock has given nobody else one
            raise
        os.close(descriptor)
    raise busy


def _is_there(descriptor: int, lock: Path) -> bool:
    """The holder before us removes the file as it lets go: then what we hold is a lock on nothing.

    Windows removes no open file. Some network folders number a file anew each time they are asked.
    """
    if sys.platform == "win32":
        return True
    held, there = os.fstat(descriptor), lock.stat()
    return os.path.samestat(held, there) or not os.path.samestat(there, lock.stat())


def _take(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # Some network folders know no locks. The stamp still tells of a change made meanwhile.
        if error.errno not in _LOCKLESS:
            raise


def _unlocked(lock: Path, descriptor: int) -> None:
    """Let go. The file goes first, so that nobody takes over a lock on nothing; Windows cannot remove an open file."""
    if sys.platform != "win32":
        with suppress(OSError):
            lock.unlink()
    with suppress(OSError):
        os.close(descriptor)
    if sys.platform == "win32":
        with suppress(OSError):
            lock.unlink()


def _inherit(temporary: Path, target: Path) -> None:
    """The rights of the file that is replaced, and its owner where we may."""
    old = target.stat()
    temporary.chmod(stat.S_IMODE(old.st_mode))
    if sys.platform != "win32":
        with suppress(OSError):
            os.chown(temporary, old.st_uid, old.st_gid)


def _backup(target: Path) -> Path:
    """A copy under a name with the time in it. It gets that name only when it is whole."""
    copy, moment = _beside(target, "bak"), dt.datetime.now().astimezone().replace(tzinfo=None, microsecond=0)
    shutil.copy2(target, copy)
    _sync(copy)
    # Later than every other, also within a second or when the clock has been put back: the order tells which is oldest.
    moment = max([moment, *(earlier + dt.timedelta(seconds=1) for earlier in _backups(target))])
    kept = _backup_path(target, moment)
    take_place(copy, kept)
    return kept


def take_place(new: Path, old: Path, pauses: Sequence[float] = _PAUSES) -> None:
    """One name for the one step that counts."""
    patiently(lambda: os.replace(new, old), pauses)  # noqa: PTH105


def patiently(step: Callable[[], T], pauses: Sequence[float] = _PAUSES) -> T:
    """In Windows what somebody else holds, or replaces, may have to be asked for again."""
    for pause in pauses:
        try:
            return step()
        except PermissionError:
            time.sleep(pause)
    return step()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _backups(target: Path) -> Iterator[dt.datetime]:
    """The times of the backups that stand beside the target."""
    start = f"{target.name}.bak-"
    for file in target.parent.iterdir():
        if file.name.startswith(start):
            with suppress(ValueError):
                yield dt.datetime.strptime(file.name.removeprefix(start), _MOMENT)  # noqa: DTZ007  # local, as people read it


def _backup_path(target: Path, moment: dt.datetime) -> Path:
    return target.with_name(f"{target.name}.bak-{moment:{_MOMENT}}")


def _settle(folder: Path) -> None:
    """Make the new name last through a power cut (Windows does so by itself)."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
