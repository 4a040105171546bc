"""Försiktighetsprincipen: what the children's contributions make of a delmål or a mål. The same rule for both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from runxl.assessment.basis import Basis
from runxl.assessment.verdicts import AktivitetVerdict, Child, DelmalVerdict, IndikatorVerdict, Standing
from runxl.assessment.why import Reason
from runxl.check.rows import Aktivitet, Indikator
from runxl.contract.scale import NONE
from runxl.svenska import natural

_ORDER: dict[type, int] = {DelmalVerdict: 0, IndikatorVerdict: 1, AktivitetVerdict: 2}


class Weighed(NamedTuple):
    """A status, the rule that gave it, and the children that decided, as they stand in their sheets."""

    status: str
    standing: Standing
    rule: str
    those: Sequence[Child]

    @property
    def deciding(self) -> tuple[Child, ...]:
        """The same in order."""
        return tuple(sorted(self.those, key=_place))


def weigh(children: Sequence[Child], basis: Basis) -> Weighed:
    """The status that the children add up to, and those of them that decided it."""
    bidrag = [child.adds(basis.scale) for child in children]
    kinds = set(bidrag) - {""}
    if not kinds:
        return _no_ground(children)
    if kinds == {"inget"}:
        return Weighed(basis.styrmodell.all_none, "assessed", "inget_bidrar", _contributing(children, bidrag))
    short = [
        child
        for child, adds in zip(children, bidrag, strict=True)
        if adds in ("delvis", "inget") or child.standing == "missing"
    ]
    if short:
        return Weighed(_mixed(short, basis), "assessed", "inte_helt", short)
    best, undue = basis.scale.best.word, _undue(children)
    if undue and basis.styrmodell.nothing_due != best:
        return Weighed(basis.styrmodell.nothing_due, "assessed", "inga_mats", undue)
    return Weighed(best, "assessed", "allt_bidrar", _contributing(children, bidrag))


def _mixed(short: Sequence[Child], basis: Basis) -> str:
    """The weakest level of those that fall short, if each of them adds something: all else is simply mixed."""
    mixed, scale = basis.styrmodell.mixed, basis.scale
    if any(child.adds(scale) in ("", "inget") for child in short):
        return mixed
    return scale.weakest(mixed if isinstance(child, AktivitetVerdict) else child.status or mixed for child in short)


def _contributing(children: Sequence[Child], bidrag: Sequence[str]) -> list[Child]:
    return [child for child, adds in zip(children, bidrag, strict=True) if adds]


def _no_ground(children: Sequence[Child]) -> Weighed:
    """Nothing contributes. Something missing blocks Helt further up; nothing due does not exist there."""
    missing = [child for child in children if child.standing == "missing"]
    if missing:
        return Weighed(NONE, "missing", "underlag_saknas", missing)
    return Weighed(NONE, "excluded", "inget_mats" if children else "inget_underlag", children)


def _undue(children: Iterable[Child]) -> list[IndikatorVerdict]:
    """The active indikatorer with targets, if there are any and none of them is measured in the period."""
    measures = [child for child in children if isinstance(child, IndikatorVerdict) and child.counts]
    return [] if any(child.reason.rule != "mats_inte" for child in measures) else measures


def _place(child: Child) -> tuple[int, str]:
    return _ORDER[type(child)], natural(child.row.nr)


def stand_in(sheet: str) -> Child:
    """What stands for the rows of a sheet that could not be read."""
    said, reason = f"bladet {sheet}", Reason("underlag_saknas", {})
    if sheet == "Aktiviteter":
        return AktivitetVerdict(Aktivitet(aktivitet=said), "missing", reason)
    return IndikatorVerdict(Indikator(indikator=said), NONE, "missing", reason)
