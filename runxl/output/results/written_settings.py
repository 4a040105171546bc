"""Inställningar: values that runxl writes, each on the row of its setting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from runxl.contract.load import contract
from runxl.excel import fold
from runxl.workbook.cell_text import as_typed
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.setting_rows import setting_row
from runxl.workbook.tables import Workbook


def setting_edits(workbook: Workbook, wanted: Mapping[str, str]) -> Edits:
    """The settings that do not say so already; one that has no row is passed over."""
    return Edits(tuple(_edits(workbook, wanted)))


def _edits(workbook: Workbook, wanted: Mapping[str, str]) -> Iterator[Edit]:
    for name, value in wanted.items():
        at = setting_row(workbook.tables, name)
        if at and "varde" in at.found.columns and fold(as_typed(at.value)) != fold(value):
            yield Edit(contract().tables["installningar"].sheet, at.cell, value)
