"""What a row must say given what else it says: what its Typ needs, dates in order, outcomes when they are due."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from runxl.check import scales
from runxl.check.moment import Moment
from runxl.check.rows import KONTROLLMATT
from runxl.check.sheet import Sheet
from runxl.contract.regel import Regel
from runxl.measure.values import DONE, NO_ANSWER, Value, as_number
from runxl.typer import typer
from runxl.workbook.cell_text import as_shown

_MEASURED = (None, "", "Aktiv")
_FINISHED = ("Avslutad", "Klar med avvikelse", "Klar")
_LENT = {"malvarde": "periodmal", "utgangsvarde": "period_bas"}
"""What may stand in Periodvärden instead."""

_ROW = itemgetter(0)
"""Findings are made row by row."""


def apply(sheet: Sheet, moment: Moment) -> None:
    """Runs the rules of the sheet's table, each over the rows that it may have something to say of."""
    for rule in _RULES.get(sheet.contract.name, ()):
        rule(sheet, moment)
    if sheet.contract.name not in _RULES:
        scales.amounts(sheet)


def _needs(sheet: Sheet, _: Moment) -> None:
    """The values that the Typ requires."""
    control = _kontrollmatt(sheet)
    unread: list[tuple[int, str]] = []
    for name, typ in typer().items():
        for column in typ.needs:
            values = sheet.columns[column]
            unread += [(row, column) for row in sheet.holding("typ").get(name, ()) if values[row] is None]
    for position, column in sorted(unread, key=_ROW):
        if position in control or not sheet.is_blank(column, position):
            continue
        if column in _LENT and sheet.columns[_LENT[column]][position] is not None:
            continue  # Periodvärden has it
        if column == "malvarde_max" and ("malvarde", position) in sheet.faulty:
            continue  # both bounds were written in one cell
        sheet.report_empty(Regel.TYPEN_KRAVER_VARDE, column, position, typ=sheet.columns["typ"][position])


def _measured(sheet: Sheet, moment: Moment) -> None:
    """An outcome is there when it should be, and not otherwise. A plan waits for none."""
    columns = (sheet.columns[name] for name in ("utfall", "lage", "periodicitet"))
    due = {months: moment.due(months) for months in set(sheet.columns["periodicitet"])}
    awaited = {months for months in due if moment.awaits(months) and not sheet.unanswered}
    control = _kontrollmatt(sheet)
    period = moment.period.name if moment.period else ""
    for position, (value, lage, months) in enumerate(zip(*columns, strict=True)):
        if lage == "Följs ej upp":
            if sheet.is_blank("kommentar", position):
                sheet.report(Regel.KOMMENTAR_SAKNAS, "kommentar", position)
            continue
        if lage == "Ingen ny mätning":
            if value is not None and due[months]:
                sheet.report(Regel.UTFALL_TROTS_INGEN_NY_MATNING, "utfall", position)
            continue
        if months is None and sheet.is_blank("periodicitet", position):
            sheet.report(Regel.PERIODICITET_SAKNAS, "periodicitet", position)
        if value is None:
            if months in awaited and position not in control and sheet.is_blank("utfall", position):
                sheet.report(Regel.UTFALL_SAKNAS, "utfall", position, period=period)
        elif not due[months]:
            if moment.period is not None:
                sheet.report(Regel.MATS_INTE_DENNA_PERIOD, "utfall", position, period=period)
        elif isinstance(value, str) and value == NO_ANSWER:
            sheet.report(Regel.SVAR_SAKNAS, "utfall", position)


def _kontrollmatt(sheet: Sheet) -> set[int]:
    """The rows that are followed without a target."""
    only_followed = (name for name, typ in typer().items() if not typ.is_assessed)
    rows = (sheet.holding("typ").get(name, ()) for name in only_followed)
    return {*chain.from_iterable(rows), *sheet.holding("slag").get(KONTROLLMATT, ())}


class _Measures(NamedTuple):
    """A row's measures, as its Typ looks at them."""

    enhet: str
    utgangsvarde: Decimal | None
    malvarde: Value
    malvarde_max: Decimal | None
    periodmal: Value
    utfall: Value
    tidigare_utfall: Value


def _by_typ(sheet: Sheet, _: Moment) -> None:
    """What each Typ finds wrong in its own rows."""
    columns = [sheet.columns[name] for name in _Measures._fields]
    for name, positions in sheet.holding("typ").items():
        typ = typer().get(name)
        if typ is None or not typ.finds_faults:
            continue
        for position in positions:
            enhet, *values = [column[position] for column in columns]
            for code, column, words in typ.faults(_Measures(enhet or "", *values)):
                sheet.report(code, column, position, **{word: _said_as(value) for word, value in words.items()})


def _said_as(value: object) -> object:
    """A measure as a message writes it."""
    if isinstance(value, tuple):
        return "/".join(f"{as_shown(part.value)} {part.unit}".strip() for part in value)
    return as_shown(value) if isinstance(value, Decimal) else value


def _control(sheet: Sheet, _: Moment) -> None:
    """A kontrollmått has no target."""
    for position in sorted(_kontrollmatt(sheet)):
        goal = sheet.columns["malvarde"][position]
        if goal is not None:
            sheet.report(Regel.MALET_FOLJS_INTE_AV_MATT, "malvarde", position, varde=as_shown(goal))


def _year(sheet: Sheet, moment: Moment) -> None:
    """The rows name a handful of years, so the rows are looked at only if one of those has not come."""
    years = set(sheet.columns["avser_ar"]) - {None}
    late = {year for year in years if moment.ar is not None and year > moment.ar}
    for position, value in _said(sheet, "avser_ar") if late else ():
        if value in late:
            sheet.report(Regel.AVSER_KOMMANDE_AR, "avser_ar", position, ar=moment.ar)


def _sums_up(sheet: Sheet, moment: Moment) -> None:
    """What counts from January is of some months only: neither the year's target nor the year before's sum is."""
    if moment.period is None or not moment.period.is_delar:
        return
    for name, positions in sheet.holding("typ").items():
        typ = typer().get(name)
        if typ is None or typ.reads == "answer":
            continue
        for position in positions:
            if not _is_measured(sheet, moment, position):
                continue
            if typ.against == "utgangsvarde":
                _like_a_whole_year(sheet, position)
            elif typ.aims_at_sum(sheet.columns["malvarde"][position]):
                _like_the_years_target(sheet, position, moment.period.name)


def _is_measured(sheet: Sheet, moment: Moment, position: int) -> bool:
    return (
        sheet.columns["slag"][position] != KONTROLLMATT
        and sheet.columns["lage"][position] in _MEASURED
        and moment.due(sheet.columns["periodicitet"][position])
    )


def _like_the_years_target(sheet: Sheet, position: int, period: str) -> None:
    if sheet.columns["ackumuleras"][position] == DONE and sheet.is_blank("periodmal", position):
        sheet.report(Regel.PERIODMAL_SAKNAS, "ackumuleras", position, period=period)


def _like_a_whole_year(sheet: Sheet, position: int) -> None:
    """A change of more than half, where nobody has said whether it is a sum, against a base that may be a year's."""
    utfall, base = (as_number(sheet.columns[name][position]) for name in ("utfall", "utgangsvarde"))
    if utfall is None or base is None or not sheet.is_blank("ackumuleras", position):
        return
    if sheet.is_blank("period_bas", position) and abs(utfall - base) * 2 > abs(base):
        words = {"varde": as_shown(utfall), "bas": as_shown(base)}
        sheet.report(Regel.RAKNAS_UTFALLET_FRAN_JANUARI, "utfall", position, **words)


def _dates(sheet: Sheet, _: Moment) -> None:
    for position, start in _said(sheet, "startdatum"):
        end = sheet.columns["slutdatum"][position]
        if end is not None and end < start:
            sheet.report(Regel.SLUT_FORE_START, "slutdatum", position, start=start)


def _passed(sheet: Sheet, moment: Moment) -> None:
    """An end date before today with the work not done."""
    today = moment.today
    for position, end in _said(sheet, "slutdatum") if today else ():
        status = sheet.columns["status"][position]
        dormant = "lage" in sheet.columns and sheet.columns["lage"][position] == "Följs ej upp"
        if today and end < today and status not in (None, *_FINISHED) and not dormant:
            sheet.report(Regel.PASSERAT_SLUTDATUM, "slutdatum", position, status=status, idag=today)


def _done(sheet: Sheet, _: Moment) -> None:
    for position in sheet.holding("status").get("Klar", ()):
        if sheet.is_blank("analys", position):
            sheet.report(Regel.KLART_UPPDRAG_UTAN_ANALYS, "analys", position)


def _said(sheet: Sheet, column: str) -> list[tuple[int, Any]]:
    """The values of a column that there are, with their positions."""
    return [(position, value) for position, value in enumerate(sheet.columns[column]) if value is not None]


_Rule = Callable[[Sheet, Moment], None]
_RULES: dict[str, tuple[_Rule, ...]] = {
    "indikatorer": (
        _needs,
        _by_typ,
        scales.shares,
        scales.same_unit,
        _control,
        _year,
        _measured,
        _sums_up,
    ),
    "aktiviteter": (_dates, _passed),
    "uppdrag": (_done, _passed),
}
