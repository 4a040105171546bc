"""Förändringar: what is not as it was in the report before, in the sentences of each workbook."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.output.summary.facts import Row
from runxl.output.summary.listing import Field, Listing, Source


def rows(source: Source) -> Iterator[Row]:
    report = source.history.report
    since = f"{report[0].period} {report[0].ar}" if report else None
    for change in source.assessment.changes:
        yield source.word(change.objekt), change.nr, change.text, change.after, change.before, since


LISTING = Listing(
    sheet="Förändringar",
    about="Det som har ändrats sedan förra rapporten",
    fields=(
        Field("Gäller", 16, "short"),
        Field("Nr", 9, "key"),
        Field("Förändring", 80),
        Field("Status", 20, "status"),
        Field("Föregående", 20, "status"),
        Field("Sedan", 16, "short"),
    ),
    rows=rows,
    empty="Ingenting har förändrats, eller så finns ingen tidigare rapport i Historik att jämföra med.",
)
