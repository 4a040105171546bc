"""runxl: måluppfyllelse for a region's nämnder, centred on the spreadsheet.

    import runxl

    workbook = runxl.read("plan.xlsx")
    report = runxl.validate(workbook)
    assessment = runxl.assess(workbook)
    runxl.write_back("plan.xlsx", assessment)

Nothing heavy is loaded until a verb is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from concurrent.futures import Executor
    from os import PathLike
    from pathlib import Path

    from runxl.assessment.assessed import Assessment
    from runxl.assessment.verdicts import Change
    from runxl.findings import Report
    from runxl.verbs.berakna import WrittenBook
    from runxl.verbs.dela.split import Split
    from runxl.verbs.rapport import WrittenDocument
    from runxl.verbs.samla.collect import Collected
    from runxl.verbs.sammanfatta import Summarized
    from runxl.workbook.tables import Workbook

__version__ = "0.1.0"
__all__ = ["assess", "collect", "compare", "new", "read", "report", "split", "summarize", "validate", "write_back"]


def new(
    path: str | PathLike[str],
    *,
    styrmodell: str = "",
    ar: int | None = None,
    namnd: str = "",
    exempel: bool = False,
    fran: str | PathLike[str] | None = None,
    replace: bool = False,
) -> Path:
    """Creates a workbook from the template; `exempel` fills it with an example. Never overwrites without `replace`.

    `fran` is a workbook to begin the next year from: its structure, its Ansvarig and its Historik come along.
    """
    from pathlib import Path

    if fran is not None:
        from runxl.verbs.ny import next_year

        began = next_year(
            Path(path), Path(fran), ar=ar, namnd=namnd, styrmodell=styrmodell, exempel=exempel, replace=replace
        )
        return began.file
    from runxl.template.new import new

    return new(Path(path), styrmodell=styrmodell, ar=ar, namnd=namnd, exempel=exempel, replace=replace)


def read(path: str | PathLike[str]) -> Workbook:
    """Reads a workbook. What is wrong with it is in `findings`; `readable` says whether anything could be read."""
    from pathlib import Path

    from runxl.workbook.read import read

    return read(Path(path))


def validate(*workbooks: Workbook | str | PathLike[str], executor: Executor | None = None) -> Report:
    """Checks and assesses workbooks, given as read or as paths, and reports every finding.

    Many paths are read by several processes. `executor` is any other `concurrent.futures.Executor` to read them by.
    """
    from pathlib import Path

    from runxl.verbs.examine import reported
    from runxl.workbook.tables import Workbook

    paths = [Path(one) for one in workbooks if not isinstance(one, Workbook)]
    if len(paths) == len(workbooks):
        from runxl.verbs.validera.many import validate_paths

        done = validate_paths(paths, executor=executor)
        if done.left:
            raise KeyboardInterrupt
        return done.report
    return reported([one if isinstance(one, Workbook) else read(one) for one in workbooks])


def assess(workbook: Workbook | str | PathLike[str], period: str | None = None) -> Assessment:
    """Checks a workbook and assesses its indikatorer, delmål and mål, in its own period or another."""
    from runxl.verbs.examine import examine

    return examine(workbook, period).assess()


def write_back(
    path: str | PathLike[str], assessment: Assessment, out: str | PathLike[str] | None = None, *, replace: bool = False
) -> WrittenBook:
    """Writes an assessment into its workbook (a backup copy is kept beside it) or into `out`; all else stays as it is.

    A period that is closed, or an `out` that exists, is refused without `replace`.
    """
    from pathlib import Path

    from runxl.verbs.berakna import write_back

    return write_back(Path(path), assessment, Path(out) if out is not None else None, replace=replace)


def compare(before: Workbook | str | PathLike[str], after: Workbook | str | PathLike[str]) -> list[Change]:
    """What has changed from one workbook to another, given as read or as paths; `text` of each says it in Swedish."""
    from runxl.verbs.jamfor import compare

    return list(compare(before, after))


def split(
    path: str | PathLike[str],
    folder: str | PathLike[str],
    *,
    las: bool = False,
    svar_senast: dt.date | None = None,
    replace: bool = False,
) -> Split:
    """Makes one workbook per Ansvarig in a folder, and a list of them. `las` protects what is not the unit's own."""
    from pathlib import Path

    from runxl.verbs.dela.split import split

    return split(Path(path), Path(folder), las=las, svar_senast=svar_senast, replace=replace)


def collect(
    folder: str | PathLike[str],
    master: str | PathLike[str],
    out: str | PathLike[str] | None = None,
    *,
    bara_visa: bool = False,
    replace: bool = False,
) -> Collected:
    """Takes the returned workbooks of a folder into the master (a backup copy is kept), or into `out`.

    Only what units fill in is taken, on their own rows; all else that differs is a finding.
    """
    from pathlib import Path

    from runxl.verbs.samla.collect import collect

    target = Path(out) if out is not None else None
    return collect(Path(folder), Path(master), target, bara_visa=bara_visa, replace=replace)


def summarize(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    out: str | PathLike[str],
    *,
    replace: bool = False,
    executor: Executor | None = None,
) -> Summarized:
    """Reads, checks and assesses workbooks and whole folders, and writes one workbook about them all.

    Many files are read by several processes. `executor` is any other `concurrent.futures.Executor` to read them by.
    """
    from runxl.verbs.sammanfatta import summarize

    return summarize(paths, out, replace=replace, executor=executor)


def report(
    path: str | PathLike[str],
    out: str | PathLike[str],
    *,
    mall: str | PathLike[str] | None = None,
    replace: bool = False,
) -> WrittenDocument:
    """Writes the report of a workbook's period in Word (.docx) or as slides (.pptx); `mall` is a template of your own.

    `missing` of what is returned says what is left for people to write. An `out` that exists is refused without
    `replace`, which keeps a copy of it.
    """
    from pathlib import Path

    from runxl.verbs.rapport import write_document

    return write_document(Path(path), Path(out), mall=Path(mall) if mall is not None else None, replace=replace)
