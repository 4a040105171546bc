"""A workbook → its rows of history: those of its own period, assessed anew, and those that it remembers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from runxl.assessment.assessed import Assessment, Verdict
from runxl.assessment.basis import Basis, basis_of
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.history import counted, same_name
from runxl.assessment.verdicts import IndikatorVerdict, UppdragVerdict
from runxl.check.moment import last_day, named
from runxl.check.rows import Checked, Family, Historik
from runxl.excel import DAY, EPOCH, FIRST_DAY
from runxl.findings import FileReport
from runxl.measure.values import Value, plain
from runxl.output.many.quality import QualityRow, codes_of, quality_rows
from runxl.output.results.historik_sheet import Remembered, objects
from runxl.output.tidy.tidy_row import TidyRow
from runxl.workbook.tables import Workbook

OWN, REMEMBERED = "Periodens arbetsbok", "Tidigare perioder"

_NO_DAY = 2_958_466
"""Excel's days end before this one, with the year 9999."""

Unplaced = Literal["", "utan år eller period", "svaren avser en annan period", "en plan följs inte upp"]


@dataclass(frozen=True, slots=True)
class BookRows:
    """What a file gave: its rows, and why its own period is not among them, if it is not."""

    report: FileReport
    namnd: str = ""
    enhet: str = ""
    when: str = ""
    family: Family = field(default_factory=Family)
    unplaced: Unplaced = ""
    rows: tuple[TidyRow, ...] = ()
    quality: tuple[QualityRow, ...] = ()
    """Every kind of finding in it."""


def unread_rows(report: FileReport) -> BookRows:
    """What is known of a file that could not be read."""
    whose = ("", "", None, "", -1)
    return BookRows(report, quality=tuple(quality_rows(whose, codes_of(report.findings), report.file)))


def rows_of(workbook: Workbook, checked: Checked, assessment: Assessment) -> BookRows:
    """The rows of a workbook that could be read."""
    told = _Told(workbook, checked, assessment)
    unplaced = told.unplaced
    own = () if unplaced else told.own()
    settings = checked.settings
    whose = (settings.namnd, settings.utskickad_till, assessment.ar, assessment.period, told.basis.order)
    return BookRows(
        report=FileReport(checked.file, assessment.findings),
        namnd=settings.namnd,
        enhet=settings.utskickad_till,
        when=assessment.when,
        family=settings.family,
        unplaced=unplaced,
        rows=(*own, *told.remembered()),
        quality=tuple(quality_rows(whose, codes_of(assessment.findings), checked.file)),
    )


class _Told:
    """One workbook, and what all its rows have in common."""

    def __init__(self, workbook: Workbook, checked: Checked, assessment: Assessment) -> None:
        self.workbook, self.checked, self.assessment = workbook, checked, assessment
        self.basis: Basis = basis_of(checked.settings)
        settings = checked.settings
        self.head: dict[str, Any] = {
            "namnd": settings.namnd or None,
            "enhet": settings.utskickad_till or None,
            "styrmodell": self.basis.styrmodell.title,
            "fil": checked.file,
        }
        self.parents = {one.nr: one.row.mal for one in assessment.delmal if one.nr}
        self.known: dict[tuple[str, str], tuple[Verdict, Remembered]] = {}
        for one, said in objects(assessment):
            self.known.setdefault((one.objekt, one.nr), (one, said))
        self.stamps = _stamps(workbook)

    @property
    def unplaced(self) -> Unplaced:
        """Why what stands in the workbook is no row of any period."""
        if self.checked.foreign:
            return "svaren avser en annan period"
        if self.assessment.ar is None or self.basis.order < 0:
            return "utan år eller period"
        return "en plan följs inte upp" if self.basis.period.plan else ""

    def own(self) -> Iterator[TidyRow]:
        """The period that stands, as it is assessed now: what is remembered of it in the workbook may be older."""
        ar, period = self.assessment.ar or 0, self.assessment.period
        stamps = {
            (past.objekt, past.nr): self.stamps.get(past.row)
            for past in self.checked.historik
            if (past.ar, past.period) == (ar, period)
        }
        for key, (one, said) in self.known.items():
            if one.nr:
                yield self._row(
                    ar,
                    period,
                    key,
                    **self._about(one),
                    **_said(said),
                    namn=one.namn or None,
                    status=_status(one),
                    faststalld_den=said.get("faststalld_den"),
                    forklaring=getattr(one, "forklaring", "") or None,
                    beraknad_den=stamps.get(key),
                    svar_senast=self.checked.settings.svar_senast,
                    kalla=OWN,
                )

    def remembered(self) -> Iterator[TidyRow]:
        """What Tidigare perioder says of other periods, as it was written then."""
        now = (self.assessment.ar, self.assessment.period)
        for past in self.checked.historik:
            if (past.ar, past.period) == now and not self.unplaced:
                continue
            one, _ = self.known.get((past.objekt, past.nr), (None, None))
            same = one is not None and past.ar == self.assessment.ar and same_name(one.namn, past.namn)
            yield self._row(
                past.ar,
                past.period,
                (past.objekt, past.nr),
                **(self._about(one) if one is not None and same else {}),
                **_said(past._asdict()),
                namn=past.namn or None,
                status=self._counted(past),
                faststalld_den=_day(past.faststalld_den),
                beraknad_den=self.stamps.get(past.row),
                kalla=REMEMBERED,
            )

    def _row(self, ar: int, period: str, key: tuple[str, str], **said: Any) -> TidyRow:
        found = named(self.basis.styrmodell, period)
        return TidyRow(
            **self.head,
            ar=ar,
            period=period,
            ordning=self.basis.order_of(period),
            sista_dag=last_day(ar, found) if found else None,
            objekt=key[0],
            nr=key[1],
            **said,
        )

    def _counted(self, past: Historik) -> str | None:
        """What was only proposed for a mål was never its status."""
        if past.objekt == "Mål" and not self.basis.computed_counts("Mål"):
            return past.faststalld_status or None
        return counted(past) or None

    def _about(self, one: Verdict) -> dict[str, str | None]:
        """What the plan says of an object, which stands all year."""
        if isinstance(one, MalVerdict):
            return {}
        if isinstance(one, DelmalVerdict):
            return {"mal": one.row.mal or None, "ansvarig": one.row.ansvarig or None}
        if isinstance(one, UppdragVerdict):
            return {"ansvarig": one.row.ansvarig or one.row.riktas_till or None}
        own = {"delmal": one.row.delmal or None, "ansvarig": one.row.ansvarig or None}
        if isinstance(one, IndikatorVerdict):
            own |= {"typ": one.row.typ or None, "mattenhet": one.row.enhet or None}
        return {"mal": self.parents.get(one.row.delmal) or None, **own}


_TEXTS = (
    "beraknad_status", "faststalld_status", "motivering", "faststalld_av", "prognos", "beraknad_vid_beslut",
)  # fmt: skip


def _said(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is remembered of an object, with numbers and words apart."""
    texts = {name: said.get(name) or None for name in _TEXTS}
    measures: dict[str, Any] = {}
    for name in ("utfall", "malvarde"):
        measures[name], measures[f"{name}_text"] = _apart(said.get(name))
    return {**texts, **measures, "maluppfyllelse": said.get("maluppfyllelse")}


def _apart(value: Value | float) -> tuple[float | None, str | None]:
    """A measure as a number, or else in words."""
    said = value if isinstance(value, int | float) else plain(value)
    return (float(said), None) if isinstance(said, int | float) else (None, said or None)


def _status(one: Verdict) -> str | None:
    return (one.status if isinstance(one, MalVerdict | DelmalVerdict) else one.historik_status) or None


def _stamps(workbook: Workbook) -> dict[int, dt.datetime]:
    """When each row of Tidigare perioder was written, by its row in the sheet."""
    found = workbook.tables.get("historik")
    column = found.columns.get("beraknad_den") if found else None
    if found is None or column is None:
        return {}
    told = ((row, _moment(value)) for row, value in zip(found.rows, column.values, strict=True))
    return {row: moment for row, moment in told if moment}


def _moment(raw: object) -> dt.datetime | None:
    """A time, also where its cell has lost the format that says so, to the second."""
    if isinstance(raw, dt.datetime):
        return raw.replace(microsecond=0)
    if isinstance(raw, float) and FIRST_DAY <= raw < _NO_DAY:
        return EPOCH + dt.timedelta(seconds=round(raw * DAY.total_seconds()))
    return None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
