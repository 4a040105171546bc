"""The package as a zip: its list of contents looked at, its XML parts inflated, or a refusal that says why.

Nothing in the file is believed. Sizes are bounded before inflating and again while inflating (of each part no more
is inflated than its entry declares, and then the checksum is compared), names must stay inside the package, and a
DOCTYPE is never let through. What is held in memory at once is bounded too, so that any file stays below a gigabyte.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from runxl.contract.regel import Regel
from runxl.opc import kinds, limits
from runxl.opc.limits import MEGABYTE
from runxl.opc.refused import RefusedError, damaged

CONTENT_TYPES = "[content_types].xml"
"""The part that says what every other is, its name in lower case."""

_SHORTEST_ENTRY = 46  # bytes in the list of contents
_XML = (".xml", ".rels", ".vml")
_OUTSIDE = re.compile(r"^/|^[A-Za-z]:|\\|(?:^|/)\.\.(?:/|$)|\0")
_HEAD = struct.Struct("<4s2xH18xHH")
"""Of a part's own head in the file: signature, flags, the lengths of its name and of what follows the name."""

_UTF8 = 0x800
_PATCHED = 0x20 | 0x40  # or strongly encrypted
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, OverflowError,
    struct.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Package:
    """A file's bytes and its list of contents. Names of parts are compared as the format asks: in any case."""

    data: bytes
    archive: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]
    """By name in lower case; folders are no parts."""

    parts: dict[str, bytes]
    """The content of the XML parts that have any, by name in lower case. `in` tells which, and [] gives it."""


class Parts(dict[str, bytes]):
    """Content by name, inflated and checked when it is first asked for."""

    def __init__(self, data: bytes, entries: Mapping[str, zipfile.ZipInfo]) -> None:
        super().__init__()
        self._data = data
        self._entries = {name: entry for name, entry in entries.items() if entry.file_size and name.endswith(_XML)}

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __missing__(self, name: str) -> bytes:
        with broken_as_damaged():
            content = self[name] = _content(self._data, self._entries[name])
        return content


def workbook_in(data: bytes, name: str) -> Package:
    """The package of a workbook, every part of it checked. `name` is the file's."""
    _refuse(kinds.kind_of_bytes(data, name))
    package = opened(data)
    _refuse(kinds.kind_of_package(package.entries, package.parts))
    return package


def opened(data: bytes) -> Package:
    """The package with every part checked. Parts that are not XML (pictures) are inflated only for that."""
    package = listed(data)
    parts: dict[str, bytes] = {}
    with broken_as_damaged():
        for name, entry in package.entries.items():
            if not name.endswith(_XML):
                _check(package.archive, entry)
            elif content := _content(data, entry):
                parts[name] = content
    return replace(package, parts=parts)


def listed(data: bytes) -> Package:
    """The package with nothing of it inflated until it is asked for: what has been looked at needs no second look."""
    if len(data) > limits.MAX_ENTRIES * _SHORTEST_ENTRY and data.count(b"PK\x01\x02") > limits.MAX_ENTRIES:
        raise RefusedError(Regel.FOR_STOR_FIL, orsak="den består av fler än 10 000 delar")
    with broken_as_damaged():
        archive = zipfile.ZipFile(io.BytesIO(data))  # in memory: nothing to be closed
    entries = _by_name(archive.infolist())
    _refuse_large(entries)
    return Package(data, archive, entries, Parts(data, entries))


@contextmanager
def broken_as_damaged() -> Iterator[None]:
    """What Python's libraries say of a broken zip."""
    try:
        yield
    except _BROKEN as error:
        raise damaged("den är avkortad eller har ändrats på vägen") from error


def _refuse(refusal: kinds.Refusal | None) -> None:
    if refusal:
        raise RefusedError(refusal[0], slag=refusal[1])


def _by_name(infos: Collection[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The parts, if the list of contents alone does not give any of them away."""
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in infos:
        name = entry.filename.lower()
        if name.endswith("/"):
            continue
        if name in entries:
            raise RefusedError(Regel.OTILLATET_INNEHALL, orsak=f"delen {_shown(entry)} finns två gånger")
        entries[name] = entry
        _refuse_entry(entry)
    return entries


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    """By the name that stands in the file: of `filename` Windows has turned the backslashes."""
    if _OUTSIDE.search(entry.orig_filename) or stat.S_ISLNK(entry.external_attr >> 16):
        raise RefusedError(Regel.OTILLATET_INNEHALL, orsak=f"delen {_shown(entry)} pekar utanför arbetsboken")
    if entry.flag_bits & 1:
        raise RefusedError(Regel.LOSENORDSSKYDDAD_FIL)
    if entry.compress_type not in _METHODS:
        raise damaged(f"delen {_shown(entry)} är packad på ett sätt som Excel inte använder")
    if entry.file_size > limits.MAX_PART:
        raise _too_large(f"delen {_shown(entry)} är större än {limits.MAX_PART // MEGABYTE} MB")
    if entry.file_size > max(limits.RATIO_COUNTS_ABOVE, limits.MAX_RATIO * entry.compress_size):
        raise _too_large(f"delen {_shown(entry)} växer mer än {limits.MAX_RATIO} gånger när den packas upp")


def _refuse_large(entries: Mapping[str, zipfile.ZipInfo]) -> None:
    if sum(entry.file_size for entry in entries.values()) > limits.MAX_TOTAL:
        raise _too_large(f"den är större än {limits.MAX_TOTAL // MEGABYTE} MB uppackad")
    if sum(entry.file_size for name, entry in entries.items() if name.endswith(_XML)) > limits.MAX_XML:
        raise _too_large(f"dess blad och texter är större än {limits.MAX_XML // MEGABYTE} MB uppackade")


def _too_large(reason: str) -> RefusedError:
    return RefusedError(Regel.FOR_STOR_FIL, orsak=reason)


def _check(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Compares a part's checksum, without holding all of it."""
    with archive.open(entry) as part:
        while part.read(MEGABYTE):
            pass


def _content(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    content = _inflated(_packed(data, entry), entry)
    if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise zipfile.BadZipFile
    if _has_doctype(content):
        raise RefusedError(Regel.OTILLATET_INNEHALL, orsak=f"delen {_shown(entry)} har en DOCTYPE")
    return content


def _packed(data: bytes, entry: zipfile.ZipInfo) -> memoryview:
    """What stands in the file for a part, if the part's own head agrees with the list of contents."""
    head = entry.header_offset
    signature, flags, name_length, extra_length = _HEAD.unpack_from(data, head)
    start = head + _HEAD.size + name_length
    name = data[head + _HEAD.size : start].decode("utf-8" if flags & _UTF8 else "cp437")
    if head < 0 or signature != b"PK\x03\x04" or name != entry.orig_filename or entry.flag_bits & _PATCHED:
        raise zipfile.BadZipFile
    start += extra_length
    return memoryview(data)[start : start + entry.compress_size]


def _inflated(packed: memoryview, entry: zipfile.ZipInfo) -> bytes:
    """No more than one byte beyond what the entry declares."""
    if entry.compress_type == zipfile.ZIP_STORED:
        return bytes(packed)
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.file_size + 1)


def _has_doctype(content: bytes) -> bool:
    if b"!" not in content:  # as in nearly every part, and a single letter is found soonest
        return False
    if b"\0" in content[:64]:  # UTF-16
        content = content.replace(b"\0", b"")
    return b"<!DOCTYPE" in content


def _shown(entry: zipfile.ZipInfo) -> str:
    """A part's name, fit to be printed."""
    name = "".join(letter if letter.isprintable() else "?" for letter in entry.filename)
    return f"«{name[:80]}»"
