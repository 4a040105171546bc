"""The open workbook through the journey that a file takes: read, check, assess, edits, and into the open sheets."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from runxl.addin import messages
from runxl.addin.apply import apply
from runxl.addin.open_document import Document
from runxl.addin.read_book import read_open
from runxl.addin.undo import apply_undoable
from runxl.assessment.assessed import Assessment
from runxl.errors import RunxlError
from runxl.findings import Finding
from runxl.output.results.fynd_sheet import fynd_edits
from runxl.output.results.into_workbook import edits
from runxl.verbs.examine import Examined, UnreadableError, examine, refuse_foreign
from runxl.workbook.tables import Template, Workbook


@dataclass(frozen=True, slots=True)
class Computed:
    """The assessment, the workbook as it was read, and how many cells changed."""

    assessment: Assessment
    workbook: Workbook
    cells: int


def now() -> dt.datetime:
    """The moment of a computation, where the person is."""
    return dt.datetime.now().astimezone()


def look(document: Document) -> Examined:
    """The open workbook, read and checked; RunxlError if it is none of ours or of a later template."""
    try:
        found = examine(read_open(document))
    except UnreadableError as error:
        raise RunxlError(messages.NOT_OURS.format(name=document.name)) from error
    if found.workbook.template is Template.NEWER:
        raise RunxlError(messages.template_notice(found.checked.findings))
    return found


def refuse_read_only(document: Document) -> None:
    if document.read_only:
        raise RunxlError(messages.READ_ONLY.format(name=document.name))


def compute(document: Document) -> Computed:
    """Computes and writes; nothing is written if anything must not be."""
    refuse_read_only(document)
    found = look(document)
    workbook, assessment = found.workbook, found.assess()
    wanted = edits(workbook, found.checked, assessment, now=now())
    refuse_foreign(found.checked)  # last, as the command does: that a period is closed is told first
    if wanted.sheets:
        apply_undoable(document, workbook, wanted)
    elif wanted.extents:  # no cell changes, so the computation before this one is still the one to undo
        apply(document, wanted, workbook.sheets)
    return Computed(assessment, workbook, wanted.changed_cells)


def write_findings(document: Document) -> Sequence[Finding]:
    """Checks and assesses, and writes the sheet Fynd alone."""
    found = look(document)
    findings = found.assess().findings
    worded = [dataclasses.replace(one, remedy=messages.remedy(one)) for one in findings]
    wanted = fynd_edits(found.workbook, worded)
    if not document.read_only and wanted.sheets:
        apply(document, wanted, found.workbook.sheets)
    return findings
