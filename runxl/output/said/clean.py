"""Text that a document or a slide can hold: nothing in it that steers anything."""

from __future__ import annotations

import re
from unicodedata import category

_KEPT = "\n\N{SOFT HYPHEN}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
_UNWANTED = ("Cc", "Cf", "Cs")
_NO_XML = "\ufffe\uffff"
_ONE_BREAK = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Without control and direction characters, and without what XML cannot hold. Line breaks stay, tabs are spaces."""
    if text.isprintable():
        return text
    text = _ONE_BREAK.sub("\n", text).replace("\t", " ")
    unwanted = {one for one in set(text) - {*_KEPT} if one in _NO_XML or category(one) in _UNWANTED}
    return text.translate(dict.fromkeys(map(ord, unwanted))) if unwanted else text
