"""Next year's workbook from this year's: the structure, who answers and the history; what was reported starts anew."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from runxl.check.rows import Checked
from runxl.contract.load import contract
from runxl.contract.vocabulary import EMPTY, Column, Table
from runxl.errors import RunxlError
from runxl.excel import fold
from runxl.files.target import refuse
from runxl.template.book import build
from runxl.template.data_sheets import Row
from runxl.template.new import plan_period
from runxl.verbs.carry import carried, written_settings
from runxl.verbs.examine import examine

_NO_ANSWER = "Svar saknas"
_ENDED = {"indikatorer": ("lage", "Följs ej upp"), "aktiviteter": ("status", "Avslutad"), "uppdrag": ("status", "Klar")}
"""What may have come to its end: the column and the word that say so."""


@dataclass(frozen=True, slots=True)
class NextYear:
    """The new workbook. `ended`: by sheet, the Nr of rows that came along but may be done with."""

    file: Path
    ar: int
    ended: Mapping[str, tuple[str, ...]]


def next_year(
    path: Path | str,
    former: Path | str,
    *,
    ar: int | None = None,
    namnd: str = "",
    styrmodell: str = "",
    exempel: bool = False,
    replace: bool = False,
) -> NextYear:
    """Makes the workbook of the year after `former`, or of `ar`; `former` is left untouched."""
    if exempel or styrmodell:
        raise RunxlError(
            "Styrmodell och innehåll tas ur den förra arbetsboken: välj inte också ett exempel eller en styrmodell."
        )
    target = Path(path)
    found = examine(former, to_write=True)
    checked, last = found.checked, found.checked.settings.ar
    if last is None:
        raise RunxlError(
            f"{former}: fyll i År på bladet Inställningar, så att det går att veta vilket år som är nästa."
        )
    ar = ar or last + 1
    if ar <= last:
        raise RunxlError(f"{former} gäller {last}. Ange ett senare år än så, eller inget.")
    refuse(target, (".xlsx",), replace=replace)
    everything = carried(found.workbook)
    rows = {
        name: [_anew(table, row, last) for row in everything.rows.get(name, ())]
        for name, table in everything.contract.tables.items()
        if table.carried and name != "fynd"
    }
    model = contract().styrmodeller[checked.settings.styrmodell]
    build(target, everything.contract, model, rows, _settings(checked, ar, namnd), backup=True)
    return NextYear(target, ar, _ended(everything.rows))


def _settings(checked: Checked, ar: int, namnd: str) -> dict[str, object]:
    """The nämnd's own choices go along; the plan and its sending are new."""
    settings = checked.settings
    return written_settings(
        replace(
            settings,
            namnd=namnd or settings.namnd,
            ar=ar,
            period=plan_period(contract().styrmodeller[settings.styrmodell]),
            plan_id=uuid.uuid4().hex[:8],
            utskickad_till="",
            utskickad_den=None,
            svar_senast=None,
        )
    )


def _anew(table: Table, row: Row, ar: int) -> dict[str, object]:
    """A row as it stands when the new year begins."""
    if table.kind == "written":
        return dict(row)
    kept = {column.name: row.get(column.name) for column in table.columns if _is_kept(column)}
    moved = {
        column.next_year: row.get(column.name)
        for column in table.columns
        if column.next_year not in ("", EMPTY) and row.get(column.name) not in (None, "", _NO_ANSWER)
    }
    if "tidigare_utfall" in moved:
        moved.setdefault("tidigare_utfall_ar", ar)
    else:
        moved.pop("tidigare_utfall_ar", None)
    return kept | moved


def _is_kept(column: Column) -> bool:
    return column.role in ("key", "in") and not column.next_year


def _ended(rows: Mapping[str, list[Row]]) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, (column, word) in _ENDED.items():
        ended = [
            str(row.get("nr") or "") for row in rows.get(name, ()) if fold(str(row.get(column) or "")) == fold(word)
        ]
        if ended:
            found[contract().tables[name].sheet] = tuple(ended)
    return found
