"""What amounts say together: the forecast against the budget, and what has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from runxl.assessment.economy import forecast_status
from runxl.contract.vocabulary import DataRow
from runxl.output.said.source import Source
from runxl.output.said.unassessed import amount, text
from runxl.svenska import as_those, capital, number, percent

_LARGEST_SHARE = 100


def against_budget(source: Source, row: DataRow) -> str | None:
    return forecast_status(row, source.basis)


def forecast_hint(source: Source, rows: Sequence[DataRow]) -> str:
    """How a forecast is marked, if any is."""
    if not any(against_budget(source, row) for row in rows):
        return ""
    accepted = source.basis.styrmodell.accepted_deficit
    within = f"är högst {number(accepted.normalize())} procent sämre" if accepted else "inte är sämre"
    return f"Prognos mot budget är {source.basis.scale.best.word} när årsprognosen {within} än årsbudgeten."


def so_far(_source: Source, row: DataRow) -> str | None:
    """`Utfall 133 mot budget 127: 6 mkr bättre än budget`, as much of it as is known."""
    outcome, budget, deviation = (amount(row, name) for name in ("utfall", "budget", "avvikelse"))
    if deviation is None and outcome is not None and budget is not None:
        deviation = as_those(outcome - budget, outcome, budget)
    both = f"utfall {number(outcome)} mot budget {number(budget)}" if outcome is not None and budget is not None else ""
    said = "" if deviation is None else _deviation(deviation, text(row, "enhet"))
    return capital(": ".join(filter(None, (both, said)))) or None


def _deviation(deviation: Decimal, unit: str) -> str:
    if not deviation:
        return "enligt budget"
    size = f"{number(as_those(abs(deviation), deviation))} {unit}".rstrip()
    return f"{size} {'bättre' if deviation > 0 else 'sämre'} än budget"


def paid(_source: Source, row: DataRow) -> str | None:
    """`28 % av årsbudgeten är utbetald`, unless the share is so large that it says nothing."""
    budget, done = amount(row, "arsbudget"), amount(row, "utbetalt")
    share = done / budget if done is not None and budget else None
    if share is None or abs(share) > _LARGEST_SHARE:
        return None
    return f"{percent(round(share, 2))} av årsbudgeten är utbetald"


def moved(_source: Source, row: DataRow) -> Decimal | None:
    """How a nyckeltal of Personal has changed."""
    now, before = amount(row, "varde"), amount(row, "foregaende")
    return as_those(now - before, now, before) if now is not None and before is not None else None


class Expected(NamedTuple):
    """How far from its budget for the year something is expected to end."""

    what: str
    unit: str
    deviation: float


def expected(source: Source) -> Iterator[Expected]:
    """Each verksamhet's expected deviation for the year; where none are told, that of the accounts' own sums."""
    found = [*_expected(source, "verksamheter", "verksamhet")]
    yield from found or _expected(source, "driftredovisning", "post")


def _expected(source: Source, table: str, name: str) -> Iterator[Expected]:
    for row in source.rows(table):
        what, deviation = text(row, name), amount(row, "avvikelse_arsprognos")
        is_part = what.casefold() != "summa" and row.get("niva") in (None, "", "Summa")
        if is_part and what and deviation is not None:
            yield Expected(what, text(row, "enhet"), float(deviation))
