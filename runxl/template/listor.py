"""Listor: every dropdown's values, one column per list, each with a defined name. A unit's says also what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runxl.contract import look
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.contract.vocabulary import Contract
from runxl.contract.wording import codelist
from runxl.excel import column_letters
from runxl.template.formats import Design
from runxl.template.sent import idle_name
from runxl.workbook.places import FYND_LAST_ROW, FYND_NAMES, LISTS, list_name

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet


def lists_of(contract: Contract, styrmodell: Styrmodell) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Title and values of every list, by name; the styrmodeller are a list too.

    The workbook is made for its styrmodell's statuses and periods: only those with the same may be chosen instead.
    """
    lists = {name: codelist(contract, name, styrmodell) for name, one in contract.codelists.items() if one.dropdown}
    alike = {one.title for one in (styrmodell, *contract.styrmodeller.values()) if one.listed == styrmodell.listed}
    return {
        **{name: (one.title, one.values) for name, one in lists.items()},
        "styrmodell": ("Styrmodell", tuple(sorted(alike))),
    }


def _columns(design: Design) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Title and values of every column, by the name that it has in formulas: dropdowns, then what is due and not."""
    tables = design.contract.tables
    lists = {list_name(name): one for name, one in lists_of(design.contract, design.styrmodell).items()}
    if design.sent:
        for task in design.sent.tasks:
            asked = f"{tables[task.table].sheet}, {tables[task.table].column(task.column).title}"
            lists[task.name] = (f"Lämnas nu: {asked}", task.nrs)
        for name, nrs in design.sent.not_now.items():
            lists[idle_name(name)] = (f"Lämnas inte nu: {tables[name].sheet}", nrs)
    return lists


def fill_lists(sheet: Worksheet, design: Design) -> None:
    formats = design.formats
    text = formats.get(border=1, border_color=look.RULE_LINE, num_format="@")
    sheet.set_row(0, 32)
    for index, (title, values) in enumerate(_columns(design).values()):
        sheet.set_column(index, index, max(len(title), *map(len, values)) + 3)
        sheet.write_string(0, index, title, formats.header("in"))
        for row, value in enumerate(values, start=1):
            sheet.write_string(row, index, value, text)
    sheet.freeze_panes(1, 0)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(2, 0)


def define_names(book: Workbook, design: Design) -> None:
    """Names for the dropdowns, for what is due, and for the columns of Fynd that the fault marks ask."""
    for index, (name, (_, values)) in enumerate(_columns(design).items(), start=1):
        letter = column_letters(index)
        book.define_name(name, f"={LISTS}!${letter}$2:${letter}${len(values) + 1}")
    fynd = design.contract.tables["fynd"]
    columns = [column.name for column in fynd.columns]
    for column, name in FYND_NAMES.items():
        letter = column_letters(columns.index(column) + 1)
        book.define_name(name, f"={fynd.sheet}!${letter}$1:${letter}${FYND_LAST_ROW}")
