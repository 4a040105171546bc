"""Ekonomi: the economy tables as they stand, and the forecast for the year against the budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runxl.assessment.ekonomi import forecast_status
from runxl.assessment.verdicts import plain_number
from runxl.check.rows import Checked
from runxl.output.summary.facts import Cell, Expected, Row
from runxl.output.summary.listing import Field, Listing, Source

_NAMES = {"driftredovisning": "post", "verksamheter": "verksamhet", "anslag": "atgard"}
_AMOUNTS = ("utfall", "budget", "avvikelse", "arsprognos", "arsbudget", "avvikelse_arsprognos")


def rows(source: Source) -> Iterator[Row]:
    for table, name in _NAMES.items():
        for one in source.checked.other.get(table, ()):
            amounts = {key: _number(one.get(key)) for key in _AMOUNTS}
            if table == "anslag":
                amounts["utfall"] = _number(one.get("utbetalt"))
            said = one.get(name)
            yield (
                _TITLES[table],
                str(said) if said else None,
                str(one.get("niva") or "") or None,
                str(one.get("enhet") or "") or None,
                *amounts.values(),
                forecast_status(one, source.basis),
            )


def expected(checked: Checked) -> Iterator[Expected]:
    """Each verksamhet's expected deviation for the year; where none are told, that of the accounts' own sums."""
    found = [*_expected(checked, "verksamheter", "verksamhet")]
    yield from found or _expected(checked, "driftredovisning", "post")


def _expected(checked: Checked, table: str, name: str) -> Iterator[Expected]:
    for row in checked.other.get(table, ()):
        what, deviation = str(row.get(name) or ""), row.get("avvikelse_arsprognos")
        is_part = what.strip().casefold() != "summa" and row.get("niva") in (None, "", "Summa")
        if is_part and what and isinstance(deviation, Decimal):
            yield Expected(what, str(row.get("enhet") or ""), float(deviation))


def _number(value: object) -> Cell:
    return plain_number(value) if isinstance(value, Decimal) else None


_TITLES = {"driftredovisning": "Driftredovisning", "verksamheter": "Verksamheter", "anslag": "Anslag"}

LISTING = Listing(
    sheet="Ekonomi",
    about="Utfall mot budget, och årets prognos mot årsbudgeten",
    fields=(
        Field("Tabell", 18, "short"),
        Field("Post", 40),
        Field("Nivå", 12, "short"),
        Field("Valuta", 8, "short"),
        Field("Utfall eller utbetalt", 13, "whole"),
        Field("Budget", 13, "whole"),
        Field("Avvikelse", 13, "whole"),
        Field("Årsprognos", 13, "whole"),
        Field("Årsbudget", 13, "whole"),
        Field("Avvikelse årsprognos", 13, "whole"),
        Field("Prognos mot budget", 14, "status"),
    ),
    rows=rows,
    empty="Inga ekonomitabeller är ifyllda.",
    optional=True,
)
