"""Builds a whole workbook from the contract, a styrmodell and rows; the same input gives the same parts everywhere."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.contract import look
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.contract.vocabulary import Contract, DataRow
from runxl.files import save
from runxl.template.data_sheets import fill_sheet
from runxl.template.formats import Design, Formats
from runxl.template.listor import define_names, fill_lists
from runxl.template.sammanfattning import fill_sammanfattning
from runxl.template.sent import Sent
from runxl.template.settings_sheet import fill_settings
from runxl.template.start import fill_start
from runxl.template.styrmodell_sheet import fill_styrmodell
from runxl.workbook.heights import leave_free
from runxl.workbook.places import LISTS, SAMMANFATTNING, START, STYRMODELL

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_CREATED = dt.datetime(2024, 1, 1)  # noqa: DTZ001 - document properties know no time zone; fixed so that builds are alike

_TAB_COLORS = {
    START: look.HEADER_GROUND,
    SAMMANFATTNING: look.GOOD.solid,
    LISTS: look.QUIET.solid,
    STYRMODELL: look.QUIET.solid,
}
_KINDS = {"settings": look.HEADER_GROUND, "written": look.GOOD.solid}
_PARTS = {"plan": look.UNIT_HEADER_GROUND, "resources": look.RESULT_HEADER_GROUND, "control": look.QUIET.solid}


def build(
    path: Path,
    contract: Contract,
    styrmodell: Styrmodell,
    rows: Mapping[str, Sequence[DataRow]],
    settings: Mapping[str, object],
    *,
    sent: Sent | None = None,
    backup: bool = False,
) -> None:
    """Writes a workbook, whole or not at all; `rows` by table and column name, `settings` by setting name.

    `sent`: for one unit, whose own cells alone take typing. `backup`: a copy is kept of a file that is replaced.
    """
    content = built(contract, styrmodell, rows, settings, sent=sent)
    save.write(path, content, backup=backup)


def built(
    contract: Contract,
    styrmodell: Styrmodell,
    rows: Mapping[str, Sequence[DataRow]],
    settings: Mapping[str, object],
    *,
    sent: Sent | None = None,
) -> bytes:
    """The workbook's bytes. It says itself which styrmodell it has and of which version it is."""
    from runxl.template.worksheet import WrittenSheet, new_book

    target = io.BytesIO()
    book = new_book(target, in_memory=True, default_date_format="yyyy-mm-dd")
    _properties(book, contract, styrmodell)
    own = {"styrmodell": styrmodell.title, "mallversion": contract.version}
    said = {**own, **settings, "mal_bedoms": settings.get("mal_bedoms") or styrmodell.mal_bedoms}
    design = Design(contract, styrmodell, Formats(book), sent)
    sheets = {name: book.add_worksheet(name, worksheet_class=WrittenSheet) for name in contract.sheets}
    define_names(book, design)
    for name, sheet in sheets.items():
        _paper(sheet, name, contract)
        if sent and name not in sent.sheets:
            sheet.hide()
        table = contract.table_of_sheet(name)
        if table is None:
            continue
        if table.kind == "settings":
            fill_settings(sheet, table, said, design)
        else:
            fill_sheet(sheet, table, rows.get(table.name, ()), design)
    fill_start(sheets[START], design)
    fill_sammanfattning(book, sheets[SAMMANFATTNING], design)
    fill_lists(sheets[LISTS], design)
    fill_styrmodell(sheets[STYRMODELL], design)
    sheets[START].activate()
    book.close()
    return leave_free(target.getvalue())


def _properties(book: Workbook, contract: Contract, styrmodell: Styrmodell) -> None:
    book.set_properties(
        {
            "title": f"{contract.title} – {styrmodell.title}",
            "subject": "Nämndens plan och uppföljning",
            "author": "runxl",
            "keywords": "måluppfyllelse, nämndplan, delårsrapport, årsrapport",
            "created": _CREATED,
        }
    )
    book.set_custom_property("Mallversion", contract.version, "text")


def _paper(sheet: Worksheet, name: str, contract: Contract) -> None:
    """A4 with the header repeated, and the sheet's name and page at the foot."""
    if name == START:
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
    table = contract.table_of_sheet(name)
    sheet.set_tab_color(_KINDS.get(table.kind) or _PARTS[table.part] if table else _TAB_COLORS[name])
    sheet.set_footer(f"&L&9&A&C&9{contract.title}&R&9Sida &P av &N")
    if name not in (START, SAMMANFATTNING, STYRMODELL):
        sheet.repeat_rows(0)
