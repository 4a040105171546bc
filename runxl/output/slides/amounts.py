"""The pages with amounts: economy with its chart, and personnel. Each only if its table has rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from runxl.assessment.ekonomi import forecast_status
from runxl.assessment.svenska import number
from runxl.assessment.typer import value
from runxl.assessment.verdicts import plain_number
from runxl.contract import look
from runxl.contract.load import contract
from runxl.output.slides.marks import mark_of
from runxl.output.slides.model import Cell, Chart, Column, Grid, Page, Row, Series
from runxl.output.slides.scene import Data, Scene
from runxl.output.slides.text import NBSP, clean, one_line

_SUMS = ("Summa", "Resultat")
_SUM_ROW = "summa"
_DRIFT = "driftredovisning"
_MOST_BARS = 8
_TABLES = {
    _DRIFT: ("post", ("utfall", "budget", "avvikelse", "arsprognos", "arsbudget", "avvikelse_arsprognos")),
    "verksamheter": ("verksamhet", ("avvikelse", "avvikelse_arsprognos")),
    "anslag": ("atgard", ("arsbudget", "fattade_beslut", "utbetalt")),
}
"""The economy's tables: what names a row, and its amounts."""

Told = tuple[Column, Callable[[Data], Cell]]
"""A column, and what it says of a row."""


def economy_pages(scene: Scene) -> Iterator[Page]:
    """The forecast as a chart, then the tables."""
    drift = scene.rows(_DRIFT)
    if chart := _forecast_chart(drift):
        yield Page(title="Ekonomi: årsprognos mot årsbudget", chart=chart, sentences=tuple(_results(drift)))
    if grids := tuple(_economy(scene)):
        yield Page(title="Ekonomi", grids=grids)


def _economy(scene: Scene) -> Iterator[Grid]:
    for table, (name, amounts) in _TABLES.items():
        if rows := scene.rows(table):
            judged = () if table == "anslag" else _judged(scene, rows)
            yield _grid(table, [*_named(table, name, rows), *_amounts(table, amounts, rows), *judged], rows)


def personal_pages(scene: Scene) -> Iterator[Page]:
    rows = scene.rows("personal")
    if rows:
        comment = (Column(_title("personal", "kommentar"), 44), lambda row: Cell(clean(row.get("kommentar"))))
        several = _amounts("personal", ("varde", "foregaende"), rows)
        grid = _grid("personal", [*_named("personal", "nyckeltal", rows), *several, comment], rows)
        yield Page(title="Personal", grids=(grid,))


def _grid(table: str, columns: Sequence[Told], rows: Iterable[Data]) -> Grid:
    lines = tuple(Row(tuple(told(row) for _, told in columns)) for row in rows)
    return Grid(f"Tabell: {contract().tables[table].title}", tuple(column for column, _ in columns), lines)


def _named(table: str, name: str, rows: Sequence[Data]) -> Iterator[Told]:
    """The rows' names; with the unit in the header if all have the same, else in a column of its own."""
    units = {one_line(row.get("enhet")) for row in rows} - {""}
    unit = f" ({units.copy().pop()})" if len(units) == 1 else ""

    yield (
        Column(f"{contract().tables[table].title}{unit}", 36),
        lambda row: Cell(clean(row.get(name)), strong=_is_sum(row, name)),
    )
    if len(units) > 1:
        yield Column(_title(table, "enhet"), 12), lambda row: Cell(one_line(row.get("enhet")))


def _amounts(table: str, names: Iterable[str], rows: Sequence[Data]) -> Iterator[Told]:
    """Columns without any amount are left out."""
    for name in names:
        if any(value(row.get(name)) is not None for row in rows):
            yield Column(_title(table, name), 14, "right"), _amount_of(name)


def _amount_of(name: str) -> Callable[[Data], Cell]:
    return lambda row: Cell(_amount(row, name), strong=_is_sum(row, "verksamhet", "atgard"))


def _judged(scene: Scene, rows: Iterable[Data]) -> Iterator[Told]:
    """The forecast against the budget, if there is one."""
    if any(forecast_status(row, scene.basis) for row in rows):
        yield Column("Prognos mot budget", 16), lambda row: _status(forecast_status(row, scene.basis))


def _status(status: str | None) -> Cell:
    return Cell(status or "", mark_of(status))


def _is_sum(row: Data, *names: str) -> bool:
    return row.get("niva") in _SUMS or any(one_line(row.get(name)).casefold() == _SUM_ROW for name in names)


def _title(table: str, column: str) -> str:
    return contract().tables[table].column(column).title


def _amount(row: Data, name: str) -> str:
    found = value(row.get(name))
    return "" if found is None else number(found)


def _compared(rows: Sequence[Data]) -> list[Data]:
    return [row for row in rows if value(row.get("arsprognos")) is not None and value(row.get("arsbudget")) is not None]


def _forecast_chart(rows: Sequence[Data]) -> Chart | None:
    """Årsbudget and Årsprognos of the rows that are no part of another."""
    shown = [row for row in _compared(rows) if row.get("niva") != "Varav"][:_MOST_BARS]
    if not shown:
        return None
    budget, forecast = (tuple(_bar(row, name) for row in shown) for name in ("arsbudget", "arsprognos"))
    series = (
        Series(_title(_DRIFT, "arsbudget"), budget, look.STATUS["Ej bedömd"].solid, look.RESULT_TEXT),
        Series(_title(_DRIFT, "arsprognos"), forecast, look.UNIT_HEADER_GROUND, look.RESULT_TEXT),
    )
    names = tuple(one_line(row.get("post")) for row in shown)
    pairs = (f"{_amount(row, 'arsprognos')} mot {_amount(row, 'arsbudget')}" for row in shown)
    said = "; ".join(f"{name} {pair}" for name, pair in zip(names, pairs, strict=True))
    whole = all(isinstance(one, int) for one in (*budget, *forecast))
    return Chart(
        about=f"Staplar för årsprognos mot årsbudget: {said}.",
        title=", ".join(sorted({one_line(row.get("enhet")) for row in shown} - {""})),
        categories=names,
        series=series,
        number_format="#,##0;−#,##0" if whole else "#,##0.0;−#,##0.0",
    )


def _bar(row: Data, name: str) -> int | float | None:
    found = value(row.get(name))
    return None if found is None else plain_number(found)


def _results(rows: Sequence[Data]) -> Iterator[str]:
    """`Resultat: årsprognos 4 mkr mot årsbudget 0 mkr.`"""
    for row in _compared(rows):
        if row.get("niva") == "Resultat":
            unit = one_line(row.get("enhet"))
            forecast, budget = (f"{_amount(row, name)}{NBSP}{unit}".strip() for name in ("arsprognos", "arsbudget"))
            yield f"{one_line(row.get('post'))}: årsprognos {forecast} mot årsbudget {budget}."
