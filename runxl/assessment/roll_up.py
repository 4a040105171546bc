"""Försiktighetsprincipen: what the children's contributions make of a delmål or a mål. The same rule for both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from runxl.assessment.basis import Basis
from runxl.assessment.verdicts import AktivitetVerdict, Child, DelmalVerdict, IndikatorVerdict, Standing
from runxl.assessment.why import Reason
from runxl.check.rows import Aktivitet, Indikator
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
    bidrag = [child.bidrag for child in children]
    kinds = set(bidrag) - {""}
    if not kinds:
        return _no_ground(children)
    if kinds == {"inget"}:
        return Weighed(basis.styrmodell.all_none, "assessed", "inget_bidrar", _contributing(children))
    short = [
        child
        for child, adds in zip(children, bidrag, strict=True)
        if adds in ("delvis", "inget") or child.standing == "missing"
    ]
    if short:
        return Weighed("Delvis", "assessed", "inte_helt", short)
    undue = _undue(children)
    if undue and basis.styrmodell.nothing_due != "Helt":
        return Weighed(basis.styrmodell.nothing_due, "assessed", "inga_mats", undue)
    return Weighed("Helt", "assessed", "allt_bidrar", _contributing(children))


def _contributing(children: Sequence[Child]) -> list[Child]:
    return [child for child in children if child.bidrag]


def _no_ground(children: Sequence[Child]) -> Weighed:
    """Nothing contributes. Something missing blocks Helt further up; nothing due does not exist there."""
    missing = [child for child in children if child.standing == "missing"]
    if missing:
        return Weighed("Ej bedömd", "missing", "underlag_saknas", missing)
    return Weighed("Ej bedömd", "excluded", "inget_mats" if children else "inget_underlag", children)


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
    return IndikatorVerdict(Indikator(indikator=said), "Ej bedömd", "missing", reason)
