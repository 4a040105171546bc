"""What runxl says of a plan beside what the rules say, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from runxl.assessment.assess import assess
from runxl.assessment.assessed import Assessment
from runxl.check.check import check
from runxl.check.rows import Checked
from tests.orakel.celler import workbook_of
from tests.orakel.regler import judge
from tests.orakel.tidigare import JUDGED, MISSING, NOT_DUE, OUTSIDE, Plan

_STANDING = {JUDGED: "assessed", MISSING: "missing", NOT_DUE: "excluded", OUTSIDE: "excluded"}
_EXACT = Fraction(1, 10**15)

_FLAGS = {"RX208": "utan motivering", "RX401": "grunden ändrad", "RX402": "ej omprövad sedan"}

Field = tuple[str, str, str]
"""Table, Nr and what is compared."""


def assessed(plans: Sequence[Plan], **switches: Any) -> list[tuple[Plan, Assessment]]:
    """Each plan with what runxl says of it, where the styrmodell has decided so. Many at once cost least for each."""
    checked = (_decided_so(one, switches) for one in check([workbook_of(plan) for plan in plans]))
    return [*zip(plans, map(assess, checked), strict=True)]


def _decided_so(one: Checked, switches: Mapping[str, Any]) -> Checked:
    styrmodell = replace(one.settings.styrmodell, **switches)
    return replace(one, settings=replace(one.settings, styrmodell=styrmodell))


def differences(pairs: Iterable[tuple[Plan, Assessment]]) -> list[str]:
    """One line for every field in which runxl and the rules do not agree."""
    return [
        f"plan_of({plan['seed']}) i {plan['period']}, {' '.join(field)}: reglerna {wanted}, runxl {told}"
        for plan, assessment in pairs
        for field, wanted, told in compared(judge(plan), assessment)
    ]


def compared(rules: Mapping[str, Any], assessment: Assessment) -> Iterator[tuple[Field, Any, Any]]:
    """Each field that differs, or that only one of them has."""
    wanted, told = dict(_of_rules(rules)), dict(_of_runxl(assessment))
    for field in wanted | told:
        pair = wanted.get(field), told.get(field)
        if not _same(*pair):
            yield field, *pair


def _same(wanted: Any, told: Any) -> bool:
    if isinstance(wanted, Fraction) and isinstance(told, Decimal):
        return bool(abs(wanted - Fraction(told)) <= _EXACT * (1 + wanted))
    return bool((wanted or None) == (told or None)) and not isinstance(wanted, Fraction)


def _of_rules(rules: Mapping[str, Any]) -> Iterator[tuple[Field, Any]]:
    for nr, one in rules["indikatorer"].items():
        for name in ("status", "andel", "utveckling", "foregaende"):
            yield ("Indikator", nr, name), one[name]
        yield ("Indikator", nr, "räknas"), _STANDING[one["hur"]]
    for nr, one in rules["aktiviteter"].items():
        yield ("Aktivitet", nr, "bidrag"), one["bidrag"]
        yield ("Aktivitet", nr, "räknas"), _STANDING[one["hur"]]
    for objekt, table in (("Delmål", "delmal"), ("Mål", "mal")):
        for nr, one in rules[table].items():
            yield from (((objekt, nr, name), one[name]) for name in one if name not in ("hur", "väntar"))
    yield from _counted(rules["sammanfattning"])
    yield from _told(rules["forandringar"])


def _of_runxl(assessment: Assessment) -> Iterator[tuple[Field, Any]]:
    for one in assessment.indikatorer:
        fields = {
            "status": one.status,
            # Of a status that stands from before, its share of then is shown too; the rules ask for none.
            "andel": one.maluppfyllelse if one.row.lage != "Ingen ny mätning" else None,
            "utveckling": one.utveckling,
            "foregaende": one.foregaende_status,
            "räknas": one.standing,
        }
        yield from ((("Indikator", one.nr, name), value) for name, value in fields.items())
    for aktivitet in assessment.aktiviteter:
        yield ("Aktivitet", aktivitet.nr, "bidrag"), aktivitet.bidrag
        yield ("Aktivitet", aktivitet.nr, "räknas"), aktivitet.standing
    for objekt, verdicts in (("Delmål", assessment.delmal), ("Mål", assessment.mal)):
        for verdict in verdicts:
            yield (objekt, verdict.row.nr, "beraknad"), verdict.beraknad
            yield (objekt, verdict.row.nr, "faststalld"), verdict.faststalld
            yield (objekt, verdict.row.nr, "status"), verdict.status
            yield (objekt, verdict.row.nr, "prognos"), verdict.prognos
            yield (objekt, verdict.row.nr, "foregaende"), verdict.foregaende_status
    for found in assessment.findings:
        if found.code in _FLAGS:
            since = found.message.partition("sedan ")[2].partition(":")[0] if found.code == "RX402" else ""
            yield (found.sheet, found.key, _FLAGS[found.code]), since or True
    yield from _counted(assessment.to_dict()["sammanfattning"])
    events = (
        (event.kind, event.objekt, event.nr, event.before or "", event.after or "") for event in assessment.changes
    )
    yield from _told([one for one in events if one[1] in ("Mål", "Delmål", "Indikator")])


def _counted(summary: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[Field, Any]]:
    for table, counts in summary.items():
        yield from ((("Sammanfattning", table, name), count) for name, count in counts.items())


def _told(events: Sequence[tuple[str, str, str, str, str]]) -> Iterator[tuple[Field, Any]]:
    """What is told of an object that is gone or no longer followed is not what it is now."""
    for kind, objekt, nr, before, after in events:
        yield (f"Förändring av {objekt}", nr, kind), (before, "" if kind in ("foljs_ej_upp", "borttagen") else after)
