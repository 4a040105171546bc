"""What has changed from one workbook to another."""

from __future__ import annotations

from runxl.assessment.change_words import Change
from runxl.verbs.examine import AnyPath, examine, refuse_foreign
from runxl.workbook.tables import Workbook


def compare(before: Workbook | AnyPath, after: Workbook | AnyPath) -> tuple[Change, ...]:
    """Both are computed anew, each in its own period; the changes are told in the styrmodell's words."""
    earlier, later = examine(before), examine(after)
    for one in (earlier, later):
        refuse_foreign(one.checked)
    return later.assess(previous=earlier.checked).changes
