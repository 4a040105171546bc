"""A workbook → the pages of a deck, in order. What a deck usually has is named where it would stand."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.errors import RunxlError
from runxl.output.document.blocks import Manuscript, Missing
from runxl.output.document.slides import goal_pages, other_pages, overview_pages
from runxl.output.document.slides.scene import Scene
from runxl.output.document.slides.tidy import one_line
from runxl.output.said.source import Source


def _settings(scene: Scene) -> Iterator[Missing]:
    given = {"Nämnd": scene.assessment.namnd, "År": scene.assessment.ar, "Period": scene.assessment.period}
    yield from (Missing(f"{title} saknas på bladet Inställningar.") for title, said in given.items() if not said)


_PLAN = (_settings, overview_pages.headline, overview_pages.overview, goal_pages.goals, other_pages.table_pages)
_REPORT = (
    _settings,
    overview_pages.headline,
    overview_pages.scale,
    overview_pages.overview,
    goal_pages.goals,
    other_pages.attention_pages,
    other_pages.table_pages,
    overview_pages.method,
)


def deck_of(source: Source) -> Manuscript:
    """Raises RunxlError if there is nothing to report."""
    checked, assessment = source.checked, source.assessment
    scene = Scene.of(checked, assessment)
    if not (checked.mal or checked.delmal or checked.indikatorer or checked.uppdrag):
        labels = scene.basis.styrmodell.labels
        words = ", ".join(labels[level].many for level in ("mal", "delmal", "indikator"))
        raise RunxlError(
            f"Det finns ingenting att redovisa i {checked.file}: {words} och {labels['uppdrag'].many} saknas. "
            "Fyll i arbetsboken och försök igen."
        )
    namnd = one_line(assessment.namnd)
    subtitle = " – ".join(filter(None, ("" if scene.plan else "Måluppfyllelse", assessment.when)))
    blocks = (block for part in (_PLAN if scene.plan else _REPORT) for block in part(scene))
    return Manuscript(namnd or "Uppföljning", subtitle, namnd, tuple(blocks))
