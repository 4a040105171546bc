"""Outcomes that are what they were in the report before: perhaps measured anew, perhaps only left where they stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from runxl.assessment.history import ACTIVE, History
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.check.rows import Checked
from runxl.contract.regel import Regel
from runxl.findings import Finding
from runxl.measure.values import plain


def unchanged_outcomes(verdicts: Iterable[IndikatorVerdict], checked: Checked, history: History) -> Iterator[Finding]:
    """RX403, of numbers only: that an answer is still Ja says nothing."""
    for one in verdicts if history.knows("Indikator") else ():
        row, past = one.row, one.past[0] if one.past else None
        if past is not None and past.ar == history.ar and _is_measured(one) and past.utfall == row.utfall:
            code = Regel.SAMMA_UTFALL_SOM_FORRA_PERIODEN
            yield checked.finding(code, row, "utfall", plain(row.utfall), period=past.period)


def _is_measured(one: IndikatorVerdict) -> bool:
    return one.standing == "assessed" and one.row.lage in ACTIVE and isinstance(one.row.utfall, Decimal)
