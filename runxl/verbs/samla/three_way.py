"""What becomes of a cell that a unit fills in: the plan, the answer, and what was last heard from the unit."""

from __future__ import annotations

from enum import Enum

from runxl.verbs.samla.sameness import same
from runxl.workbook.tables import CellError, Raw, Uncalculated


class How(Enum):
    """What is done with an answer."""

    NOTHING = "nothing"
    """The unit has said nothing since it was last heard."""

    ALIKE = "alike"
    """The plan says the same already."""

    TAKE = "take"
    CONFLICT = "conflict"
    """Both have been changed since: the plan stands until somebody chooses."""

    EMPTIED = "emptied"
    """An answer that was there is gone. Nothing is taken away for that."""


def decide(plan: Raw, answer: Raw, last: Raw, *, chosen: bool = False) -> How:
    """`last` is what was last heard from the unit, or what it was sent; `chosen`: the answer has been preferred."""
    if isinstance(answer, CellError | Uncalculated):
        return How.NOTHING
    if is_blank(answer):
        return How.NOTHING if is_blank(last) or is_blank(plan) else How.EMPTIED
    if same(answer, plan):
        return How.ALIKE
    if chosen:
        return How.TAKE
    if same(answer, last):
        return How.NOTHING
    return How.TAKE if same(plan, last) else How.CONFLICT


def is_blank(raw: Raw) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())
