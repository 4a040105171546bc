"""Whether a period has begun: somebody has answered or decided something that is not left from the one before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from runxl.assessment.history import ACTIVE
from runxl.check.rows import Checked
from runxl.contract.load import contract

_ANSWERED_BY = {
    "mal": ("faststalld_status",),
    "delmal": ("faststalld_status",),
    "indikatorer": ("utfall", "lage"),
    "aktiviteter": ("status",),
    "uppdrag": ("status",),
}
"""The columns that a status comes of. A comment alone changes none."""


def has_begun(checked: Checked) -> bool:
    """What lasts beyond its period (Avslutad, Klar, Följs ej upp) is no answer to this one."""
    return any(chain.from_iterable(_answered(checked, table) for table in _ANSWERED_BY))


def _answered(checked: Checked, table: str) -> Iterator[bool]:
    for name in _ANSWERED_BY[table]:
        none = (None, *ACTIVE, *contract().tables[table].column(name).lasting)
        yield any(getattr(row, name) not in none for row in getattr(checked, table))
