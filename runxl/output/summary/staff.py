"""Personal: key figures and how they have changed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runxl.assessment.verdicts import plain_number
from runxl.output.summary.facts import Row
from runxl.output.summary.listing import Field, Listing, Source


def rows(source: Source) -> Iterator[Row]:
    for one in source.checked.other.get("personal", ()):
        now, before = one.get("varde"), one.get("foregaende")
        both = isinstance(now, Decimal) and isinstance(before, Decimal)
        change = now - before if both else None  # type: ignore[operator] # both are numbers here
        yield (
            str(one.get("nyckeltal") or "") or None,
            *(plain_number(value) if isinstance(value, Decimal) else None for value in (now, before, change)),
            str(one.get("enhet") or "") or None,
            str(one.get("kommentar") or "") or None,
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
