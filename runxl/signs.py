"""The nearest that an older table of signs has: VBA's message box has Western Europe's, a Windows console its own."""

from __future__ import annotations

import codecs
import unicodedata

NEAREST = "runxl.nearest"
"""As a stream's `errors`: what its table lacks is written as near as can be."""

_IN_ITS_PLACE = {
    "→": "->", "←": "<-", "↑": "upp", "↓": "ned", "≥": ">=", "≤": "<=", "−": "–", "–": "-", "—": "-", "•": "-",
    "…": "...", "”": '"', "«": '"', "»": '"', "’": "'", "✔": "+", "◐": "~", "✖": "x",
    "·": ".", "\u202f": "\xa0", "\xa0": " ",
}  # fmt: skip


def within(text: str, table: str) -> str:
    """The same text, with the nearest that the table has where a sign would come out as a question mark."""
    return "".join(_shown(sign, table) for sign in text)


def _shown(sign: str, table: str) -> str:
    """The sign itself, what stands in its place, or the letter without its mark: č is shown as c."""
    if _fits(sign, table):
        return sign
    if sign in _IN_ITS_PLACE:
        return within(_IN_ITS_PLACE[sign], table)
    plain = unicodedata.normalize("NFKD", sign)[:1]
    return plain if _fits(plain, table) else "?"


def _fits(sign: str, table: str) -> bool:
    return sign.encode(table, "ignore") != b""


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    # The error does not say which table it is. Each has ASCII.
    return within(error.object[error.start : error.end], "ascii"), error.end


codecs.register_error(NEAREST, _nearest)
