"""Inställningar as it stands: one row for each setting, wherever it has been moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from runxl.contract.load import contract
from runxl.excel import fold
from runxl.workbook.cell_text import as_typed
from runxl.workbook.tables import FoundTable, Raw

_TABLE = "installningar"


class SettingRow(NamedTuple):
    """A row and the setting that it is of, by the contract's name; none if no setting is called so."""

    name: str
    title: str
    value: Raw
    found: FoundTable
    position: int

    @property
    def row(self) -> int:
        return self.found.rows[self.position]

    @property
    def cell(self) -> str:
        """Where the value stands."""
        return self.found.cell("varde", self.position)


def setting_rows(tables: Mapping[str, FoundTable]) -> Iterator[SettingRow]:
    """From the top; none if the sheet is not there."""
    found = tables.get(_TABLE)
    if found is None:
        return
    names = {fold(setting.title): setting.name for setting in contract().tables[_TABLE].settings}
    for position, (said, value) in enumerate(zip(found.values("installning"), found.values("varde"), strict=True)):
        title = as_typed(said)
        yield SettingRow(names.get(fold(title), ""), title, value, found, position)


def setting_row(tables: Mapping[str, FoundTable], name: str) -> SettingRow | None:
    """Where a setting stands."""
    return next((one for one in setting_rows(tables) if one.name == name), None)


def setting_text(tables: Mapping[str, FoundTable], name: str) -> str:
    """What a setting says, unread."""
    return next((as_typed(one.value) for one in setting_rows(tables) if one.name == name and one.value), "")
