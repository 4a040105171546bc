"""Uppdrag: status, analysis, how often and until when."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.assessment.assessed import cell
from runxl.output.many.facts import Row
from runxl.output.many.listing import Field, Listing
from runxl.output.said.source import Source


def rows(source: Source) -> Iterator[Row]:
    for one in source.assessment.uppdrag:
        row = one.row
        yield (
            row.nr,
            row.uppdrag,
            row.status,
            row.analys,
            cell(one, "periodicitet"),
            row.slutdatum,
            row.uppdragsgivare,
            row.ansvarig or row.riktas_till,
        )


LISTING = Listing(
    sheet="Uppdrag",
    about="Varje uppdrag med status, analys och slutdatum",
    fields=(
        Field("Nr", 8, "key"),
        Field("Uppdrag", 44),
        Field("Status", 14, "status"),
        Field("Analys", 56),
        Field("Periodicitet", 18),
        Field("Slutdatum", 12, "date"),
        Field("Uppdragsgivare", 20),
        Field("Ansvarig", 18),
    ),
    rows=rows,
    empty="Inga uppdrag.",
    optional=True,
)
