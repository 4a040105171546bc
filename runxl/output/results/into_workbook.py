"""Assessment and findings → Edits, made once: the closed file's patch and the open workbook apply the same."""

from __future__ import annotations

import datetime as dt

from runxl.assessment.assessed import Assessment
from runxl.assessment.basis import basis_of
from runxl.check.rows import Checked
from runxl.output.results.fynd_sheet import fynd_edits
from runxl.output.results.historik_sheet import historik_edits, refuse_closed
from runxl.output.results.result_columns import period_edits, result_edits
from runxl.output.results.sammanfattning.blad import sammanfattning_edits, stamp_edits
from runxl.output.said.source import Source
from runxl.workbook.edits import Edits, joined
from runxl.workbook.tables import Workbook


def edits(
    workbook: Workbook, checked: Checked, assessment: Assessment, *, now: dt.datetime, replace: bool = False
) -> Edits:
    """All that a workbook (read `to_write`) is to say anew: only cells whose value changes are named.

    A period that a later one has followed is refused unless `replace`; of answers of another period nothing is
    written. `now` is written where something has changed, and nowhere else: computing twice is computing once.
    """
    basis = basis_of(checked.settings)
    if not replace:
        refuse_closed(checked, basis)
    if checked.foreign:
        return Edits()
    now = now.replace(tzinfo=None, microsecond=0)
    history = historik_edits(workbook, checked, assessment, basis, now)
    shown = shown_edits(workbook, checked, assessment, now=now, changed=bool(history.rows))
    called = {name: sheet.title for name, sheet in workbook.sheets.items() if sheet.title != name}
    return joined((history, shown)).in_sheets(called)


def shown_edits(
    workbook: Workbook, checked: Checked, assessment: Assessment, *, now: dt.datetime, changed: bool = False
) -> Edits:
    """What the workbook shows of its period: everything but what it remembers of it."""
    found = joined(
        (
            period_edits(workbook, assessment),
            result_edits(workbook, checked, assessment),
            sammanfattning_edits(workbook, Source.of(checked, assessment)),
            fynd_edits(workbook, assessment.findings),
        )
    )
    stamp = stamp_edits(workbook, assessment, now, changed=changed or bool(found.cells or found.rows))
    return joined((found, stamp))
