"""Händelser: what has happened, and which mål it concerns."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.output.many.facts import Row
from runxl.output.many.listing import Field, Listing
from runxl.output.said.source import Source
from runxl.output.said.unassessed import text


def rows(source: Source) -> Iterator[Row]:
    for one in source.rows("handelser"):
        yield tuple(text(one, name) for name in ("rubrik", "beskrivning", "mal", "ansvarig"))


LISTING = Listing(
    sheet="Händelser",
    about="Händelser av väsentlig betydelse",
    fields=(Field("Rubrik", 40), Field("Beskrivning", 90), Field("Gäller mål", 9, "short"), Field("Ansvarig", 22)),
    rows=rows,
    empty="Inga händelser är ifyllda.",
    optional=True,
)
