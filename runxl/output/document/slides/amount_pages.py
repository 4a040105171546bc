"""The page with the forecast for the year against the budget, as a chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runxl.contract import look
from runxl.contract.vocabulary import DataRow
from runxl.output.document.slides.pages import Chart, Series, SlidePage
from runxl.output.document.slides.scene import Scene
from runxl.output.document.slides.tidy import one_line
from runxl.output.said.unassessed import amount, plain_amount, title
from runxl.svenska import NBSP, number

_DRIFT = "driftredovisning"
_MOST_BARS = 8


def forecast_pages(scene: Scene) -> Iterator[SlidePage]:
    drift = scene.rows(_DRIFT)
    if chart := _forecast_chart(drift):
        yield SlidePage(title="Ekonomi: årsprognos mot årsbudget", chart=chart, sentences=tuple(_results(drift)))


def _amount(row: DataRow, name: str) -> str:
    found = amount(row, name)
    return "" if found is None else number(found)


def _compared(rows: Sequence[DataRow]) -> list[DataRow]:
    return [row for row in rows if None not in (amount(row, "arsprognos"), amount(row, "arsbudget"))]


def _forecast_chart(rows: Sequence[DataRow]) -> Chart | None:
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


def _results(rows: Sequence[DataRow]) -> Iterator[str]:
    """`Resultat: årsprognos 4 mkr mot årsbudget 0 mkr.`"""
    for row in _compared(rows):
        if row.get("niva") == "Resultat":
            unit = one_line(row.get("enhet"))
            forecast, budget = (f"{_amount(row, name)}{NBSP}{unit}".strip() for name in ("arsprognos", "arsbudget"))
            yield f"{one_line(row.get('post'))}: årsprognos {forecast} mot årsbudget {budget}."
