"""The list sheets: the verdicts, what needs attention, what has changed, and every table that is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, partial
from types import MappingProxyType

from runxl.assessment.basis import LABEL_OF
from runxl.assessment.bedomning import DelmalVerdict
from runxl.measure.values import plain_number
from runxl.output.many import indikator_list
from runxl.output.many.facts import FactCell, FactRow
from runxl.output.many.listing import BookListing, Field, ListLook
from runxl.output.said.attention_list import NOTHING_TO_ATTEND_TO, attention
from runxl.output.said.forecast import forecast
from runxl.output.said.presented import presented
from runxl.output.said.shown import ShownAs, ShownTable, ToldValue
from runxl.output.said.source import Source


def _goals(source: Source) -> Iterator[FactRow]:
    """Every verdict with its reason, each mål above its delmål."""
    for level, one in source.judged():
        yield (
            source.one(level),
            one.nr,
            one.namn,
            one.told,
            None if one.proposed else one.beraknad,
            one.faststalld,
            forecast(one, source.basis) or None,
            one.foregaende_status,
            one.row.ansvarig if isinstance(one, DelmalVerdict) else None,
            one.published,
        )


def _attention(source: Source) -> Iterator[FactRow]:
    mal_of = source.goals_of_all()
    for one in attention(source):
        yield one.kind, one.nr, one.namn, one.status, one.ansvarig, one.why, mal_of.get(one.nr) or None


def _changes(source: Source) -> Iterator[FactRow]:
    for change in source.assessment.news:
        kind = source.one(LABEL_OF[change.objekt])
        yield kind, change.nr, change.text, change.after, change.before, source.assessment.previous


_GOALS = BookListing(
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
    rows=_goals,
    strong="mal",
    empty="Inga mål eller delmål.",
)
_ATTENTION = BookListing(
    sheet="Att uppmärksamma",
    about="Det som har den lägsta bedömningen, saknar underlag eller är försenat",
    fields=(
        Field("Gäller", 14, "short"),
        Field("Nr", 9, "key"),
        Field("Namn", 46),
        Field("Status", 19, "status"),
        Field("Ansvarig", 20),
        Field("Varför", 62),
        Field("Mål", 8, "key"),
    ),
    rows=_attention,
    empty=NOTHING_TO_ATTEND_TO,
)
_CHANGES = BookListing(
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
    rows=_changes,
    empty="Ingenting har förändrats, eller så finns ingen tidigare rapport i Tidigare perioder att jämföra med.",
)
_LOOKS: Mapping[ShownAs | None, ListLook] = {
    **{kind: kind for kind in ("text", "short", "key", "amount", "share", "status", "date")},
    "unit": "short",
    "change": "amount",
}


@cache
def listings() -> Mapping[str, BookListing]:
    """By name."""
    verdicts = {"mal": _GOALS, "indikatorer": indikator_list.LISTING, "uppmarksamma": _ATTENTION}
    tables = {name: _listed(one) for name, one in presented().items()}
    return MappingProxyType({**verdicts, "forandringar": _CHANGES, **tables})


@cache
def place_of(name: str, title: str) -> int:
    """In which place of a list's rows a column stands."""
    return next(place for place, field in enumerate(listings()[name].fields) if field.title == title)


def said_in(name: str, row: FactRow, title: str) -> str:
    """What a list's row says in a column."""
    return str(row[place_of(name, title)] or "")


def _listed(one: ShownTable) -> BookListing:
    return BookListing(
        sheet=one.table.sheet,
        about=one.about,
        fields=tuple(Field(column.title, column.width, _LOOKS[column.kind]) for column in one.lists),
        rows=partial(_rows, one),
        empty=f"Inga rader på bladet {one.table.sheet}.",
        optional=True,
    )


def _rows(one: ShownTable, source: Source) -> Iterator[FactRow]:
    for row in one.rows(source):
        yield tuple(_cell(column.said(source, row)) for column in one.lists)


def _cell(value: ToldValue) -> FactCell:
    return plain_number(value) if isinstance(value, Decimal) else value
