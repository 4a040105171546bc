"""The workbook as a zip package: parts are read one by one, and untouched parts are copied as the bytes they are.

The standard library can only write a part by compressing it anew. Here the stored bytes go over as they stand, so that
everything runxl does not know about comes out exactly as it was.
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import BinaryIO, NamedTuple

from runxl.errors import RunxlError
from runxl.workbook.patch.markup import damaged

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_NAME_LENGTH = 10  # its place among the fields of an entry in the directory
_LOCAL_LENGTHS = struct.Struct("<26x2H")  # of the name and the extra fields
_CENTRAL_LENGTHS = struct.Struct("<28x3H")  # and of the comment
_END = struct.Struct("<4s4H2LH")
_ZIP64_EXTRA = 0x0001
_UTF8_NAME = 0x0800
_MAX_PART = 256 * 2**20
_MAX_ENTRIES = 0xFFFE
_MAX_OFFSET = 0xFFFF_FFFE
_BLOCK = 2**20

BUFFER = 2**18
"""How much of a package an open file holds: all of an ordinary workbook, which is read here and there, but once.

No more, since memory that is taken in large pieces is given back to the system, and costs anew each time.
"""

_LEVEL = 1  # a sixth of the time of the usual level, for parts a fifth larger
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, UnicodeError, RuntimeError)


class Part(NamedTuple):
    """One part: its entry in the directory, that entry's stored bytes, and where the whole part lies in the file."""

    info: zipfile.ZipInfo
    record: bytes
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Package:
    """An open package. Part names are compared as the format asks: without regard to case."""

    file: BinaryIO
    archive: zipfile.ZipFile
    parts: tuple[Part, ...]
    by_name: Mapping[str, Part]

    def __contains__(self, name: str) -> bool:
        return _key(name) in self.by_name

    def name_of(self, name: str) -> str:
        """A part's name as the package spells it."""
        return self.by_name[_key(name)].info.filename

    def read(self, name: str) -> bytes:
        """A part's content, its checksum tested."""
        part = self.by_name.get(_key(name))
        if part is None:
            raise damaged(f"delen {name} saknas")
        if part.info.file_size > _MAX_PART:
            raise RunxlError(f"Arbetsboken är för stor för att skrivas i: delen {name} är större än 256 MB.")
        with _broken_as_error():
            return self._content(part)

    def _content(self, part: Part) -> bytes:
        """As zipfile's own `read`, which takes as long to open a part as to inflate one of ordinary size."""
        self.file.seek(part.start)
        name, extra = _LOCAL_LENGTHS.unpack(self.file.read(_LOCAL.size))
        if self.file.read(name) != part.record[_CENTRAL.size :][: _CENTRAL_LENGTHS.unpack_from(part.record)[0]]:
            raise zipfile.BadZipFile
        self.file.seek(extra, os.SEEK_CUR)
        stored, size, crc = self.file.read(part.info.compress_size), part.info.file_size, part.info.CRC
        content = _inflated(stored, size) if part.info.compress_type == zipfile.ZIP_DEFLATED else stored
        if len(content) != size or zlib.crc32(content) != crc:
            raise zipfile.BadZipFile
        return content

    @property
    def in_file_order(self) -> list[Part]:
        """The parts as they lie in the file, which need not be as the directory names them."""
        return sorted(self.parts, key=attrgetter("start"))

    def raw(self, parts: Iterable[Part]) -> Iterator[bytes]:
        """The stored bytes of parts, headers and all, in blocks. Neighbours are read as one."""
        for start, end in _stretches(parts):
            self.file.seek(start)
            left = end - start
            while left:
                block = self.file.read(min(left, _BLOCK))
                if not block:
                    raise RunxlError(
                        "Arbetsboken är kortare än den nyss var. Vänta tills den är färdigskriven och försök igen."
                    )
                left -= len(block)
                yield block


@contextmanager
def opened(file: BinaryIO) -> Iterator[Package]:
    """The package in an open file; anything that is not a whole package is refused."""
    with _broken_as_error():
        archive = zipfile.ZipFile(file)
    with archive:
        with _broken_as_error():
            parts = _parts(file, archive)
        by_name = {_key(part.info.filename): part for part in parts}
        if len(by_name) < len(parts):
            raise damaged("två delar har samma namn")
        yield Package(file, archive, parts, by_name)


def write(package: Package, changed: Mapping[str, bytes], out: BinaryIO) -> None:
    """The package anew with some parts' content changed. The order of the parts and of the directory stays."""
    new = {package.name_of(name): content for name, content in changed.items()}
    records: dict[str, bytes] = {}
    for is_new, several in groupby(package.in_file_order, key=lambda part: part.info.filename in new):
        parts, offset = list(several), out.tell()
        if not is_new:
            out.writelines(package.raw(parts))
        for part in parts:
            name, length, sizes = part.info.filename, part.end - part.start, _sizes(part.info)
            if is_new:
                data, sizes = _stored(package, part, new[name])
                length = out.write(data)
            records[name] = _record(part.record, offset, sizes)
            offset += length
    _write_directory(out, [records[part.info.filename] for part in package.parts], package.archive.comment)


def without_zip64(extra: bytes) -> bytes:
    """Extra fields but for the one with 64-bit sizes, which no part here needs."""
    kept, position = bytearray(), 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, position)
        if kind != _ZIP64_EXTRA:
            kept += extra[position : position + 4 + length]
        position += 4 + length
    return bytes(kept) + extra[position:]


class _Sizes(NamedTuple):
    """What the directory says of a part's content."""

    flags: int
    crc: int
    compressed: int
    size: int


def _sizes(info: zipfile.ZipInfo) -> _Sizes:
    return _Sizes(info.flag_bits, info.CRC, info.compress_size, info.file_size)


def _stretches(parts: Iterable[Part]) -> Iterator[tuple[int, int]]:
    """From where to where parts lie in the file, those that lie beside each other as one stretch."""
    start = end = -1
    for part in parts:
        if part.start != end:
            if end >= 0:
                yield start, end
            start = part.start
        end = part.end
    if end >= 0:
        yield start, end


def _stored(package: Package, part: Part, content: bytes) -> tuple[bytes, _Sizes]:
    """A changed part as it is to stand in the file: stored by the same method, under the same name and date."""
    package.file.seek(part.start)
    fields = _LOCAL.unpack(package.file.read(_LOCAL.size))
    signature, version, _, method, time, date, *_, name_length, extra_length = fields
    name, extra = package.file.read(name_length), without_zip64(package.file.read(extra_length))
    body = content if method == zipfile.ZIP_STORED else zlib.compress(content, _LEVEL, wbits=-zlib.MAX_WBITS)
    # Only the bit for UTF-8 names lives on: the sizes now stand in the header itself.
    sizes = _Sizes(part.info.flag_bits & _UTF8_NAME, zlib.crc32(content), len(body), len(content))
    numbers = (sizes.crc, sizes.compressed, sizes.size)
    header = _LOCAL.pack(signature, version, sizes.flags, method, time, date, *numbers, len(name), len(extra))
    return header + name + extra + body, sizes


def _inflated(stored: bytes, size: int) -> bytes:
    """No more than `size` and a byte, however much there would be."""
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(stored, size + 1)


def _record(record: bytes, offset: int, sizes: _Sizes) -> bytes:
    """An entry of the directory with the part's place and sizes; every other field as it was."""
    fields = list(_CENTRAL.unpack_from(record))
    name_end = _CENTRAL.size + fields[_NAME_LENGTH]
    extra_end = name_end + fields[11]
    extra = without_zip64(record[name_end:extra_end]) if fields[11] else b""
    fields[3] = sizes.flags
    fields[7:10] = sizes[1:]
    fields[11], fields[13], fields[16] = len(extra), 0, offset
    return _CENTRAL.pack(*fields) + record[_CENTRAL.size : name_end] + extra + record[extra_end:]


def _write_directory(out: BinaryIO, records: list[bytes], comment: bytes) -> None:
    start, length = out.tell(), sum(map(len, records))
    if len(records) > _MAX_ENTRIES or start + length > _MAX_OFFSET:
        raise RunxlError("Arbetsboken är för stor för att skrivas i (mer än 4 GB). Dela upp den.")
    out.write(b"".join(records))
    out.write(_END.pack(b"PK\5\6", 0, 0, len(records), len(records), length, start, len(comment)) + comment)


def _parts(file: BinaryIO, archive: zipfile.ZipFile) -> tuple[Part, ...]:
    """Every part with its place. A part reaches to the next one, so that what writers put after it comes along."""
    infos = archive.infolist()
    starts = sorted({info.header_offset for info in infos})
    ends = dict(zip(starts, [*starts[1:], archive.start_dir], strict=True))
    parts = []
    for info, record in zip(infos, _records(file, archive.start_dir, len(infos)), strict=True):
        start, end = info.header_offset, ends[info.header_offset]
        file.seek(start)
        name_length, extra_length = _LOCAL_LENGTHS.unpack(file.read(_LOCAL.size))
        encrypted = info.flag_bits & 1
        if encrypted or start + _LOCAL.size + name_length + extra_length + info.compress_size > end:
            raise zipfile.BadZipFile
        parts.append(Part(info, record, start, end))
    return tuple(parts)


def _records(file: BinaryIO, start: int, count: int) -> list[bytes]:
    """The entries of the directory as they are stored."""
    file.seek(start)
    directory, at, records = file.read(), 0, []
    for _ in range(count):
        end = at + _CENTRAL.size + sum(_CENTRAL_LENGTHS.unpack_from(directory, at))
        records.append(directory[at:end])
        at = end
    return records


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


@contextmanager
def _broken_as_error() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise RunxlError(
            "Filen är skadad eller ingen arbetsbok (.xlsx), och runxl skriver inte i den. "
            "Öppna den i Excel och spara den på nytt."
        ) from error


def relationships_of(name: str) -> str:
    """The part that holds a part's relationships."""
    folder, slash, file = name.rpartition("/")
    return f"{folder}{slash}_rels/{file}.rels"
