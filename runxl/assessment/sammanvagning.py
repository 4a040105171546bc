"""Försiktighetsprincipen: what the children's contributions make of a delmål or a mål. The same rule for both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from runxl.assessment import forklaring
from runxl.assessment.basis import Basis
from runxl.assessment.verdicts import (
    AktivitetVerdict,
    DelmalVerdict,
    IndikatorVerdict,
    Orsak,
    Standing,
)
from runxl.svenska import natural, percent

BIDRAG = {"Helt": "fullt", "Delvis": "delvis", "Inte": "inget"}
_ORDER = ("Delmål", "Indikator", "Aktivitet")


@dataclass(frozen=True, slots=True)
class Child:
    """One that may contribute. `measures`: an active indikator with a target; `due`: it is measured in the period."""

    orsak: Orsak
    standing: Standing
    bidrag: str = ""
    measures: bool = False
    due: bool = True


@dataclass(frozen=True, slots=True)
class Weighed:
    status: str
    standing: Standing
    rule: str
    orsaker: tuple[Orsak, ...]


def weigh(children: Iterable[Child], basis: Basis) -> Weighed:
    """The status that the children add up to, and those of them that decided it."""
    ordered = sorted(children, key=_place)
    given = [child for child in ordered if child.bidrag]
    if not given:
        return _no_ground(ordered)
    if all(child.bidrag == "inget" for child in given):
        return Weighed(basis.styrmodell.all_none, "assessed", "inget_bidrar", _orsaker(given))
    short = [child for child in ordered if child.standing == "missing" or child.bidrag in ("delvis", "inget")]
    if short:
        return Weighed("Delvis", "assessed", "inte_helt", _orsaker(short))
    undue = _undue(ordered)
    if undue and basis.styrmodell.nothing_due != "Helt":
        return Weighed(basis.styrmodell.nothing_due, "assessed", "inga_mats", _orsaker(undue))
    return Weighed("Helt", "assessed", "allt_bidrar", _orsaker(given))


def _no_ground(ordered: Sequence[Child]) -> Weighed:
    """Nothing contributes. Something missing blocks Helt further up; nothing due does not exist there."""
    missing = [child for child in ordered if child.standing == "missing"]
    if missing:
        return Weighed("Ej bedömd", "missing", "underlag_saknas", _orsaker(missing))
    return Weighed("Ej bedömd", "excluded", "inget_mats" if ordered else "inget_underlag", _orsaker(ordered))


def _undue(ordered: Sequence[Child]) -> list[Child]:
    """The indikatorer with targets, if there are any and none of them is measured in the period."""
    measures = [child for child in ordered if child.measures]
    return [] if any(child.due for child in measures) else measures


def _orsaker(children: Iterable[Child]) -> tuple[Orsak, ...]:
    return tuple(child.orsak for child in children)


def _place(child: Child) -> tuple[int, str]:
    return (_ORDER.index(child.orsak.objekt), natural(child.orsak.nr))


def child_of_indikator(verdict: IndikatorVerdict, basis: Basis) -> Child:
    """An indikator as a child of its delmål. Where activities are rows among the indikatorer they are called so."""
    row = verdict.row
    saknas = verdict.standing != "assessed"
    share = "" if saknas or verdict.andel is None else f" ({percent(Decimal(str(verdict.andel)))})"
    orsak = Orsak(
        objekt="Indikator",
        nr=row.nr,
        orsak=forklaring.with_codes(verdict.reason) if saknas else f"{verdict.status}{share}",
        namn=row.indikator,
        label=basis.label("Aktivitet" if verdict.is_aktivitet else "Indikator").one,
        saknas=saknas,
    )
    return Child(
        orsak=orsak,
        standing=verdict.standing,
        bidrag="" if saknas else BIDRAG[verdict.status],
        measures=verdict.counts,
        due=verdict.reason.rule != "mats_inte",
    )


def child_of_aktivitet(verdict: AktivitetVerdict, basis: Basis) -> Child:
    row = verdict.row
    saknas = verdict.standing != "assessed"
    orsak = Orsak(
        objekt="Aktivitet",
        nr=row.nr,
        orsak=forklaring.with_codes(verdict.reason) if saknas else row.status,
        namn=row.aktivitet,
        label=basis.label("Aktivitet").one,
        saknas=saknas,
    )
    return Child(orsak=orsak, standing=verdict.standing, bidrag=verdict.bidrag)


def child_of_sheet(sheet: str, basis: Basis) -> Child:
    """What stands in for the rows of a sheet that could not be read."""
    objekt = "Aktivitet" if sheet == "Aktiviteter" else "Indikator"
    orsak = Orsak(objekt, "", "underlag saknas", f"bladet {sheet}", basis.label(objekt).one, saknas=True)
    return Child(orsak=orsak, standing="missing")


def child_of_delmal(verdict: DelmalVerdict, basis: Basis) -> Child:
    """A delmål as a child of its mål: what counts is the status that counts."""
    status = verdict.status or "Ej bedömd"
    orsak = Orsak("Delmål", verdict.row.nr, status, verdict.row.delmal, basis.label("Delmål").one)
    return Child(orsak=orsak, standing=verdict.standing, bidrag=BIDRAG.get(status, ""))
