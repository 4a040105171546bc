"""Compound files (MS-CFB): the container of a VBA project, read into named streams and written from them.

Only what such a file needs: version 3, sectors of 512 bytes, small streams in the mini stream, no DIFAT sectors.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from runxl.errors import RunxlError

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR, _MINI, _CUTOFF, _ENTRY = 512, 64, 4096, 128
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_IN_HEADER = 109
"""So many FAT sectors the header itself can point at: files up to 7 MB."""

_HEADER = struct.Struct("<8s16sHHHHH6sIIIIIIIII")
_DIRECTORY_ENTRY = struct.Struct("<64sHBBIII16sIQQIQ")


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    start: int = 0
    size: int = 0
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    black: bool = True
    children: list[int] = field(default_factory=list)


def read(data: bytes) -> dict[str, bytes]:
    """The streams under their paths, for example VBA/dir; what is no such file raises what reading it came to."""
    head = _HEADER.unpack_from(data)
    if head[0] != _MAGIC or head[5] != 9:  # noqa: PLR2004 (2 to the 9th: sectors of 512 bytes)
        raise IndexError
    fat_sectors, directory, mini_start = head[9], head[10], head[13]
    wheres = struct.unpack_from(f"<{_IN_HEADER}I", data, _HEADER.size)[:fat_sectors]
    fat = list(chain.from_iterable(struct.unpack("<128I", _sector(data, where)) for where in wheres))
    entries = [_DIRECTORY_ENTRY.unpack(entry) for entry in _pieces(_chained(data, fat, directory), _ENTRY)]
    mini_fat_bytes = _chained(data, fat, mini_start)
    mini_fat = list(struct.unpack(f"<{len(mini_fat_bytes) // 4}I", mini_fat_bytes))
    mini = _chained(data, fat, entries[0][11])
    found: dict[str, bytes] = {}

    def walk(index: int, folder: str) -> None:
        if index == _NONE:
            return
        raw, length, kind, _, left, right, child, _, _, _, _, start, size = entries[index]
        path = folder + raw[: length - 2].decode("utf-16-le")
        walk(left, folder)
        walk(right, folder)
        if kind == _STORAGE:
            walk(child, f"{path}/")
        elif size < _CUTOFF:
            found[path] = b"".join(mini[at * _MINI : (at + 1) * _MINI] for at in _steps(mini_fat, start))[:size]
        else:
            found[path] = _chained(data, fat, start)[:size]

    walk(entries[0][6], "")
    return found


def _sector(data: bytes, number: int) -> bytes:
    return data[(number + 1) * _SECTOR : (number + 2) * _SECTOR]


def _chained(data: bytes, fat: list[int], start: int) -> bytes:
    return b"".join(_sector(data, number) for number in _steps(fat, start))


def _steps(table: list[int], start: int) -> list[int]:
    """The sectors of one chain; a table that bites its own tail is no chain."""
    steps: list[int] = []
    while start != _END:
        if len(steps) > len(table):
            raise IndexError
        steps.append(start)
        start = table[start]
    return steps


def _pieces(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def write(streams: Mapping[str, bytes]) -> bytes:
    """The streams as a compound file: the same streams always give the same bytes."""
    return _Writer().written(streams)


class _Writer:
    def __init__(self) -> None:
        self.fat: list[int] = []
        self.sectors: list[bytes] = []
        self.mini_fat: list[int] = []
        self.mini: list[bytes] = []

    def written(self, streams: Mapping[str, bytes]) -> bytes:
        places = _places(streams)
        entries = _directory(streams, places)
        for path, data in streams.items():
            self._store(entries[places[path]], data)
        mini = b"".join(self.mini)
        entries[0].start, entries[0].size = self._chain(mini), len(mini)
        table = struct.pack(f"<{len(self.mini_fat)}I", *self.mini_fat)
        mini_fat_sectors = -(-len(table) // _SECTOR)
        mini_fat_start = self._chain(table, padding=b"\xff")
        directory = b"".join(_entry_bytes(entry) for entry in entries)
        while len(directory) % _SECTOR:
            directory += _DIRECTORY_ENTRY.pack(b"", 0, 0, 0, _NONE, _NONE, _NONE, b"", 0, 0, 0, 0, 0)
        directory_start = self._chain(directory)
        fat_start, fat_sectors = self._close_fat()
        header = _HEADER.pack(
            _MAGIC, b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, fat_sectors, directory_start, 0, _CUTOFF,
            mini_fat_start, mini_fat_sectors, _END, 0,
        )  # fmt: skip
        fats = [fat_start + number if number < fat_sectors else _FREE for number in range(_IN_HEADER)]
        return header + struct.pack(f"<{_IN_HEADER}I", *fats) + b"".join(self.sectors)

    def _store(self, entry: _Entry, data: bytes) -> None:
        entry.size = len(data)
        if len(data) >= _CUTOFF:
            entry.start = self._chain(data)
            return
        entry.start = _linked(self.mini_fat, -(-len(data) // _MINI))
        self.mini += [piece.ljust(_MINI, b"\0") for piece in _pieces(data, _MINI)]

    def _chain(self, data: bytes, padding: bytes = b"\0") -> int:
        pieces = [piece.ljust(_SECTOR, padding) for piece in _pieces(data, _SECTOR)]
        self.sectors += pieces
        return _linked(self.fat, len(pieces))

    def _close_fat(self) -> tuple[int, int]:
        """The table of sectors, which holds its own sectors too."""
        count = 1
        while count * 128 < len(self.fat) + count:
            count += 1
        if count > _IN_HEADER:
            raise RunxlError("Tilläggets VBA-projekt är för stort.")
        start = len(self.fat)
        table = self.fat + [_FAT] * count
        table += [_FREE] * (count * 128 - len(table))
        self.sectors.append(struct.pack(f"<{len(table)}I", *table))
        return start, count


def _linked(table: list[int], count: int) -> int:
    """A new chain at the end of a table; where it starts."""
    start = len(table)
    table += [start + number + 1 for number in range(count)]
    if not count:
        return _END
    table[-1] = _END
    return start


def _places(streams: Mapping[str, bytes]) -> dict[str, int]:
    """Every storage and stream with its number in the directory; 0 is the root."""
    numbers: dict[str, int] = {}
    for path in streams:
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            numbers.setdefault("/".join(parts[:depth]), len(numbers) + 1)
    return numbers


def _directory(streams: Mapping[str, bytes], places: Mapping[str, int]) -> list[_Entry]:
    entries = [_Entry("Root Entry", _ROOT)]
    for path, number in places.items():
        folder, _, name = path.rpartition("/")
        entries.append(_Entry(name, _STREAM if path in streams else _STORAGE))
        entries[places[folder] if folder else 0].children.append(number)
    for entry in entries:
        ordered = sorted(entry.children, key=lambda number: _order(entries[number].name))
        entry.child = _tree(entries, ordered, 0, len(ordered).bit_length() - 1)
    return entries


def _order(name: str) -> tuple[int, str]:
    return len(name.encode("utf-16-le")), name.upper()


def _tree(entries: list[_Entry], ordered: list[int], depth: int, deepest: int) -> int:
    """Siblings as a red-black tree: balanced, and black but for a lowest level that is not full."""
    if not ordered:
        return _NONE
    middle = len(ordered) // 2
    entry = entries[ordered[middle]]
    entry.black = not (depth and depth == deepest)
    entry.left = _tree(entries, ordered[:middle], depth + 1, deepest)
    entry.right = _tree(entries, ordered[middle + 1 :], depth + 1, deepest)
    return ordered[middle]


def _entry_bytes(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    return _DIRECTORY_ENTRY.pack(
        name, len(name), entry.kind, entry.black, entry.left, entry.right, entry.child,
        b"", 0, 0, 0, entry.start, entry.size,
    )  # fmt: skip
