"""VBA with nothing but ASCII in it, so that no Excel reads it by another table of signs than it was written in."""

from __future__ import annotations

import re
import unicodedata

_PIECE = re.compile(r"""(?P<text>"(?:[^"\n]|"")*")|(?P<remark>'[^\n]*)""")


def plain(source: str) -> str:
    """The same program: what its texts have beyond ASCII is made as it runs, remarks lose their dots."""
    return _PIECE.sub(lambda found: _text(found[0]) if found["text"] else _remark(found[0]), source)


def _text(literal: str) -> str:
    return re.sub(r"[^\x00-\x7f]", lambda sign: f'" & ChrW({ord(sign[0])}) & "', literal)


def _remark(remark: str) -> str:
    return unicodedata.normalize("NFKD", remark).encode("ascii", "ignore").decode()
