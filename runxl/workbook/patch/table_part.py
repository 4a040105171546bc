"""Excel tables: where they stand, what of them must not be written over, and how they grow and shrink."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from runxl.errors import RunxlError
from runxl.excel import Area, address, area, inside
from runxl.opc.refused import damaged
from runxl.opc.tags import attributes, prefix_of, tag, with_attribute
from runxl.workbook.edits import Extent
from runxl.workbook.patch import refusals as why
from runxl.workbook.patch.refusals import Refusals

_WITH_REF = ("table", "autoFilter", "sortState", "sortCondition")


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table's part, its name and the cells it covers, headers and totals among them."""

    part: str
    data: bytes
    name: str
    area: Area
    header_rows: int
    totals_rows: int

    def frame(self) -> Iterator[tuple[Area, str]]:
        """The rows that are not data, each with the reason not to write there."""
        top, left, bottom, right = self.area
        if self.header_rows:
            yield Area(top, left, top + self.header_rows - 1, right), why.HEADER
        if self.totals_rows:
            yield Area(bottom - self.totals_rows + 1, left, bottom, right), why.TOTALS


def parse(part: str, data: bytes) -> TablePart:
    """A table part (in `cleaned` XML)."""
    start = tag(prefix_of(data, "table"), "table").search(data)
    found = attributes(start[0]) if start else {}
    covered = area(found.get("ref", ""))
    if covered is None:
        raise damaged(f"tabellen i {part} saknar område")
    name = found.get("displayName") or found.get("name", "")
    return TablePart(
        part, data, name, covered, int(found.get("headerRowCount", 1)), int(found.get("totalsRowCount", 0))
    )


def refuse_frame(
    sheet: str, tables: Iterable[TablePart], cells: Mapping[int, Iterable[int]], refused: Refusals
) -> None:
    """Refuse header and totals rows: Excel repairs a table whose headers are not its columns' names."""
    for table in tables:
        for rows, reason in table.frame():
            for _, row, column in inside([rows], cells):
                refused.add(reason, sheet, address(row, column))


def resize(tables: Iterable[TablePart], extents: Iterable[Extent]) -> dict[str, bytes]:
    """The table parts that change, by part name. A table that is no longer a table is passed over."""
    by_name = {table.name.casefold(): table for table in tables}
    areas = {name: table.area for name, table in by_name.items()}
    changed = {}
    for extent in extents:
        table = by_name.get(extent.table.casefold())
        if table is None:
            continue
        new = _new_area(table, extent)
        if new == table.area:
            continue
        areas[extent.table.casefold()] = new
        changed[table.part] = _moved_end(table, new)
    _refuse_overlap(by_name, areas)
    return changed


def _new_area(table: TablePart, extent: Extent) -> Area:
    new, old = area(extent.ref), table.area
    if new is None or (new.top, new.left, new.right) != (old.top, old.left, old.right):
        raise RunxlError(
            f"Tabellen {table.name} i bladet {extent.sheet} står i {old} och kan inte flyttas till {extent.ref}. "
            "Läs arbetsboken på nytt och försök igen."
        )
    # A table without a single row of data is one that Excel repairs.
    new = new._replace(bottom=max(new.bottom, new.top + table.header_rows))
    if table.totals_rows and new != old:
        raise why.fixed_by_totals(table.name, extent.sheet)
    return new


def _moved_end(table: TablePart, new: Area) -> bytes:
    """The part with every ref that ends on the table's last row (its own, the filter's, the sorting's) moved along."""

    def moved(found: re.Match[bytes]) -> bytes:
        covered = area(attributes(found[0]).get("ref", ""))
        if covered is None or covered.bottom != table.area.bottom:
            return found[0]
        return with_attribute(found[0], "ref", str(covered._replace(bottom=new.bottom)))

    return tag(prefix_of(table.data, "table"), *_WITH_REF).sub(moved, table.data)


def _refuse_overlap(tables: dict[str, TablePart], areas: dict[str, Area]) -> None:
    for name, new in areas.items():
        for other, its in areas.items():
            grown = new != tables[name].area
            if grown and name != other and new.meets(its):
                raise RunxlError(
                    f"Tabellen {tables[name].name} behöver växa till {new} men där står tabellen {tables[other].name}. "
                    "Flytta den andra tabellen till ett annat blad."
                )
