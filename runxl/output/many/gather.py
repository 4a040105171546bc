"""Checked and assessed → facts. What the summary says of a workbook is decided here, where the workbook was read."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable

from runxl.assessment.assessed import Assessment
from runxl.assessment.bedomning import DelmalVerdict
from runxl.assessment.counts import counts
from runxl.check.rows import Checked
from runxl.findings import FileReport
from runxl.output.many import found
from runxl.output.many.facts import BookFacts, DelmalFacts, Errand, FactRow, FilledCells, GoalFacts, Head
from runxl.output.many.lists import listings
from runxl.output.many.quality import codes_of
from runxl.output.said.amounts import expected
from runxl.output.said.source import Source

FOUND = "fynd"


def gather(checked: Checked, assessment: Assessment, filled: FilledCells) -> BookFacts:
    """The facts of a workbook that could be read."""
    source = Source.of(checked, assessment)
    settings = checked.settings
    head = Head(
        file=checked.file,
        readable=True,
        namnd=settings.namnd,
        enhet=settings.utskickad_till,
        ar=assessment.ar,
        period=assessment.period,
        order=source.basis.order,
        plan=source.basis.period.plan,
        styrmodell=assessment.model,
        family=settings.family,
        mallversion=settings.mallversion,
        utskickad_den=settings.utskickad_den,
        svar_senast=settings.svar_senast,
    )
    report = FileReport(checked.file, assessment.findings)
    lists: dict[str, tuple[FactRow, ...]] = {name: tuple(one.rows(source)) for name, one in listings().items()}
    base = unread(report, head)
    return dataclasses.replace(
        base,
        filled=filled,
        counts=assessment.counts,
        goals=tuple(_goals(source)),
        errands=tuple(_errands(assessment)),
        units=tuple(_units(checked)),
        budget=tuple(expected(source)),
        lists={**lists, **base.lists},
    )


def unread(report: FileReport, head: Head | None = None) -> BookFacts:
    """What can be said of a file by its findings alone, as of one that could not be read."""
    return BookFacts(
        head=head or Head(file=report.file),
        fel=report.count("fel"),
        varningar=report.count("varning"),
        info=report.count("info"),
        godtagna=sum(one.accepted for one in report.findings),
        codes=codes_of(report.findings),
        lists={FOUND: tuple(found.rows(report.file, report.findings))},
    )


def _goals(source: Source) -> Iterable[GoalFacts]:
    """Each mål with its statuses and a count of what is under it."""
    assessment = source.assessment
    parent = {delmal.nr: delmal.row.mal for delmal in assessment.delmal}
    below: dict[str, list[str]] = defaultdict(list)
    for one in assessment.indikatorer:
        if one.counts:
            below[parent.get(one.row.delmal, "")].append(one.told)
    for mal in assessment.mal:
        parts = source.delmal_of(mal)
        yield GoalFacts(
            nr=mal.nr,
            namn=mal.row.mal,
            status=mal.told or "",
            indikatorer=counts(assessment.scale, below[mal.nr] if mal.nr else []),
            beraknad=mal.beraknad or "",
            faststalld=mal.faststalld or "",
            faststalld_av=mal.row.faststalld_av,
            faststalld_den=mal.row.faststalld_den,
            prognos=mal.prognos or "",
            delmal=counts(assessment.scale, [one.told for one in parts]),
            motivering=mal.row.motivering,
            analys=mal.row.analys,
            parts=tuple(map(_part, parts)),
        )


def _part(one: DelmalVerdict) -> DelmalFacts:
    return DelmalFacts(
        nr=one.nr,
        namn=one.row.delmal,
        status=one.told or "",
        faststalld=one.faststalld or "",
        prognos=one.prognos or "",
        motivering=one.row.motivering,
        analys=one.row.analys,
    )


def _errands(assessment: Assessment) -> Iterable[Errand]:
    for one in assessment.uppdrag:
        row = one.row
        yield Errand(
            nr=row.nr,
            namn=row.uppdrag,
            giver=row.uppdragsgivare,
            status=row.status,
            analys=row.analys,
            slutdatum=row.slutdatum,
            ansvarig=row.ansvarig or row.riktas_till,
            overdue=one.overdue,
        )


def _units(checked: Checked) -> Iterable[str]:
    """Everyone who is responsible for a row, each once."""
    tables = (checked.delmal, checked.indikatorer, checked.aktiviteter, checked.uppdrag)
    written = dict.fromkeys([row.ansvarig for rows in tables for row in rows])
    return dict.fromkeys(filter(None, (" ".join(name.split()) for name in written)))
