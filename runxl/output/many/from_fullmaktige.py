"""Uppdrag från fullmäktige: each once, and below it what every nämnd that was given it answers."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.output.many.contributions import TOGETHER, numbers_of, period_of
from runxl.output.many.facts import FactRow
from runxl.output.many.listing import Field, Listing
from runxl.output.many.region import Region, by_name, told_by

LISTING = Listing(
    sheet="Uppdrag från fullmäktige",
    about="Varje uppdrag en gång, med nämndernas svar bredvid varandra",
    fields=(
        Field("Nr", 8, "key"),
        Field("Uppdrag", 46),
        Field("Nämnd", 28),
        Field("Period", 15, "short"),
        Field("Status", 14, "status"),
        Field("Analys", 56),
        Field("Slutdatum", 12, "date"),
        Field("Ansvarig", 20),
        Field("Att veta", 40),
    ),
    empty="Inga uppdrag från fullmäktige.",
    together=("Nämnd", TOGETHER),
    optional=True,
)
_UNSAID = "utan status"


def rows(region: Region) -> Iterator[FactRow]:
    for errand in region.errands:
        told = by_name(errand.told)
        about = numbers_of(one.row.status or _UNSAID for one in told)
        several = " Nämnderna är i olika perioder." if len({one.owner.when for one in told}) > 1 else ""
        yield (errand.nr, errand.namn, TOGETHER, period_of(told), *[None] * 4, f"{about}{several}")
        for one in told:
            head, said = one.owner, one.row
            differs = errand.differs(said)
            notes = [f"Uppdraget {differs} här." if differs else "", "Slutdatum har passerat." if said.overdue else ""]
            yield (
                errand.nr,
                errand.namn,
                told_by(head),
                head.when,
                said.status or None,
                said.analys or None,
                said.slutdatum,
                said.ansvarig or None,
                " ".join(filter(None, notes)) or None,
            )
