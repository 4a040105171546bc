"""Economy by the rule of Typ Budget: is the year's forecast within the year's budget?"""

from __future__ import annotations

from decimal import Decimal

from runxl.assessment.basis import Basis
from runxl.contract.vocabulary import DataRow
from runxl.measure.formula import within_budget
from runxl.measure.values import as_number

_PERCENT = Decimal(100)


def forecast_status(row: DataRow, basis: Basis) -> str | None:
    """Årsprognos against Årsbudget; None where no forecast is written.

    Costs are negative, so that less than the budget is worse on every row. The styrmodell says how many percent of
    Årsbudget may be lacking; where only the deviation is known nothing may.
    """
    deviation, budget = as_number(row.get("avvikelse_arsprognos")), as_number(row.get("arsbudget"))
    forecast = as_number(row.get("arsprognos"))
    if forecast is not None and budget is not None:
        deviation = forecast - budget
    if deviation is None:
        return None
    return within_budget(deviation, abs(budget or Decimal(0)) * basis.styrmodell.accepted_deficit / _PERCENT, basis)
