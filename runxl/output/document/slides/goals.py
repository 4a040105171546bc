"""One page for each mål: its delmål, their indikatorer, and what has changed since the report before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from runxl.assessment.assessed import cell
from runxl.assessment.counts import met
from runxl.assessment.trend import in_words
from runxl.assessment.verdicts import Change, DelmalVerdict, IndikatorVerdict, MalVerdict
from runxl.contract import look
from runxl.output.document.slides.model import Cell, Column, Grid, Page, Row
from runxl.output.document.slides.overview import forecast
from runxl.output.document.slides.scene import Scene
from runxl.output.document.slides.text import measure, one_line, target, tidy
from runxl.svenska import capital, quoted, uncapital


def goals(scene: Scene) -> Iterator[Page]:
    for mal in scene.assessment.mal:
        yield _goal(scene, mal)
    label = scene.basis.styrmodell.labels
    if stray := scene.stray_delmal():
        rows = tuple(row for one in stray for row in _delmal_rows(scene, one))
        yield _strays(scene, scene.homeless("mal"), rows)
    if lost := scene.stray_indikatorer():
        rows = tuple(_indikator_row(scene, one) for one in lost)
        yield _strays(scene, f"{scene.many('indikator')} utan {label['delmal'].one}", rows)
    if others := scene.other_changes():
        column = Column(f"Förändring sedan {scene.assessment.previous}", 100)
        grid = Grid("Övriga förändringar", (column,), tuple(_changed(others)))
        yield Page(title="Övriga förändringar", grids=(grid,))


def _strays(scene: Scene, title: str, rows: tuple[Row, ...]) -> Page:
    return Page(title=title, grids=(Grid(title, _columns(scene), rows),))


def _goal(scene: Scene, mal: MalVerdict) -> Page:
    title = scene.named("mal", mal.nr, mal.row.mal)
    delmal = scene.delmal_of(mal)
    rows = tuple(row for one in delmal for row in _delmal_rows(scene, one))
    empty = Row((Cell(f"Inga {scene.basis.styrmodell.labels['delmal'].many} är ifyllda."),), len(_columns(scene)))
    grids = [Grid(f"{title}: {_listed(scene)}", _columns(scene), rows or (empty,))]
    if changes := scene.changes_of(mal):
        column = Column(
            f"Förändring sedan {scene.assessment.previous}" if scene.assessment.previous else "Förändring", 100
        )
        grids.append(Grid(f"{title}: förändringar", (column,), tuple(_changed(changes))))
    return Page(
        title=title,
        verdicts=tuple(_verdicts(scene, mal)),
        grids=tuple(grids),
        notes=tuple(_notes(scene, mal, delmal)),
    )


def _listed(scene: Scene) -> str:
    labels = scene.basis.styrmodell.labels
    return f"{labels['delmal'].many} och {labels['indikator'].many}"


def _verdicts(scene: Scene, mal: MalVerdict) -> Iterator[Cell]:
    """The mål's status and prognosis, and the perspektiv that it belongs to."""
    if mal.status and scene.status("mal", mal.status).text:
        judged = met(mal.status, scene.basis.label("Mål"), scene.basis.styrmodell)
        yield Cell(capital(judged), look.STATUS.get(mal.status))
        said = forecast(scene, mal)
        if said.text:
            yield Cell(f"Prognos: {uncapital(said.text)}", said.mark, filled=False)
    if perspektiv := one_line(mal.row.perspektiv):
        yield Cell(f"Perspektiv: {perspektiv}")


def _columns(scene: Scene) -> tuple[Column, ...]:
    name = scene.one("indikator")
    if scene.plan:
        return Column(name, 50), Column("Utfall föregående år", 16), Column("Mål", 18), Column("Periodicitet", 18)
    trend = (Column("Utveckling", 15),) if scene.basis.styrmodell.trend_shown else ()
    return Column(name, 56), Column("Utfall", 15), Column("Mål", 20), *trend, Column("Status", 15)


def _delmal_rows(scene: Scene, one: DelmalVerdict) -> Iterator[Row]:
    name = scene.named("delmal", one.nr, one.row.delmal)
    shown = scene.basis.styrmodell.numbers_shown
    again = f"{scene.one('delmal')} {one_line(one.nr)}" if shown else f"{scene.one('delmal')} {quoted(name)}"
    span = len(_columns(scene)) - 1
    yield Row((Cell(name, strong=True), scene.status("delmal", one.status)), span, True, f"{again} (forts.)")
    indikatorer = scene.indikatorer_of(one)
    for indikator in indikatorer:
        yield _indikator_row(scene, indikator)
    if not indikatorer:
        yield Row((Cell(f"Inga {scene.basis.styrmodell.labels['indikator'].many}."),), span + 1)


def _indikator_row(scene: Scene, one: IndikatorVerdict) -> Row:
    name = Cell(f"{scene.kind(one)}{one_line(one.row.indikator)}")
    goal = Cell(tidy(target(one)))
    if scene.plan:
        before = Cell(tidy(measure(one.row.tidigare_utfall, one.row.enhet)))
        return Row((name, before, goal, Cell(one_line(cell(one, "periodicitet")))))
    trend = (Cell(in_words(one.utveckling)),) if scene.basis.styrmodell.trend_shown else ()
    outcome = Cell(tidy(measure(one.utfall, one.row.enhet)))
    status = Cell(one.status, look.STATUS.get(one.status))
    return Row((name, outcome, goal, *trend, status))


def _changed(changes: Iterable[Change]) -> Iterator[Row]:
    for one in changes:
        yield Row((Cell(one_line(one.text)),))


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
