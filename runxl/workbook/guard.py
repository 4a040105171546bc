"""The look before reading: from a path to the XML parts of a package, or a refusal that says why.

Nothing in the file is believed. Sizes are bounded before inflating and again while inflating (of each part no more
is inflated than its entry declares, and then the checksum is compared), names must stay inside the package, and a
DOCTYPE is never let through. What is held in memory at once is bounded too, so that any file stays below a gigabyte.
"""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

from runxl.contract.regel import Regel
from runxl.workbook import kinds

MEGABYTE = 1 << 20
MAX_FILE = 128 * MEGABYTE
MAX_TOTAL = 512 * MEGABYTE
MAX_PART = 256 * MEGABYTE
MAX_XML = 96 * MEGABYTE
MAX_RATIO = 200
RATIO_COUNTS_ABOVE = 10 * MEGABYTE
MAX_ENTRIES = 10_000
_SHORTEST_ENTRY = 46  # bytes in the list of contents

Stamp = tuple[int, int]

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


class RefusedError(Exception):
    """A file or a sheet that is not read. It becomes the finding `code` with `words`; it never leaves the reading."""

    def __init__(self, code: Regel, **words: Any) -> None:
        super().__init__(code, words)
        self.code = code
        self.words = words


def content_of(path: Path) -> tuple[bytes, Stamp]:
    """A regular file's bytes, with the size and time of change that they had."""
    try:
        _refuse_irregular(path.stat())
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            return file.read(), (status.st_size, status.st_mtime_ns)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise RefusedError(Regel.FILEN_FINNS_INTE) from error
    except PermissionError as error:
        raise RefusedError(Regel.FILEN_GAR_INTE_ATT_OPPNA, orsak="du har inte behörighet att läsa den") from error
    except OSError as error:
        raise RefusedError(Regel.FILEN_GAR_INTE_ATT_OPPNA, orsak=f"datorn svarar «{error.strerror}»") from error


def _refuse_irregular(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise RefusedError(Regel.FILEN_GAR_INTE_ATT_OPPNA, orsak="det är en mapp")
    if not stat.S_ISREG(status.st_mode):
        raise RefusedError(Regel.FILEN_GAR_INTE_ATT_OPPNA, orsak="det är inte en vanlig fil")
    if status.st_size > MAX_FILE:
        raise RefusedError(Regel.FOR_STOR_FIL, orsak=f"filen är större än {MAX_FILE // MEGABYTE} MB")


def parts_of(data: bytes, name: str) -> dict[str, bytes]:
    """The package's XML parts by name in lower case. Other parts (pictures) are inflated only to be checked."""
    refused = kinds.refusal_of_bytes(data, name)
    if refused:
        raise RefusedError(refused.code, slag=refused.slag)
    if len(data) > MAX_ENTRIES * _SHORTEST_ENTRY and data.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise RefusedError(Regel.FOR_STOR_FIL, orsak="den består av fler än 10 000 delar")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = [entry for entry in package.infolist() if not entry.filename.endswith("/")]
            _refuse_entries(entries)
            parts = {entry.filename.lower(): _content(package, data, entry) for entry in entries}
    except _BROKEN as error:
        raise RefusedError(Regel.SKADAD_FIL, orsak="den är avkortad eller har ändrats på vägen") from error
    refused = kinds.refusal_of_package(parts)
    if refused:
        raise RefusedError(refused.code, slag=refused.slag)
    return {part: content for part, content in parts.items() if content}


def _refuse_entries(entries: list[zipfile.ZipInfo]) -> None:
    """Refuses what the list of contents alone gives away."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename.lower()
        if name in seen:
            raise RefusedError(Regel.OTILLATET_INNEHALL, orsak=f"delen {_shown(entry)} finns två gånger")
        seen.add(name)
        if _OUTSIDE.search(entry.filename) or stat.S_ISLNK(entry.external_attr >> 16):
            raise RefusedError(Regel.OTILLATET_INNEHALL, orsak=f"delen {_shown(entry)} pekar utanför arbetsboken")
        if entry.flag_bits & 1:
            raise RefusedError(Regel.LOSENORDSSKYDDAD_FIL)
        if entry.compress_type not in _METHODS:
            raise RefusedError(
                Regel.SKADAD_FIL, orsak=f"delen {_shown(entry)} är packad på ett sätt som Excel inte använder"
            )
        if entry.file_size > MAX_PART:
            raise RefusedError(
                Regel.FOR_STOR_FIL, orsak=f"delen {_shown(entry)} är större än {MAX_PART // MEGABYTE} MB"
            )
        if entry.file_size > max(RATIO_COUNTS_ABOVE, MAX_RATIO * entry.compress_size):
            raise RefusedError(
                Regel.FOR_STOR_FIL, orsak=f"delen {_shown(entry)} växer mer än {MAX_RATIO} gånger när den packas upp"
            )
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise RefusedError(Regel.FOR_STOR_FIL, orsak=f"den är större än {MAX_TOTAL // MEGABYTE} MB uppackad")
    if sum(entry.file_size for entry in entries if _is_xml(entry)) > MAX_XML:
        raise RefusedError(
            Regel.FOR_STOR_FIL, orsak=f"dess blad och texter är större än {MAX_XML // MEGABYTE} MB uppackade"
        )


def _content(package: zipfile.ZipFile, data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """An XML part's content; of any other part nothing, but its checksum has been compared."""
    if not _is_xml(entry):
        with package.open(entry) as part:
            while part.read(MEGABYTE):
                pass
        return b""
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


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith(_XML)


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
