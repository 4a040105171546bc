"""One workbook, as every verb takes it: read within the limits, checked, and ready to be assessed in one period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from os import PathLike
from pathlib import Path
from weakref import ref

from runxl.assessment.assess import assess, findings_of
from runxl.assessment.assessed import Assessment
from runxl.check.check import check
from runxl.check.moment import Moment
from runxl.check.rows import Checked
from runxl.contract.message import hint_of
from runxl.contract.regel import Regel
from runxl.errors import RunxlError
from runxl.findings import FileReport, Report, in_one_line
from runxl.workbook.guarded import read_guarded
from runxl.workbook.read import read
from runxl.workbook.tables import Workbook

AnyPath = str | PathLike[str]


class UnreadableError(RunxlError):
    """Nothing can be said of a workbook but why it could not be read, which `checked` holds as findings."""

    def __init__(self, checked: Checked) -> None:
        faults = (one for one in checked.findings if one.severity == "fel")
        super().__init__(" ".join(in_one_line(checked.file, one) for one in faults))
        self.checked = checked


@dataclass(frozen=True, slots=True)
class Examined:
    """A workbook that could be read, and what checking made of it in its own period, or in the one asked for."""

    workbook: Workbook
    checked: Checked

    def assess(self, previous: Checked | None = None) -> Assessment:
        """Every verdict, in the period that the checking was for."""
        return assess(self.checked, previous)


def examine(
    given: Workbook | AnyPath, period: str | None = None, *, name: str = "", to_write: bool = False
) -> Examined:
    """Takes a workbook as read or as a path; UnreadableError if nothing can be said about it.

    `name` is what findings call a file; `to_write` keeps its sheets as they stand.
    """
    guarded = partial(read, name=name, to_write=to_write)
    workbook = given if isinstance(given, Workbook) else read_guarded(Path(given), guarded)
    checked = _LATEST.checked(workbook, period or "")
    if not checked.readable:
        raise UnreadableError(checked)
    if period:
        refuse_unknown(checked.moment, period)
    return Examined(workbook, checked)


def reported(workbooks: Sequence[Workbook]) -> Report:
    """All that is found in workbooks, file by file: of each the same as when it is computed."""
    all_checked = [_LATEST.checked(workbooks[0], "")] if len(workbooks) == 1 else check(workbooks)
    return Report(tuple(FileReport(one.file, findings_of(one), readable=one.readable) for one in all_checked))


class _Latest:
    """What checking made of the workbook that was checked last, for as long as that is somebody's.

    Whoever validates a workbook as a rule assesses it next, and checking, which is pure, is half of either.
    """

    def __init__(self) -> None:
        self._made: tuple[ref[Workbook], str, Checked] | None = None

    def checked(self, workbook: Workbook, period: str) -> Checked:
        made = self._made
        if made and made[0]() is workbook and made[1] == period:
            return made[2]
        (checked,) = check([workbook], period)
        self._made = (ref(workbook, self._gone), period, checked)
        return checked

    def _gone(self, workbook: ref[Workbook]) -> None:
        if self._made and self._made[0] is workbook:
            self._made = None


_LATEST = _Latest()


def refuse_foreign(checked: Checked) -> None:
    """Nothing is made of answers that are of another period than the workbook says."""
    for one in checked.findings:
        if one.code == Regel.SVAREN_AVSER_EN_ANNAN_PERIOD:
            raise RunxlError(in_one_line(checked.file, one), hint_of(one))


def refuse_unknown(moment: Moment, period: str) -> None:
    """A period that the styrmodell does not have."""
    if moment.period is None:
        known = ", ".join(one.name for one in moment.styrmodell.periods)
        raise RunxlError(f"Perioden {period} finns inte i {moment.styrmodell.title}. Välj en av {known}.")
