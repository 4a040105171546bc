"""What older templates said in another place, as today's tables: where such a workbook is read, it is read so.

Template 1.0 had one Periodmål for the whole year, in Indikatorer; it held in every delårsrapport.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from runxl.contract.load import contract
from runxl.contract.version import Version, version
from runxl.excel import fold
from runxl.workbook.headers import header_of
from runxl.workbook.setting_rows import setting_text
from runxl.workbook.tables import FoundTable, Raw, RawSheet, TableColumn

PERIOD_TARGET = "Periodmål"
"""The header of 1.0."""

_NEW, _OLD = "periodvarden", "indikatorer"


def complete(tables: dict[str, FoundTable], by_title: Mapping[str, RawSheet], made_from: Version) -> None:
    """Adds Periodvärden to the tables of a workbook that is too old to have it."""
    new, old = contract().tables[_NEW], contract().tables[_OLD]
    sheet, found = by_title.get(fold(old.sheet)), tables.get(_OLD)
    if _NEW in tables or sheet is None or found is None or made_from >= version(new.since):
        return
    header = header_of(old, sheet)
    titles = header.extra.items() if header else ()
    index = next((index for index, title in titles if fold(title) == fold(PERIOD_TARGET)), None)
    moved = _moved(found, sheet, index, setting_text(tables, "styrmodell")) if index is not None else None
    if moved:
        tables[_NEW] = moved


def placed(tables: Mapping[str, FoundTable]) -> int:
    """How many targets of the old column stand in Periodvärden now."""
    found = tables.get(_NEW)
    return len(set(found.rows)) if found and found.sheet == contract().tables[_OLD].sheet else 0


def is_placed(table: str, title: str, cells: Iterable[object], tables: Mapping[str, FoundTable]) -> bool:
    """Whether an own column is the old one, whose values have found their place, if it has any."""
    if table != _OLD or fold(title) != fold(PERIOD_TARGET):
        return False
    return placed(tables) > 0 or all(cell is None for cell in cells)


def _moved(found: FoundTable, sheet: RawSheet, index: int, styrmodell: str) -> FoundTable | None:
    """A row for each target and delårsrapport. Its cells are those of the old column."""
    model = contract().styrmodell(styrmodell) or contract().default_styrmodell
    periods = [one.name for one in model.periods if one.is_delar]
    given = list(_given(found, sheet, index))
    if not given:
        return None
    each = [(row, nr, target, period) for row, nr, target in given for period in periods]
    key = found.columns["nr"].index if "nr" in found.columns else index
    columns = {
        "nr": TableColumn(key, [nr for _, nr, _, _ in each]),
        "period": TableColumn(key, [period for _, _, _, period in each]),
        "periodmal": TableColumn(index, [target for _, _, target, _ in each]),
    }
    return FoundTable(_NEW, found.sheet, found.header_row, [row for row, _, _, _ in each], columns)


def _given(found: FoundTable, sheet: RawSheet, index: int) -> Iterator[tuple[int, Raw, Raw]]:
    for row, nr in zip(found.rows, found.values("nr"), strict=True):
        values = sheet.values[row - sheet.first_row]
        target = values[index - sheet.first_column] if index - sheet.first_column < len(values) else None
        if target is not None:
            yield row, nr, target
