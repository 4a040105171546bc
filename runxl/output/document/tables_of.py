"""Which tables each block of a document is made of: what it tells, and what else is left untold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from runxl.contract.load import contract
from runxl.contract.wording import sheet_in

_GOALS = ("mal", "delmal", "indikatorer")
BLOCKS: Mapping[str, Sequence[str]] = {
    "Läget i korthet": (),
    "Bedömningsskalor": (),
    "Regionmål och delmål": ("mal", "delmal"),
    "Samlad bedömning": ("mal", "delmal"),
    "Uppföljning per mål": _GOALS,
    "Delmål och aktiviteter": (*_GOALS, "aktiviteter"),
    "Förändringar": (),
    "Att uppmärksamma": (),
    "Beräknat underlag": (),
    "Händelser": ("handelser",),
    "Uppdrag": ("uppdrag",),
    "Personal": ("personal",),
    "Driftredovisning": ("driftredovisning",),
    "Verksamheter": ("verksamheter",),
    "Anslag": ("anslag",),
    "Avvikelser": ("avvikelser",),
    "Ramar": ("ramar",),
    "Finansiering": ("finansiering",),
    "Bolag": ("bolag",),
}


def told(content: str) -> Sequence[str]:
    """The tables that a chapter's content shows."""
    sheet = sheet_in(content)
    if sheet is not None:
        table = contract().table_of_sheet(sheet)
        return (table.name,) if table else ()
    return BLOCKS.get(content, ())


def tables_of() -> frozenset[str]:
    """Those that some block is made of."""
    return frozenset(chain.from_iterable(BLOCKS.values()))
