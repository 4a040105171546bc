"""Avvikelser: what deviates within economy and staff, why, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.output.many.facts import Row
from runxl.output.many.listing import Field, Listing
from runxl.output.said.source import Source
from runxl.output.said.unassessed import text

_COLUMNS = ("omrade", "avvikelseomrade", "analys", "atgard", "ansvarig")


def rows(source: Source) -> Iterator[Row]:
    for one in source.rows("avvikelser"):
        yield tuple(text(one, name) for name in _COLUMNS)


LISTING = Listing(
    sheet="Avvikelser",
    about="Det som avviker inom ekonomi och personal, med orsak och åtgärd",
    fields=(
        Field("Område", 12, "short"),
        Field("Avvikelseområde", 34),
        Field("Orsak", 60),
        Field("Åtgärd", 60),
        Field("Ansvarig", 22),
    ),
    rows=rows,
    empty="Inga avvikelser är ifyllda.",
    optional=True,
)
