"""Next year's workbook from this year's: the structure, who answers and the history; what was reported starts anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from runxl.check.rows import Settings
from runxl.contract.load import contract
from runxl.contract.vocabulary import EMPTY, Column, Table
from runxl.errors import RunxlError
from runxl.excel import fold
from runxl.template.data_sheets import Row
from runxl.verbs.carry import carried, written_settings
from runxl.verbs.examine import AnyPath, examine
from runxl.verbs.ny.contents import Contents, first_period, new_plan_id

_NO_ANSWER = "Svar saknas"
_ENDED = {"indikatorer": ("lage", "Följs ej upp"), "aktiviteter": ("status", "Avslutad"), "uppdrag": ("status", "Klar")}
"""What may have come to its end: the column and the word that say so."""


def next_year(former: AnyPath, year: int | None = None, namnd: str = "") -> Contents:
    """What the workbook of the year after `former`, or of `year`, begins with."""
    found = examine(former, to_write=True)
    settings = found.checked.settings
    last = settings.ar
    if last is None:
        raise RunxlError(
            f"{former}: fyll i År på bladet Inställningar, så att det går att veta vilket år som är nästa."
        )
    year = year or last + 1
    if year <= last:
        raise RunxlError(f"{former} gäller {last}. Ange ett senare år än så, eller inget.")
    everything = carried(found.workbook)
    rows = {
        name: [_anew(table, row, last) for row in everything.rows.get(name, ())]
        for name, table in everything.contract.tables.items()
        if table.carried
    }
    styrmodell = contract().styrmodeller[settings.styrmodell]
    begun = _settings(settings, year, namnd, first_period(styrmodell))
    return Contents(everything.contract, styrmodell, year, rows, begun, _ended(everything.rows))


def _settings(settings: Settings, year: int, namnd: str, period: str) -> dict[str, object]:
    """The nämnd's own choices go along; the plan and its sending are new."""
    return written_settings(
        replace(
            settings,
            namnd=namnd or settings.namnd,
            ar=year,
            period=period,
            plan_id=new_plan_id(),
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
