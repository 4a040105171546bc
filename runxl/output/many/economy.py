"""Ekonomi: the economy tables as they stand, and the forecast for the year against the budget."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.assessment.economy import forecast_status
from runxl.contract.load import contract
from runxl.output.many.facts import Expected, Row
from runxl.output.many.listing import Field, Listing
from runxl.output.said.source import Source
from runxl.output.said.unassessed import ECONOMY, amount, plain_amount, text

_AMOUNTS = (*ECONOMY["driftredovisning"].amounts, "fattade_beslut")


def rows(source: Source) -> Iterator[Row]:
    for table, shown in ECONOMY.items():
        for one in source.rows(table):
            outcome = "utbetalt" if table == "anslag" else "utfall"
            yield (
                contract().tables[table].title,
                *(text(one, column) for column in (shown.name, "niva", "enhet")),
                *(plain_amount(one, outcome if column == "utfall" else column) for column in _AMOUNTS),
                forecast_status(one, source.basis),
            )


def expected(source: Source) -> Iterator[Expected]:
    """Each verksamhet's expected deviation for the year; where none are told, that of the accounts' own sums."""
    found = [*_expected(source, "verksamheter")]
    yield from found or _expected(source, "driftredovisning")


def _expected(source: Source, table: str) -> Iterator[Expected]:
    for row in source.rows(table):
        what, deviation = text(row, ECONOMY[table].name), amount(row, "avvikelse_arsprognos")
        is_part = what.casefold() != "summa" and row.get("niva") in (None, "", "Summa")
        if is_part and what and deviation is not None:
            yield Expected(what, text(row, "enhet"), float(deviation))


LISTING = Listing(
    sheet="Ekonomi",
    about="Utfall mot budget, och årets prognos mot årsbudgeten",
    fields=(
        Field("Tabell", 18, "short"),
        Field("Post", 40),
        Field("Nivå", 12, "short"),
        Field("Valuta", 8, "short"),
        Field("Utfall eller utbetalt", 13, "amount"),
        Field("Budget", 13, "amount"),
        Field("Avvikelse", 13, "amount"),
        Field("Årsprognos", 13, "amount"),
        Field("Årsbudget", 13, "amount"),
        Field("Avvikelse årsprognos", 13, "amount"),
        Field("Fattade beslut", 13, "amount"),
        Field("Prognos mot budget", 14, "status"),
    ),
    rows=rows,
    empty="Inga ekonomitabeller är ifyllda.",
    optional=True,
)
