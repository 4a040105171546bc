"""Att uppmärksamma: what is not met, what is missing, what is late."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.output.many.facts import Row
from runxl.output.many.listing import Field, Listing
from runxl.output.said.attention import attention
from runxl.output.said.source import Source


def rows(source: Source) -> Iterator[Row]:
    """In the order of the fields, which is the columns'."""
    return map(tuple, attention(source))


LISTING = Listing(
    sheet="Att uppmärksamma",
    about="Det som inte är uppfyllt, saknar underlag eller är försenat",
    fields=(
        Field("Gäller", 14, "short"),
        Field("Nr", 9, "key"),
        Field("Namn", 46),
        Field("Status", 19, "status"),
        Field("Ansvarig", 20),
        Field("Varför", 62),
    ),
    rows=rows,
    empty="Ingenting särskilt att uppmärksamma.",
)
