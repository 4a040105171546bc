"""A package with some parts changed: every other part is copied as the bytes that it is.

The standard library can only write a part by compressing it anew. Here the stored bytes go over as they stand, so that
everything runxl does not know about comes out exactly as it was.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple

from runxl.opc.package import Package, broken_as_damaged

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
_NAME_LENGTH, _EXTRA_LENGTH = 10, 11  # their places among the fields of an entry in the directory
_LOCAL_LENGTHS = struct.Struct("<26x2H")  # of the name and the extra fields
_CENTRAL_LENGTHS = struct.Struct("<28x3H")  # and of the comment
END = struct.Struct("<4s4H2LH")
_ZIP64_EXTRA = 0x0001
_UTF8_NAME = 0x0800
DEFLATE_VERSION, FIRST_DAY = 20, 0x21
_LEVEL = 1  # a sixth of the time of the usual level, for parts a fifth larger

Pieces = list[bytes | memoryview]


class StoredPart(NamedTuple):
    """A part or folder: its entry in the directory, that entry's stored bytes, and where the whole lies in the file."""

    info: zipfile.ZipInfo
    record: bytes
    start: int
    end: int


def places(package: Package) -> list[StoredPart]:
    """Everything in the package, as its directory names it. One reaches to the next, with what writers put after it."""
    data, archive = package.data, package.archive
    infos = archive.infolist()
    starts = sorted({info.header_offset for info in infos})
    ends = dict(zip(starts, [*starts[1:], archive.start_dir], strict=True))
    found = []
    with broken_as_damaged():
        for info, record in zip(infos, _records(data, archive.start_dir, len(infos)), strict=True):
            start, end = info.header_offset, ends[info.header_offset]
            head = LOCAL.size + sum(_LOCAL_LENGTHS.unpack_from(data, start))
            if start + head + info.compress_size > end:
                raise zipfile.BadZipFile
            found.append(StoredPart(info, record, start, end))
    return found


def raw(package: Package, place: StoredPart) -> memoryview:
    """The stored bytes of a part, head and all."""
    return memoryview(package.data)[place.start : place.end]


def rewritten(package: Package, changed: Mapping[str, bytes]) -> Pieces:
    """The package's bytes, piece by piece, with some parts' content changed. Parts and directory keep their order.

    `changed`: by the parts' names in lower case; those that the package lacks come last.
    """
    found = places(package)
    pieces: Pieces = []
    placed: dict[int, tuple[int, _Sizes]] = {}
    offset = 0
    for place in sorted(found, key=attrgetter("start")):  # the directory may name them in another order
        content = changed.get(place.info.filename.lower())
        new, sizes = _kept(package, place) if content is None else _stored(package.data, place, content)
        placed[place.start] = (offset, sizes)
        offset += sum(map(len, new))
        pieces += new
    records = [_record(place.record, *placed[place.start]) for place in found]
    for name in changed.keys() - package.entries.keys():
        new, record = _new(name.encode(), changed[name], offset)
        offset += sum(map(len, new))
        pieces += new
        records.append(record)
    return [*pieces, *_directory(records, offset, package.archive.comment)]


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


def _kept(package: Package, place: StoredPart) -> tuple[Pieces, _Sizes]:
    info = place.info
    return [raw(package, place)], _Sizes(info.flag_bits, info.CRC, info.compress_size, info.file_size)


def _stored(data: bytes, place: StoredPart, content: bytes) -> tuple[Pieces, _Sizes]:
    """A changed part as it is to stand in the file: stored by the same method, under the same name and date."""
    signature, version, _, method, time, date, *_, name_length, extra_length = LOCAL.unpack_from(data, place.start)
    name_end = place.start + LOCAL.size + name_length
    extra = without_zip64(data[name_end : name_end + extra_length])
    body = content if method == zipfile.ZIP_STORED else zlib.compress(content, _LEVEL, wbits=-zlib.MAX_WBITS)
    # Only the bit for UTF-8 names lives on: the sizes now stand in the header itself.
    sizes = _Sizes(place.info.flag_bits & _UTF8_NAME, zlib.crc32(content), len(body), len(content))
    numbers = (sizes.crc, sizes.compressed, sizes.size)
    head = LOCAL.pack(signature, version, sizes.flags, method, time, date, *numbers, name_length, len(extra))
    return [head, data[name_end - name_length : name_end], extra, body], sizes


def _new(name: bytes, content: bytes, offset: int) -> tuple[Pieces, bytes]:
    """A part that the package lacks, and its entry in the directory: dated as the format's first day."""
    body = zlib.compress(content, _LEVEL, wbits=-zlib.MAX_WBITS)
    said = (DEFLATE_VERSION, _UTF8_NAME, zipfile.ZIP_DEFLATED, 0, FIRST_DAY)
    sizes = (zlib.crc32(content), len(body), len(content))
    head = LOCAL.pack(b"PK\3\4", *said, *sizes, len(name), 0)
    record = CENTRAL.pack(b"PK\1\2", DEFLATE_VERSION, *said, *sizes, len(name), 0, 0, 0, 0, 0, offset)
    return [head, name, body], record + name


def _record(record: bytes, offset: int, sizes: _Sizes) -> bytes:
    """An entry of the directory with the part's place and sizes; every other field as it was."""
    fields = list(CENTRAL.unpack_from(record))
    name_end = CENTRAL.size + fields[_NAME_LENGTH]
    extra_end = name_end + fields[_EXTRA_LENGTH]
    extra = without_zip64(record[name_end:extra_end]) if fields[_EXTRA_LENGTH] else b""
    fields[3] = sizes.flags
    fields[7:10] = sizes[1:]
    fields[_EXTRA_LENGTH], fields[13], fields[16] = len(extra), 0, offset
    return CENTRAL.pack(*fields) + record[CENTRAL.size : name_end] + extra + record[extra_end:]


def _directory(records: list[bytes], start: int, comment: bytes) -> Pieces:
    length = sum(map(len, records))
    return [*records, END.pack(b"PK\5\6", 0, 0, len(records), len(records), length, start, len(comment)), comment]


def _records(data: bytes, start: int, count: int) -> Iterator[bytes]:
    """The entries of the directory as they are stored."""
    for _ in range(count):
        end = start + CENTRAL.size + sum(_CENTRAL_LENGTHS.unpack_from(data, start))
        yield data[start:end]
        start = end
