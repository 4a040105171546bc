"""Numbers of another scale or unit than they are compared with: 0,62 against 65 %, 12 kommuner against 20 personer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from operator import itemgetter

from runxl.check.columns import is_empty, kinds_of
from runxl.check.moment import Moment
from runxl.check.numbers import Reading, read_text
from runxl.check.sheet import Sheet
from runxl.contract.regel import Regel
from runxl.measure.typ import Typ
from runxl.measure.units import is_percent, is_same_unit, measure_in
from runxl.measure.values import as_number
from runxl.typer import typer
from runxl.workbook.cell_text import as_shown
from runxl.workbook.tables import Dressed, Percent, Raw

_SMALLEST_PERCENT = 2
"""Against so many percent or more a number of 0–1 is probably a share."""

_SHARE_OF_ONE = 10
"""Where nobody has said what to aim at: so many times as much is no longer the same scale."""

_ZERO, _ONE = Decimal(0), Decimal(1)
_OUTCOMES = ("utfall", "tidigare_utfall", "period_foregaende")
_GOALS = ("malvarde", "malvarde_max", "periodmal", "utgangsvarde", "period_bas")
_SAID = {
    "malvarde": "målvärdet", "periodmal": "periodmålet", "utgangsvarde": "utgångsvärdet", "utfall": "utfallet",
}  # fmt: skip
_PLAIN = frozenset({float, type(None)})
_POSITION = itemgetter(0)


def shares(sheet: Sheet, _: Moment) -> None:
    """0,4 in a row of percent whose target is 40, or 0,65 as its target where 64,7 came out."""
    percent = _percent_rows(sheet)
    small = [
        (position, column)
        for column in (*_OUTCOMES, *_GOALS)
        for position in _small(sheet.columns[column], percent)
        if not says_percent(sheet.raw(column, position))
    ]
    for position, column in sorted(small, key=_POSITION):
        against = next((one for one in _compared_with(sheet, column, position) if _is_large(sheet, one, position)), "")
        if against:
            _tell(sheet, column, position, against, _SAID[against])


def _compared_with(sheet: Sheet, column: str, position: int) -> Iterator[str]:
    """The columns that a number is measured against. Of a change the goal is no such number."""
    typ = typer().get(sheet.columns["typ"][position])
    from_base = typ is not None and typ.against == "utgangsvarde"
    if column in _OUTCOMES:
        has_own = column == "utfall" and sheet.columns["periodmal"][position] is not None
        yield "utgangsvarde" if from_base else "periodmal" if has_own else "malvarde"
    elif not from_base or column in ("utgangsvarde", "period_bas"):
        yield "utfall"
        if column == "periodmal":
            yield "malvarde"


def _is_large(sheet: Sheet, column: str, position: int) -> bool:
    value = as_number(sheet.columns[column][position])
    return value is not None and value >= _SMALLEST_PERCENT


def _tell(sheet: Sheet, column: str, position: int, against: str, called: str) -> None:
    words = {
        "mot": called,
        "malvarde": as_shown(sheet.columns[against][position]),
        "procent": as_shown(sheet.columns[column][position].scaleb(2)),
    }
    sheet.report(Regel.ANDEL_ELLER_PROCENT, column, position, **words)


def _percent_rows(sheet: Sheet) -> list[int]:
    units = sheet.holding("enhet").items()
    return list(chain.from_iterable(rows for enhet, rows in units if is_percent(str(enhet or ""))))


def _small(values: Sequence[object], positions: Iterable[int]) -> Sequence[int]:
    """Those positions at which there is a number above 0 and no more than 1."""
    if is_empty(values):
        return ()
    here = ((position, values[position]) for position in positions)
    return [position for position, value in here if isinstance(value, Decimal) and _ZERO < value <= _ONE]


def says_percent(raw: Raw) -> bool:
    """Shown as a percentage, with its unit, or as `37 av 64`."""
    reading = _reading(raw)
    return reading.share_of or measure_in(reading.unit) == "%"


def same_unit(sheet: Sheet, _: Moment) -> None:
    """Without Enhet the cells must agree: 10 mkr against 20 tkr, or 40 % against 5, is nobody's to convert."""
    if not _name_units(sheet, (*_GOALS, *_OUTCOMES)):
        return
    for position in sheet.holding("enhet").get(None, ()):
        typ = typer().get(sheet.columns["typ"][position])
        if typ is not None and typ.reads == "number":
            named = [*_named(sheet, _in_the_rows_unit(typ), position)]
            _agree(sheet, position, named, named[:1])


def _in_the_rows_unit(typ: Typ) -> Sequence[str]:
    """The columns whose numbers are of one kind: the goal of a change is not, nor is one in words."""
    is_goal_too = typ.target == "number" and not typ.target_unit
    return (*(_GOALS if is_goal_too else _GOALS[-2:]), *_OUTCOMES)


def amounts(sheet: Sheet) -> None:
    """The same of a table that is no indikatorer's: a row of its own unit, or amounts in one unit throughout."""
    numbers = [column for column in sheet.contract.columns if column.type == "number"]
    names = [column.name for column in numbers]
    if not names or not numbers[0].unit:
        return
    unit = sheet.described[numbers[0].unit]
    if unit.type == "unit":
        _shares_of_one(sheet, names)
    if not _name_units(sheet, names):
        return
    found: list[tuple[str, str, str]] = []
    if unit.type == "code":
        found = [(f"{unit.title} i tabellen", str(one), str(one)) for one in sheet.columns[unit.name] if one][:1]
    for position in sheet.holding(unit.name).get(None, ()):
        named = [*_named(sheet, names, position)]
        wanted = found or named[:1]
        _agree(sheet, position, named, wanted)
        found = wanted if unit.type == "code" else []


def _shares_of_one(sheet: Sheet, names: Sequence[str]) -> None:
    """0,039 in a row of percent whose other number is 3,9: neither says which of them is meant."""
    percent = _percent_rows(sheet)
    small = ((position, name) for name in names for position in _small(sheet.columns[name], percent))
    for position, name in sorted(small):
        value = sheet.columns[name][position]
        if says_percent(sheet.raw(name, position)):
            continue
        for other in names:
            against = sheet.columns[other][position]
            if against is not None and against >= min(_SMALLEST_PERCENT, _SHARE_OF_ONE * value):
                _tell(sheet, name, position, other, sheet.described[other].title)
                break


def _name_units(sheet: Sheet, columns: Iterable[str]) -> bool:
    """Whether any cell may name a unit: most columns hold nothing but plain numbers."""
    return any(not kinds_of(sheet.raws(column)) <= _PLAIN for column in columns)


def _named(sheet: Sheet, columns: Iterable[str], position: int) -> Iterator[tuple[str, str, str]]:
    """The cells of a row that hold a number: the column, how it is said, and the unit that it names."""
    for column in columns:
        if isinstance(sheet.columns[column][position], Decimal):
            raw = sheet.raw(column, position)
            yield column, as_shown(raw), _reading(raw).unit


def _agree(
    sheet: Sheet, position: int, named: Sequence[tuple[str, str, str]], wanted: Sequence[tuple[str, str, str]]
) -> None:
    for against, said, unit in wanted:
        mot = sheet.described[against].title if against in sheet.described else _title(sheet, against)
        for column, _, other in named:
            if column != against and not is_same_unit(other, unit):
                sheet.report(Regel.OLIKA_ENHETER_PA_RADEN, column, position, mot=mot, malvarde=said)


def _title(sheet: Sheet, column: str) -> str:
    """Of a column that stands on another sheet."""
    if column not in sheet.borrowed:
        return column
    owner, name, _ = sheet.borrowed[column]
    return owner.described[name].title


def _reading(raw: Raw) -> Reading:
    """What a cell that holds a number says of its unit."""
    if isinstance(raw, str):
        return read_text(raw)
    return Reading(unit="%" if isinstance(raw, Percent) else raw.unit if isinstance(raw, Dressed) else "")
