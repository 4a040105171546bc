"""`samla`: the answers in a folder are let in, set against the plan, and taken into it. Nothing is lost in silence."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from runxl.batch.executors import CHUNK
from runxl.batch.paths import choose
from runxl.batch.progress import Advance, Progress, silent
from runxl.check.check import check
from runxl.check.rows import Checked
from runxl.contract.load import contract
from runxl.contract.message import finding
from runxl.contract.regel import Regel
from runxl.excel import fold
from runxl.files.save import latest_backup
from runxl.files.target import real
from runxl.findings import FileReport, Finding
from runxl.json_face import document
from runxl.svenska import counted
from runxl.verbs.completeness import due_cells, filled, missing
from runxl.verbs.examine import AnyPath, examine
from runxl.verbs.forslag import Wish
from runxl.verbs.owners import named
from runxl.verbs.plan import Master, plan_of
from runxl.verbs.samla import merge
from runxl.verbs.samla.answer import Answer, answer_of
from runxl.verbs.samla.gate import refusals
from runxl.verbs.samla.intake import Conflict, Counted, Intake, take_in
from runxl.verbs.samla.protocol import PlanMemory
from runxl.verbs.samla.twins import Difference, differences
from runxl.workbook.cell_text import as_typed
from runxl.workbook.guarded import read_guarded
from runxl.workbook.tables import Workbook

Reception = Literal["läst", "avvisad"]


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back: whose it is, whether it was let in, how much of what is due it answers."""

    file: str
    unit: str
    status: Reception
    share: float
    findings: tuple[Finding, ...]
    readable: bool = True
    missing: tuple[tuple[str, str, str], ...] = ()
    """What is left to write, by sheet, row and header."""

    as_sent: bool = False
    """It lies there as it was sent: nobody has answered in it yet."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "fil": self.file,
            "enhet": self.unit or None,
            "status": self.status,
            "ifyllt": round(self.share, 4),
            "fynd": [finding.to_dict() for finding in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of it.

    `units` holds every unit that should answer, with how many cells are due. `written` is the plan's file if it was
    written, `backup` the copy kept of what it was.
    """

    files: tuple[Returned, ...]
    findings: tuple[Finding, ...]
    units: Mapping[str, int] = field(default_factory=dict)
    rows: int = 0
    cells: int = 0
    changes: tuple[tuple[str, str, str, str], ...] = ()
    """Each change as a person reads it: the row, the column, what stood there and what comes there."""

    written: Path | None = None
    backup: Path | None = None
    skipped: tuple[Path, ...] = ()
    when: str = ""
    """The plan's period and year."""

    answer_by: str = ""
    conflicts: tuple[Finding, ...] = ()
    """Those of the findings that say that a unit's files contradict each other, so that none of them counts."""

    disputed: tuple[Conflict, ...] = ()
    """Cells that both the plan and an answer have changed: the plan stands until somebody chooses."""

    wishes: tuple[Wish, ...] = ()
    """What units propose beyond their own cells, and nobody has judged yet."""

    nobody: bool = False
    """There is no file to read in the folder."""

    waiting: int = 0
    """So many formulas hang on what was taken in, until the plan has been opened and saved."""

    @property
    def has_faults(self) -> bool:
        return any(finding.is_fault for finding in self.every_finding())

    @property
    def nothing_readable(self) -> bool:
        return not any(file.readable for file in self.files)

    def every_finding(self) -> Iterator[Finding]:
        for file in self.files:
            yield from file.findings
        yield from self.findings

    def file_reports(self) -> tuple[FileReport, ...]:
        return tuple(FileReport(file.file, file.findings, readable=file.readable) for file in self.files)

    def to_dict(self) -> dict[str, Any]:
        """The JSON face of `runxl samla`; its keys are part of the public contract."""
        return document(
            {
                "filer": [file.to_dict() for file in self.files],
                "fynd": [finding.to_dict() for finding in self.findings],
                "sammanslaget": {"rader": self.rows, "celler": self.cells},
                "forslag": [wish.to_dict() for wish in self.wishes],
                "konflikter": [conflict.to_dict() for conflict in self.disputed],
            }
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file on its way: `answer` is there once it has been let in."""

    workbook: Workbook
    checked: Checked
    refused: Finding | None = None
    answer: Answer | None = None

    @property
    def unit(self) -> str:
        return fold(self.checked.settings.utskickad_till)


def collect(
    folder: AnyPath,
    master: AnyPath,
    out: AnyPath | None = None,
    *,
    dry_run: bool = False,
    replace: bool = False,
    progress: Progress = silent,
    now: dt.datetime | None = None,
) -> Collected:
    """Takes the answers in a folder into the plan, or into `out`; `dry_run` only tells what would be done."""
    plan = plan_of(examine(master, to_write=True))
    told, intake = hear(plan, Path(folder), out, progress=progress, now=now)
    if dry_run or told.nothing_readable or not (written := merge.write(plan, intake, out, replace=replace)):
        return told
    file, waiting = written
    backup = latest_backup(file) if out is None else None
    return dataclasses.replace(told, written=file, backup=backup, waiting=waiting)


def hear(
    plan: Master,
    folder: Path,
    out: AnyPath | None = None,
    *,
    progress: Progress = silent,
    now: dt.datetime | None = None,
) -> tuple[Collected, Intake]:
    """What the answers in a folder say, and what is to be written of it in the plan. Nothing is."""
    memory = PlanMemory.of(plan.workbook)
    chosen = choose([folder], leave_out=plan.workbook.path, deep=False)
    paths = [path for path in chosen.paths if out is None or real(path) != real(out)]
    with progress(len(paths)) as advance:
        entries = [_let_in(plan, memory, workbook, checked) for workbook, checked in _read(paths, advance)]
    twins, conflicts, counted = _without_twins(plan, entries)
    answers = [Counted(plan.owners.names[one.unit], one.workbook.file, one.answer) for one in counted if one.answer]
    intake = take_in(plan, answers, memory, now or dt.datetime.now().astimezone())
    unreadable = [Returned(one.file, "", "avvisad", 0.0, one.findings, readable=False) for one in chosen.unreadable]
    heard = {entry.unit for entry in entries}
    told = Collected(
        files=(*unreadable, *(_returned(plan, entry, counted) for entry in entries)),
        findings=(*twins, *_silent(plan, heard)),
        units={unit: len(due_cells(plan, fold(unit))) for unit in plan.owners.names.values()},
        rows=intake.rows,
        cells=intake.cells,
        changes=tuple(_told(intake)),
        skipped=chosen.skipped,
        when=f"{plan.checked.settings.period} {plan.checked.settings.ar}",
        answer_by=_answer_by(plan, entries),
        conflicts=tuple(conflicts),
        disputed=intake.conflicts,
        wishes=intake.wishes,
        nobody=not chosen.paths,
    )
    return told, intake


def _read(paths: Sequence[Path], advance: Advance) -> Iterator[tuple[Workbook, Checked]]:
    """Every file, read and checked. A unit cannot waive its own faults: Dispenser is the plan's."""
    for start in range(0, len(paths), CHUNK):
        workbooks = []
        for path in paths[start : start + CHUNK]:
            workbooks.append(read_guarded(path))
            advance()
        bare = [replace(book, tables={n: t for n, t in book.tables.items() if n != "dispenser"}) for book in workbooks]
        yield from zip(workbooks, check(bare), strict=True)


def _let_in(plan: Master, memory: PlanMemory, workbook: Workbook, checked: Checked) -> _Entry:
    if not checked.readable:
        return _Entry(workbook, checked)
    entry = _Entry(workbook, checked, next(refusals(plan, workbook, checked), None))
    return entry if entry.refused else replace(entry, answer=answer_of(plan, entry.unit, workbook, checked, memory))


def _without_twins(plan: Master, entries: Iterable[_Entry]) -> tuple[list[Finding], list[Finding], list[_Entry]]:
    """What is said of twins, what of it is of those that contradict each other, and the answers that count.

    That is one per unit. Two that say the same are one; of two that do not, neither counts. What lies there as it was
    sent is no answer, so it contradicts none.
    """
    by_unit: dict[str, list[_Entry]] = {}
    for entry in entries:
        if entry.answer:
            by_unit.setdefault(entry.unit, []).append(entry)
    twins: list[Finding] = []
    conflicts, counted = [], []
    for files in by_unit.values():
        first, *others = [one for one in files if one.answer and not one.answer.as_sent] or files
        differing = next(((other, found) for other in others if (found := _difference(first, other))), None)
        if others:
            twins.append(_twins(plan, (first, *others), differing))
        if differing:
            conflicts.append(twins[-1])
        else:
            counted.append(first)
    return twins, conflicts, counted


def _difference(one: _Entry, other: _Entry) -> Difference | None:
    """The first place where two answers do not say the same."""
    every = differences(one.answer, other.answer) if one.answer and other.answer else ()
    return min(every, key=lambda found: found[:2], default=None)


def _twins(plan: Master, entries: Sequence[_Entry], differing: tuple[_Entry, Difference] | None) -> Finding:
    name = plan.owners.names[entries[0].unit]
    files = ", ".join(Path(entry.workbook.file).name for entry in entries)
    if differing is None:
        return finding(Regel.SAMMA_SVAR_I_FLERA_FILER, file=entries[0].workbook.file, enhet=name, filer=files)
    other, ((table, key), column, was, now) = differing
    described = contract().tables[table]
    return finding(
        Regel.SAMMA_ENHET_TVA_GANGER,
        file=other.workbook.file,
        sheet=described.sheet,
        column=described.column(column).title,
        key=key,
        enhet=name,
        filer=files,
        var=as_typed(was) or "tom",
        ar=as_typed(now) or "tom",
    )


def _returned(plan: Master, entry: _Entry, counted: Sequence[_Entry]) -> Returned:
    """A file as it is told of. One whose twin says otherwise was read, but is not let in."""
    name = plan.owners.names.get(entry.unit, entry.checked.settings.utskickad_till)
    found = entry.checked.findings
    if entry.refused:
        return Returned(entry.workbook.file, name, "avvisad", 0.0, (entry.refused,))
    if entry.answer is None:
        return Returned(entry.workbook.file, name, "avvisad", 0.0, found, readable=False)
    share = filled(plan, entry.unit, entry.answer)
    if not any(entry.unit == other.unit for other in counted):
        return Returned(entry.workbook.file, name, "avvisad", share, found)
    told = (*entry.answer.findings, *_theirs(entry.answer, found))
    if entry.answer.as_sent and all(entry is not other for other in counted):
        told = ()  # the unit has answered in another file: nobody is to mend this one
    left = tuple(missing(plan, entry.unit, entry.answer))
    return Returned(entry.workbook.file, name, "läst", share, told, missing=left, as_sent=entry.answer.as_sent)


def _answer_by(plan: Master, entries: Iterable[_Entry]) -> str:
    """The day that was asked for: the plan's own, else the one that the workbooks were sent with."""
    settings = (plan.checked.settings, *(entry.checked.settings for entry in entries if not entry.refused))
    return str(next((one.svar_senast for one in settings if one.svar_senast), ""))


def _silent(plan: Master, heard: set[str]) -> Iterator[Finding]:
    """The units that have sent nothing."""
    for unit, name in plan.owners.names.items():
        if unit not in heard:
            number = len(plan.owners.of(unit))
            antal = counted(number, "rad", "rader")
            yield finding(Regel.SVAR_FRAN_ENHETEN_SAKNAS, file=plan.workbook.file, enhet=name, antal=antal, key=name)


def _theirs(answer: Answer, found: Iterable[Finding]) -> Iterator[Finding]:
    """What is wrong with the answers: what is wrong with the plan is told of the plan."""
    elsewhere = answer.not_answers
    return (one for one in found if not {(one.sheet, one.cell), (one.sheet, one.row)} & elsewhere)


def _told(intake: Intake) -> Iterator[tuple[str, str, str, str]]:
    for change in intake.taken:
        title = contract().tables[change.table].column(change.column).title
        yield change.row, title, as_typed(change.was), as_typed(change.now)
    for row in intake.added:
        table = contract().tables[row.table]
        for name, raw in row.values.items():
            yield named(table, row.values), table.column(name).title, "", as_typed(raw)
