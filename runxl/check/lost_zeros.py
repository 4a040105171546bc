"""3.10 that has become the number 3,1: in a Nr, and where another row refers to one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from runxl.check.sheet import Sheet
from runxl.contract.regel import Regel

_Why = Callable[[str, str, int], str]
"""What says that a number has lost its zero, given what it says, what was meant and where it stands."""


def apply(sheets: Mapping[str, Sheet]) -> None:
    """Tells of them before the schema, which would call a Nr a duplicate, and before anyone goes by a reference."""
    for sheet in sheets.values():
        if any(column.type == "nr" for column in sheet.contract.columns):
            _in_numbers(sheet)
    for sheet in sheets.values():
        in_references(sheet, sheets)


def in_references(sheet: Sheet, sheets: Mapping[str, Sheet]) -> None:
    """A reference that may be to another row than it says is to none."""
    for column in sheet.contract.columns:
        parent = sheets.get(column.ref)
        if column.type == "ref" and parent is not None:
            known = {*parent.places("nr"), *parent.meant}
            for position in _told(sheet, column.name, _of_reference(sheet, column.name, parent, known)):
                sheet.columns[column.name][position] = None


def _in_numbers(sheet: Sheet) -> None:
    def why(said: str, meant: str, position: int) -> str:
        first = sheet.places("nr")[said]
        if first != position:
            sheet.meant.add(meant)
            return f"{said} finns redan på rad {sheet.table.rows[first]}"
        at = sheet.places("nr").get(meant)
        return "" if at is None else f"{meant} finns på rad {sheet.table.rows[at]}"

    _told(sheet, "nr", why)


def _of_reference(sheet: Sheet, column: str, parent: Sheet, known: Collection[object]) -> _Why:
    own = sheet.columns.get("nr") if column != "nr" else None

    def why(_: str, meant: str, position: int) -> str:
        nr = str(own[position] or "") if own else ""
        if nr.startswith(meant) and not nr[len(meant) :][:1].isdigit():
            return f"radens Nr är {nr}"
        return f"{meant} finns på bladet {parent.contract.sheet}" if meant in known else ""

    return why


def _told(sheet: Sheet, column: str, why: _Why) -> list[int]:
    """Where it is told of a column; most often all are texts."""
    found = []
    for position, raw in enumerate(sheet.table.values(column)):
        if not isinstance(raw, float) or raw.is_integer():
            continue
        said = sheet.columns[column][position]
        reason = why(said, f"{said}0", position) if said else ""
        if reason:
            sheet.report(Regel.TAPPAD_NOLLA, column, position, varfor=reason, menat=f"{said}0")
            found.append(position)
    return found
