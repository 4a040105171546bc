"""Do the economy tables add up? A difference that rounding of the parts could explain is a doubt, beyond it a fault."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from runxl.check.sheet import Sheet
from runxl.contract.regel import Regel
from runxl.contract.vocabulary import Sum
from runxl.measure.values import as_number
from runxl.svenska import dressed

_TOTAL = "summa"


def apply(sheet: Sheet) -> None:
    """Runs the sums that the contract names for the table."""
    if not len(sheet):
        return
    _units(sheet)
    for one in sheet.contract.sums:
        if one.kind == "difference":
            _differences(sheet, one)
        elif one.kind == "levels":
            _levels(sheet, one)
        else:
            _totals(sheet, one)


def _units(sheet: Sheet) -> None:
    """All amounts of a table in one unit."""
    if not sheet.contract.sums:
        return
    first = ""
    for position, said in enumerate(sheet.columns["enhet"]):
        unit = str(said or "")
        if unit and first and unit != first:
            sheet.report(Regel.BLANDADE_ENHETER, "enhet", position, enhet=first)
        first = first or unit


def _differences(sheet: Sheet, one: Sum) -> None:
    result, first, second = one.columns
    words = {"forsta": sheet.described[first].title, "andra": sheet.described[second].title}
    codes = (Regel.AVVIKELSEN_STAMMER_INTE, Regel.AVVIKELSEN_AVRUNDAD)
    for position in range(len(sheet)):
        minuend, subtrahend = (_amount(sheet, column, position) for column in (first, second))
        if minuend is not None and subtrahend is not None:
            _compare(sheet, result, position, minuend - subtrahend, (minuend, subtrahend), codes=codes, **words)


def _totals(sheet: Sheet, one: Sum) -> None:
    """A row named SUMMA is the sum of the rows above it."""
    for column in one.columns:
        above: list[Decimal | None] = []
        for position, name in enumerate(sheet.columns[one.label]):
            if is_total(name):
                _compare_sum(sheet, column, position, above)
                above = []
            else:
                above.append(_amount(sheet, column, position))


def _levels(sheet: Sheet, one: Sum) -> None:
    """Summa = the Varav rows under it. Resultat = all summor and resultatposter above it."""
    levels = sheet.columns[one.level]
    for column in one.columns:
        for position in (place for place, level in enumerate(levels) if level == "Summa"):
            _compare_sum(sheet, column, position, _parts_below(sheet, levels, column, position))
        _results(sheet, column, levels)


def _results(sheet: Sheet, column: str, levels: list[object]) -> None:
    """Each Resultat against what is right, unless it follows from the one above: that one's fault is told there."""
    right: list[Decimal | None] = []
    stated: list[Decimal | None] = []
    for position, level in enumerate(levels):
        said = _amount(sheet, column, position)
        if level in ("Summa", "Resultatpost"):
            right.append(said)
            stated.append(said)
        elif level == "Resultat" and said is not None:
            if said != _sum(stated):
                _compare_sum(sheet, column, position, right)
            if said == _sum(right) or (column, position) not in sheet.faulty:
                right = [said]
            stated = [said]


def _sum(parts: Iterable[Decimal | None]) -> Decimal:
    return sum((part for part in parts if part is not None), Decimal(0))


def _parts_below(sheet: Sheet, levels: list[object], column: str, position: int) -> list[Decimal | None]:
    parts = []
    for below in range(position + 1, len(levels)):
        if levels[below] != "Varav":
            break
        parts.append(_amount(sheet, column, below))
    return parts


def is_total(name: object) -> bool:
    """Whether a row is the sum of those above it."""
    return str(name or "").strip().casefold() == _TOTAL


def _compare_sum(sheet: Sheet, column: str, position: int, parts: list[Decimal | None]) -> None:
    known = [part for part in parts if part is not None]
    if known:
        codes = (Regel.SUMMAN_STAMMER_INTE, Regel.SUMMAN_AVRUNDAD)
        _compare(sheet, column, position, _sum(known), known, codes=codes)


def _compare(
    sheet: Sheet,
    column: str,
    position: int,
    right: Decimal,
    parts: Iterable[Decimal],
    *,
    codes: tuple[Regel, Regel],
    **words: object,
) -> None:
    """The fault's code first, then the doubt's. Each rounded number may be half a unit of its last decimal off."""
    said = _amount(sheet, column, position)
    if said is None or said == right:
        return
    slack = sum((half_unit(part) for part in (said, *parts)), Decimal(0))
    code = codes[1] if abs(said - right) <= slack else codes[0]
    sheet.report(code, column, position, varde=_text(said), ratt=_text(right), post=sheet.key(position), **words)


def half_unit(value: Decimal) -> Decimal:
    """How much a number that has been rounded to its last decimal may be off."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(min(exponent, 0) - 1) if isinstance(exponent, int) else Decimal(0)


def _text(value: Decimal) -> str:
    """4 134, as the documents write it."""
    return dressed(f"{value:,f}")


def _amount(sheet: Sheet, column: str, position: int) -> Decimal | None:
    return as_number(sheet.columns[column][position])
