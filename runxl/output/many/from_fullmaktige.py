"""Uppdrag från fullmäktige: each once, and below it what every nämnd that was given it answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from runxl.output.many.contributions import TOGETHER
from runxl.output.many.facts import FactRow
from runxl.output.many.listing import Field, Listing
from runxl.output.many.region import Region, told_by

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
        told = sorted(errand.told, key=lambda one: told_by(one.owner).casefold())
        statuses = Counter(one.row.status or _UNSAID for one in told)
        about = f"{', '.join(f'{number} {status}' for status, number in statuses.items())}."
        when = {one.owner.when for one in told}
        several = " Nämnderna är i olika perioder." if len(when) > 1 else ""
        period = when.pop() if len(when) == 1 else "Olika"
        yield (errand.nr, errand.namn, TOGETHER, period, *[None] * 4, f"{about}{several}")
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
