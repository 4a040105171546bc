"""What the children make of a delmål or a mål: by försiktighetsprincipen, as the weakest, or for a person to judge.

Which of these holds is data of the styrmodell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from runxl.assessment.basis import Basis
from runxl.assessment.bedomning import DelmalVerdict
from runxl.assessment.reason_parts import Child
from runxl.assessment.verdicts import AktivitetVerdict, IndikatorVerdict
from runxl.assessment.why import Dropped, FollowedOnly, NoGround, NotDue
from runxl.assessment.why_rolled_up import (
    AllAdds,
    GroundMissing,
    NoneMeasured,
    NotAllAdds,
    NothingAdds,
    NothingBelow,
    NothingDue,
    Weakest,
    Weighed,
    Whole,
    WholeWithoutGround,
)
from runxl.check.rows import Aktivitet, Indikator
from runxl.contract.scale import NONE, Scale

Weighing = Callable[[Sequence[Child], Basis], Weighed]


def weigh_delmal(basis: Basis) -> Weighing:
    """How the styrmodell weighs a delmål."""
    return _with_kontrollmatt({"forsiktighet": weigh, "helhet": whole}[basis.styrmodell.delmal_regel])


def weigh_mal(basis: Basis) -> Weighing:
    """How it weighs a mål from what is below it, whoever has judged that."""
    return _with_kontrollmatt({"lika": weigh, "svagast": weakest}[basis.styrmodell.mal_regel])


def _with_kontrollmatt(weighing: Weighing) -> Weighing:
    """Kontrollmått are told beside what decides, where the styrmodell says so."""

    def weighed(children: Sequence[Child], basis: Basis) -> Weighed:
        found = weighing(children, basis)
        beside = [child for child in children if basis.styrmodell.kontrollmatt_i_underlag and _is_kontrollmatt(child)]
        return replace(found, beside=beside) if beside else found

    return weighed


def _is_kontrollmatt(child: Child) -> bool:
    return isinstance(child, IndikatorVerdict) and isinstance(child.reason, FollowedOnly)


def whole(children: Sequence[Child], _: Basis) -> Weighed:
    """Nothing is computed: a person judges by what is listed."""
    listed = [child for child in children if _is_ground(child)]
    followed = any(child.standing != "excluded" for child in listed)
    return (Whole if followed else WholeWithoutGround)(NONE, listed)


def _is_ground(child: Child) -> bool:
    """What is not followed up is none, and kontrollmått are told beside."""
    reason = child.reason if isinstance(child, (IndikatorVerdict, AktivitetVerdict)) else None
    return not isinstance(reason, (FollowedOnly, Dropped))


def weakest(children: Sequence[Child], basis: Basis) -> Weighed:
    """As the weakest of those that have a status; what is missing still keeps it from the best."""
    scale = basis.scale
    levels = {id(child): _level(child, scale) for child in children}
    if not any(levels.values()):
        return _no_ground(children)
    lowest = scale.weakest(filter(None, levels.values()))
    missing = [child for child in children if child.standing == "missing"]
    if lowest == scale.best.word and missing:
        return NotAllAdds(scale.words[1], missing)
    deciding = [child for child in children if levels[id(child)] == lowest]
    return AllAdds(lowest, deciding) if lowest == scale.best.word else Weakest(lowest, deciding)


def _level(child: Child, scale: Scale) -> str:
    """Its status, or the weakest level that adds as much; empty where it adds nothing to the whole."""
    if child.stands in scale.words:
        return child.stands
    return next((one.word for one in reversed(scale.levels) if one.bidrag == child.adds(scale)), "")


def weigh(children: Sequence[Child], basis: Basis) -> Weighed:
    """Försiktighetsprincipen: the status that the children add up to, and those of them that decided it."""
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
    rows = [child for child in children if isinstance(child, IndikatorVerdict) and not child.is_aktivitet]
    measures = [child for child in rows if child.counts]
    return measures if all(isinstance(child.reason, NotDue) for child in measures) else []


def stand_in(sheet: str) -> Child:
    """What stands for the rows of a sheet that could not be read."""
    said, reason = f"bladet {sheet}", NoGround()
    if sheet == "Aktiviteter":
        return AktivitetVerdict(row=Aktivitet(aktivitet=said), reason=reason)
    return IndikatorVerdict(row=Indikator(indikator=said), status=NONE, reason=reason)
