"""Shares that make a hundred together: what 0,62 means is told by the others, or it is asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from runxl.check import cells
from runxl.check.scales import says_percent
from runxl.check.sheet import Sheet
from runxl.check.sums import half_unit, is_total
from runxl.contract.regel import Regel
from runxl.measure.values import rounded_off
from runxl.workbook.cell_text import as_shown

_WHOLE = 100
_CALCULATED = 9
"""So many decimals count: a share that Excel has calculated ends in noise."""


def apply(sheet: Sheet) -> None:
    """Before the schema, which holds each share against the least and the most that it may be."""
    for column in sheet.contract.columns:
        if column.of_whole:
            _settle(sheet, column.name)


def _settle(sheet: Sheet, column: str) -> None:
    """All that are plain are percent, or all of them shares of one: the reading by which they make a hundred."""
    percent = _as_percent(sheet, column)
    plain = {position for position in percent if not says_percent(sheet.raw(column, position))}
    shares = {position: value.scaleb(2) if position in plain else value for position, value in percent.items()}
    totals = {position for position in percent if is_total(sheet.key(position))}
    doubted = sorted(position for position in plain if 0 < percent[position] <= 1)
    are_shares = all(percent[position] <= 1 for position in plain) and _make_a_whole(shares, totals)
    for position in plain:
        sheet.columns[column][position] = (shares if are_shares else percent)[position]
    if are_shares or _make_a_whole(percent, totals):
        _tell_what_they_make(sheet, column, shares if are_shares else percent, totals)
        return
    if not doubted:
        _tell_what_they_make(sheet, column, percent, totals)
    words = {"mot": "summan av andelarna", "malvarde": as_shown(_sum(percent, totals))}
    for position in doubted:
        procent = as_shown(shares[position])
        sheet.report(Regel.ANDEL_ELLER_PROCENT, column, position, procent=procent, **words)


def _tell_what_they_make(sheet: Sheet, column: str, values: Mapping[int, Decimal], totals: Collection[int]) -> None:
    """Where every row has its share and they do not make a hundred: at the sum, else at the last of them."""
    rows = range(len(sheet))
    parts = [position for position in rows if position not in totals and not is_total(sheet.key(position))]
    if not parts or not values.keys() >= {*parts}:
        return
    sums = {position: values[position] for position in totals} | {parts[-1]: _sum(values, totals)}
    made = {position: rounded_off(one, _CALCULATED) for position, one in sums.items()}
    wrong = [position for position, said in sorted(made.items(), reverse=True) if said != _WHOLE]
    if not wrong:
        return
    rounded = _make_a_whole(values, totals)
    code = Regel.ANDELARNA_AVRUNDADE if rounded else Regel.ANDELARNA_BLIR_INTE_HUNDRA
    sheet.report(code, column, wrong[0], summa=as_shown(made[wrong[0]]))


def _as_percent(sheet: Sheet, column: str) -> dict[int, Decimal]:
    """What can be read, by position; a plain number as so many percent."""
    there = (position for position, value in enumerate(sheet.columns[column]) if value is not None)
    read = ((position, cells.number(sheet.raw(column, position), "%").value) for position in there)
    return {position: value for position, value in read if isinstance(value, Decimal)}


def _make_a_whole(values: Mapping[int, Decimal], totals: Collection[int]) -> bool:
    """Whether the parts do, and every SUMMA too, as nearly as numbers that have been rounded can."""
    sums = [_sum(values, totals), *(values[position] for position in totals)]
    slack = sum(map(half_unit, values.values()), Decimal(0))
    return all(abs(one - _WHOLE) <= slack for one in sums)


def _sum(values: Mapping[int, Decimal], totals: Collection[int]) -> Decimal:
    return sum((value for position, value in values.items() if position not in totals), Decimal(0))
