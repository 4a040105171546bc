"""The pages with amounts: economy with its chart, and personnel. Each only if its table has rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from runxl.assessment.economy import forecast_status
from runxl.contract import look
from runxl.contract.load import contract
from runxl.output.document import marks
from runxl.output.document.blocks import Block, Grid, GridCell, GridColumn, GridRow, Missing
from runxl.output.document.slides.pages import Chart, Series, SlidePage
from runxl.output.document.slides.scene import Scene
from runxl.output.document.slides.tidy import NBSP, one_line, tidy
from runxl.output.said.unassessed import ECONOMY, Row, amount, is_sum, plain_amount, shared_unit, text, title
from runxl.svenska import number

_DRIFT = "driftredovisning"
_MOST_BARS = 8

Told = tuple[GridColumn, Callable[[Row], GridCell]]
"""A column, and what it says of a row."""


def economy_pages(scene: Scene) -> Iterator[Block]:
    """The forecast as a chart, then the tables."""
    drift = scene.rows(_DRIFT)
    if chart := _forecast_chart(drift):
        yield SlidePage(title="Ekonomi: årsprognos mot årsbudget", chart=chart, sentences=tuple(_results(drift)))
    if grids := tuple(_economy(scene)):
        yield SlidePage(title="Ekonomi", grids=grids)
    else:
        yield Missing("Bilderna om ekonomi saknas: bladen om ekonomi har inga rader.")


def _economy(scene: Scene) -> Iterator[Grid]:
    for table, shown in ECONOMY.items():
        if rows := scene.rows(table):
            columns = [*_named(table, shown.name, rows), *_amounts(table, shown.name, shown.amounts, rows)]
            judged = () if table == "anslag" else _judged(scene, rows)
            yield _grid(table, [*columns, *judged], rows)


def personal_pages(scene: Scene) -> Iterator[SlidePage]:
    rows = scene.rows("personal")
    if rows:
        comment = (GridColumn(title("personal", "kommentar"), 44), lambda row: GridCell(tidy(row.get("kommentar"))))
        several = _amounts("personal", "nyckeltal", ("varde", "foregaende"), rows)
        grid = _grid("personal", [*_named("personal", "nyckeltal", rows), *several, comment], rows)
        yield SlidePage(title="Personal", grids=(grid,))


def _grid(table: str, columns: Sequence[Told], rows: Iterable[Row]) -> Grid:
    lines = tuple(GridRow(tuple(told(row) for _, told in columns)) for row in rows)
    return Grid(f"Tabell: {contract().tables[table].title}", tuple(column for column, _ in columns), lines)


def _named(table: str, name: str, rows: Sequence[Row]) -> Iterator[Told]:
    """The rows' names; with the unit in the header if all have the same, else in a column of its own."""
    unit = one_line(shared_unit(rows))
    header = f"{contract().tables[table].title}{f' ({unit})' if unit else ''}"
    yield GridColumn(header, 36), lambda row: GridCell(tidy(row.get(name)), strong=is_sum(row, name))
    if not unit and any(text(row, "enhet") for row in rows):
        yield GridColumn(title(table, "enhet"), 12), lambda row: GridCell(one_line(row.get("enhet")))


def _amounts(table: str, named: str, names: Iterable[str], rows: Sequence[Row]) -> Iterator[Told]:
    """Columns without any amount are left out."""
    for name in names:
        if any(amount(row, name) is not None for row in rows):
            yield GridColumn(title(table, name), 14, right=True), _amount_of(name, named)


def _amount_of(name: str, named: str) -> Callable[[Row], GridCell]:
    """`named`: the column with the rows' names."""
    return lambda row: GridCell(_amount(row, name), strong=is_sum(row, named))


def _judged(scene: Scene, rows: Iterable[Row]) -> Iterator[Told]:
    """The forecast against the budget, if there is one."""
    if any(forecast_status(row, scene.basis) for row in rows):
        model = scene.basis.styrmodell
        yield GridColumn("Prognos mot budget", 16), lambda row: marks.status(forecast_status(row, scene.basis), model)


def _amount(row: Row, name: str) -> str:
    found = amount(row, name)
    return "" if found is None else number(found)


def _compared(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if None not in (amount(row, "arsprognos"), amount(row, "arsbudget"))]


def _forecast_chart(rows: Sequence[Row]) -> Chart | None:
    """Årsbudget and Årsprognos of the rows that are no part of another."""
    shown = [row for row in _compared(rows) if row.get("niva") != "Varav"][:_MOST_BARS]
    if not shown:
        return None
    budget, forecast = (tuple(plain_amount(row, name) for row in shown) for name in ("arsbudget", "arsprognos"))
    series = (
        Series(title(_DRIFT, "arsbudget"), budget, look.QUIET.solid, look.RESULT_TEXT),
        Series(title(_DRIFT, "arsprognos"), forecast, look.UNIT_HEADER_GROUND, look.RESULT_TEXT),
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


def _results(rows: Sequence[Row]) -> Iterator[str]:
    """`Resultat: årsprognos 4 mkr mot årsbudget 0 mkr.`"""
    for row in _compared(rows):
        if row.get("niva") == "Resultat":
            unit = one_line(row.get("enhet"))
            forecast, budget = (f"{_amount(row, name)}{NBSP}{unit}".strip() for name in ("arsprognos", "arsbudget"))
            yield f"{one_line(row.get('post'))}: årsprognos {forecast} mot årsbudget {budget}."
