"""A workbook → Deck: which pages there are, in what order, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.assessment.assessed import Assessment
from runxl.check.rows import Checked
from runxl.errors import RunxlError
from runxl.output.document.slides import amounts, goals, overview, rest
from runxl.output.document.slides.model import Deck, Page
from runxl.output.document.slides.scene import Scene
from runxl.output.document.slides.text import one_line


def deck_of(checked: Checked, assessment: Assessment) -> Deck:
    """Raises RunxlError if there is nothing to report."""
    scene = Scene.of(checked, assessment)
    if not (checked.mal or checked.delmal or checked.indikatorer or checked.uppdrag):
        labels = scene.basis.styrmodell.labels
        words = ", ".join(labels[level].many for level in ("mal", "delmal", "indikator"))
        raise RunxlError(
            f"Det finns ingenting att redovisa i {checked.file}: {words} och {labels['uppdrag'].many} saknas. "
            "Fyll i arbetsboken och försök igen."
        )
    namnd = one_line(assessment.namnd)
    return Deck(
        title=namnd or "Uppföljning",
        subtitle=" – ".join(filter(None, ("" if scene.plan else "Måluppfyllelse", assessment.when))),
        author=namnd,
        pages=tuple(_pages(scene)),
        missing=tuple(_missing(scene)),
    )


def _pages(scene: Scene) -> Iterator[Page]:
    yield overview.headline(scene)
    if not scene.plan:
        yield overview.scale(scene)
    yield overview.overview(scene)
    yield from goals.goals(scene)
    if not scene.plan:
        yield from rest.attention_pages(scene)
    yield from rest.uppdrag_pages(scene)
    if not scene.plan:
        yield from amounts.economy_pages(scene)
        yield from rest.deviation_pages(scene)
        yield from amounts.personal_pages(scene)
        yield from rest.event_pages(scene)
        yield overview.method(scene)


def _missing(scene: Scene) -> Iterator[str]:
    """What a deck of this kind usually has."""
    given = {"Nämnd": scene.assessment.namnd, "År": scene.assessment.ar, "Period": scene.assessment.period}
    for title, said in given.items():
        if not said:
            yield f"{title} saknas på bladet Inställningar."
    for mal in scene.assessment.mal:
        if not scene.delmal_of(mal):
            label = scene.basis.styrmodell.labels["delmal"]
            yield f"{scene.named('mal', mal.nr, mal.row.mal)}: inga {label.many} är ifyllda."
    if scene.plan:
        return
    if not list(rest.event_pages(scene)):
        yield "Bilden Händelser av väsentlig betydelse saknas: bladet Händelser har inga rader."
    if not list(amounts.economy_pages(scene)):
        yield "Bilderna om ekonomi saknas: bladen om ekonomi har inga rader."
