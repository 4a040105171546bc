"""What VBA's own message box can show in Windows: the signs of Western Europe, and nothing else."""

from __future__ import annotations

import unicodedata

_BOX = "cp1252"
_IN_ITS_PLACE = str.maketrans(
    {"→": "->", "←": "<-", "↑": "upp", "↓": "ned", "≥": ">=", "≤": "<=", "−": "–", "\u202f": "\xa0"}
)


def within_the_box(text: str) -> str:
    """The same text, with the nearest that can be shown where a sign would come out as a question mark."""
    return "".join(_shown(sign) for sign in text.translate(_IN_ITS_PLACE))


def _shown(sign: str) -> str:
    """The sign itself, or the letter without its mark: č is shown as c."""
    if _fits(sign):
        return sign
    plain = unicodedata.normalize("NFKD", sign)[:1]
    return plain if _fits(plain) else "?"


def _fits(sign: str) -> bool:
    return sign.encode(_BOX, "ignore") != b""
