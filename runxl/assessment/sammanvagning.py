"""Försiktighetsprincipen: what the children's contributions make of a delmål or a mål. The same rule for both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

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


class Child(NamedTuple):
    """One that may contribute. `measures`: an active indikator with a target; `due`: it is measured in the period."""

    objekt: str
    nr: str
    orsak: Callable[[], Orsak]
    """Tells of it, if it turns out to be one of those that decide."""

    standing: Standing
    bidrag: str = ""
    measures: bool = False
    due: bool = True


class Weighed(NamedTuple):
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
    return tuple([child.orsak() for child in children])


def _place(child: Child) -> tuple[int, str]:
    return (_ORDER.index(child.objekt), natural(child.nr))


def child_of_indikator(verdict: IndikatorVerdict, basis: Basis) -> Child:
    """An indikator as a child of its delmål. Where activities are rows among the indikatorer they are called so."""
    return Child(
        objekt="Indikator",
        nr=verdict.row.nr,
        orsak=partial(_orsak_of_indikator, verdict, basis),
        standing=verdict.standing,
        bidrag=BIDRAG[verdict.status] if verdict.standing == "assessed" else "",
        measures=verdict.counts,
        due=verdict.reason.rule != "mats_inte",
    )


def _orsak_of_indikator(verdict: IndikatorVerdict, basis: Basis) -> Orsak:
    row = verdict.row
    saknas = verdict.standing != "assessed"
    share = "" if saknas or verdict.andel is None else f" ({percent(Decimal(str(verdict.andel)))})"
    return Orsak(
        objekt="Indikator",
        nr=row.nr,
        orsak=forklaring.with_codes(verdict.reason) if saknas else f"{verdict.status}{share}",
        namn=row.indikator,
        label=basis.label("Aktivitet" if verdict.is_aktivitet else "Indikator").one,
        saknas=saknas,
    )


def child_of_aktivitet(verdict: AktivitetVerdict, basis: Basis) -> Child:
    orsak = partial(_orsak_of_aktivitet, verdict, basis)
    return Child("Aktivitet", verdict.row.nr, orsak, verdict.standing, verdict.bidrag)


def _orsak_of_aktivitet(verdict: AktivitetVerdict, basis: Basis) -> Orsak:
    row = verdict.row
    saknas = verdict.standing != "assessed"
    return Orsak(
        objekt="Aktivitet",
        nr=row.nr,
        orsak=forklaring.with_codes(verdict.reason) if saknas else row.status,
        namn=row.aktivitet,
        label=basis.label("Aktivitet").one,
        saknas=saknas,
    )


def child_of_sheet(sheet: str, basis: Basis) -> Child:
    """What stands in for the rows of a sheet that could not be read."""
    objekt = "Aktivitet" if sheet == "Aktiviteter" else "Indikator"
    orsak = partial(Orsak, objekt, "", "underlag saknas", f"bladet {sheet}", basis.label(objekt).one, saknas=True)
    return Child(objekt, "", orsak, "missing")


def child_of_delmal(verdict: DelmalVerdict, basis: Basis) -> Child:
    """A delmål as a child of its mål: what counts is the status that counts."""
    status, row = verdict.status or "Ej bedömd", verdict.row
    orsak = partial(Orsak, "Delmål", row.nr, status, row.delmal, basis.label("Delmål").one)
    return Child("Delmål", row.nr, orsak, verdict.standing, BIDRAG.get(status, ""))
