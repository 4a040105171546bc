"""The open workbook through the journey that a file takes: read, check, assess, edits, and into the open sheets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from runxl.addin import messages
from runxl.contract.regel import Regel
from runxl.errors import RunxlError

if TYPE_CHECKING:
    from runxl.assessment.assessed import Assessment
    from runxl.check.rows import Checked
    from runxl.workbook.tables import Workbook


@dataclass(frozen=True, slots=True)
class Computed:
    """The assessment, what was read, and how many cells changed."""

    assessment: Assessment
    workbook: Workbook
    checked: Checked
    cells: int


def now() -> dt.datetime:
    """The moment of a computation, where the person is."""
    return dt.datetime.now().astimezone()


def look(book: Any) -> tuple[Workbook, Checked]:
    """The open workbook, read and checked; RunxlError if it is none of ours or of a later template."""
    from runxl.addin.read_book import read_open
    from runxl.check.check import check

    workbook = read_open(book)
    (checked,) = check([workbook])
    if not checked.readable:
        raise RunxlError(messages.NOT_OURS.format(name=book.name))
    if any(found.code == Regel.NYARE_MALL and found.severity == "fel" for found in checked.findings):
        raise RunxlError(messages.template_notice(checked.findings))
    return workbook, checked


def compute(book: Any) -> Computed:
    """Computes and writes; nothing is written if anything must not be."""
    from runxl.addin.apply import apply
    from runxl.addin.host import host_of
    from runxl.addin.undo import remember
    from runxl.assessment.assess import assess
    from runxl.output.results.historik_sheet import ClosedPeriodError
    from runxl.output.results.into_workbook import edits

    if host_of(book).read_only(book):
        raise RunxlError(messages.READ_ONLY.format(name=book.name))
    workbook, checked = look(book)
    assessment = assess(checked)
    try:
        wanted = edits(workbook, checked, assessment, now=now())
    except ClosedPeriodError as closed:
        raise RunxlError(closed.in_the_open_workbook) from closed
    if wanted.sheets or wanted.extents:
        # Where no cell changes, the computation before this one is still the one to undo.
        before = partial(remember, book, workbook, wanted) if wanted.sheets else None
        apply(book, wanted, workbook.sheets, before=before)
    return Computed(assessment, workbook, checked, wanted.changed_cells)


def write_findings(book: Any) -> Checked:
    """Checks, and writes the sheet Fynd alone."""
    from runxl.addin.apply import apply
    from runxl.addin.host import host_of
    from runxl.output.results.fynd_sheet import fynd_edits

    workbook, checked = look(book)
    wanted = fynd_edits(workbook, checked.findings)
    if not host_of(book).read_only(book) and wanted.sheets:
        apply(book, wanted, workbook.sheets)
    return checked
