"""What a row must say given what else it says: the needs of its Typ, dates in order, a motive for a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from runxl.check import cells, measures
from runxl.check.historik import confirmed
from runxl.check.numbers import read_text
from runxl.check.rows import Historik, Settings
from runxl.check.sheet import Sheet, plain_raw
from runxl.check.units import canonical_unit, counts_things, is_percent, scale_of
from runxl.contract.load import contract
from runxl.contract.model import Code, Period, Styrmodell
from runxl.workbook.tables import Percent

_NUMERIC = ("utgangsvarde", "malvarde", "malvarde_max", "periodmal", "utfall", "tidigare_utfall")
_SMALLEST_PERCENT_TARGET = 2
"""In a row whose target is at least so many percent, an outcome of 0–1 is probably a share."""


@dataclass(frozen=True, slots=True)
class Now:
    """The moment that every rule means by today: the last day of the period in År, never the clock."""

    ar: int | None
    period: Period | None
    styrmodell: Styrmodell
    confirmed: frozenset[tuple[str, str, str]] = frozenset()
    """Decisions that were once what was computed: object, Nr and status."""

    @property
    def today(self) -> dt.date | None:
        if self.ar is None or self.period is None:
            return None
        return dt.date.fromisoformat(f"{self.ar:04d}-{self.period.last_day}")

    def due(self, months: object) -> bool:
        """Whether something with these months is measured in the period."""
        return self.period is not None and self.period.due(months if isinstance(months, tuple) else None)


def now(settings: Settings, historik: Iterable[Historik] = ()) -> Now:
    model = contract().styrmodeller[settings.styrmodell]
    period = next((one for one in model.periods if one.name == settings.period), None)
    return Now(settings.ar, period, model, confirmed(historik, settings.ar))


def apply(sheet: Sheet, moment: Now) -> None:
    """Runs the rules of the sheet's table on each of its rows."""
    rules = _RULES.get(sheet.contract.name, ())
    for position in range(len(sheet)):
        for rule in rules:
            rule(sheet, position, moment)


def _decided(sheet: Sheet, position: int, moment: Now) -> None:
    """A decision needs its motive, unless it is what was computed now or when it was made, or nothing is computed."""
    if sheet.contract.name not in moment.styrmodell.assessed:
        return
    decided = sheet.columns["faststalld_status"][position]
    if decided is None or ("faststalld_status", position) in sheet.faulty or not sheet.is_blank("motivering", position):
        return
    if (sheet.contract.sheet, sheet.key(position), str(decided)) in moment.confirmed:
        return
    if plain_raw(sheet.table.values("beraknad_status")[position]).strip().casefold() != str(decided).casefold():
        sheet.report("RX208", "motivering", position, varde=decided)


def _needs(sheet: Sheet, position: int, _: Now) -> None:
    """The values that the Typ requires."""
    typ = _typ(sheet, position)
    if _kontrollmatt(sheet, position):
        return
    for column in typ.needs if typ else ():
        blamed = column == "malvarde_max" and ("malvarde", position) in sheet.faulty  # both bounds written in one cell
        if typ and not blamed and sheet.is_blank(column, position):
            sheet.report("RX202", column, position, typ=typ.value)


def _measured(sheet: Sheet, position: int, moment: Now) -> None:
    """An outcome is there when it should be, and not otherwise."""
    value, lage = sheet.columns["utfall"][position], sheet.columns["lage"][position]
    due = moment.due(sheet.columns["periodicitet"][position])
    if lage == "Följs ej upp":
        if sheet.is_blank("kommentar", position):
            sheet.report("RX207", "kommentar", position)
        return
    if lage == "Ingen ny mätning":
        if value is not None and due:
            sheet.report("RX206", "utfall", position)
        return
    if sheet.is_blank("periodicitet", position):
        sheet.report("RX217", "periodicitet", position)
    period = moment.period.name if moment.period else ""
    if value == measures.NO_ANSWER and due:
        sheet.report("RX121", "utfall", position)
    elif value is not None and not due and moment.period is not None:
        sheet.report("RX205", "utfall", position, period=period)
    elif due and sheet.is_blank("utfall", position) and not _kontrollmatt(sheet, position):
        sheet.report("RX204", "utfall", position, period=period)


def _kontrollmatt(sheet: Sheet, position: int) -> bool:
    return "Kontrollmått" in (sheet.columns["typ"][position], sheet.columns["slag"][position])


def _interval(sheet: Sheet, position: int, _: Now) -> None:
    low, high = (measures.as_decimal(sheet.columns[name][position]) for name in ("malvarde", "malvarde_max"))
    if sheet.columns["typ"][position] == "Intervall" and low is not None and high is not None and high < low:
        sheet.report("RX203", "malvarde_max", position, malvarde=cells.plain(low))


def _base(sheet: Sheet, position: int, _: Now) -> None:
    if sheet.columns["typ"][position] == "Förändring" and sheet.columns["utgangsvarde"][position] == 0:
        sheet.report("RX216", "utgangsvarde", position)


def _scale(sheet: Sheet, position: int, _: Now) -> None:
    """Typ Skala: the unit is a scale, and every value stands on it."""
    if sheet.columns["typ"][position] != "Skala":
        return
    enhet = str(sheet.columns["enhet"][position] or "")
    scale = scale_of(enhet)
    if enhet and scale is None:
        sheet.report("RX111", "enhet", position)
    for column in _NUMERIC if scale else ():
        value = measures.as_decimal(sheet.columns[column][position])
        if value is not None and scale and not scale[0] <= value <= scale[1]:
            sheet.report("RX110", column, position, enhet=f"{scale[0]}–{scale[1]}")


def _parts(sheet: Sheet, position: int, _: Now) -> None:
    """Typ Sammansatt: each part of the outcome answers a part of the target."""
    goal = sheet.columns["malvarde"][position]
    if sheet.columns["typ"][position] != "Sammansatt" or not isinstance(goal, tuple):
        return
    for column in ("utfall", "periodmal", "tidigare_utfall"):
        value = sheet.columns[column][position]
        if isinstance(value, tuple) and not measures.same_parts(value, goal):
            delar = "/".join(f"{cells.plain(part.value)} {part.unit}".strip() for part in goal)
            sheet.report("RX123", column, position, delar=delar)


def _share_or_percent(sheet: Sheet, position: int, _: Now) -> None:
    """0,4 in a row of percent whose target is 40."""
    typ = _typ(sheet, position)
    goal = measures.as_decimal(sheet.columns["malvarde"][position])
    if typ is None or goal is None or goal < _SMALLEST_PERCENT_TARGET or "utgangsvarde" in typ.needs:
        return
    if not is_percent(str(sheet.columns["enhet"][position] or "")):
        return
    for column in ("utfall", "periodmal", "tidigare_utfall"):
        value = measures.as_decimal(sheet.columns[column][position])
        raw = sheet.table.values(column)[position]
        plain = not isinstance(raw, Percent) and not (isinstance(raw, str) and not raw.strip()[-1:].isdigit())
        if value is not None and 0 < value <= 1 and plain and " av " not in str(raw):
            words = {"malvarde": cells.plain(goal), "procent": cells.plain(value * 100)}
            sheet.report("RX109", column, position, **words)


def _same_unit(sheet: Sheet, position: int, _: Now) -> None:
    """Without Enhet the cells must agree: 10 mkr against 20 tkr, or 40 % against 5, is nobody's to convert."""
    typ = _typ(sheet, position)
    if typ is None or typ.reads != "number" or sheet.columns["enhet"][position]:
        return
    goal = "malvarde" if "malvarde" in typ.needs else "utgangsvarde"
    if goal == "malvarde" and "utgangsvarde" in typ.needs:  # a change in percent of what the base is measured in
        goal = "utgangsvarde"
    if sheet.is_blank(goal, position):
        return
    wanted = _unit_in_cell(sheet, goal, position)
    for column in ("utfall", "tidigare_utfall"):
        if not sheet.is_blank(column, position) and _unit_in_cell(sheet, column, position) != wanted:
            said = {"mot": sheet.contract.column(goal).title, "malvarde": plain_raw(sheet.table.values(goal)[position])}
            sheet.report("RX128", column, position, **said)


def _unit_in_cell(sheet: Sheet, column: str, position: int) -> str:
    """The unit of measure that a cell names itself; none for a plain number or a number of things."""
    raw = sheet.table.values(column)[position]
    if isinstance(raw, Percent):
        return "%"
    said = canonical_unit(read_text(raw).unit) if isinstance(raw, str) else ""
    return "" if counts_things(said) else said


def _control(sheet: Sheet, position: int, _: Now) -> None:
    """A kontrollmått has no target."""
    goal = sheet.columns["malvarde"][position]
    if goal is not None and _kontrollmatt(sheet, position):
        sheet.report("RX224", "malvarde", position, varde=cells.plain(goal))


def _year(sheet: Sheet, position: int, moment: Now) -> None:
    value = sheet.columns["avser_ar"][position]
    if isinstance(value, int) and moment.ar is not None and value > moment.ar:
        sheet.report("RX222", "avser_ar", position, ar=moment.ar)


def _dates(sheet: Sheet, position: int, _: Now) -> None:
    start, end = sheet.columns["startdatum"][position], sheet.columns["slutdatum"][position]
    if isinstance(start, dt.date) and isinstance(end, dt.date) and end < start:
        sheet.report("RX211", "slutdatum", position, start=start)


def _passed(sheet: Sheet, position: int, moment: Now) -> None:
    """An end date before today with the work not done."""
    end, status = sheet.columns["slutdatum"][position], sheet.columns["status"][position]
    lage = sheet.columns["lage"][position] if "lage" in sheet.columns else None
    open_still = (
        status is not None and status not in ("Avslutad", "Klar med avvikelse", "Klar") and lage != "Följs ej upp"
    )
    if isinstance(end, dt.date) and moment.today and end < moment.today and open_still:
        sheet.report("RX210", "slutdatum", position, status=status, idag=moment.today)


def _done(sheet: Sheet, position: int, _: Now) -> None:
    if sheet.columns["status"][position] == "Klar" and sheet.is_blank("analys", position):
        sheet.report("RX209", "analys", position)


def _typ(sheet: Sheet, position: int) -> Code | None:
    return _typer().get(sheet.columns["typ"][position])


@cache
def _typer() -> Mapping[object, Code]:
    return {code.value: code for code in contract().codelists["typ"].codes}


_Rule = Callable[[Sheet, int, Now], None]
_RULES: dict[str, tuple[_Rule, ...]] = {
    "mal": (_decided,),
    "delmal": (_decided,),
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
