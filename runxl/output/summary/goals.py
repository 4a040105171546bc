"""Mål och delmål: every verdict with its reason, each mål above its delmål."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from runxl.assessment.sammanrakning import prognosis
from runxl.assessment.verdicts import DelmalVerdict, MalVerdict
from runxl.output.summary.facts import Row
from runxl.output.summary.listing import Field, Listing, Source


def rows(source: Source) -> Iterator[Row]:
    below: dict[str, list[DelmalVerdict]] = defaultdict(list)
    for delmal in source.assessment.delmal:
        below[delmal.row.mal].append(delmal)
    for mal in source.assessment.mal:
        yield _row(source, "Mål", mal.row.mal, None, mal)
        for delmal in below.pop(mal.nr, ()):
            yield _row(source, "Delmål", delmal.row.delmal, delmal.row.ansvarig, delmal)
    for stray in below.values():
        for delmal in stray:
            yield _row(source, "Delmål", delmal.row.delmal, delmal.row.ansvarig, delmal)


def _row(source: Source, objekt: str, namn: str, ansvarig: str | None, one: MalVerdict | DelmalVerdict) -> Row:
    return (
        source.word(objekt),
        one.nr,
        namn,
        one.status,
        one.beraknad,
        one.faststalld,
        prognosis(one.prognos, source.basis.styrmodell) or None,
        one.foregaende_status,
        ansvarig,
        one.forklaring,
    )


LISTING = Listing(
    sheet="Mål och delmål",
    about="Varje mål och delmål med status, prognos och skäl",
    fields=(
        Field("Nivå", 15, "short"),
        Field("Nr", 7, "key"),
        Field("Mål eller delmål", 38),
        Field("Status", 12, "status"),
        Field("Beräknad", 12, "status"),
        Field("Fastställd", 12, "status"),
        Field("Prognos", 18, "status"),
        Field("Föregående", 12, "status"),
        Field("Ansvarig", 15),
        Field("Förklaring", 48),
    ),
    rows=rows,
    strong="mal",
    empty="Inga mål eller delmål.",
)
