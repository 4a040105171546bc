"""Inställningar: values that runxl writes, each on the row of its setting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from runxl.contract.load import contract
from runxl.excel import fold
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.tables import Workbook


def setting_edits(workbook: Workbook, wanted: Mapping[str, str]) -> Edits:
    """The settings that do not say so already; one that has no row is passed over."""
    return Edits(tuple(_edits(workbook, wanted)))


def _edits(workbook: Workbook, wanted: Mapping[str, str]) -> Iterator[Edit]:
    table = contract().tables["installningar"]
    found = workbook.tables.get(table.name)
    if found is None or "varde" not in found.columns:
        return
    titles = {fold(table.setting(name).title): value for name, value in wanted.items()}
    for position, name in enumerate(found.values("installning")):
        value = titles.pop(fold(str(name or "")), None)
        if value is not None and fold(str(found.values("varde")[position] or "")) != fold(value):
            yield Edit(table.sheet, found.cell("varde", position), value)
