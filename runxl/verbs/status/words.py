"""How a round is told of in few words: who has answered, what is left, what is to be mended."""

from __future__ import annotations

from collections.abc import Sequence

from runxl.svenska import capital, listed
from runxl.verbs.status.overview import Status, UnitState

_MOST = 6
"""So many rows are named; all of them stand in the mail to the unit, in the workbook, and in the JSON."""


def answered(status: Status) -> str:
    """`5 av 7 enheter har svarat.`"""
    number = len(status.units)
    return f"{status.answered} av {number} {'enhet' if number == 1 else 'enheter'} har svarat."


def standing(unit: UnitState) -> str:
    """Where a unit stands, as a person says it."""
    if unit.state == "läst":
        return "orörd" if unit.as_sent else "svarat"
    return unit.state


def left(unit: UnitState) -> str:
    """`Analys för 3.1; Utfall för 3.1.1 och 3.1.2`; empty where nothing is."""
    columns: dict[str, list[str]] = {}
    for _, row, header in unit.missing:
        columns.setdefault(header, []).append(row)
    return "; ".join(f"{header} för {_some(rows)}" for header, rows in columns.items())


def to_mend(unit: UnitState) -> str:
    """The cells with faults: `Indikatorer!I2`; empty where there are none."""
    places = [f"{one.sheet}!{one.cell}" if one.cell else f"{one.sheet} {one.key}".strip() for one in unit.to_mend]
    found = list(dict.fromkeys(filter(None, places)))
    return _some(found) if found else ""


def to_do(unit: UnitState) -> str:
    """What the unit is to be asked for, in sentences."""
    if unit.state != "läst":
        return f"{capital(unit.reason).rstrip('.')}."
    said = (("Fyll i", left(unit)), ("Rätta", to_mend(unit)))
    return " ".join(f"{verb} {what}." for verb, what in said if what)


def _some(rows: Sequence[str]) -> str:
    more = len(rows) - _MOST
    return listed(rows) if more <= 1 else f"{', '.join(rows[:_MOST])} och {more} till"
