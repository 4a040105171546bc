"""The pages about the whole: counts, scale, every mål and delmål with its prognosis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.counts import UNDECIDED, published
from runxl.contract import look
from runxl.contract.wording import criteria, status_sentence
from runxl.output.document import marks
from runxl.output.document.blocks import Grid, GridCell, GridRow, heads
from runxl.output.document.phrases import sizes
from runxl.output.document.slides.pages import Chart, Series, SlidePage
from runxl.output.document.slides.scene import Scene
from runxl.output.document.slides.tidy import one_line


def headline(scene: Scene) -> Iterator[SlidePage]:
    """How many of each, in words and as bars."""
    if scene.plan:
        yield SlidePage(title="Planen i korthet", sentences=tuple(sizes(scene)))
    else:
        yield SlidePage(title="Läget i korthet", sentences=_sentences(scene), chart=_counts(scene))


def _sentences(scene: Scene) -> tuple[str, ...]:
    return tuple(published(scene.assessment.counts, scene.basis.styrmodell).values())


def _counts(scene: Scene) -> Chart | None:
    levels = scene.assessment.counts.told(scene.basis.styrmodell).items()
    shown = {level: one for level, one in levels if one.antal}
    if not shown:
        return None
    series = [
        Series(status, tuple(one[status] for one in shown.values()), mark.solid, mark.on_solid)
        for status, mark in scene.basis.scale.marks.items()
    ]
    if any(undecided := tuple(one.undecided for one in shown.values())):
        series.append(Series(UNDECIDED, undecided, look.UNDECIDED.solid, look.UNDECIDED.on_solid))
    return Chart(
        about=f"Staplar som visar hur stor del som har varje status. {'. '.join(_sentences(scene))}.",
        title="Status per nivå",
        categories=tuple(scene.many(level) for level in shown),
        series=tuple(series),
        number_format="0;;",
        stacked=True,
    )


def scale(scene: Scene) -> Iterator[SlidePage]:
    """Status | Betydelse | Kriterium."""
    model, demands = scene.basis.styrmodell, criteria(scene.basis.scale)
    rows = (
        (marks.status(status, model), GridCell(status_sentence(model, status)), GridCell(demands[status]))
        for status in scene.statuses()
    )
    columns = heads(("Status", 18), ("Betydelse", 32), ("Kriterium för ett mått", 50))
    grid = Grid.plain("Skalan för status", "", columns, rows)
    yield SlidePage(title="Så läser du bedömningen", grids=(grid,))


def overview(scene: Scene) -> Iterator[SlidePage]:
    """Every mål with its delmål; without these where they have no status."""
    delmal = scene.basis.assessed("delmal")
    mal = scene.one("mal")
    first = f"{mal} och {scene.basis.styrmodell.labels['delmal'].many}" if delmal else mal
    columns = heads((first, 62), ("Status", 14), ("Prognos", 28))
    rows = tuple(_mal_rows(scene, delmal=delmal))
    if scene.plan or not scene.forecasts_given:
        kept = 1 if scene.plan else 2
        columns, rows = columns[:kept], tuple(replace(row, cells=row.cells[:kept]) for row in rows)
    about = f"{scene.many('mal')} med status och prognos"
    grids = (Grid(about, columns, rows),) if rows else ()
    title = f"{scene.many('mal')} och {scene.basis.styrmodell.labels['delmal'].many}" if delmal else scene.many("mal")
    yield SlidePage(title=f"{title} i översikt", grids=grids)


def _mal_rows(scene: Scene, *, delmal: bool) -> Iterator[GridRow]:
    for said, several in scene.by_perspective().items():
        if perspektiv := one_line(said):
            cells = (GridCell(perspektiv, strong=True), GridCell(), GridCell())
            yield GridRow(cells, group=True, again=f"{perspektiv} (forts.)")
        for mal in several:
            name = GridCell(scene.named("mal", mal.nr, mal.row.mal), strong=delmal)
            again = f"{scene.one('mal')} {mal.nr} (forts.)" if scene.basis.styrmodell.numbers_shown else ""
            yield GridRow((name, *_judged(scene, "mal", mal)), group=delmal, again=again)
            for one in scene.delmal_of(mal) if delmal else ():
                yield GridRow((GridCell(scene.numbered(one.nr, one.row.delmal)), *_judged(scene, "delmal", one)))
    for one in scene.stray_delmal() if delmal else ():
        name = GridCell(scene.named("delmal", one.nr, one.row.delmal))
        yield GridRow((name, *_judged(scene, "delmal", one)), group=True)


def _judged(scene: Scene, level: str, one: MalVerdict | DelmalVerdict) -> tuple[GridCell, GridCell]:
    return scene.status(level, one.told), forecast(scene, one)


def forecast(scene: Scene, one: MalVerdict | DelmalVerdict) -> GridCell:
    """`◐ Mål kommer delvis uppfyllas`, calmer than the status."""
    said = marks.forecast(one, scene.basis)
    return replace(said, filled=False) if said.text and not scene.plan and scene.forecasts_given else GridCell()
