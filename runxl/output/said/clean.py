"""Text that a document or a slide can hold: nothing in it that steers anything."""

from __future__ import annotations

import re
import unicodedata

_KEPT = "\n\N{SOFT HYPHEN}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
_UNWANTED = ("Cc", "Cf", "Cs")
_NO_XML = "\ufffe\uffff"
_ONE_BREAK = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Without control and direction characters, and without what XML cannot hold. Line breaks stay, tabs are spaces."""
    if text.isprintable():
        return text
    text = _ONE_BREAK.sub("\n", text).replace("\t", " ")
    unwanted = {sign for sign in set(text) if sign not in _KEPT and not _is_wanted(sign)}
    return text.translate(dict.fromkeys(map(ord, unwanted))) if unwanted else text


def _is_wanted(sign: str) -> bool:
    return sign not in _NO_XML and unicodedata.category(sign) not in _UNWANTED
