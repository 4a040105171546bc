"""Förändringar: what is not as it was in the report before, in the sentences of each workbook."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.assessment.basis import LABEL_OF
from runxl.output.many.facts import Row
from runxl.output.many.listing import Field, Listing
from runxl.output.said.source import Source


def rows(source: Source) -> Iterator[Row]:
    for change in source.assessment.changes:
        kind = source.one(LABEL_OF[change.objekt])
        yield kind, change.nr, change.text, change.after, change.before, source.assessment.previous


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
