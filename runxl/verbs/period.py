"""`period`: the step from one period to the next. What was is kept whole beside it, and the answers begin anew."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runxl.assessment.basis import basis_of
from runxl.check.check import check
from runxl.errors import RunxlError
from runxl.files.save import latest_backup, whole
from runxl.output.document.laid_out import laid_out
from runxl.output.results.historik_sheet import historik_edits
from runxl.output.results.into_workbook import shown_edits
from runxl.output.results.next_period import Step, step
from runxl.output.results.standing import rewritten
from runxl.output.said.source import Source
from runxl.svenska import listed
from runxl.verbs.examine import AnyPath, Examined, examine, refuse_foreign, refuse_unknown
from runxl.workbook.answers import has_answers
from runxl.workbook.applied import applied
from runxl.workbook.edits import Edits, Written, joined
from runxl.workbook.patch import patch
from runxl.workbook.tables import Workbook

_ANY_TIME = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - only whether there is something to write is asked


@dataclass(frozen=True, slots=True)
class Advanced:
    """The step that was taken: `emptied` answers went, `kept` stand because they last.

    `archive` is the copy of the workbook as the period ended; None where nothing was written.
    """

    file: Path
    before: str
    after: str
    archive: Path | None
    emptied: int
    kept: int
    backup: Path | None = None
    waiting: int = 0
    """So many formulas hang on what was written, until the workbook has been opened and saved."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON face of `runxl period`; its keys are part of the public contract."""
        return {
            "fil": str(self.file),
            "fran": self.before,
            "till": self.after,
            "arkiv": str(self.archive) if self.archive else None,
            "tomda": self.emptied,
            "kvar": self.kept,
        }


def advance(
    path: AnyPath,
    period: str,
    out: AnyPath | None = None,
    *,
    dry_run: bool = False,
    replace: bool = False,
    now: dt.datetime | None = None,
) -> Advanced:
    """Takes the step. Refused, with the reason, while the period that stands has answers that nobody has computed."""
    found = examine(path, to_write=True)
    refuse_foreign(found.checked)
    target = _next(found, period)
    _refuse_uncomputed(found)
    taken, edits = planned(found, target, now=now)
    before, after = _named(found, found.checked.settings.period), _named(found, target)
    written = Path(out) if out is not None else Path(path)
    if dry_run:
        return Advanced(written, before, after, None, taken.emptied, taken.kept)
    archive = _kept_copy(Path(path), before, replace=replace)
    file, waiting = patch(
        found.workbook.path, edits, Path(out) if out is not None else None, stamp=found.workbook.stamp, replace=replace
    )
    backup = latest_backup(file) if out is None else None
    return Advanced(file, before, after, archive, taken.emptied, taken.kept, backup, waiting)


def planned(found: Examined, target: str, *, now: dt.datetime | None = None) -> tuple[Step, Edits]:
    """The step itself, and with it what the workbook then says of its new period: one write holds both.

    The button takes the same edits to the open workbook.
    """
    assessment = found.assess()
    begins = basis_of(dataclasses.replace(found.checked.settings, period=target))
    texts = laid_out(Source.of(found.checked, assessment), begins, _texts(found.workbook))
    taken = step(found.workbook, assessment, target, texts)
    after = applied(found.workbook, taken.edits)
    (checked,) = check([after])
    begun = Examined(after, checked).assess()
    shown = shown_edits(after, checked, begun, now=now or dt.datetime.now().astimezone())
    return taken, joined((taken.edits, shown))


def _texts(workbook: Workbook) -> Iterator[Mapping[str, Written]]:
    """The rows of Texter as they stand."""
    found = workbook.tables.get("texter")
    for position in range(len(found) if found else 0):
        yield {name: rewritten(column.values[position]) for name, column in found.columns.items()} if found else {}


def _next(found: Examined, period: str) -> str:
    """The period asked for, as the styrmodell writes it: one that comes after the period that stands."""
    settings = found.checked.settings
    missing = [title for title, value in (("År", settings.ar), ("Period", settings.period)) if not value]
    if missing:
        raise RunxlError(f"{found.checked.file}: fyll i {listed(missing)} på bladet Inställningar först.")
    asked = dataclasses.replace(settings, period=period)
    refuse_unknown(asked.moment, period)
    stands, wanted = basis_of(settings), basis_of(asked)
    if wanted.period.name == stands.period.name:
        raise RunxlError(f"Arbetsboken är redan i {_named(found, stands.period.name)}. Inget har ändrats.")
    if wanted.order < stands.order:
        raise RunxlError(
            f"{_named(found, wanted.period.name)} ligger före {_named(found, stands.period.name)}, som arbetsboken är "
            "i. En rapport över en tidigare period görs ur kopian som sparades när perioden avslutades."
        )
    return wanted.period.name


def _refuse_uncomputed(found: Examined) -> None:
    """Answers that Tidigare perioder does not hold would be lost to the next report."""
    basis = basis_of(found.checked.settings)
    held = not historik_edits(found.workbook, found.checked, found.assess(), basis, _ANY_TIME).rows
    if not held and has_answers(found.workbook):
        raise RunxlError(
            f"{_named(found, basis.period.name)} har svar som inte är beräknade, eller som har ändrats sedan de "
            "beräknades. Beräkna arbetsboken först, så att svaren finns kvar i Tidigare perioder, och ta sedan steget."
        )


def _named(found: Examined, period: str) -> str:
    return f"{period} {found.checked.settings.ar}"


def _kept_copy(path: Path, period: str, *, replace: bool) -> Path:
    """The workbook as the period ended, under a name of its own: reports of that period are made from it."""
    kept = path.with_name(f"{path.stem} ({period}){path.suffix}")
    content = path.read_bytes()
    if kept.exists() and not replace and kept.read_bytes() != content:
        raise RunxlError(
            f"{kept} finns redan med ett annat innehåll. Flytta eller döp om den, så att kopian av perioden får plats."
        )
    with whole(kept) as temporary:
        temporary.write_bytes(content)
    return kept
