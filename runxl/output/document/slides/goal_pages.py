"""One page for each mål: its delmål, their indikatorer, and what has changed since the report before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from runxl.assessment.assessed import cell
from runxl.assessment.counts import met
from runxl.assessment.trend import in_words
from runxl.assessment.verdicts import Change, DelmalVerdict, IndikatorVerdict, MalVerdict
from runxl.contract import look
from runxl.output.document.blocks import Block, Grid, GridCell, GridColumn, GridRow, Missing
from runxl.output.document.slides.overview_pages import forecast
from runxl.output.document.slides.pages import SlidePage
from runxl.output.document.slides.scene import Scene
from runxl.output.document.slides.tidy import measure, one_line, target, tidy
from runxl.svenska import capital, quoted, uncapital


def goals(scene: Scene) -> Iterator[Block]:
    label = scene.basis.styrmodell.labels
    for mal in scene.assessment.mal:
        yield _goal(scene, mal)
        if not scene.delmal_of(mal):
            yield Missing(f"{scene.named('mal', mal.nr, mal.row.mal)}: inga {label['delmal'].many} är ifyllda.")
    if stray := scene.stray_delmal():
        rows = tuple(row for one in stray for row in _delmal_rows(scene, one))
        yield _strays(scene, scene.homeless("mal"), rows)
    if lost := scene.stray_indikatorer():
        rows = tuple(_indikator_row(scene, one) for one in lost)
        yield _strays(scene, f"{scene.many('indikator')} utan {label['delmal'].one}", rows)
    if others := scene.other_changes():
        column = GridColumn(f"Förändring sedan {scene.assessment.previous}", 100)
        grid = Grid("Övriga förändringar", (column,), tuple(_changed(others)))
        yield SlidePage(title="Övriga förändringar", grids=(grid,))


def _strays(scene: Scene, title: str, rows: tuple[GridRow, ...]) -> SlidePage:
    return SlidePage(title=title, grids=(Grid(title, _columns(scene), rows),))


def _goal(scene: Scene, mal: MalVerdict) -> SlidePage:
    title = scene.named("mal", mal.nr, mal.row.mal)
    delmal = scene.delmal_of(mal)
    rows = tuple(row for one in delmal for row in _delmal_rows(scene, one))
    empty = GridRow(
        (GridCell(f"Inga {scene.basis.styrmodell.labels['delmal'].many} är ifyllda."),), len(_columns(scene))
    )
    grids = [Grid(f"{title}: {_listed(scene)}", _columns(scene), rows or (empty,))]
    if changes := scene.changes_of(mal):
        column = GridColumn(
            f"Förändring sedan {scene.assessment.previous}" if scene.assessment.previous else "Förändring", 100
        )
        grids.append(Grid(f"{title}: förändringar", (column,), tuple(_changed(changes))))
    return SlidePage(
        title=title,
        verdicts=tuple(_verdicts(scene, mal)),
        grids=tuple(grids),
        notes=tuple(_notes(scene, mal, delmal)),
    )


def _listed(scene: Scene) -> str:
    labels = scene.basis.styrmodell.labels
    return f"{labels['delmal'].many} och {labels['indikator'].many}"


def _verdicts(scene: Scene, mal: MalVerdict) -> Iterator[GridCell]:
    """The mål's status and prognosis, and the perspektiv that it belongs to."""
    if mal.status and scene.status("mal", mal.status).text:
        judged = met(mal.status, scene.basis.label("Mål"), scene.basis.styrmodell)
        yield GridCell(capital(judged), look.STATUS.get(mal.status))
        said = forecast(scene, mal)
        if said.text:
            yield GridCell(f"Prognos: {uncapital(said.text)}", said.mark, filled=False)
    if perspektiv := one_line(mal.row.perspektiv):
        yield GridCell(f"Perspektiv: {perspektiv}")


def _columns(scene: Scene) -> tuple[GridColumn, ...]:
    name = scene.one("indikator")
    if scene.plan:
        return (
            GridColumn(name, 50),
            GridColumn("Utfall föregående år", 16),
            GridColumn("Mål", 18),
            GridColumn("Periodicitet", 18),
        )
    trend = (GridColumn("Utveckling", 15),) if scene.basis.styrmodell.trend_shown else ()
    return GridColumn(name, 56), GridColumn("Utfall", 15), GridColumn("Mål", 20), *trend, GridColumn("Status", 15)


def _delmal_rows(scene: Scene, one: DelmalVerdict) -> Iterator[GridRow]:
    name = scene.named("delmal", one.nr, one.row.delmal)
    shown = scene.basis.styrmodell.numbers_shown
    again = f"{scene.one('delmal')} {one_line(one.nr)}" if shown else f"{scene.one('delmal')} {quoted(name)}"
    span = len(_columns(scene)) - 1
    yield GridRow((GridCell(name, strong=True), scene.status("delmal", one.status)), span, True, f"{again} (forts.)")
    indikatorer = scene.indikatorer_of(one)
    for indikator in indikatorer:
        yield _indikator_row(scene, indikator)
    if not indikatorer:
        yield GridRow((GridCell(f"Inga {scene.basis.styrmodell.labels['indikator'].many}."),), span + 1)


def _indikator_row(scene: Scene, one: IndikatorVerdict) -> GridRow:
    name = GridCell(f"{scene.kind(one)}{one_line(one.row.indikator)}")
    goal = GridCell(tidy(target(one)))
    if scene.plan:
        before = GridCell(tidy(measure(one.row.tidigare_utfall, one.row.enhet)))
        return GridRow((name, before, goal, GridCell(one_line(cell(one, "periodicitet")))))
    trend = (GridCell(in_words(one.utveckling)),) if scene.basis.styrmodell.trend_shown else ()
    outcome = GridCell(tidy(measure(one.utfall, one.row.enhet)))
    status = GridCell(one.status, look.STATUS.get(one.status))
    return GridRow((name, outcome, goal, *trend, status))


def _changed(changes: Iterable[Change]) -> Iterator[GridRow]:
    for one in changes:
        yield GridRow((GridCell(one_line(one.text)),))


def _notes(scene: Scene, mal: MalVerdict, delmal: Sequence[DelmalVerdict]) -> Iterator[str]:
    """Every Förklaring, and the analyses that have been written."""
    yield from scene.explained("mal", mal)
    if analys := one_line(mal.row.analys):
        yield f"Analys: {analys}"
    for one in delmal:
        yield from scene.explained("delmal", one)
        if analys := one_line(one.row.analys):
            shown = scene.basis.styrmodell.numbers_shown
            about = scene.named("delmal", one.nr, "") if shown else quoted(one.row.delmal)
            yield f"Analys av {about}: {analys}"
        for indikator in scene.indikatorer_of(one):
            yield from scene.explained("indikator", indikator)
