"""Tidigare perioder: what was computed and decided in each period. A period's own rows are replaced, no others.

Nämndplan leaves no rows: what a plan holds is yet to be followed up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from runxl.assessment.assessed import Assessment, Verdict
from runxl.assessment.basis import Basis
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.check.rows import Checked
from runxl.check.svaren_avser import answers_of
from runxl.contract.load import contract
from runxl.errors import Hint, RunxlError
from runxl.measure.values import plain
from runxl.output.results.standing import RowValues, rewritten, same_row, table_edits
from runxl.workbook.edits import Edits, Written
from runxl.workbook.tables import FoundTable, Percent, Raw, Workbook

_STAMP = "beraknad_den"
_WRITTEN_AS_READ = frozenset((type(None), bool, int, float, Percent, str, dt.date, dt.datetime))

Remembered = Mapping[str, Written]
"""An object as it is remembered, by the contract's column names."""


def refuse_closed(checked: Checked, basis: Basis) -> None:
    """Stops the writing of a period that a later one of the same year has followed."""
    closed = closed_by(checked, basis)
    if closed and checked.foreign:
        # Nothing is written over what is remembered by another period's answers, however it is asked for.
        raise RunxlError(
            f"{closed} Ingenting har skrivits: svaren i arbetsboken avser {checked.settings.svaren_avser}. "
            "En tidigare periods svar står, och beräknas, i kopian som sparas när steget tas till nästa period."
        )
    if closed:
        raise RunxlError(f"{closed} Ingenting har skrivits. Kontrollera Period i Inställningar.", Hint.REPLACE_PERIOD)


def closed_by(checked: Checked, basis: Basis) -> str:
    """Why a period is closed, as a sentence; else nothing.

    A later one of its year is remembered, or the step to a later one has been taken: its own answers are in the copy
    that was kept, and what is remembered of it would be written over by what stands here now.
    """
    if basis.order < 0:
        return ""
    periods = [row.period for row in checked.historik if row.ar == basis.ar]
    if later := _latest(basis, periods):
        return f"{basis.period.name} {basis.ar} är avslutad: Tidigare perioder har redan {later} {basis.ar}."
    said = checked.settings.svaren_avser
    stepped = [one.name for one in basis.styrmodell.periods if answers_of(said, one.name, basis.ar)]
    if basis.period.name in periods and (later := _latest(basis, stepped)):
        return f"{basis.period.name} {basis.ar} är avslutad: arbetsboken har redan tagit steget till {later}."
    return ""


def _latest(basis: Basis, periods: Iterable[str]) -> str:
    """The last of the periods that come after the one that stands; else nothing."""
    last = max(periods, key=basis.order_of, default="")
    return last if basis.order_of(last) > basis.order else ""


def historik_edits(
    workbook: Workbook, checked: Checked, assessment: Assessment, basis: Basis, now: dt.datetime
) -> Edits:
    """Tidigare perioder with the period's rows as they are now."""
    table, found = contract().tables["historik"], workbook.tables.get("historik")
    sheet = workbook.sheets.get(table.sheet)
    if found is None or sheet is None or assessment.ar is None or basis.order < 0 or basis.period.plan:
        return Edits()
    return table_edits(sheet, table, [*found.columns], _rows(found, checked, assessment, now), read=found.rows)


def _rows(found: FoundTable, checked: Checked, assessment: Assessment, now: dt.datetime) -> list[RowValues]:
    """Rows of other periods as they stand; our own in their places, new ones after the last of them."""
    read = {row.row: row for row in checked.historik}
    stamp = [*found.columns].index(_STAMP) if _STAMP in found.columns else None
    fresh: dict[tuple[str, str], RowValues] = {}
    for row in _remembered(assessment):
        fresh.setdefault((str(row["objekt"]), str(row["nr"])), [*map(row.get, found.columns)])
    rows: list[RowValues] = []
    after: int | None = None
    as_read = zip(*(column.values for column in found.columns.values()), strict=True)
    for number, stands, raw in zip(found.rows, _standing(found), as_read, strict=True):
        past = read.get(number)
        if past is None or (past.ar, past.period) != (assessment.ar, assessment.period):
            rows.append(stands)
            continue
        new = fresh.pop((past.objekt, past.nr), None)
        if new:
            rows.append(_stamped(new, stamp, raw, stands, now))
        after = len(rows)
    added = [_with(row, stamp, now) for row in fresh.values()]
    after = len(rows) if after is None else after
    return [*rows[:after], *added, *rows[after:]]


def _standing(found: FoundTable) -> Iterator[RowValues]:
    """Every row as it stands, to be written where it stands or in another place."""
    columns = (column.values for column in found.columns.values())
    return zip(*(c if _WRITTEN_AS_READ.issuperset(map(type, c)) else map(rewritten, c) for c in columns), strict=True)


def _stamped(new: RowValues, stamp: int | None, raw: Sequence[Raw], stands: RowValues, now: dt.datetime) -> RowValues:
    """A row keeps the time when it was computed as long as nothing else in it changes."""
    if stamp is None:
        return new
    kept = same_row(raw, _with(new, stamp, raw[stamp]))
    return _with(new, stamp, (stands[stamp] if kept else None) or now)


def _with(row: RowValues, place: int | None, value: Any) -> RowValues:
    return row if place is None else [*row[:place], value, *row[place + 1 :]]


def _remembered(assessment: Assessment) -> Iterator[Remembered]:
    """Every object with a Nr, as it is remembered."""
    for one, said in objects(assessment):
        if one.nr:
            about = {"ar": assessment.ar, "period": assessment.period}
            yield {**about, "objekt": one.objekt, "nr": one.nr, "namn": one.namn, **said}


def objects(assessment: Assessment) -> Iterator[tuple[Verdict, Remembered]]:
    """Every object, and what is remembered of it by the contract's column names."""
    yield from ((mal, _judged(mal)) for mal in assessment.mal)
    yield from ((delmal, _judged(delmal)) for delmal in assessment.delmal)
    yield from ((indikator, _measured(indikator)) for indikator in assessment.indikatorer)
    yield from ((row, {"beraknad_status": row.historik_status}) for row in assessment.aktiviteter)
    yield from ((row, {"beraknad_status": row.historik_status}) for row in assessment.uppdrag)


def _measured(verdict: IndikatorVerdict) -> Remembered:
    """An outcome that does not count is none to compare the next one with."""
    return {
        "utfall": plain(verdict.utfall) if verdict.measured else None,
        "malvarde": plain(verdict.malvarde),
        "maluppfyllelse": verdict.andel,
        "beraknad_status": verdict.historik_status,
    }


def _judged(verdict: MalVerdict | DelmalVerdict) -> Remembered:
    """A row with faults counted as Ej bedömd, whatever was computed or decided, and is remembered so.

    A decision that lacks its motive did not count, and is not remembered as one.
    """
    if verdict.row.faults:
        return {"beraknad_status": verdict.status, "motivering": verdict.row.motivering}
    return {
        "beraknad_status": verdict.beraknad,
        "faststalld_status": None if verdict.unmotivated else verdict.faststalld,
        "motivering": verdict.row.motivering,
        "faststalld_av": verdict.row.faststalld_av,
        "faststalld_den": verdict.row.faststalld_den,
        "prognos": verdict.row.prognos,
        "beraknad_vid_beslut": verdict.beraknad_vid_beslut,
    }
