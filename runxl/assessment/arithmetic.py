"""How every rule and every sentence about it reckons, whoever asks."""

from __future__ import annotations

from contextlib import AbstractContextManager
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, localcontext

# Decimal arithmetic with room to spare, and no exceptions: whatever stands in a cell gets a verdict.
_ARITHMETIC = Context(prec=60, rounding=ROUND_HALF_UP, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])


def arithmetic() -> AbstractContextManager[Context]:
    """Our arithmetic for as long as the block lasts."""
    return localcontext(_ARITHMETIC)
