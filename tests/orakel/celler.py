"""A plain plan → what stands in a workbook's cells: numbers stored, typed as text or shown as percent, by the seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from runxl.contract.load import contract
from runxl.template.book import build
from runxl.workbook.tables import FoundTable, Percent, TableColumn, Workbook

Plan = Mapping[str, Any]
Row = Mapping[str, Any]
Cells = dict[str, list[dict[str, Any]]]

_TITLES = {"vasterbotten": "Region Västerbotten", "norrbotten": "Region Norrbotten"}
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_PERIODICITET = {(8, 12): "Tertial: aug, dec", (12,): "År", (4, 8, 12): "Tertial", (6, 12): "Halvår"}
_MEASURES = ("malvarde", "malvarde_max", "utgangsvarde", "utfall", "tidigare_utfall", "periodmal", "foregaende_ar")
_SAID = ("ar", "period", "mal_bedoms")
_FAULTY = "Minst 1350"
"""One number is asked for: whoever writes so gets a fault on the row."""


def cells_of(plan: Plan) -> Cells:
    """The rows of each table but Inställningar, by the contract's column names."""
    rng = Random(plan["seed"])  # noqa: S311 – dice, no secrets
    units = {row["nr"]: row["enhet"] for row in plan["indikatorer"]}
    own: Cells = {name: [dict(row) for row in plan[name]] for name in ("mal", "delmal", "uppdrag", "aktiviteter")}
    own["indikatorer"] = [_indikator(rng, row) for row in plan["indikatorer"]]
    own["periodvarden"] = [_measures(rng, row, units[row["nr"]]) for row in plan["periodvarden"]]
    own["historik"] = [{**row, "utfall": _remembered(row["utfall"])} for row in plan["historik"]]
    return own


def settings_of(plan: Plan) -> dict[str, Any]:
    """Inställningar, by the contract's names."""
    limits = {
        name: None if plan[name] is None else Percent(plan[name] / 100) for name in ("grans_helt", "grans_delvis")
    }
    said = {"styrmodell": _TITLES[plan["styrmodell"]["namn"]], **{name: plan[name] for name in _SAID}}
    return {"namnd": "Kulturnämnden", **limits, **said, "mallversion": contract().version}


def workbook_of(plan: Plan) -> Workbook:
    """The workbook as reading would give it."""
    said = settings_of(plan)
    known = [setting for setting in contract().tables["installningar"].settings if setting.name in said]
    rows = [{"installning": setting.title, "varde": said[setting.name]} for setting in known]
    tables = {"installningar": _table("installningar", rows)}
    for name, cells in cells_of(plan).items():
        tables[name] = _table(name, cells)
    return Workbook(Path(f"{plan['seed']}.xlsx"), tables)


def write(plan: Plan, path: Path, historik: Sequence[Row] | None = None) -> Path:
    """The same as a file; `historik`, if given, stands in Tidigare perioder as it is."""
    rows = cells_of(plan)
    if historik is not None:
        rows["historik"] = [dict(row) for row in historik]
    styrmodell = contract().styrmodeller[plan["styrmodell"]["namn"]]
    build(path, contract(), styrmodell, rows, settings_of(plan))
    return path


def _table(name: str, rows: Sequence[Row]) -> FoundTable:
    described = contract().tables[name]
    columns = {
        column.name: TableColumn(place, [None if (value := row.get(column.name)) == "" else value for row in rows])
        for place, column in enumerate(described.columns, 1)
    }
    return FoundTable(name, described.sheet, 1, list(range(2, 2 + len(rows))), columns)


def _indikator(rng: Random, row: Row) -> dict[str, Any]:
    limits = {name: None if row[name] is None else Percent(row[name] / 100) for name in ("grans_helt", "grans_delvis")}
    cells = {**_measures(rng, row, row["enhet"]), **limits}
    cells["ackumuleras"] = "Ja" if row["ackumuleras"] else rng.choice((None, "Nej"))
    cells["periodicitet"] = _periodicitet(row["periodicitet"])
    if row["fel"]:
        cells["utfall"] = _FAULTY
    return cells


def _periodicitet(months: tuple[int, ...] | None) -> str | None:
    if months is None:
        return None
    return _PERIODICITET.get(months) or ", ".join(_MONTHS[month - 1] for month in months)


def _measures(rng: Random, row: Row, enhet: str) -> dict[str, Any]:
    return {name: _cell(rng, value, enhet) if name in _MEASURES else value for name, value in row.items()}


def _cell(rng: Random, value: Any, enhet: str) -> Any:
    if isinstance(value, Mapping):
        return "/".join(f"{_swedish(amount)} {unit}" for unit, amount in value.items())
    if not isinstance(value, Decimal):
        return value
    if str(value).endswith("0") and "." in str(value):
        return _swedish(value)  # the last zero is written out, which only text can hold
    way = rng.random()
    if enhet == "%" and way < 0.3:
        return Percent(value / 100)
    return _swedish(value) if way > 0.85 else _number(value)


def _remembered(value: Any) -> Any:
    """As runxl writes it in Tidigare perioder: a number, or the words."""
    if isinstance(value, Mapping):
        return "/".join(f"{_swedish(amount)} {unit}" for unit, amount in value.items())
    return _number(value) if isinstance(value, Decimal) else value


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _swedish(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",").replace("-", "−")
