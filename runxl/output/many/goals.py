"""Mål och delmål: every verdict with its reason, each mål above its delmål."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from runxl.assessment.counts import prognosis
from runxl.assessment.verdicts import DelmalVerdict, MalVerdict
from runxl.output.many.facts import Row
from runxl.output.many.listing import Field, Listing
from runxl.output.said.source import Source


def rows(source: Source) -> Iterator[Row]:
    by_mal: dict[str, list[DelmalVerdict]] = defaultdict(list)
    for one in source.assessment.delmal:
        by_mal[one.row.mal].append(one)
    for mal in source.assessment.mal:
        yield _row(source, "mal", mal.row.mal, None, mal)
        yield from (_delmal(source, one) for one in (by_mal[mal.nr] if mal.nr else ()))
    yield from (_delmal(source, one) for one in source.stray_delmal())


def _delmal(source: Source, one: DelmalVerdict) -> Row:
    return _row(source, "delmal", one.row.delmal, one.row.ansvarig, one)


def _row(source: Source, level: str, namn: str, ansvarig: str | None, one: MalVerdict | DelmalVerdict) -> Row:
    return (
        source.one(level),
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
