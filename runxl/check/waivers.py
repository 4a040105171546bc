"""Dispenser: findings that the controller has accepted. They are shown, and do not count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runxl.contract.load import contract
from runxl.contract.message import suggestion
from runxl.contract.own_checks import known_rules
from runxl.contract.regel import Regel
from runxl.findings import Finding

if TYPE_CHECKING:
    from runxl.check.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Dispens:
    """A code on a sheet and the Nr (or name) of its row; without one it is for findings about the sheet itself."""

    code: str
    sheet: str
    nr: str


def read_dispenser(sheet: Sheet, today: dt.date | None) -> frozenset[Dispens]:
    """The waivers in force; those that are not are reported."""
    found = [_dispens(sheet, position, today) for position in range(len(sheet))]
    return frozenset(one for one in found if one)


def _dispens(sheet: Sheet, position: int, today: dt.date | None) -> Dispens | None:
    kod, blad, nr, motivering = (
        str(sheet.columns[name][position] or "") for name in ("kod", "blad", "nr", "motivering")
    )
    missing = [title for title, said in (("Kod", kod), ("Blad", blad), ("Motivering", motivering)) if not said]
    if missing:
        sheet.report(
            Regel.OFULLSTANDIG_DISPENS, "kod" if not kod else "motivering", position, saknas=" och ".join(missing)
        )
        return None
    known = known_rules()
    if kod.upper() not in known:
        sheet.report(Regel.DISPENS_FOR_OKAND_KOD, "kod", position, forslag=suggestion(kod.upper(), known))
        return None
    sheets = {name.casefold(): name for name in contract().sheets}
    if blad.casefold() not in sheets:
        sheet.report(Regel.OFULLSTANDIG_DISPENS, "blad", position, saknas="ett blad som finns")
        return None
    if ("galler_till", position) in sheet.faulty:
        return None
    until = sheet.columns["galler_till"][position]
    if isinstance(until, dt.date) and today and until < today:
        sheet.report(Regel.DISPENS_HAR_GATT_UT, "galler_till", position, varde=kod.upper(), galler_till=until)
        return None
    return Dispens(kod.upper(), sheets[blad.casefold()], nr)


def accept(findings: Iterable[Finding], waivers: frozenset[Dispens]) -> list[Finding]:
    """The findings, with those that a waiver covers marked as accepted."""
    return [one.accept() if Dispens(one.code, one.sheet, one.key) in waivers else one for one in findings]
