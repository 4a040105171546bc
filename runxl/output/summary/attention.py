"""Att uppmärksamma: what is not met, what is missing, what is late."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.assessment.ekonomi import forecast_status
from runxl.output.summary.facts import Row
from runxl.output.summary.listing import Field, Listing, Source


def rows(source: Source) -> Iterator[Row]:
    yield from _goals(source)
    yield from _measures(source)
    yield from _actions(source)
    for row in (one.row for one in source.assessment.uppdrag if one.overdue):
        why = f"Skulle vara klart {row.slutdatum:%Y-%m-%d}."
        yield source.word("Uppdrag"), row.nr, row.uppdrag, row.status, row.ansvarig or row.riktas_till, why
    for one in source.checked.other.get("driftredovisning", ()):
        if one.get("niva") == "Resultat" and forecast_status(one, source.basis) == "Inte":
            yield "Ekonomi", None, str(one.get("post") or ""), "Inte", None, "Årsprognosen är sämre än årsbudgeten."


def _actions(source: Source) -> Iterator[Row]:
    for one in source.assessment.aktiviteter:
        if one.bidrag == "inget" or one.standing == "missing":
            owner = source.owner(one.row.ansvarig, one.row.delmal)
            said = one.row.status or "Ej bedömd"
            yield source.word("Aktivitet"), one.nr, one.row.aktivitet, said, owner, one.forklaring


def _goals(source: Source) -> Iterator[Row]:
    for mal in source.assessment.mal:
        if mal.status == "Inte":
            yield source.word("Mål"), mal.nr, mal.row.mal, mal.status, None, mal.forklaring
    for delmal in source.assessment.delmal:
        if delmal.status == "Inte":
            row = delmal.row
            yield source.word("Delmål"), delmal.nr, row.delmal, delmal.status, row.ansvarig, delmal.forklaring


def _measures(source: Source) -> Iterator[Row]:
    """Those that are not met first, then those that lack what they need."""
    for wanted in (True, False):
        for one in source.assessment.indikatorer:
            unmet = one.status == "Inte"
            if unmet == wanted and (unmet or one.standing == "missing"):
                owner = source.owner(one.row.ansvarig, one.row.delmal)
                yield (
                    source.word("Aktivitet" if one.is_aktivitet else "Indikator"),
                    one.nr,
                    one.row.indikator,
                    one.status,
                    owner,
                    one.forklaring,
                )


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
