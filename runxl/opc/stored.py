"""A zip archive in memory, of entries that are not deflated, for a reader that takes it at once.

zipfile takes longer to open and to close an entry than the reader takes to read one of ordinary size.
"""

from __future__ import annotations

import io
import zlib

from runxl.opc.rewrite import CENTRAL, DEFLATE_VERSION, END, FIRST_DAY, LOCAL


class Stored:
    """Entries one by one, then the list of them."""

    def __init__(self) -> None:
        self._stream = io.BytesIO()
        self._listed: list[bytes] = []

    def add(self, name: str, *pieces: bytes) -> None:
        """An entry whose content is the pieces in a row."""
        crc = size = 0
        for piece in pieces:
            crc, size = zlib.crc32(piece, crc), size + len(piece)
        said, start = name.encode("ascii"), self._stream.tell()
        fields = (DEFLATE_VERSION, 0, 0, 0, FIRST_DAY, crc, size, size, len(said), 0)
        self._listed.append(CENTRAL.pack(b"PK\1\2", DEFLATE_VERSION, *fields, 0, 0, 0, 0, start) + said)
        self._stream.writelines((LOCAL.pack(b"PK\3\4", *fields), said, *pieces))

    def ended(self) -> io.BytesIO:
        """The whole archive, to be read from its beginning."""
        start, count, listed = self._stream.tell(), len(self._listed), b"".join(self._listed)
        self._stream.writelines((listed, END.pack(b"PK\5\6", 0, 0, count, count, len(listed), start, 0)))
        self._stream.seek(0)
        return self._stream
