"""Percent formats as they were: LibreOffice in Swedish saves `0.0 %` as `0.0,%`, which shows a thousandth."""

from __future__ import annotations

import re

from runxl.opc.markup import cleaned
from runxl.opc.package_book import PackageBook

_THOUSANDTH = re.compile(rb"""(\bformatCode\s*=\s*(["'])0(?:\.[0#]+)?),%\2""")


def mended(book: PackageBook) -> dict[str, bytes]:
    """The part with the styles, where such a format stands in it. Nobody chooses one: it is what a space has become."""
    if b",%" not in book.styles:
        return {}
    data = cleaned(book.styles)
    new = _THOUSANDTH.sub(rb"\1\\ %\2", data)
    return {} if new == data else {book.styles_part: new}
