"""One page for each mål: its delmål, their indikatorer, and what has changed since the report before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from runxl.assessment.assessed import cell
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.change_words import Change
from runxl.assessment.counts import met
from runxl.assessment.trend import in_words
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.assessment.why import Dropped
from runxl.output.document import marks
from runxl.output.document.blocks import Block, Grid, GridCell, GridColumn, GridRow, Missing, heads
from runxl.output.document.phrases import NOTHING
from runxl.output.document.plan_chapters import outcome_before, outcome_title
from runxl.output.document.prose import spoken
from runxl.output.document.slides.overview_pages import forecast
from runxl.output.document.slides.pages import SlidePage
from runxl.output.document.slides.scene import Scene
from runxl.output.document.slides.tidy import measure, one_line, target, tidy
from runxl.svenska import capital, quoted, uncapital

_STATUS = 18
"""Room for the longest word of a status in the largest size: else few rows with it are set as small as many."""


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
        yield SlidePage(title="Övriga förändringar", grids=(_changed(scene, "Övriga förändringar", others),))


def all_changes(scene: Scene) -> Iterator[Block]:
    """Every change since the report before, on a page of their own."""
    if scene.assessment.news:
        yield SlidePage(title="Förändringar", grids=(_changed(scene, "Förändringar", scene.assessment.news),))


def _strays(scene: Scene, title: str, rows: tuple[GridRow, ...]) -> SlidePage:
    return SlidePage(title=title, grids=(Grid(title, _columns(scene), rows),))


def _goal(scene: Scene, mal: MalVerdict) -> SlidePage:
    title = scene.named("mal", mal.nr, mal.row.mal)
    delmal = scene.delmal_of(mal)
    labels, columns = scene.basis.styrmodell.labels, _columns(scene)
    rows = tuple(row for one in delmal for row in _delmal_rows(scene, one))
    empty = GridRow((GridCell(f"Inga {labels['delmal'].many} är ifyllda."),), len(columns))
    grids = [Grid(f"{title}: {labels['delmal'].many} och {labels['indikator'].many}", columns, rows or (empty,))]
    if changes := scene.changed.get(mal.nr):
        grids.append(_changed(scene, f"{title}: förändringar", changes))
    verdicts, notes = tuple(_verdicts(scene, mal)), tuple(_notes(scene, mal, delmal))
    return SlidePage(title=title, verdicts=verdicts, grids=tuple(grids), notes=notes)


def _verdicts(scene: Scene, mal: MalVerdict) -> Iterator[GridCell]:
    """The mål's status and prognosis, and the perspektiv that it belongs to."""
    if mal.status and scene.status("mal", mal.told).text:
        judged = met(mal.told or "", scene.basis.label("Mål"), scene.basis.styrmodell)
        yield replace(marks.status(mal.told, scene.basis.styrmodell), text=capital(judged))
        said = forecast(scene, mal)
        if said.text and mal.prognos:
            yield replace(said, text=f"Prognos: {uncapital(said.text)}")
    if perspektiv := one_line(mal.row.perspektiv):
        yield GridCell(f"Perspektiv: {perspektiv}")


def _columns(scene: Scene) -> tuple[GridColumn, ...]:
    name = scene.one("indikator")
    if scene.plan:
        goal = f"Mål {scene.basis.ar or ''}".strip()
        return heads((name, 50), (outcome_title(scene.year_before), 16), (goal, 18), ("Periodicitet", 18))
    trend = (("Utveckling", 16),) if scene.basis.styrmodell.trend_shown else ()
    return heads((name, 52), ("Utfall", 15), ("Mål", 20), *trend, ("Status", _STATUS))


def _delmal_rows(scene: Scene, one: DelmalVerdict) -> Iterator[GridRow]:
    name = scene.named("delmal", one.nr, one.row.delmal)
    shown = scene.basis.styrmodell.numbers_shown
    again = f"{scene.one('delmal')} {one_line(one.nr)}" if shown else f"{scene.one('delmal')} {quoted(name)}"
    span = len(_columns(scene)) - 1
    yield GridRow((GridCell(name, strong=True), scene.status("delmal", one.told)), span, True, f"{again} (forts.)")
    indikatorer = scene.indikatorer_of(one)
    for indikator in indikatorer:
        yield _indikator_row(scene, indikator)
    if not indikatorer:
        yield GridRow((GridCell(f"Inga {scene.basis.styrmodell.labels['indikator'].many}."),), span + 1)


def _indikator_row(scene: Scene, one: IndikatorVerdict) -> GridRow:
    name = GridCell(f"{scene.kind(one)}{one_line(one.row.indikator)}")
    goal = GridCell(tidy(target(one, scene.basis.period.short)))
    if scene.plan:
        earlier = GridCell(tidy(outcome_before(one, scene.year_before)))
        return GridRow((name, earlier, goal, GridCell(one_line(cell(one, "periodicitet")))))
    trend = (GridCell(in_words(one.utveckling)),) if scene.basis.styrmodell.trend_shown else ()
    said = measure(one.utfall, one.row.enhet)
    lag = one.row.avser_ar if said and one.row.avser_ar not in (None, scene.basis.ar) else None
    told = GridCell(tidy(f"{said} ({lag})" if lag else said))
    unjudged = capital(Dropped.words) if isinstance(one.reason, Dropped) else NOTHING
    judged = marks.status(one.told, scene.basis.styrmodell) if one.counts else GridCell(unjudged)
    return GridRow((name, told, goal, *trend, judged))


def _changed(scene: Scene, about: str, changes: Iterable[Change]) -> Grid:
    since = f" sedan {scene.assessment.previous}" if scene.assessment.previous else ""
    return Grid.plain(
        about, "", heads((f"Förändring{since}", 100)), ((GridCell(one_line(one.text)),) for one in changes)
    )


def _notes(scene: Scene, mal: MalVerdict, delmal: Sequence[DelmalVerdict]) -> Iterator[str]:
    """Every Förklaring, and the motives and analyses that have been written; in a plan what each is about."""
    yield from scene.explained("mal", mal)
    yield from scene.motivated("mal", mal)
    yield from _spoken(scene, mal, "")
    for one in delmal:
        yield from scene.explained("delmal", one)
        yield from scene.motivated("delmal", one)
        shown = scene.basis.styrmodell.numbers_shown
        yield from _spoken(scene, one, scene.named("delmal", one.nr, "") if shown else quoted(one.row.delmal))
        for indikator in scene.indikatorer_of(one):
            yield from scene.explained("indikator", indikator)


def _spoken(scene: Scene, one: MalVerdict | DelmalVerdict, about: str) -> Iterator[str]:
    word, written = ("Beskrivning", one.row.beskrivning) if scene.plan else ("Analys", one.row.analys)
    if said := one_line(spoken(written)):
        yield f"{f'{word} av {about}' if about else word}: {said}"
