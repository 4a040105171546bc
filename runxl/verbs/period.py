"""`period`: the step from one period to the next. What was is kept whole beside it, and the answers begin anew."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runxl.assessment.assessed import Assessment
from runxl.assessment.basis import Basis, basis_of
from runxl.check.check import check
from runxl.contract.load import contract
from runxl.errors import Hint, RunxlError
from runxl.files.save import latest_backup, whole
from runxl.json_face import document
from runxl.output.document.laid_out import laid_out
from runxl.output.results.historik_sheet import closed_by, historik_edits
from runxl.output.results.into_workbook import shown_edits
from runxl.output.results.next_period import step
from runxl.output.results.standing import rewritten
from runxl.output.said.source import Source
from runxl.svenska import listed
from runxl.verbs.examine import AnyPath, Examined, examine, refuse_foreign, refuse_unknown
from runxl.workbook.applied import applied
from runxl.workbook.edits import Edits, Written, joined
from runxl.workbook.patch import patch
from runxl.workbook.standing_answers import has_answers
from runxl.workbook.tables import Workbook

_HELD = "historik"
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
        return document(
            {
                "fil": str(self.file),
                "fran": self.before,
                "till": self.after,
                "arkiv": str(self.archive) if self.archive else None,
                "tomda": self.emptied,
                "kvar": self.kept,
            }
        )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A step that can be taken: from which period to which, what it does, and the edits, which a button applies too."""

    before: str
    after: str
    emptied: int
    kept: int
    edits: Edits


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
    taken = prepared(found, _chosen(found, period), now=now)
    written = Path(out) if out is not None else Path(path)
    if dry_run:
        return Advanced(written, taken.before, taken.after, None, taken.emptied, taken.kept)
    with _kept_copy(Path(path), taken.before, replace=replace) as archive:
        workbook = found.workbook
        file, waiting = patch(workbook.path, taken.edits, out, stamp=workbook.stamp, replace=replace)
    backup = latest_backup(file) if out is None else None
    return Advanced(file, taken.before, taken.after, archive, taken.emptied, taken.kept, backup, waiting)


def following(found: Examined) -> str:
    """The period that comes after the one that stands. At the year's end there is none: that is another workbook."""
    stands = _stands(found)
    periods = stands.styrmodell.periods
    if stands.order == len(periods) - 1:
        raise RunxlError(f"{_named(found, stands.period.name)} är årets sista period.", Hint.NEXT_YEAR)
    return periods[stands.order + 1].name


def prepared(found: Examined, target: str, *, now: dt.datetime | None = None) -> Prepared:
    """The step to a later period, as it would be written. Refused, with the reason, while something would be lost."""
    assessment = found.assess()
    _refuse_uncomputed(found, assessment)
    begins = basis_of(dataclasses.replace(found.checked.settings, period=target))
    source = Source.of(found.checked, assessment)
    texts = laid_out(source.basis, begins, source.perspectives(), _texts(found.workbook))
    taken = step(found.workbook, assessment, target, texts)
    after = applied(found.workbook, taken.edits)
    (checked,) = check([after])
    begun = Examined(after, checked).assess()
    # What the workbook then says of its new period too: one write holds both.
    shown = shown_edits(after, checked, begun, now=now or dt.datetime.now().astimezone())
    was, then = _named(found, found.checked.settings.period), _named(found, target)
    return Prepared(was, then, taken.emptied, taken.kept, joined((taken.edits, shown)))


def _texts(workbook: Workbook) -> Iterator[Mapping[str, Written]]:
    """The rows of Texter as they stand."""
    found = workbook.tables.get("texter")
    for row in map(found.row, range(len(found))) if found else ():
        yield {name: rewritten(raw) for name, raw in row.items()}


def _stands(found: Examined) -> Basis:
    """The period that stands: the workbook says which, no later one has followed it, and the answers are its own."""
    settings = found.checked.settings
    missing = [title for title, value in (("År", settings.ar), ("Period", settings.period)) if not value]
    if missing:
        raise RunxlError(f"{found.checked.file}: fyll i {listed(missing)} på bladet Inställningar först.")
    refuse_unknown(settings.moment, settings.period)
    basis = basis_of(settings)
    if closed := closed_by(found.checked, basis):
        raise RunxlError(f"{closed} Inget har ändrats. Kontrollera Period i Inställningar.")
    refuse_foreign(found.checked)
    return basis


def _chosen(found: Examined, period: str) -> str:
    """The period asked for, as the styrmodell writes it: one that comes after the period that stands."""
    stands = _stands(found)
    asked = dataclasses.replace(found.checked.settings, period=period)
    refuse_unknown(asked.moment, period)
    wanted = basis_of(asked)
    if wanted.period.name == stands.period.name:
        raise RunxlError(f"Arbetsboken är redan i {_named(found, stands.period.name)}. Inget har ändrats.")
    if wanted.order < stands.order:
        raise RunxlError(
            f"{_named(found, wanted.period.name)} ligger före {_named(found, stands.period.name)}, som arbetsboken är "
            "i. En rapport över en tidigare period görs ur kopian som sparades när perioden avslutades.",
            Hint.NEXT_YEAR if stands.period.year_end else None,
        )
    return wanted.period.name


def _refuse_uncomputed(found: Examined, assessment: Assessment) -> None:
    """Answers that Tidigare perioder does not hold would be lost to the next report."""
    if not has_answers(found.workbook):
        return
    basis = basis_of(found.checked.settings)
    if not basis.period.plan and _HELD not in found.workbook.tables:
        raise RunxlError(
            f"{_named(found, basis.period.name)} har svar, men arbetsboken har inte bladet "
            f"{contract().tables[_HELD].sheet}, där de ska finnas kvar. Kopiera bladet från en arbetsbok som är gjord "
            "ur mallen, beräkna arbetsboken, och ta sedan steget."
        )
    if historik_edits(found.workbook, found.checked, assessment, basis, _ANY_TIME).rows:
        raise RunxlError(
            f"{_named(found, basis.period.name)} har svar som inte är beräknade, eller som har ändrats sedan de "
            "beräknades. Beräkna arbetsboken först, så att svaren finns kvar i Tidigare perioder, och ta sedan steget."
        )


def _named(found: Examined, period: str) -> str:
    return f"{period} {found.checked.settings.ar}"


def effect_of(emptied: int, kept: int, *, taken: bool) -> str:
    """`1 svar eller beslut är tömt.` `17 svar och beslut är tömda, 2 svar som varar står kvar.`"""
    lasting = f"{kept} svar som varar står kvar" if kept else ""
    if not emptied:
        return f"Det finns inget att tömma{', ' if lasting else ''}{lasting}."
    one, many = ("är tömt", "är tömda") if taken else ("töms", "töms")
    gone = f"1 svar eller beslut {one}" if emptied == 1 else f"{emptied} svar och beslut {many}"
    return f"{gone}{', ' if lasting else ''}{lasting}."


def kept_place(path: Path, period: str) -> Path:
    """Where a workbook is kept as the period ended: beside it. A link there would choose where the copy goes."""
    kept = path.with_name(f"{path.stem} ({period}){path.suffix}")
    if kept.is_symlink() or (kept.exists() and not kept.is_file()):
        raise RunxlError(f"{kept} finns redan och är ingen vanlig fil. Flytta eller döp om den.")
    return kept


def there_already(kept: Path) -> RunxlError:
    """A copy kept earlier may be the only place that has what it has."""
    return RunxlError(
        f"{kept} finns redan med ett annat innehåll. Flytta eller döp om den, så att kopian av perioden får plats."
    )


@contextmanager
def _kept_copy(path: Path, period: str, *, replace: bool) -> Iterator[Path]:
    """The workbook as the period ended, under a name of its own: reports of that period are made from it.

    A step that is refused leaves none: it would be in the way of the copy that is kept when the step is taken.
    """
    kept = kept_place(path, period)
    content, was_there = path.read_bytes(), kept.exists()
    if was_there and not replace and kept.read_bytes() != content:
        raise there_already(kept)
    with whole(kept) as temporary:
        temporary.write_bytes(content)
    try:
        yield kept
    except RunxlError:  # which says that the workbook is as it was
        if not was_there:
            with suppress(OSError):
                kept.unlink()
        raise
