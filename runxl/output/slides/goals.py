"""One page for each mål: its delmål, their indikatorer, and what has changed since the report before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from runxl.assessment.model import cell
from runxl.assessment.sammanrakning import met
from runxl.assessment.svenska import quoted, sentence
from runxl.assessment.verdicts import Change, DelmalVerdict, IndikatorVerdict, MalVerdict
from runxl.output.slides.marks import mark_of
from runxl.output.slides.model import Cell, Column, Grid, Page, Row
from runxl.output.slides.overview import forecast
from runxl.output.slides.scene import Scene
from runxl.output.slides.text import clean, measured, one_line, target

_ORDINARY = ("", "Indikator", "Styrmått")


def goals(scene: Scene) -> Iterator[Page]:
    for mal in scene.assessment.mal:
        yield _goal(scene, mal)
    label = scene.basis.styrmodell.labels
    if stray := scene.stray_delmal():
        rows = tuple(row for one in stray for row in _delmal_rows(scene, one))
        yield _strays(scene, f"Hör inte till något {label['mal'].one}", rows)
    if lost := scene.stray_indikatorer():
        rows = tuple(_indikator_row(scene, one) for one in lost)
        yield _strays(scene, f"{scene.words('indikator')} utan {label['delmal'].one}", rows)
    if others := scene.other_changes():
        grid = Grid("Övriga förändringar", (Column(f"Förändring sedan {scene.since}", 100),), tuple(_changed(others)))
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
        column = Column(f"Förändring sedan {scene.since}" if scene.since else "Förändring", 100)
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
        yield Cell(sentence(met(mal.status, scene.basis.label("Mål"), scene.basis.styrmodell)), mark_of(mal.status))
        said = forecast(scene, mal)
        if said.text:
            yield Cell(f"Prognos: {said.text[:1].lower()}{said.text[1:]}", said.mark, filled=False)
    if perspektiv := one_line(mal.row.perspektiv):
        yield Cell(f"Perspektiv: {perspektiv}")


def _columns(scene: Scene) -> tuple[Column, ...]:
    name = scene.word("indikator")
    if scene.plan:
        return Column(name, 50), Column("Utfall föregående år", 16), Column("Mål", 18), Column("Periodicitet", 18)
    trend = (Column("Utveckling", 15),) if scene.basis.styrmodell.trend_shown else ()
    return Column(name, 56), Column("Utfall", 15), Column("Mål", 20), *trend, Column("Status", 15)


def _delmal_rows(scene: Scene, one: DelmalVerdict) -> Iterator[Row]:
    name = scene.named("delmal", one.nr, one.row.delmal)
    shown = scene.basis.styrmodell.numbers_shown
    again = f"{scene.word('delmal')} {one_line(one.nr)}" if shown else f"{scene.word('delmal')} {quoted(name)}"
    span = len(_columns(scene)) - 1
    yield Row((Cell(name, strong=True), scene.status("delmal", one.status)), span, True, f"{again} (forts.)")
    indikatorer = scene.indikatorer_of(one)
    for indikator in indikatorer:
        yield _indikator_row(scene, indikator)
    if not indikatorer:
        yield Row((Cell(f"Inga {scene.basis.styrmodell.labels['indikator'].many}."),), span + 1)


def _indikator_row(scene: Scene, one: IndikatorVerdict) -> Row:
    """What is no ordinary indikator says what it is."""
    kind = "" if one.row.slag in _ORDINARY else f"{one.row.slag}: "
    name = Cell(f"{kind}{one_line(one.row.indikator)}")
    goal = Cell(clean(target(one)))
    if scene.plan:
        before = Cell(clean(measured(one.row.tidigare_utfall, one.row.enhet)))
        return Row((name, before, goal, Cell(one_line(cell(one, "periodicitet")))))
    trend = (Cell(_TREND.get(one.utveckling, "")),) if scene.basis.styrmodell.trend_shown else ()
    outcome = Cell(clean(measured(one.utfall, one.row.enhet)))
    status = Cell(one.status, mark_of(one.status))
    return Row((name, outcome, goal, *trend, status))


_TREND = {"↑": "↑ Bättre", "→": "→ Oförändrat", "↓": "↓ Sämre"}


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
