"""What a row must say given what else it says: what its Typ needs, dates in order, outcomes when they are due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import chain
from operator import itemgetter
from typing import Any

from runxl.check import cells, measures
from runxl.check.columns import is_empty
from runxl.check.moment import Moment
from runxl.check.numbers import read_text
from runxl.check.sheet import Sheet, plain_raw
from runxl.check.units import canonical_unit, counts_things, is_percent, scale_of
from runxl.contract.regel import Regel
from runxl.contract.vocabulary import Code
from runxl.workbook.tables import Percent, Raw

_NUMERIC = ("utgangsvarde", "malvarde", "malvarde_max", "periodmal", "utfall", "tidigare_utfall")
_OUTCOMES = ("utfall", "periodmal", "tidigare_utfall")
_FINISHED = ("Avslutad", "Klar med avvikelse", "Klar")
_SMALLEST_PERCENT_TARGET = 2
"""In a row whose target is at least so many percent, an outcome of 0–1 is probably a share."""

_ZERO, _ONE = Decimal(0), Decimal(1)
_GOALS = {"malvarde": "målvärdet", "periodmal": "periodmålet", "utgangsvarde": "utgångsvärdet"}
_ROW = itemgetter(0)
"""Findings are made row by row."""


def apply(sheet: Sheet, moment: Moment) -> None:
    """Runs the rules of the sheet's table, each over the rows that it may have something to say of."""
    for rule in _RULES.get(sheet.contract.name, ()):
        rule(sheet, moment)


def _needs(sheet: Sheet, _: Moment) -> None:
    """The values that the Typ requires."""
    control = _kontrollmatt(sheet)
    unread: list[tuple[int, str]] = []
    for typ, code in measures.typer().items():
        for column in code.needs:
            values = sheet.columns[column]
            unread += [(row, column) for row in sheet.holding("typ").get(typ, ()) if values[row] is None]
    for position, column in sorted(unread, key=_ROW):
        if position in control or not sheet.is_blank(column, position):
            continue
        if column == "malvarde_max" and ("malvarde", position) in sheet.faulty:
            continue  # both bounds were written in one cell
        sheet.report_empty(Regel.TYPEN_KRAVER_VARDE, column, position, typ=sheet.columns["typ"][position])


def _measured(sheet: Sheet, moment: Moment) -> None:
    """An outcome is there when it should be, and not otherwise. A plan waits for none."""
    columns = (sheet.columns[name] for name in ("utfall", "lage", "periodicitet"))
    due = {months: moment.due(months) for months in set(sheet.columns["periodicitet"])}
    awaited = {months for months in due if moment.awaits(months)}
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
        elif isinstance(value, str) and value == measures.NO_ANSWER:
            sheet.report(Regel.SVAR_SAKNAS, "utfall", position)


def _kontrollmatt(sheet: Sheet) -> set[int]:
    """The rows that are followed without a target."""
    return {position for column in ("typ", "slag") for position in sheet.holding(column).get("Kontrollmått", ())}


def _interval(sheet: Sheet, _: Moment) -> None:
    for position in sheet.holding("typ").get("Intervall", ()):
        low, high = (measures.as_decimal(sheet.columns[name][position]) for name in ("malvarde", "malvarde_max"))
        if low is not None and high is not None and high < low:
            sheet.report(Regel.INTERVALL_OMVANT, "malvarde_max", position, malvarde=cells.plain(low))


def _base(sheet: Sheet, _: Moment) -> None:
    for position in sheet.holding("typ").get("Förändring", ()):
        if sheet.columns["utgangsvarde"][position] == 0:
            sheet.report(Regel.UTGANGSVARDE_NOLL, "utgangsvarde", position)


def _scale(sheet: Sheet, _: Moment) -> None:
    """Typ Skala: the unit is a scale, and every value stands on it."""
    said = [column for column in _NUMERIC if not is_empty(sheet.columns[column])]
    for position in sheet.holding("typ").get("Skala", ()):
        enhet = sheet.columns["enhet"][position] or ""
        scale = scale_of(enhet)
        if enhet and scale is None:
            sheet.report(Regel.OKLAR_SKALA, "enhet", position)
        for column in said if scale else ():
            value = measures.as_decimal(sheet.columns[column][position])
            if value is not None and scale and not scale[0] <= value <= scale[1]:
                sheet.report(Regel.UTANFOR_SKALAN, column, position, enhet=f"{scale[0]}–{scale[1]}")


def _parts(sheet: Sheet, _: Moment) -> None:
    """Typ Sammansatt: each part of the outcome answers a part of the target."""
    for position in sheet.holding("typ").get("Sammansatt", ()):
        goal = sheet.columns["malvarde"][position]
        for column in _OUTCOMES if isinstance(goal, tuple) else ():
            value = sheet.columns[column][position]
            if isinstance(value, tuple) and not measures.in_order_of(goal, value):
                delar = "/".join(f"{cells.plain(part.value)} {part.unit}".strip() for part in goal)
                sheet.report(Regel.DELARNA_STAMMER_INTE, column, position, delar=delar)


def _share_or_percent(sheet: Sheet, moment: Moment) -> None:
    """0,4 in a row of percent whose target is 40."""
    units = sheet.holding("enhet").items()
    percent = list(chain.from_iterable(rows for enhet, rows in units if is_percent(str(enhet or ""))))
    small = [(position, column) for column in _OUTCOMES for position in _small(sheet.columns[column], percent)]
    for position, column in sorted(small, key=_ROW):
        against, goal = _compared_with(sheet, column, position, moment)
        if goal is None or goal < _SMALLEST_PERCENT_TARGET:
            continue
        if not _says_percent(sheet.table.values(column)[position]):
            words = {
                "mot": _GOALS[against],
                "malvarde": cells.plain(goal),
                "procent": cells.plain(sheet.columns[column][position] * 100),
            }
            sheet.report(Regel.ANDEL_ELLER_PROCENT, column, position, **words)


def _compared_with(sheet: Sheet, column: str, position: int, moment: Moment) -> tuple[str, Decimal | None]:
    """The column that a number is measured against, and what stands there. Of a change, the goal is no such number."""
    typ = _typ(sheet, position)
    from_base = typ is not None and "utgangsvarde" in typ.needs
    if from_base and column == "periodmal":
        return column, None
    goal = "utgangsvarde" if from_base else "malvarde"
    within_year = moment.period is not None and moment.period.is_delar
    if column == "utfall" and within_year and not from_base and sheet.columns["periodmal"][position] is not None:
        goal = "periodmal"
    return goal, measures.as_decimal(sheet.columns[goal][position])


def _small(values: Sequence[object], positions: Iterable[int]) -> Sequence[int]:
    """Those positions at which there is a number above 0 and no more than 1."""
    if is_empty(values):
        return ()
    here = ((position, values[position]) for position in positions)
    return [position for position, value in here if isinstance(value, Decimal) and _ZERO < value <= _ONE]


def _says_percent(raw: Raw) -> bool:
    """Shown as a percentage, with its unit, or as `37 av 64`."""
    if isinstance(raw, str):
        return not raw.strip()[-1:].isdigit() or " av " in raw
    return isinstance(raw, Percent)


def _same_unit(sheet: Sheet, _: Moment) -> None:
    """Without Enhet the cells must agree: 10 mkr against 20 tkr, or 40 % against 5, is nobody's to convert."""
    for position in sheet.holding("enhet").get(None, ()):
        typ = _typ(sheet, position)
        if typ is None or typ.reads != "number":
            continue
        # A change is in percent of what the base is measured in.
        goal = "malvarde" if "malvarde" in typ.needs and "utgangsvarde" not in typ.needs else "utgangsvarde"
        if sheet.is_blank(goal, position):
            continue
        wanted = _unit_in_cell(sheet, goal, position)
        for column in ("utfall", "tidigare_utfall"):
            if not sheet.is_blank(column, position) and _unit_in_cell(sheet, column, position) != wanted:
                against = plain_raw(sheet.table.values(goal)[position])
                sheet.report(
                    Regel.OLIKA_ENHETER_PA_RADEN,
                    column,
                    position,
                    mot=sheet.contract.column(goal).title,
                    malvarde=against,
                )


def _unit_in_cell(sheet: Sheet, column: str, position: int) -> str:
    """The unit of measure that a cell names itself; none for a plain number or a number of things."""
    raw = sheet.table.values(column)[position]
    if not isinstance(raw, str):
        return "%" if isinstance(raw, Percent) else ""
    said = canonical_unit(read_text(raw).unit)
    return "" if counts_things(said) else said


def _control(sheet: Sheet, _: Moment) -> None:
    """A kontrollmått has no target."""
    for position in sorted(_kontrollmatt(sheet)):
        goal = sheet.columns["malvarde"][position]
        if goal is not None:
            sheet.report(Regel.MALET_FOLJS_INTE_AV_MATT, "malvarde", position, varde=cells.plain(goal))


def _year(sheet: Sheet, moment: Moment) -> None:
    """The rows name a handful of years, so the rows are looked at only if one of those has not come."""
    years = set(sheet.columns["avser_ar"]) - {None}
    late = {year for year in years if moment.ar is not None and year > moment.ar}
    for position, value in _said(sheet, "avser_ar") if late else ():
        if value in late:
            sheet.report(Regel.AVSER_KOMMANDE_AR, "avser_ar", position, ar=moment.ar)


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


def _typ(sheet: Sheet, position: int) -> Code | None:
    return measures.typer().get(sheet.columns["typ"][position])


_Rule = Callable[[Sheet, Moment], None]
_RULES: dict[str, tuple[_Rule, ...]] = {
    "indikatorer": (
        _needs,
        _interval,
        _base,
        _scale,
        _parts,
        _share_or_percent,
        _same_unit,
        _control,
        _year,
        _measured,
    ),
    "aktiviteter": (_dates, _passed),
    "uppdrag": (_done, _passed),
}
