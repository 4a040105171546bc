"""Inställningar: one row per setting, each value with its own dropdown or rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from runxl.contract.vocabulary import Table
from runxl.contract.wording import has_setting
from runxl.template import prompts
from runxl.template.data_sheets import fault_rules, fill_sheet, write
from runxl.template.formats import Design
from runxl.template.sent import LAST_ROW, REFUSED, refusal

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def fill_settings(sheet: Worksheet, table: Table, settings: Mapping[str, object], design: Design) -> None:
    """The settings' names and help texts always stand there; `settings` gives values by setting name."""
    own = [setting for setting in table.settings if has_setting(design.styrmodell, setting)]
    names = [{"installning": setting.title, "hjalp": setting.help} for setting in own]
    fill_sheet(sheet, table, names, design)
    columns = [column.name for column in table.columns]
    value, last = columns.index("varde"), len(own)
    for row, setting in enumerate(own, start=1):
        sheet.set_row(row, _ROW_HEIGHT)
        look = design.formats.setting(setting)
        sheet.write_blank(row, value, None, look)
        write(sheet, row, value, settings.get(setting.name), look)
        rule = REFUSED if design.sent else prompts.setting_validation(setting, design)
        sheet.data_validation(row, value, row, value, rule)
    for name in ("installning", "hjalp"):
        index = columns.index(name)
        sheet.data_validation(1, index, last, index, _LEAVE_ALONE)
    for rule in fault_rules(table.sheet, design.formats):
        sheet.conditional_format(1, value, LAST_ROW, value, rule)


_ROW_HEIGHT = 20
_LEAVE_ALONE = refusal("Cellen hör till mallen", "Skriv bara i kolumnen Värde.")
