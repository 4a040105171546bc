"""Försiktighetsprincipen: what the children's contributions make of a delmål or a mål. The same rule for both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from runxl.assessment.basis import Basis
from runxl.assessment.bedomning import DelmalVerdict
from runxl.assessment.values import Child
from runxl.assessment.verdicts import AktivitetVerdict, IndikatorVerdict
from runxl.assessment.why import NoGround, NotDue
from runxl.assessment.why_rolled_up import (
    AllAdds,
    GroundMissing,
    NoneMeasured,
    NotAllAdds,
    NothingAdds,
    NothingBelow,
    NothingDue,
    Weighed,
)
from runxl.check.rows import Aktivitet, Indikator
from runxl.contract.scale import NONE


def weigh(children: Sequence[Child], basis: Basis) -> Weighed:
    """The status that the children add up to, and those of them that decided it."""
    bidrag = [child.adds(basis.scale) for child in children]
    kinds = set(bidrag) - {""}
    if not kinds:
        return _no_ground(children)
    if kinds == {"inget"}:
        return NothingAdds(basis.styrmodell.all_none, _contributing(children, bidrag))
    short = [
        child
        for child, adds in zip(children, bidrag, strict=True)
        if adds in ("delvis", "inget") or child.standing == "missing"
    ]
    if short:
        return NotAllAdds(_mixed(short, basis), short)
    best, undue = basis.scale.best.word, _undue(children)
    if undue and basis.styrmodell.nothing_due != best:
        return NoneMeasured(basis.styrmodell.nothing_due, undue)
    return AllAdds(best, _contributing(children, bidrag))


def _mixed(short: Sequence[Child], basis: Basis) -> str:
    """The weakest level of those that fall short, if each of them adds something: all else is simply mixed."""
    mixed, scale = basis.styrmodell.mixed, basis.scale
    if any(child.adds(scale) in ("", "inget") for child in short):
        return mixed
    has_level = (DelmalVerdict, IndikatorVerdict)
    return scale.weakest((isinstance(child, has_level) and child.status) or mixed for child in short)


def _contributing(children: Sequence[Child], bidrag: Sequence[str]) -> list[Child]:
    return [child for child, adds in zip(children, bidrag, strict=True) if adds]


def _no_ground(children: Sequence[Child]) -> Weighed:
    """Nothing contributes. Something missing blocks Helt further up; nothing due does not exist there."""
    missing = [child for child in children if child.standing == "missing"]
    if missing:
        return GroundMissing(NONE, missing)
    return NothingDue(NONE, children) if children else NothingBelow(NONE, ())


def _undue(children: Iterable[Child]) -> list[IndikatorVerdict]:
    """The active indikatorer with targets, if there are any and none of them is measured in the period."""
    measures = [child for child in children if isinstance(child, IndikatorVerdict) and child.counts]
    return measures if all(isinstance(child.reason, NotDue) for child in measures) else []


def stand_in(sheet: str) -> Child:
    """What stands for the rows of a sheet that could not be read."""
    said, reason = f"bladet {sheet}", NoGround()
    if sheet == "Aktiviteter":
        return AktivitetVerdict(row=Aktivitet(aktivitet=said), reason=reason)
    return IndikatorVerdict(row=Indikator(indikator=said), status=NONE, reason=reason)
