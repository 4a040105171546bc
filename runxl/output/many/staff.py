"""Personal: key figures and how they have changed."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.assessment.verdicts import plain_number
from runxl.output.many.facts import Row
from runxl.output.many.listing import Field, Listing
from runxl.output.said.source import Source
from runxl.output.said.unassessed import moved, plain_amount, text


def rows(source: Source) -> Iterator[Row]:
    for one in source.rows("personal"):
        change = moved(one)
        yield (
            text(one, "nyckeltal"),
            plain_amount(one, "varde"),
            plain_amount(one, "foregaende"),
            plain_number(change) if change is not None else None,
            text(one, "enhet"),
            text(one, "kommentar"),
        )


LISTING = Listing(
    sheet="Personal",
    about="Nyckeltal om personalen och hur de har förändrats",
    fields=(
        Field("Nyckeltal", 50),
        Field("Värde", 13, "number"),
        Field("Föregående", 13, "number"),
        Field("Förändring", 13, "number"),
        Field("Måttenhet", 11),
        Field("Kommentar", 70),
    ),
    rows=rows,
    empty="Inga nyckeltal om personal är ifyllda.",
    optional=True,
)
