"""Whether a workbook holds answers of a period, whichever it is: what the step to the next one would empty."""

from __future__ import annotations

from runxl.contract.load import contract
from runxl.workbook.tables import Table, Workbook


def has_answers(workbook: Workbook) -> bool:
    """Results are none: runxl writes them."""
    return any(_answered(found) for found in workbook.tables.values())


def _answered(found: Table) -> bool:
    table = contract().tables[found.name]
    if table.each_period and found.rows:
        return True
    asked = [one.name for one in table.columns if one.belongs_to_period]
    return any(value not in (None, "") for name in asked for value in found.values(name))
