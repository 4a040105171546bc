"""What Excel asks of tables, and that it repairs soonest: the headers are the columns' names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from runxl.excel import LONGEST_HEADER, Area, area, position
from tests.office.read import M, units

if TYPE_CHECKING:
    from tests.office.xlsx import Workbook

_NAME = re.compile(r"[^\W\d][\w.]*|[_\\][\w.]*")
_LONGEST_NAME = 255
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def faults(
    book: Workbook, part: str, values: Mapping[tuple[int, int], str | None], merged: list[Area]
) -> Iterator[str]:
    """In one sheet's tables."""
    placed: list[Area] = []
    for target in book.package.related(part, "table"):
        table = book.package.trees[target]
        said = table.get("displayName", "")
        yield from (f"tabellen {said} {one}" for one in _named(book, table, said, target))
        where = area(table.get("ref", ""))
        if where is None:
            yield f"tabellen {said} står ingenstans"
            continue
        if any(where.meets(other) for other in (*placed, *merged)):
            yield f"tabellen {said} möter en annan tabell eller en sammanfogad cell"
        placed.append(where)
        yield from (f"tabellen {said} {one}" for one in _laid_out(table, where, values))


def _named(book: Workbook, table: Any, said: str, target: str) -> Iterator[str]:
    if not _NAME.fullmatch(said) or units(said) > _LONGEST_NAME or position(said) or said.upper() in ("R", "C"):
        yield "har inget namn som Excel tar"
    if book.tables.setdefault(said.casefold(), target) != target:
        yield "heter som en annan"
    if book.table_ids.setdefault(table.get("id"), target) != target:
        yield "har samma nummer som en annan"


def _laid_out(table: Any, where: Area, values: Mapping[tuple[int, int], str | None]) -> Iterator[str]:
    headers, totals = int(table.get("headerRowCount", 1)), int(table.get("totalsRowCount", 0))
    if where.bottom - where.top + 1 - headers - totals < 1:
        yield "har ingen rad"
    columns = list(table.iterfind(f"{M}tableColumns/{M}tableColumn"))
    if len(columns) != where.right - where.left + 1 or table.find(f"{M}tableColumns").get("count") != str(len(columns)):
        yield "har fler eller färre kolumner än den är bred"
    for attribute in ("id", "name"):
        found = [one.get(attribute).casefold() for one in columns]
        if len(set(found)) != len(found):
            yield f"har två kolumner med samma {attribute}"
    for place, one in enumerate(columns):
        title = one.get("name")
        stands = values.get((where.top, where.left + place))
        if headers and (stands is None or _plain(stands) != _plain(title)):
            yield f"har kolumnen {title} men rubriken {stands}"
        if units(title) > LONGEST_HEADER:
            yield f"har en för lång rubrik: {title[:40]}"
    filtered = table.find(f"{M}autoFilter")
    if filtered is not None:
        covered = area(filtered.get("ref"))
        if covered != where._replace(bottom=where.bottom - totals):
            yield f"filtrerar {covered} men står i {where}"
        if any(int(one.get("colId")) >= len(columns) for one in filtered.iter(f"{M}filterColumn")):
            yield "filtrerar en kolumn som inte finns"


def _plain(text: str) -> str:
    """Line breaks are escaped in a column's name and not in its cell."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n")
