"""A package made anew from its parts: the same parts make the same bytes, on every machine and at any time."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from runxl.opc.package import broken_as_damaged

_TIMELESS = (1980, 1, 1, 0, 0, 0)
_LARGE = 1 << 30
"""A part that may come to more than 2 GB has to be announced."""

Piece = bytes | Path
"""Of a part: as it is, or what stands in a file."""


def contents(package: bytes) -> dict[str, bytes]:
    """The parts of a package made by a program that is trusted, by name and in order."""
    with broken_as_damaged(), ZipFile(io.BytesIO(package)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The package in memory, its parts in the order given."""
    file = io.BytesIO()
    pack(file, ((name, (content,)) for name, content in parts.items()))
    return file.getvalue()


def pack(target: Path | BinaryIO, parts: Iterable[tuple[str, Iterable[Piece]]], level: int | None = None) -> None:
    """The package in a file, its parts in the order given, each of several pieces. `level`: of the compression."""
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=level) as package:
        for name, pieces in parts:
            _add(package, name, tuple(pieces))


def _add(package: ZipFile, name: str, pieces: tuple[Piece, ...]) -> None:
    entry = ZipInfo(name, _TIMELESS)
    entry.compress_type, entry.create_system = package.compression, 0
    entry._compresslevel = package.compresslevel  # type: ignore[attr-defined]  # noqa: SLF001
    size = sum(len(piece) if isinstance(piece, bytes) else piece.stat().st_size for piece in pieces)
    with package.open(entry, "w", force_zip64=size > _LARGE) as part:
        for piece in pieces:
            if isinstance(piece, bytes):
                part.write(piece)
                continue
            with piece.open("rb") as written:
                shutil.copyfileobj(written, part)
