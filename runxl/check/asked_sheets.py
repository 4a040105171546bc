"""The sheets that Texter asks for by name: a chapter cannot be filled with one that is not there."""

from __future__ import annotations

from runxl.check.sheet import Sheet
from runxl.contract.load import contract
from runxl.contract.message import choices, suggestion
from runxl.contract.regel import Regel
from runxl.contract.wording import SHEET, codelist, sheet_in
from runxl.excel import fold
from runxl.workbook import own_sheets
from runxl.workbook.tables import Workbook


def apply(texts: Sheet, workbook: Workbook) -> None:
    """Reports at the cell of Innehåll, with the names of sheets that may be meant."""
    listed = codelist(contract(), texts.described["innehall"].codelist, texts.styrmodell).values
    asked = [(position, str(said)) for position, said in enumerate(texts.columns["innehall"]) if said]
    named = [(position, said) for position, said in asked if said not in listed and sheet_in(said) is not None]
    if not named:
        return
    own = own_sheets.own(workbook)
    titles = [f"{SHEET}{title}" for title in workbook.titles if fold(title) in own]
    for position, said in named:
        if _is_shown(texts, position) and fold(sheet_in(said) or "") not in own:
            known = (*listed, *titles)
            words = {"forslag": suggestion(said, known), "tillatna": choices(said, known)}
            texts.report(Regel.INTE_I_LISTAN, "innehall", position, **words)


def _is_shown(texts: Sheet, position: int) -> bool:
    """In the report or in the deck."""
    return bool(texts.columns["med"][position] != "Nej" or texts.columns["bildspel"][position] == "Ja")
