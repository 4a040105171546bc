"""What the contract's files are compiled to, kept where Python keeps compiled modules, and believed as they are.

Reading YAML and building values of it is a tenth of a cold command. As with a `.pyc`: what is kept holds as long as
neither the files nor our code has changed, and none is written where Python is told to write none. What an installer
has laid in its place is believed without a look, as an unchecked `.pyc` is: there nobody may write.
"""

from __future__ import annotations

import os
import pickle
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_ROOM = Path(__spec__.cached or __file__).parent
_UNCHECKED = b"unchecked"
_CODE = Path(__file__).parent
"""All that decides what the files are compiled to lies here, or in the modules beside this folder."""


def kept(name: str, folder: Path, make: Callable[[], T], room: Path = _ROOM) -> T:
    """What `make` made of the files in a folder, now or before."""
    place = room / f"{name}.kept"  # in the wheel too, with nothing in it: so that pip knows what to take away
    with suppress(OSError, ValueError):
        said, packed = place.read_bytes().split(b"\n", 1)
        total = _sum(packed)
        if said == _UNCHECKED + total or said == _basis(folder) + total:
            value: T = pickle.loads(packed)  # noqa: S301 - lies with our code, and is as trusted
            return value
    value = make()
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            _keep(place, _basis(folder), pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
    return value


def leave_unchecked(room: Path = _ROOM) -> None:
    """What has been kept is believed from now on, whatever the files say: for whoever builds an installer."""
    for place in room.glob("*.kept"):
        _, packed = place.read_bytes().split(b"\n", 1)
        _keep(place, _UNCHECKED, packed)


def _basis(folder: Path) -> bytes:
    return repr((sys.version, *_looks(folder), *_looks(_CODE), *_looks(_CODE.parent, deep=False))).encode()


def _sum(packed: bytes) -> bytes:
    """Of a file that a power cut left half written, the rest is not believed."""
    return b" %d" % zlib.crc32(packed)


def _looks(folder: Path, *, deep: bool = True) -> Iterator[tuple[str, int, int]]:
    """Every file's path, when it was changed, and its size."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda one: one.name)
    for one in entries:
        if one.is_dir():
            if deep and one.name != "__pycache__":
                yield from _looks(Path(one.path))
        elif one.name.endswith((".py", ".yaml")):
            seen = one.stat()
            yield one.path, seen.st_mtime_ns, seen.st_size


def _keep(place: Path, basis: bytes, packed: bytes) -> None:
    """Whole or not at all, whoever else does the same."""
    place.parent.mkdir(exist_ok=True)
    fresh = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        fresh.write_bytes(basis + _sum(packed) + b"\n" + packed)
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)
