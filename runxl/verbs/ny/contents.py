"""What a new workbook is built from."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from runxl.contract.vocabulary import Contract, Styrmodell
from runxl.template.data_sheets import Row


@dataclass(frozen=True, slots=True)
class Contents:
    """Rows by table, settings by name, and the contract with the columns that are the nämnd's own.

    `ended`: by sheet, the Nr of rows that came along from the year before but may be done with.
    """

    contract: Contract
    styrmodell: Styrmodell
    year: int
    rows: Mapping[str, Sequence[Row]]
    settings: Mapping[str, object]
    ended: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def first_period(styrmodell: Styrmodell) -> str:
    """The period that a new plan is in."""
    return next(period.name for period in reversed(styrmodell.periods) if period.plan)


def new_plan_id() -> str:
    """By which answers find back to the plan that they were sent from."""
    return uuid.uuid4().hex[:8]
