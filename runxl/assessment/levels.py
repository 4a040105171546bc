"""Delmål from their indikatorer and aktiviteter; mål from their delmål, or from the rows if delmål have no status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from runxl.assessment.basis import Basis
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.decisions import Decisions
from runxl.assessment.reason_parts import Child, Names
from runxl.assessment.roll_up import stand_in, weigh_delmal, weigh_mal
from runxl.assessment.verdicts import AktivitetVerdict, IndikatorVerdict
from runxl.check.rows import Delmal, Mal

Children = dict[str, list[Child]]
"""By the parent's Nr."""


def rows_by_delmal(indikatorer: Iterable[IndikatorVerdict], aktiviteter: Iterable[AktivitetVerdict]) -> Children:
    """What each delmål is assessed on."""
    children: Children = defaultdict(list)
    for indikator in indikatorer:
        children[indikator.row.delmal].append(indikator)
    for aktivitet in aktiviteter:
        children[aktivitet.row.delmal].append(aktivitet)
    return dict(children)


def unread_children(sheets: Iterable[str], rows: Sequence[Delmal]) -> Children:
    """A sheet that could not be read is missing in every delmål: nobody knows what stood there."""
    missing = [stand_in(sheet) for sheet in sheets]
    return {row.nr: missing for row in rows} if missing else {}


def _names(basis: Basis, children: str) -> Names:
    shown, best = basis.styrmodell.numbers_shown, basis.scale.best.word
    return Names(basis.words, {objekt: basis.label(objekt).many for objekt in basis.words}, children, shown, best)


def assess_delmal(rows: Sequence[Delmal], children: Children, decisions: Decisions) -> tuple[DelmalVerdict, ...]:
    basis = decisions.basis
    names = _names(basis, f"{basis.label('Indikator').many} eller {basis.label('Aktivitet').many}")
    weighing = weigh_delmal(basis)
    judged = (decisions.judged(row, weighing(children.get(row.nr, ()), basis), names) for row in rows)
    return tuple(DelmalVerdict(**one) for one in judged)


def assess_mal(
    rows: Sequence[Mal], delmal: Sequence[DelmalVerdict], children: Children, decisions: Decisions
) -> tuple[MalVerdict, ...]:
    """By the delmål's statuses, or by the rows under the delmål where those have none."""
    basis = decisions.basis
    by_mal: Children = defaultdict(list)
    if basis.assessed("delmal"):
        for one in delmal:
            by_mal[one.row.mal].append(one)
    else:
        for mal, nr in dict.fromkeys((one.row.mal, one.row.nr) for one in delmal):
            by_mal[mal].extend(children.get(nr, ()))
    names = _names(basis, basis.label("Delmål" if basis.assessed("delmal") else "Indikator").many)
    weighing = weigh_mal(basis)
    return tuple(MalVerdict(**decisions.judged(row, weighing(by_mal.get(row.nr, ()), basis), names)) for row in rows)
