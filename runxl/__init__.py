"""runxl: måluppfyllelse for a region's nämnder, centred on the spreadsheet.

    import runxl

    workbook = runxl.read("plan.xlsx")
    report = runxl.validate(workbook)
    assessment = runxl.assess(workbook)
    runxl.write_back("plan.xlsx", assessment)

Nothing heavy is loaded until a verb is called or a type asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from runxl.errors import Hint, RunxlError
from runxl.served import served

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from concurrent.futures import Executor
    from os import PathLike
    from pathlib import Path

    import pandera.pandas as pa

    from runxl.assessment.assessed import Assessment
    from runxl.assessment.change_words import Change
    from runxl.check.rows import Checked
    from runxl.contract.own_checks import OwnCheck
    from runxl.contract.regel import Rule
    from runxl.findings import FileReport, Finding, Report
    from runxl.output.many.quality import QualityRow
    from runxl.output.tidy.table_of import Disputed, HistoryTable
    from runxl.output.tidy.tidy_row import TidyRow
    from runxl.verbs.berakna import WrittenBook
    from runxl.verbs.dela.split import Split
    from runxl.verbs.dela.utskick import Part
    from runxl.verbs.drafts import Draft
    from runxl.verbs.examine import UnreadableError
    from runxl.verbs.forslag import Proposal, Wish
    from runxl.verbs.godta import Accepted, Applied, Left
    from runxl.verbs.importera.imported import Imported, NotRead, Review, Taken
    from runxl.verbs.period import Advanced
    from runxl.verbs.rapport import WrittenDocument
    from runxl.verbs.samla.collect import Collected, Returned
    from runxl.verbs.samla.intake import Conflict
    from runxl.verbs.sammanfatta import NothingReadError, Summarized
    from runxl.verbs.status.overview import Status, UnitState
    from runxl.verbs.status.strays import Stray
    from runxl.verbs.validera.validate import StoppedError
    from runxl.workbook.tables import Workbook

    AnyPath = str | PathLike[str]

__version__ = "0.1.0"
__all__ = [
    "Accepted", "Advanced", "Applied", "Assessment", "Change", "Checked", "Collected", "Conflict", "Disputed",
    "Draft", "FileReport", "Finding", "Hint", "HistoryTable", "Imported", "Left", "NotRead", "NothingReadError",
    "OwnCheck", "Part", "Proposal", "QualityRow", "Report", "Returned", "Review", "Rule", "RunxlError", "Split",
    "Status", "StoppedError", "Stray", "Summarized", "Taken", "TidyRow", "UnitState", "UnreadableError", "Wish",
    "Workbook", "WrittenBook", "WrittenDocument", "accept", "advance", "assess", "collect", "compare", "history",
    "import_plan", "new", "read", "report", "schema", "split", "status", "summarize", "validate", "write_back",
]  # fmt: skip
_HOMES = {
    "runxl.assessment.assessed": ("Assessment",),
    "runxl.assessment.change_words": ("Change",),
    "runxl.check.rows": ("Checked",),
    "runxl.contract.own_checks": ("OwnCheck",),
    "runxl.contract.regel": ("Rule",),
    "runxl.findings": ("FileReport", "Finding", "Report"),
    "runxl.output.many.quality": ("QualityRow",),
    "runxl.output.tidy.table_of": ("Disputed", "HistoryTable"),
    "runxl.output.tidy.tidy_row": ("TidyRow",),
    "runxl.verbs.berakna": ("WrittenBook",),
    "runxl.verbs.dela.split": ("Split",),
    "runxl.verbs.dela.utskick": ("Part",),
    "runxl.verbs.drafts": ("Draft",),
    "runxl.verbs.examine": ("UnreadableError",),
    "runxl.verbs.forslag": ("Proposal", "Wish"),
    "runxl.verbs.godta": ("Accepted", "Applied", "Left"),
    "runxl.verbs.importera.imported": ("Imported", "NotRead", "Review", "Taken"),
    "runxl.verbs.period": ("Advanced",),
    "runxl.verbs.rapport": ("WrittenDocument",),
    "runxl.verbs.samla.collect": ("Collected", "Returned"),
    "runxl.verbs.samla.intake": ("Conflict",),
    "runxl.verbs.sammanfatta": ("NothingReadError", "Summarized"),
    "runxl.verbs.status.overview": ("Status", "UnitState"),
    "runxl.verbs.status.strays": ("Stray",),
    "runxl.verbs.validera.validate": ("StoppedError",),
    "runxl.workbook.tables": ("Workbook",),
}
"""The types that a verb returns or raises, by the module that each is loaded from when it is asked for."""

_ROOMS = {name: room for room, names in _HOMES.items() for name in names}


if not TYPE_CHECKING:  # to a type checker a misspelt name shall be an error

    def __getattr__(name: str) -> object:
        if name not in _ROOMS:
            raise AttributeError(f"module 'runxl' has no attribute {name!r}")
        return getattr(import_module(_ROOMS[name]), name)


@served
def new(
    path: AnyPath,
    *,
    styrmodell: AnyPath = "",
    year: int | None = None,
    namnd: str = "",
    example: bool = False,
    previous: AnyPath | None = None,
    replace: bool = False,
) -> Path:
    """Creates a workbook from the template; `example` fills it with an example. Never overwrites without `replace`.

    `styrmodell` is the name of one that is installed, or a region's own file; the workbook then has it with it.

    `previous` is a workbook to begin the next year from: its structure, Ansvarig and Tidigare perioder come along.
    """
    from runxl.verbs.ny.new import new

    made = new(path, styrmodell=styrmodell, year=year, namnd=namnd, example=example, previous=previous, replace=replace)
    return made.file


@served
def import_plan(
    sources: AnyPath | Iterable[AnyPath],
    out: AnyPath | None = None,
    *,
    into: AnyPath | None = None,
    mapping: AnyPath | None = None,
    styrmodell: AnyPath = "",
    year: int | None = None,
    period: str = "",
    namnd: str = "",
    replace: bool = False,
) -> Imported:
    """Builds a workbook of a plan that stands in Word, in any layout of Excel, or in csv; several sources are one plan.

    What is not sure is left empty and stands in `review`, what was left out in `not_read`; the workbook's sheet Import
    says both, and where each row stood. Without `year` and `period` they are read from the source. `into` is a plan
    that there is: its empty cells are filled in and new rows added, and what differs is in `review` and stands.
    `mapping` is a file that says how headers are understood; one that is not there is written, to be mended.
    """
    from runxl.verbs.importera.import_plan import import_plan

    return import_plan(
        sources,
        out,
        into=into,
        mapping=mapping,
        styrmodell=styrmodell,
        year=year,
        period=period,
        namnd=namnd,
        replace=replace,
    )


@served
def read(path: AnyPath) -> Workbook:
    """Reads a workbook. What is wrong with it is in `findings`; `readable` says whether anything could be read."""
    from pathlib import Path

    from runxl.workbook.guarded import read_guarded

    return read_guarded(Path(path))


@served
def validate(*given: Workbook | AnyPath, executor: Executor | None = None) -> Report:
    """Checks and assesses workbooks, given as read or as paths to files and folders, and reports every finding.

    Those that were read already come first. Many files are read by several processes; `executor` is any other
    `concurrent.futures.Executor` to read them by. Stopped by Ctrl-C it raises StoppedError, whose `report` is of the
    files that were checked.
    """
    from runxl.findings import Report
    from runxl.verbs.examine import reported
    from runxl.verbs.validera.validate import StoppedError, validate
    from runxl.workbook.tables import Workbook

    done = validate((one for one in given if not isinstance(one, Workbook)), executor=executor)
    if done.left:
        raise StoppedError(done)
    already = reported([one for one in given if isinstance(one, Workbook)])
    return Report((*already.files, *done.report.files))


@served
def assess(workbook: Workbook | AnyPath, period: str | None = None) -> Assessment:
    """Checks a workbook and assesses its indikatorer, delmål and mål, in its own period or another."""
    from runxl.verbs.examine import examine

    return examine(workbook, period).assess()


@served
def write_back(
    path: AnyPath, assessment: Assessment, out: AnyPath | None = None, *, replace: bool = False
) -> WrittenBook:
    """Writes an assessment into its workbook (a backup copy is kept beside it) or into `out`; all else stays as it is.

    A period that is closed, or an `out` that exists, is refused without `replace`.
    """
    from runxl.verbs.berakna import write_back

    return write_back(path, assessment, out, replace=replace)


@served
def advance(
    path: AnyPath, period: str, out: AnyPath | None = None, *, dry_run: bool = False, replace: bool = False
) -> Advanced:
    """Takes the step to a later period of the same year, in the workbook (a backup copy is kept) or into `out`.

    The workbook as the period ended is kept whole beside it; answers and decisions are emptied, and what was is shown
    beside them. Refused while the period that stands has answers that are not computed. `dry_run` writes nothing.
    """
    from runxl.verbs.period import advance

    return advance(path, period, out, dry_run=dry_run, replace=replace)


@served
def compare(before: Workbook | AnyPath, after: Workbook | AnyPath) -> list[Change]:
    """What has changed from one workbook to another, given as read or as paths; `text` of each says it in Swedish."""
    from runxl.verbs.jamfor import compare

    return list(compare(before, after))


@served
def split(
    path: AnyPath,
    folder: AnyPath,
    *,
    lock: bool = False,
    answer_by: dt.date | None = None,
    replace: bool = False,
    drafts: bool = False,
) -> Split:
    """Makes one workbook per Ansvarig in a folder, and a list of them. `lock` protects what is not the unit's own.

    `drafts`: also a mail draft (.eml) to each unit with its workbook attached, to the addresses of the sheet Enheter.
    """
    from runxl.verbs.dela.split import split

    return split(path, folder, lock=lock, answer_by=answer_by, replace=replace, drafts=drafts)


@served
def schema(sheet: str, styrmodell: AnyPath = "") -> pa.DataFrameSchema:
    """The contract of a sheet as a pandera schema: what is required, unique, listed and in range, under its headers.

    It validates the frames that `read` and `assess` give, and any other with the same headers; a failure has the
    rule's code as its `check`. It is yours to extend: `schema("Indikatorer").add_columns(...)`. `styrmodell` (a name
    or a file) says which statuses and periods there are.
    """
    from runxl.check.schema import of_sheet
    from runxl.contract.load import contract
    from runxl.contract.message import asked_table
    from runxl.verbs.styrmodell import chosen

    return of_sheet(asked_table(sheet), chosen(styrmodell) if styrmodell else contract().default_styrmodell)


@served
def status(folder: AnyPath, master: AnyPath, *, drafts: AnyPath | None = None, replace: bool = False) -> Status:
    """Who has answered, how completely, and what is wrong; the master and the answers are only read.

    With `drafts`, a folder, a reminder (.eml) is written there to each unit that is awaited, with its own faults.
    """
    from runxl.verbs.status.remind import status

    return status(folder, master, drafts=drafts, replace=replace)


@served
def collect(
    folder: AnyPath, master: AnyPath, out: AnyPath | None = None, *, dry_run: bool = False, replace: bool = False
) -> Collected:
    """Takes the returned workbooks of a folder into the master (a backup copy is kept), or into `out`.

    What units fill in is taken, on their own rows and in rows of their own; all else that they have changed stands as
    proposals on Förslag. What the master says anew since an answer was last taken in is never written over: an answer
    that has changed too is a conflict, in `disputed`. `dry_run` only tells what would be done.
    """
    from runxl.verbs.samla.collect import collect

    return collect(folder, master, out, dry_run=dry_run, replace=replace)


@served
def accept(path: AnyPath, out: AnyPath | None = None, *, replace: bool = False) -> Accepted:
    """Applies the proposals that are marked Ja on Förslag, in the workbook (a backup copy is kept) or into `out`.

    A cell that has changed since it was proposed is left as it is, and named in `left`.
    """
    from runxl.verbs.godta import accept

    return accept(path, out, replace=replace)


@served
def summarize(
    paths: AnyPath | Iterable[AnyPath],
    out: AnyPath,
    *,
    replace: bool = False,
    executor: Executor | None = None,
    memory: AnyPath | None = None,
    template: AnyPath | None = None,
    period: str = "",
) -> Summarized:
    """Reads, checks and assesses workbooks and whole folders, and writes one workbook, or page (.html), about them all.

    To .docx or .pdf it writes the region's own report of the latest period, with a chapter for each mål; `period` names
    another (`DÅ 1 2027`, or `DÅ 1` for the latest year), and `template` is a file of your own to begin it from. Many
    files are read by several processes. `executor` is any other `concurrent.futures.Executor` to read them by.
    `memory` is a file that remembers what was read: the next run reads what is new or changed, and one that was
    stopped goes on where it was.
    """
    from runxl.verbs.sammanfatta import summarize

    return summarize(paths, out, replace=replace, executor=executor, memory=memory, template=template, period=period)


@served
def history(
    paths: AnyPath | Iterable[AnyPath],
    out: AnyPath | None = None,
    *,
    replace: bool = False,
    executor: Executor | None = None,
    memory: AnyPath | None = None,
    quality: AnyPath | None = None,
) -> HistoryTable:
    """Every object in every period: one tidy table of workbooks, copies kept of earlier periods, and whole folders.

    The period's own workbook is assessed anew; where it is not there, what a later one remembers in Tidigare perioder
    holds. `out` (.xlsx, .csv or .parquet) is written whole or not at all; one that exists is refused without `replace`.
    `quality` (.csv or .parquet) is for the table of data quality, which a workbook has as a sheet: every kind of
    finding in every workbook. `executor` and `memory` are as for `summarize`.
    """
    from runxl.verbs.historik import history

    return history(paths, out, replace=replace, executor=executor, memory=memory, quality=quality)


@served
def report(
    workbook: Workbook | AnyPath,
    out: AnyPath,
    *,
    template: AnyPath | None = None,
    document: str = "",
    replace: bool = False,
) -> WrittenDocument:
    """Writes the report of a workbook's period, as its outline in Texter says: .docx, .pptx, .html or .pdf by `out`.

    `template` is a file of your own to begin from; `document` a kind of document other than the period's own. `missing`
    of what is returned says what is left for people to write, `left_out` what the outline does not ask for. An `out`
    that exists is refused without `replace`, which keeps a copy of it.
    """
    from runxl.verbs.rapport import write_document

    return write_document(workbook, out, template=template, document=document, replace=replace)
